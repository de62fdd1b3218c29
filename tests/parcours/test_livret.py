"""The booklet of a route, read back: its pages, its stops, its links, its codes; and nothing that may not be printed."""

import re
from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace

import pypdfium2
import pytest
import zxingcpp
from django.core.files.storage import default_storage
from pypdf import PdfReader
from wagtail.models import PageViewRestriction

from parcours import livret as livrets
from parcours.enums import Couleur
from parcours.models import ParcoursPage
from parcours.views import empreinte
from tests import fabrique
from tests.medias.conftest import visuel
from tests.parcours.test_bagage import GRANDE
from tests.villes import traduire

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not livrets.livrets_possibles(), reason="no Pango on this machine"),
]


def lire(client, parcours, langue="fr"):
    reponse = client.get(f"/api/parcours/{parcours.code}.pdf?langue={langue}")
    assert (reponse.status_code, reponse["Content-Type"]) == (200, "application/pdf")
    return PdfReader(BytesIO(b"".join(reponse.streaming_content)))


def texte(page):
    return " ".join(page.extract_text().split())


def liens(page):
    actions = [a.get_object()["/A"] for a in page.get("/Annots", ()) if "/A" in a.get_object()]
    return [action["/URI"] for action in actions if "/URI" in action]


def codes(pdf: bytes) -> list[str]:
    """Return what a phone reads on the pages, printed at 150 dots an inch."""
    pages = pypdfium2.PdfDocument(pdf)
    images = [pages[rang].render(scale=150 / 72).to_pil() for rang in range(len(pages))]
    return [
        code.text
        for image in images
        for code in sorted(zxingcpp.read_barcodes(image), key=lambda c: c.position.top_left.y)
    ]


def images(pdf) -> int:
    """Return how many pictures there are: the pages share their list of resources."""
    dossiers = [page["/Resources"].get("/XObject", {}) for page in pdf.pages]
    objets = {dossier.raw_get(nom).idnum: dossier[nom] for dossier in dossiers for nom in dossier}
    return sum(objet["/Subtype"] == "/Image" for objet in objets.values())


def test_le_livret_dit_le_parcours_ses_arrets_dans_l_ordre_et_comment_on_y_va(client, ville, ligne):
    ville.oeuvre.sans_marche = "oui"
    ville.oeuvre.acces_precisions = "Une rampe par le quai."
    ville.oeuvre.save_revision().publish()
    pdf = lire(client, ligne)
    dit = " ".join(texte(page) for page in pdf.pages)
    phrases = [
        "La ligne",
        "3 arrêts, 830 m",
        "Venir au départ",
        "Tramway 1, arrêt Chantiers navals.",
        "1. Les Anneaux",
        "Parce que le fleuve commence ici.",
        "Une rampe par le quai.",
        "Longez le quai.",
        "2. Le ponton",
        "Obstacle",
        "3. La grue",
    ]
    places = [dit.find(phrase) for phrase in phrases]
    assert -1 not in places, [p for p in phrases if p not in dit]
    assert places == sorted(places)
    assert len(pdf.pages) == 3


def test_les_codes_et_les_liens_disent_l_adresse_courte_de_chaque_arret_qui_dure(client, ville, ligne):
    reponse = client.get(f"/api/parcours/{ligne.code}.pdf")
    contenu = b"".join(reponse.streaming_content)
    racine = ligne.full_url.removesuffix(ligne.url)
    adresses = [f"{racine}/o/{etape.code}" for etape in ligne.etapes.all()]
    assert codes(contenu) == adresses
    pdf = PdfReader(BytesIO(contenu))
    assert [lien for page in pdf.pages for lien in liens(page)] == [ligne.full_url, *adresses]
    menent = [client.get(adresse).headers["Location"] for adresse in adresses]
    assert menent == [f"{ligne.url}{etape.code}/" for etape in ligne.etapes.all()]
    en_clair = f"{adresses[0].partition('://')[2][:-4]}-{adresses[0][-4:]}"
    assert en_clair in " ".join(texte(page) for page in pdf.pages)


