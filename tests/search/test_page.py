"""The page of results: what answers, how one narrows it, what helps when nothing answers."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from search.actions.changements import envoyer
from search.enums import Moteur
from search.models import RechercheManquee, Synonyme
from search.rules.corrections import corriger
from tests import fabrique
from tests.villes import traduire

pytestmark = pytest.mark.django_db


@pytest.fixture
def nantes(ville):
    """A few works to find."""
    buren = fabrique.artiste(ville.site, "Daniel Buren")
    ville.air = fabrique.oeuvre(
        ville.quartier, ville.promesse, titre="Air", artistes=[buren], accroche="Un souffle, au bord de l’eau."
    )
    ville.partie = fabrique.oeuvre(
        ville.quartier, ville.promesse, titre="Ancre", statut="disparue", accroche="Un souffle passé."
    )
    return ville


@pytest.fixture
def lire(client, nantes):
    """Return what asks for a page as it is now: `lire(q="air")`."""

    def poser(langue="fr", rue="recherche", **parametres):
        envoyer(Moteur.SQL)
        reponse = client.get(f"/{langue}/{rue}/", parametres)
        assert reponse.status_code == 200
        return reponse.content.decode()

    return poser


def _titres(html) -> list[str]:
    return re.findall(r'<a class="reponse[^>]*>.*?<b>(.*?)</b>', html, re.S)


def _choix(html) -> dict[str, list[tuple[str, str]]]:
    """What narrows: each value with how much it leaves, by facet."""
    facettes = re.findall(r"<details[^>]*><summary>(.*?)</summary><ul>(.*?)</ul>", html, re.S)
    return {
        unescape(titre): re.findall(r"<a [^>]*>([^<]*).*?</a> <small>(\d+)</small>", valeurs)
        for titre, valeurs in facettes
    }


def _adresse_de(html, lien) -> str:
    return unescape(re.search(rf'<a href="([^"]*)"[^>]*>{lien}', html).group(1))


def test_ce_qui_est_debout_repond_avant_ce_qui_est_parti(lire):
    html = lire(q="souffle")
    assert _titres(html) == ["Air", "Ancre"]
    assert html.count("<em>N’est plus là</em>") == 1
    assert "2 pages répondent à « souffle »" in html


def test_les_mots_trouves_sont_marques_et_le_reste_est_inoffensif(nantes, lire):
    nantes.air.accroche = "Un <b>souffle</b> & de l’eau."
    nantes.air.save_revision().publish()
    assert "Un &lt;b&gt;<mark>souffle</mark>&lt;/b&gt; &amp; de l’eau." in lire(q="souffle")


def test_les_choix_se_comptent_dans_l_ordre_et_se_combinent_dans_l_adresse(nantes, lire):
    html = lire(q="souffle")
    assert _choix(html) == {
        "Quoi": [("Œuvres", "2")],
        "Quartier": [("Île de Nantes", "2")],
        "Promesse": [("Le fleuve", "2")],
        "Artiste": [("Daniel Buren", "1")],
        "Décennie": [("2000–2009", "2")],
    }
    assert _adresse_de(html, "Daniel Buren") == "/fr/recherche/?q=souffle&artiste=daniel-buren"
    resserree = lire(q="souffle", artiste="daniel-buren")
    assert _titres(resserree) == ["Air"]
    assert _adresse_de(resserree, "Œuvres") == "/fr/recherche/?q=souffle&artiste=daniel-buren&genre=oeuvre"
    assert _adresse_de(resserree, "Daniel Buren") == "/fr/recherche/?q=souffle"
    assert '<input type="hidden" name="artiste" value="daniel-buren">' in resserree


def test_ce_qui_est_autour_d_un_point_le_reste_d_un_choix_a_l_autre_et_sur_le_telephone(nantes, lire):
    nantes.air.latitude, nantes.air.longitude = 47.206, -1.564
    nantes.air.save_revision().publish()
    html = lire(q="souffle", pres="47.206,-1.564", rayon="500")
    autour = "pres=47.206%2C-1.564&rayon=500"
    assert _titres(html) == ["Air"]
    assert _adresse_de(html, "Œuvres") == f"/fr/recherche/?q=souffle&{autour}&genre=oeuvre"
    positions = unescape(re.search(r'data-positions="([^"]*)"', html)[1])
    assert positions == f"/api/recherche/positions/?q=souffle&langue=fr&{autour}"
    assert '<input type="hidden" name="pres" value="47.206,-1.564">' in html
    assert _adresse_de(html, "Enlever tous les choix") == "/fr/recherche/?q=souffle"


def test_sans_mots_on_parcourt_tout(lire):
    html = lire()
    assert "8 pages à lire" in html
    assert dict(_choix(html)["Quoi"])["Œuvres"] == "3"


def test_vingt_par_page_et_l_on_va_de_l_une_a_l_autre(nantes, lire):
    for rang in range(45):
        fabrique.oeuvre(nantes.quartier, nantes.promesse, titre=f"Banc {rang:02}", accroche="Un banc.")
    pages = [lire(q="banc", page=page) for page in (1, 2, 3)]
    titres = [_titres(page) for page in pages]
    assert [len(page) for page in titres] == [20, 20, 5]
    assert len({titre for page in titres for titre in page}) == 45
    assert [re.findall(r'rel="(prev|next)" href="([^"]*)"', page) for page in pages] == [
        [("next", "/fr/recherche/?q=banc&amp;page=2")],
        [("prev", "/fr/recherche/?q=banc"), ("next", "/fr/recherche/?q=banc&amp;page=3")],
        [("prev", "/fr/recherche/?q=banc&amp;page=2")],
    ]
    assert '<ol class="reponses" start="21">' in pages[1]


def test_apres_la_derniere_page_on_lit_la_derniere(nantes, lire):
    for rang in range(25):
        fabrique.oeuvre(nantes.quartier, nantes.promesse, titre=f"Banc {rang:02}", accroche="Un banc.")
    loin, seule = lire(q="banc", page=400), lire(q="souffle", page=9)
    assert (len(_titres(loin)), len(_titres(seule))) == (5, 2)
    assert re.findall(r'rel="(prev|next)" href="([^"]*)"', loin) == [("prev", "/fr/recherche/?q=banc")]
    assert "page 2 sur 2" in loin


def test_ce_qui_est_passe_se_dit_selon_ce_que_c_est(nantes, lire):
    agenda = fabrique.agenda(nantes.accueil)
    fabrique.evenement(agenda, titre="Bal passé", horaires=[{"jour": date(2020, 7, 14)}])
    fabrique.evenement(agenda, titre="Bal annulé", statut="annule")
    html = lire(q="bal")
    assert sorted(_titres(html)) == ["Bal annulé", "Bal passé"]
    assert re.findall(r"<em>(.*?)</em>", html) == ["Passé"]


def test_la_carte_des_reponses_dit_les_positions_approchees(nantes, lire):
    nantes.air.latitude, nantes.air.longitude, nantes.air.precision = 47.206, -1.564, "approchee"
    nantes.air.save_revision().publish()
    assert re.findall(r'<circle class="([^"]*)"', lire(q="air")) == ["halte approchee numerotee"]


@pytest.mark.parametrize(
    ("ecrit", "corrections", "dit"),
    [
        ("éléfant des machines", [("elefant", "elephant")], "elephant des machines"),
        ("Trentemoûx", [("trentemoux", "trentemoult")], "trentemoult"),
        ("air et aire", [("air", "aire")], "aire et aire"),
        ("daneil burren", [("daneil", "daniel"), ("burren", "buren")], "daniel buren"),
    ],
)
def test_ce_que_l_on_voulait_dire_s_ecrit_mot_pour_mot(ecrit, corrections, dit):
    assert corriger(ecrit, corrections, "fr") == dit


def test_un_mot_mal_ecrit_trouve_et_dit_ce_qu_il_a_compris(lire):
    html = lire(q="daneil burren")
    assert _titres(html) == ["Air"]
    assert "Vous cherchiez peut-être" in html
    assert _adresse_de(html, "daniel buren") == "/fr/recherche/?q=daniel+buren"


def test_quand_rien_ne_repond_on_propose_d_autres_chemins(nantes, lire):
    html = lire(q="xylophone", genre="oeuvre")
    assert "Rien ne répond à « xylophone »" in html
    assert _adresse_de(html, "Chercher sans ces choix") == "/fr/recherche/?q=xylophone"
    assert _adresse_de(html, "Toutes les œuvres") == "/fr/oeuvres/"
    assert _adresse_de(html, "Tous les quartiers") == "/fr/quartiers/"


def _en_anglais(nantes):
    traduire(nantes.accueil, "en")
    for page in (nantes.recit, nantes.promesse, nantes.quartier):
        traduire(page, "en")
    version = traduire(nantes.air, "en")
    version.accroche = "A breeze, by the water."
    version.save_revision().publish()


def test_ce_qui_ne_repond_pas_ici_mais_dans_une_autre_langue_le_dit(nantes, lire):
    _en_anglais(nantes)
    html = lire(q="breeze")
    assert _adresse_de(html, "Une page en anglais") == "/en/search/?q=breeze"


def _nommees(html) -> list[tuple[str, str]]:
    """The stories that bear the name in another language: (sentence, address)."""
    lues = re.findall(r'<p class="correction">(.*? <a href="([^"]*)".*?)</p>', html)
    return [(unescape(re.sub(r"<[^>]*>", "", phrase)), adresse) for phrase, adresse in lues]


def _nommer_en_anglais(nantes, titre):
    _en_anglais(nantes)
    version = nantes.air.get_translation(Locale.objects.get(language_code="en"))
    version.title = titre
    version.save_revision().publish()
    return version


def test_le_nom_d_une_autre_langue_mene_a_l_histoire_meme_quand_autre_chose_repond(nantes, lire):
    _nommer_en_anglais(nantes, "The Breath")
    fabrique.oeuvre(nantes.quartier, nantes.promesse, titre="Banc", accroche="On l’appelle the breath, ici aussi.")
    html = lire(q="the breath")
    assert _titres(html) == ["Banc"]
    assert _nommees(html) == [("En anglais, «\u00a0the breath\u00a0» est le nom de Air", nantes.air.url)]
    assert _nommees(lire(q="breath"))[0][1] == nantes.air.url
    assert _nommees(lire(q="the breath again")) == _nommees(lire(q="*")) == []


def test_une_histoire_qui_n_est_pas_dite_ici_se_lit_dans_la_langue_ou_elle_l_est(nantes, lire):
    version = _nommer_en_anglais(nantes, "The Breath")
    nantes.air.unpublish()
    [(phrase, adresse)] = _nommees(lire(q="the breath"))
    assert (adresse, phrase) == (
        version.url,
        "En anglais, «\u00a0the breath\u00a0» est le nom de The Breath (page en anglais)",
    )


def test_le_nom_que_la_premiere_reponse_porte_aussi_n_a_pas_a_etre_dit(nantes, lire):
    _nommer_en_anglais(nantes, "Air")
    html = lire(q="air")
    assert (_titres(html)[0], _nommees(html)) == ("Air", [])


def test_le_nom_d_une_version_que_tous_ne_voient_pas_ne_mene_nulle_part(nantes, lire, client):
    version = _nommer_en_anglais(nantes, "The Breath")
    assert len(_nommees(lire(q="the breath"))) == 1
    PageViewRestriction.objects.create(page=version, restriction_type="login")
    assert _nommees(client.get("/fr/recherche/", {"q": "the breath"}).content.decode()) == []
    PageViewRestriction.objects.all().delete()
    version.unpublish()
    assert _nommees(client.get("/fr/recherche/", {"q": "the breath"}).content.decode()) == []


def test_le_nom_d_une_histoire_d_une_autre_ville_ne_mene_nulle_part(nantes, lire):
    autre = fabrique.ville("Saint-Nazaire", "saint-nazaire.example", par_defaut=False)
    autre.air = fabrique.oeuvre(autre.quartier, autre.promesse, titre="Air")
    _nommer_en_anglais(autre, "The Breath")
    traduire(nantes.accueil, "en")
    assert _nommees(lire(q="the breath")) == []


def test_chaque_langue_a_son_adresse_et_ne_montre_que_ses_pages(nantes, lire, client):
    _en_anglais(nantes)
    assert _titres(lire("en", "search", q="breeze")) == ["Air"]
    assert _titres(lire("en", "search", q="souffle")) == []
    assert client.get("/de/suche/").status_code == 404


def test_un_synonyme_des_redacteurs_a_effet_tout_de_suite(nantes, lire):
    assert _titres(lire(q="zéphyr")) == []
    Synonyme.objects.create(site=nantes.site, locale=nantes.accueil.locale, termes="zéphyr, souffle")
    assert _titres(lire(q="zéphyr")) == ["Air", "Ancre"]


def test_un_choix_qui_ne_veut_rien_dire_est_dit_et_le_reste_repond(lire):
    html = lire(q="souffle", quartier="nulle-part", decennie="abc")
    assert _titres(html) == ["Air", "Ancre"]
    assert html.count("Un choix n’est pas compris, et n’a pas été suivi") == 2


def test_ce_qui_se_ferme_disparait_de_la_page_et_de_ses_comptes_avant_que_l_index_le_sache(nantes, lire, client):
    lire(q="souffle")
    PageViewRestriction.objects.create(page=nantes.air, restriction_type="login")
    html = client.get("/fr/recherche/", {"q": "souffle"}).content.decode()
    assert (_titres(html), _choix(html)["Quoi"]) == (["Ancre"], [("Œuvres", "1")])
    assert ("Buren" in html, "Une page répond à « souffle »" in html) == (False, True)


def test_les_robots_ne_gardent_pas_les_resultats(lire):
    assert '<meta name="robots" content="noindex">' in lire(q="souffle")


def test_la_page_ne_pose_rien_chez_qui_la_lit(nantes, client):
    reponse = client.get("/fr/recherche/", {"q": "souffle"})
    assert dict(reponse.cookies) == {}


def test_le_nombre_de_requetes_est_borne_et_ne_depend_pas_du_nombre_d_oeuvres(nantes, lire, client):
    def requetes(**parametres):
        lire(**parametres)
        with CaptureQueriesContext(connection) as faites:
            client.get("/fr/recherche/", parametres)
        return len(faites)

    avant = requetes(q="souffle"), requetes(q="souffle", genre="oeuvre", artiste="daniel-buren")
    for rang in range(30):
        artiste = fabrique.artiste(nantes.site, f"Artiste {rang}")
        fabrique.oeuvre(nantes.quartier, nantes.promesse, titre=f"Banc {rang}", artistes=[artiste], accroche="Souffle.")
    apres = requetes(q="souffle"), requetes(q="souffle", genre="oeuvre", artiste="daniel-buren")
    assert (apres, avant[0] <= 15, avant[1] <= 15) == (avant, True, True)


def test_quand_rien_ne_repond_les_autres_langues_se_demandent_d_un_coup(
    nantes, lire, client, django_assert_max_num_queries
):
    _en_anglais(nantes)
    traduire(nantes.accueil, "de")
    lire(q="souffle")
    with django_assert_max_num_queries(15):
        html = client.get("/fr/recherche/", {"q": "breeze"}).content.decode()
    assert (_titres(html), _adresse_de(html, "Une page en anglais")) == ([], "/en/search/?q=breeze")
    with django_assert_max_num_queries(15):
        client.get("/fr/recherche/", {"q": "xylophone"})
    with django_assert_max_num_queries(16):
        client.get("/fr/recherche/", {"q": "xylophone zygomorphe"})


def test_les_noms_se_proposent_dans_la_langue_de_la_page(nantes, lire):
    traduire(nantes.accueil, "en")
    assert [
        re.search(r'data-langue="([^"]*)"', lire(langue=langue, rue=rue)).group(1)
        for langue, rue in (("fr", "recherche"), ("en", "search"))
    ] == ["fr", "en"]


def test_ce_dont_aucune_page_n_a_tous_les_mots_est_une_recherche_manquee(nantes, lire):
    lire(q="souffle")
    assert not RechercheManquee.objects.exists()
    html = lire(q="souffle tramway")
    assert ("Aucune page n’a tous ces mots" in html, RechercheManquee.objects.count()) == (True, 1)
