"""What pages tell machines, read back by extruct and PyLD."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import PageViewRestriction

from medias.models import Visuel
from oeuvres.models import Artiste
from socle.enums import Connu, Precision
from tests import fabrique
from tests.diffusion.lecture import SCHEMA, carte, donnees_liees, en_clair
from tests.villes import traduire

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="10"/>'


def affiche(**droits) -> Visuel:
    valeurs = {"title": "Affiche", "description": "Un anneau.", "credit": "Atelier", "licence": "cc-by-4.0"} | droits
    return Visuel.objects.create(file=ContentFile(SVG, name="affiche.svg"), **valeurs)


def test_une_oeuvre_dit_ce_qu_elle_est_qui_l_a_faite_et_ou_elle_est(grande_ville, lire):
    page = grande_ville.oeuvre
    page.lieu, page.commune, page.wikidata, page.technique = "Quai des Antilles", "Nantes", "Q123", "Acier"
    page.image = affiche()
    page.save_revision().publish()
    quartier = "http://localhost/fr/recit/ile-de-nantes/"
    sujet = donnees_liees(lire(page.url))["VisualArtwork"]
    image = sujet.pop("image")
    assert sujet == {
        "@type": "VisualArtwork",
        "@id": f"{quartier}les-anneaux/#sujet",
        "url": f"{quartier}les-anneaux/",
        "identifier": page.code,
        "name": "Les Anneaux",
        "description": "On tourne autour.",
        "inLanguage": "fr",
        "creator": [{"@type": "Person", "name": "Daniel Buren", "url": "http://localhost/fr/artistes/daniel-buren/"}],
        "dateCreated": "2007",
        "artform": "Autre",
        "artMedium": "Acier",
        "contentLocation": {
            "@type": "Place",
            "name": "Quai des Antilles",
            "address": {"@type": "PostalAddress", "streetAddress": "Quai des Antilles", "addressLocality": "Nantes"},
            "geo": {"@type": "GeoCoordinates", "latitude": 47.2053, "longitude": -1.5668},
            "containedInPlace": {
                "@type": "TouristDestination",
                "@id": f"{quartier}#sujet",
                "name": "Île de Nantes",
                "url": quartier,
            },
        },
        "sameAs": "https://www.wikidata.org/entity/Q123",
    }
    assert {nom: image[nom] for nom in ("@type", "creditText", "license", "caption", "width")} == {
        "@type": "ImageObject",
        "creditText": "Atelier",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "caption": "Un anneau.",
        "width": 8,
    }


@pytest.mark.parametrize("droits", [{"usage_site": False}, {"credit": ""}, {"consentement": "manquant"}])
def test_une_image_qui_n_a_pas_le_droit_de_sortir_n_est_dite_a_personne(grande_ville, lire, droits):
    grande_ville.oeuvre.image = affiche(**droits)
    grande_ville.oeuvre.save_revision().publish()
    assert "image" not in donnees_liees(lire(grande_ville.oeuvre.url))["VisualArtwork"]


def test_un_collectif_n_est_pas_une_personne(grande_ville, lire):
    Artiste.objects.update(collectif=True, naissance=1984)
    artiste = donnees_liees(lire(grande_ville.adresses["artiste"]))["Organization"]
    assert artiste == {
        "@type": "Organization",
        "@id": "http://localhost/fr/artistes/daniel-buren/#sujet",
        "url": "http://localhost/fr/artistes/daniel-buren/",
        "name": "Daniel Buren",
        "foundingDate": "1984",
    }
    [signataire] = donnees_liees(lire(grande_ville.oeuvre.url))["VisualArtwork"]["creator"]
    assert signataire["@type"] == "Organization"


def test_une_position_approchee_se_dit_en_cercle_et_une_annee_approchee_ne_se_dit_pas(grande_ville, lire):
    page = grande_ville.oeuvre
    page.precision, page.precision_metres, page.annee_approchee = Precision.APPROCHEE, 200, True
    page.save_revision().publish()
    sujet = donnees_liees(lire(page.url))["VisualArtwork"]
    assert "dateCreated" not in sujet
    assert sujet["contentLocation"]["geo"] == {
        "@type": "GeoCircle",
        "geoMidpoint": {"@type": "GeoCoordinates", "latitude": 47.205, "longitude": -1.567},
        "geoRadius": "200",
    }


def test_la_ville_un_quartier_et_un_lieu_se_contiennent(grande_ville, lire):
    secteur = fabrique.quartier(
        grande_ville.quartier,
        grande_ville.promesse,
        titre="Prairie",
        slug="prairie",
        contour={"type": "Polygon", "coordinates": [[[-1.56, 47.2], [-1.55, 47.2], [-1.55, 47.21], [-1.56, 47.2]]]},
    )
    grue = fabrique.lieu(secteur, grande_ville.promesse, titre="La grue", slug="grue", sans_marche=Connu.NON)
    la_ville = donnees_liees(lire("/fr/"))["TouristDestination"]
    le_quartier = donnees_liees(lire(grande_ville.quartier.url))["TouristDestination"]
    le_secteur = donnees_liees(lire(secteur.url))["TouristDestination"]
    le_lieu = donnees_liees(lire(grue.url))["TouristAttraction"]
    chaine = [le_lieu, le_secteur, le_quartier, la_ville]
    assert [noeud["containedInPlace"]["@id"] for noeud in chaine[:-1]] == [noeud["@id"] for noeud in chaine[1:]]
    assert le_secteur["geo"] == {"@type": "GeoShape", "box": "47.2 -1.56 47.21 -1.55"}
    assert le_lieu["amenityFeature"]["value"] is False
    assert la_ville["slogan"] == "La ville se raconte."


def test_un_parcours_dit_ses_arrets_dans_l_ordre_et_la_page_d_un_arret_ne_dit_qu_elle(grande_ville, lire):
    grue = fabrique.lieu(
        grande_ville.quartier,
        grande_ville.promesse,
        titre="La grue",
        slug="grue",
        latitude="47.205300",
        longitude="-1.568800",
        precision=Precision.APPROCHEE,
    )
    parcours = fabrique.parcours(
        grande_ville.accueil,
        [{"histoire": grande_ville.oeuvre, "pourquoi": "Le fleuve commence ici."}, {"histoire": grue}],
        slug="ligne",
        publics=["familles"],
    )
    sujet = donnees_liees(lire(parcours.url))["TouristTrip"]
    premier, second = (etape["item"] for etape in sujet["itinerary"]["itemListElement"])
    assert (sujet["itinerary"]["numberOfItems"], sujet["touristType"]) == (2, ["Les familles"])
    assert premier == {
        "@type": "Place",
        "name": "Les Anneaux",
        "url": premier["url"],
        "description": "Le fleuve commence ici.",
        "geo": {"@type": "GeoCoordinates", "latitude": 47.2053, "longitude": -1.5668},
    }
    assert (second["name"], "geo" in second) == ("La grue", False)
    arret = donnees_liees(lire(premier["url"].removeprefix("http://localhost")))
    assert (set(arret), arret["BreadcrumbList"]["itemListElement"][-1]["name"]) == (
        {"WebSite", "WebPage", "BreadcrumbList"},
        "1. Les Anneaux, La ligne",
    )


def test_le_fil_d_ariane_mene_de_la_ville_a_la_page(grande_ville, lire):
    fil = donnees_liees(lire(grande_ville.adresses["artiste"]))["BreadcrumbList"]["itemListElement"]
    assert [(etape["position"], etape["name"], etape["item"]) for etape in fil] == [
        (1, "Nantes", "http://localhost/fr/"),
        (2, "Artistes", "http://localhost/fr/artistes/"),
        (3, "Daniel Buren", "http://localhost/fr/artistes/daniel-buren/"),
    ]


def test_une_page_dit_sa_langue_et_ou_elle_se_lit_dans_une_autre(ville, lire):
    for page in (ville.accueil, ville.recit):
        traduire(page, "en")
    francaise, anglaise = (donnees_liees(lire(adresse))["WebPage"] for adresse in ("/fr/recit/", "/en/recit/"))
    assert (francaise["inLanguage"], francaise["workTranslation"]) == (
        "fr",
        [{"@type": "WebPage", "@id": "http://localhost/en/recit/", "inLanguage": "en"}],
    )
    assert (anglaise["inLanguage"], anglaise["translationOfWork"]["@id"]) == ("en", "http://localhost/fr/recit/")


def test_tout_mot_est_de_schema_org_et_toute_adresse_est_entiere(grande_ville, lire):
    for nom in ("ville", "quartier", "œuvre", "artiste", "récit", "page simple"):
        noeuds = en_clair(lire(grande_ville.adresses[nom]))
        assert noeuds, nom
        for noeud in noeuds:
            assert noeud["@id"].startswith("http://localhost/fr/"), nom
            assert all(propriete.startswith(("@", SCHEMA)) for propriete in noeud), nom


def test_rien_d_ecrit_ne_sort_du_script(ville, lire):
    mechant = "</script><script>alert(1)</script><!-- & \u2028"
    ville.oeuvre.title = ville.oeuvre.accroche = mechant
    ville.oeuvre.save_revision().publish()
    html = lire(ville.oeuvre.url)
    assert "alert(1)</script>" not in html.replace("&lt;/script&gt;", "")
    assert donnees_liees(html)["VisualArtwork"]["name"] == mechant
    assert carte(html)["og:title"] == mechant.strip()


def test_les_reseaux_lisent_le_titre_de_la_page_et_ses_langues(grande_ville, lire):
    for page in (grande_ville.accueil, grande_ville.recit):
        traduire(page, "en")
    vues = {nom: carte(lire(adresse)) for nom, adresse in grande_ville.adresses.items()}
    assert {nom: vue["og:title"] for nom, vue in vues.items()} == {
        "ville": "La ville se raconte.",
        "récit": "Le récit",
        "positionnement": "Positionnement",
        "promesse": "Le fleuve est rendu aux habitants.",
        "quartier": "Île de Nantes",
        "œuvre": "Les Anneaux, Daniel Buren",
        "lieu": "La grue",
        "parcours": "La ligne",
        "les parcours": "Les parcours",
        "agenda": "Agenda",
        "événement": "Un bal",
        "artistes": "Artistes",
        "artiste": "Daniel Buren",
        "page simple": "Mentions légales",
        "quartiers": "Les quartiers",
        "œuvres": "Les œuvres",
    }
    recit = vues["récit"]
    assert (recit["og:url"], recit["og:locale"], recit["og:locale:alternate"], recit["og:site_name"]) == (
        "http://localhost/fr/recit/",
        "fr_FR",
        "en_GB",
        "Nantes",
    )


def test_une_page_privee_et_un_apercu_ne_se_partagent_pas(ville, client, lire, admin_user):
    PageViewRestriction.objects.create(page=ville.quartier, restriction_type="login")
    client.force_login(admin_user)
    apercu = ville.oeuvre.make_preview_request().content.decode()
    for html in (lire(ville.quartier.url), lire(ville.oeuvre.url), apercu):
        assert ("og:title" in html, "ld+json" in html) == (False, False)
    assert "ld+json" in lire(ville.recit.url)