def test_le_livret_est_balise_et_dit_sa_langue(client, ville, ligne):
    racine = lire(client, ligne).trailer["/Root"]
    assert (racine["/Lang"], racine["/MarkInfo"]["/Marked"], "/StructTreeRoot" in racine) == ("fr", True, True)
    assert b'pdfuaid:part="1"' in racine["/Metadata"].get_data()
    assert racine["/ViewerPreferences"]["/DisplayDocTitle"].value is True


def test_le_livret_est_dans_la_langue_du_parcours_et_dit_ce_qui_ne_l_est_pas(client, ville, ligne):
    for page in (ville.accueil, ville.recit, ville.promesse, ligne.get_parent().specific):
        traduire(page, "de")
    ville.oeuvre.image = visuel("La grue", GRANDE, usage_impression=True, credit="Une photographe")
    ville.oeuvre.save_revision().publish()
    traduire(ligne, "de")
    assert lire(client, ligne, "de").trailer["/Root"]["/Lang"] == "de"
    allemand = ParcoursPage.objects.get(translation_key=ligne.translation_key, locale__language_code="de")
    html = livrets._html(livrets.livret_de(allemand))
    assert '<html lang="de">' in html
    assert '<span lang="fr">Les Anneaux</span>' in html
    assert '<p lang="fr">On tourne autour.</p>' in html
    assert '<p class="quartier" lang="fr">Île de Nantes</p>' in html
    assert re.findall(r'alt="Un quai\."( lang="fr")', html) == [' lang="fr"']
    assert '<span class="credit" lang="fr">Une photographe</span>' in html


@pytest.mark.parametrize(("couleur", "teinte"), [(Couleur.LIGNE, "#12b45a"), (Couleur.FLEUVE, "#1d4f9c")])
def test_le_livret_est_de_la_couleur_du_parcours(ville, ligne, couleur, teinte):
    ParcoursPage.objects.update(couleur=couleur)
    livret = livrets.livret_de(ParcoursPage.objects.get(pk=ligne.pk))
    feuille = livrets._html(livret)
    carte, _type = livret.pieces["carte.svg"]
    assert (f'stroke="{teinte}"' in carte.decode(), f"solid {teinte};" in feuille) == (True, True)


@pytest.mark.parametrize(("permise", "nombre"), [(True, 1), (False, 0)])
def test_une_image_ne_s_imprime_que_si_ses_droits_le_permettent(client, ville, ligne, permise, nombre):
    ville.oeuvre.image = visuel("La grue", GRANDE, usage_impression=permise, credit="Une photographe")
    ville.oeuvre.save_revision().publish()
    pdf = lire(client, ligne)
    assert images(pdf) == nombre
    assert any("Une photographe" in texte(page) for page in pdf.pages) is permise


def test_ce_que_personne_ne_peut_voir_ne_s_imprime_pas(client, ville, ligne):
    PageViewRestriction.objects.create(page=ville.lieu, restriction_type=PageViewRestriction.LOGIN)
    ville.oeuvre.unpublish()
    dit = " ".join(texte(page) for page in lire(client, ligne).pages)
    assert [nom for nom in ("Les Anneaux", "Le ponton", "La grue") if nom in dit] == ["Le ponton"]
    ligne.unpublish()
    assert client.get(f"/api/parcours/{ligne.code}.pdf").status_code == 404


def test_un_livret_se_fait_une_fois_et_se_refait_quand_le_parcours_change(client, ville, ligne):
    def fichiers():
        return default_storage.listdir(livrets.DOSSIER)[1]

    lire(client, ligne)
    [premier] = fichiers()
    lire(client, ligne)
    assert fichiers() == [premier]
    ville.oeuvre.accroche = "On tourne autour, de nuit."
    ville.oeuvre.save_revision().publish()
    assert "de nuit" in " ".join(texte(page) for page in lire(client, ligne).pages)
    assert len(fichiers()) == 1
    assert fichiers() != [premier]


