"""The list of works and its filters, the page of a work, the index of artists."""

import re
from datetime import date

import pytest

from oeuvres.enums import Genre, Statut
from oeuvres.models import ArtisteDeLOeuvre
from recit.models import PromessePage
from socle.enums import Connu
from tests import fabrique
from tests.villes import traduire

pytestmark = pytest.mark.django_db


def lire(client, adresse, code=200):
    reponse = client.get(adresse)
    assert reponse.status_code == code, adresse
    return reponse.content.decode()


def listees(client, requete=""):
    html = lire(client, f"/fr/oeuvres/{requete}")
    return re.findall(r'class="vignette.*?<b>(.*?)</b>', html, re.S)


@pytest.fixture
def collection(ville):
    """Four works that differ in all that filters read."""
    autre = ville.recit.add_child(instance=PromessePage(title="L’art", slug="art", enonce="L’art est partout."))
    nord = fabrique.quartier(ville.recit, ville.promesse, titre="Nantes Nord", slug="nantes-nord")
    buren, ramette = fabrique.artiste(ville.site), fabrique.artiste(ville.site, "Philippe Ramette")
    ville.oeuvre.artistes.add(ArtisteDeLOeuvre(artiste=buren))
    ville.oeuvre.save()
    fabrique.oeuvre(
        nord,
        autre,
        titre="Éloge",
        slug="eloge",
        artistes=[ramette],
        annee=2018,
        genre=Genre.SCULPTURE,
        sans_marche=Connu.OUI,
        latitude=47.25,
        longitude=-1.55,
    )
    fabrique.oeuvre(nord, ville.promesse, titre="Le Nid", slug="le-nid", annee=2012, statut=Statut.DISPARUE)
    fabrique.oeuvre(nord, autre, titre="La Meute", slug="la-meute", statut=Statut.TEMPORAIRE, fin=date(2009, 8, 31))
    return ville


@pytest.mark.parametrize(
    ("requete", "attendues"),
    [
        ("", ["Les Anneaux", "Éloge", "Le Nid", "La Meute"]),
        ("?genre=sculpture", ["Éloge"]),
        ("?quartier=nantes-nord", ["Éloge", "Le Nid", "La Meute"]),
        ("?promesse=art", ["Éloge", "La Meute"]),
        ("?artiste=daniel-buren", ["Les Anneaux"]),
        ("?decennie=2010", ["Éloge", "Le Nid"]),
        ("?sans_marche=on", ["Éloge"]),
        ("?etat=debout", ["Les Anneaux", "Éloge"]),
        ("?etat=passees", ["Le Nid", "La Meute"]),
        ("?quartier=nantes-nord&etat=passees&decennie=2010", ["Le Nid"]),
        ("?genre=film", []),
        ("?genre=zzz", ["Les Anneaux", "Éloge", "Le Nid", "La Meute"]),
        ("?genre=zzz&etat=passees", ["Le Nid", "La Meute"]),
        ("?decennie=abc&page=-3&quartier=%00", ["Les Anneaux", "Éloge", "Le Nid", "La Meute"]),
    ],
)
def test_on_choisit_parmi_les_oeuvres_et_ce_qui_ne_veut_rien_dire_est_ignore(collection, client, requete, attendues):
    assert listees(client, requete) == attendues


def test_une_liste_vide_dit_quoi_faire(collection, client):
    html = lire(client, "/fr/oeuvres/?genre=film")
    assert ["Aucune œuvre ne répond à ces choix" in html, "revoyez toutes les œuvres" in html] == [True, True]


def test_une_longue_liste_se_lit_page_par_page_avec_ses_choix(ville, client):
    for rang in range(30):
        fabrique.oeuvre(ville.quartier, ville.promesse, titre=f"Jardin {rang:02}", genre=Genre.JARDIN)
    premiere = lire(client, "/fr/oeuvres/?genre=jardin")
    suivante = re.search(r'rel="next" href="([^"]+)"', premiere).group(1).replace("&amp;", "&")
    assert (len(listees(client, "?genre=jardin")), suivante) == (24, "?genre=jardin&page=2")
    assert listees(client, suivante) == [f"Jardin {rang:02}" for rang in range(24, 30)]
    assert listees(client, "?genre=jardin&page=99") == listees(client, suivante)


def test_une_oeuvre_partie_le_dit_et_n_est_jamais_la_suite(collection, client):
    html = lire(client, "/fr/recit/nantes-nord/le-nid/")
    assert ("Disparue : il n’y a plus rien à voir ici." in html, "Y aller" in html) == (True, False)
    suites = [
        re.search(r'<p class="suite">.*?href="([^"]+)"', lire(client, adresse), re.S).group(1)
        for adresse in ("/fr/recit/nantes-nord/le-nid/", "/fr/recit/nantes-nord/eloge/", "/fr/recit/nantes-nord/")
    ]
    assert suites == ["/fr/recit/nantes-nord/eloge/", "/fr/recit/nantes-nord/", "/fr/recit/nantes-nord/eloge/"]