def test_le_fichier_d_un_livret_n_a_pas_d_autre_porte(client, ville, ligne):
    lire(client, ligne)
    [fichier] = default_storage.listdir(livrets.DOSSIER)[1]
    assert client.get(f"/media/{livrets.DOSSIER}/{fichier}").status_code == 404


def test_pendant_qu_il_se_fait_on_dit_de_revenir(client, ville, ligne, monkeypatch):
    demandes = []
    monkeypatch.setattr("parcours.views.livret.faire_le_livret", SimpleNamespace(enqueue=demandes.append))
    for _fois in range(2):
        reponse = client.get(f"/api/parcours/{ligne.code}.pdf")
        assert (reponse.status_code, reponse["Retry-After"]) == (503, "10")
        assert "<h1>Le livret se prépare</h1>" in reponse.content.decode()
    assert demandes == [ligne.pk]


def test_sans_pango_le_site_marche_et_ne_propose_pas_de_livret(client, ville, ligne, monkeypatch):
    adresse = f"/api/parcours/{ligne.code}.pdf"
    assert adresse in client.get(ligne.url).content.decode()
    monkeypatch.setattr(livrets, "livrets_possibles", lambda: False)
    monkeypatch.setattr("parcours.views.livret.livrets_possibles", lambda: False)
    assert adresse not in client.get(ligne.url).content.decode()
    reponse = client.get(adresse)
    assert (reponse.status_code, reponse.content.decode()) == (
        503,
        "Ce site ne sait pas faire de livret\xa0: la page du parcours s’imprime aussi.",
    )


@pytest.mark.parametrize("adresse", ["file:///etc/passwd", "http://127.0.0.1/", f"{livrets.BASE}autre", "/etc/passwd"])
def test_un_livret_ne_demande_rien_a_personne(adresse):
    donner = livrets._donner({"piece": (b"x", "text/plain")})
    assert donner(f"{livrets.BASE}piece").read() == b"x"
    with pytest.raises(ValueError, match="Not a piece"):
        donner(adresse)


def test_une_affiche_dessinee_ne_fait_lire_aucun_fichier(client, ville, ligne, settings, caplog):
    dessin = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><image href="file:///etc/hostname" width="9" '
        b'height="9"/><image href="http://127.0.0.1:9/x.png" width="9" height="9"/><rect width="20" height="20"/></svg>'
    )
    ville.oeuvre.image = visuel("Affiche", dessin, "affiche.svg", usage_impression=True)
    ville.oeuvre.save_revision().publish()
    assert images(lire(client, ligne)) == 0


def test_cent_arrets_font_un_livret(client, ville):
    cent = fabrique.parcours(
        ville.accueil,
        [
            {"titre": f"Point {n}", "latitude": 47.2 + n / 1e4, "longitude": -1.56, "pourquoi": "Ici."}
            for n in range(100)
        ],
        slug="cent",
    )
    assert "100. Point 99" in " ".join(texte(page) for page in lire(client, cent).pages)


def test_le_site_et_son_ouvrier_donnent_le_meme_nom_a_un_livret(ville, ligne, tmp_path):
    ville.oeuvre.image = visuel("La grue", GRANDE, usage_impression=True, usage_hors_ligne=True, usage_donnees=True)
    ville.oeuvre.save_revision().publish()
    page = ParcoursPage.objects.get(pk=ligne.pk)
    arrets = livrets.livret_de(page).lu["arrets"]
    # Nothing whose writing depends on the process, such as a set or an object's address in memory.
    ecrit = repr([(replace(a, histoire=None, vignette=None), empreinte._image(a)) for a in arrets])
    assert not re.search(r"set\(\{| at 0x", ecrit)