def test_un_quartier_range_a_part_ce_qui_fut_ici(collection, client):
    html = lire(client, "/fr/recit/nantes-nord/")
    debout, parties = html.split('id="passees"')
    assert ["Le Nid" in debout, "Le Nid" in parties, "Éloge</b>" in debout] == [False, True, True]


def test_une_oeuvre_dit_comment_y_aller_et_ce_qui_a_ete_verifie(collection, client):
    page = collection.quartier.get_children().get(slug="les-anneaux").specific
    page.latitude, page.longitude, page.sans_marche = 47.2053, -1.5668, Connu.NON
    page.sans_marche_verifie_le = date(2026, 3, 1)
    page.save()
    html = lire(client, page.url)
    assert 'href="geo:47.205300,-1.566800"' in html
    assert '<td class="non">Non <small>vérifié le 1er mars 2026</small></td>' in html
    assert html.count('<td class="inconnu">Non vérifié</td>') == 4


def test_l_index_range_les_artistes_par_initiale(collection, client):
    html = lire(client, "/fr/artistes/")
    assert re.findall(r'id="i-(\w)"', html) == ["B", "R"]
    assert re.findall(r'<li><a href="(/fr/artistes/[^"]+)">([^<]+)</a>', html) == [
        ("/fr/artistes/daniel-buren/", "Buren, Daniel"),
        ("/fr/artistes/philippe-ramette/", "Ramette, Philippe"),
    ]


def test_un_artiste_montre_ses_oeuvres_et_un_inconnu_repond_404(collection, client):
    html = lire(client, "/fr/artistes/philippe-ramette/")
    assert ("Éloge</b>" in html, "Les Anneaux" in html) == (True, False)
    lire(client, "/fr/artistes/personne/", 404)


def test_un_artiste_se_lit_dans_chaque_langue_et_dit_laquelle(collection, client):
    artiste = collection.oeuvre.artistes.first().artiste
    artiste.presentation = "Des rayures."
    artiste.save()
    for page in (collection.accueil, collection.artistes):
        traduire(page, "en")
    html = lire(client, "/en/artistes/daniel-buren/")
    assert 'lang="fr"><p>Des rayures.</p>' in html
    assert 'hreflang="fr" href="/fr/artistes/daniel-buren/"' in html


def test_sans_recit_en_ligne_les_listes_repondent_404(ville, client):
    ville.recit.unpublish()
    assert [client.get(adresse).status_code for adresse in ("/fr/oeuvres/", "/fr/quartiers/")] == [404, 404]


# --- titles and maps ------------------------------------------------------------

CARRE = {"type": "Polygon", "coordinates": [[[-1.6, 47.2], [-1.5, 47.2], [-1.5, 47.3], [-1.6, 47.3], [-1.6, 47.2]]]}


def test_un_titre_dit_les_petits_nombres_en_lettres(ville, client):
    for rang in range(2):
        fabrique.oeuvre(ville.quartier, ville.promesse, titre=f"Œuvre {rang}", latitude=47.2, longitude=-1.5)
    assert "Trois œuvres, dans l’ordre où l’on marche" in lire(client, ville.quartier.url)
    assert "Trois œuvres</h2>" in lire(client, "/fr/oeuvres/")


def test_les_publics_d_une_promesse_se_lisent_comme_une_phrase(ville, client):
    ville.promesse.publics = ["habitants", "familles"]
    ville.promesse.save()
    dits = re.search(r'<p class="publics">[^<]*</p>', lire(client, ville.promesse.url)).group(0)
    assert re.search(r", [a-z]", dits)
    assert not re.search(r", [A-Z]", dits)


def test_la_carte_d_une_oeuvre_et_d_une_rue_montre_le_quartier_ou_elles_sont(ville, client):
    ville.quartier.contour = CARRE
    ville.quartier.save()
    oeuvre = fabrique.oeuvre(ville.quartier, ville.promesse, titre="Seule", latitude=47.25, longitude=-1.55)
    rue = fabrique.quartier(
        ville.quartier, ville.promesse, titre="Un quai", echelle="rue", latitude=47.25, longitude=-1.55
    )
    for page in (oeuvre, rue):
        assert lire(client, page.url).count('class="aire ici"') == 1, page


def test_un_quartier_montre_dix_oeuvres_passees_et_mene_aux_autres(ville, client):
    for rang in range(12):
        fabrique.oeuvre(
            ville.quartier, ville.promesse, titre=f"Partie {rang}", slug=f"partie-{rang}", statut=Statut.DISPARUE
        )
    html = client.get(ville.quartier.url).content.decode()
    fut = html[html.index('id="passees"') :].partition("</section>")[0]
    assert len(re.findall(r'<a class="vignette', fut)) == 10
    assert (
        f'href="/fr/oeuvres/?quartier={ville.quartier.slug}&amp;etat=passees">Les 12 œuvres qui furent ici</a>' in fut
    )
