"""The pages people read: each answers, in each language, and lists only what can be seen."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction

from home.models import ContentPage, ReglagesVille
from tests import fabrique
from tests.villes import grande_ville as batir_la_grande_ville
from tests.villes import traduire

pytestmark = pytest.mark.django_db


@pytest.fixture
def grande_ville(ville):
    return batir_la_grande_ville(ville)


def lire(client, adresse, code=200):
    reponse = client.get(adresse)
    assert reponse.status_code == code, adresse
    return reponse.content.decode()


def titre_de(html):
    return re.search(r"<title>(.*?)</title>", html, re.S).group(1).strip()


def requetes(client, adresse):
    """How many queries a page takes once warm."""
    lire(client, adresse)
    with CaptureQueriesContext(connection) as faites:
        lire(client, adresse)
        return len(faites)


# --- every type ---------------------------------------------------------------


def test_chaque_type_de_page_repond(grande_ville, client):
    reponses = {nom: client.get(adresse).status_code for nom, adresse in grande_ville.adresses.items()}
    assert reponses == dict.fromkeys(grande_ville.adresses, 200)


def test_chaque_page_a_un_titre_qui_la_distingue_et_dit_la_ville(grande_ville, client):
    titres = {nom: titre_de(lire(client, adresse)) for nom, adresse in grande_ville.adresses.items()}
    assert titres == {
        "ville": "La ville se raconte. – Nantes",
        "récit": "Le récit – Nantes",
        "positionnement": "Positionnement – Nantes",
        "promesse": "Le fleuve est rendu aux habitants. – Nantes",
        "quartier": "Île de Nantes – Nantes",
        "œuvre": "Les Anneaux, Daniel Buren – Nantes",
        "lieu": "La grue – Nantes",
        "parcours": "La ligne – Nantes",
        "les parcours": "Les parcours – Nantes",
        "agenda": "Agenda – Nantes",
        "événement": "Un bal – Nantes",
        "artistes": "Artistes – Nantes",
        "artiste": "Daniel Buren – Nantes",
        "page simple": "Mentions légales – Nantes",
        "quartiers": "Les quartiers – Nantes",
        "œuvres": "Les œuvres – Nantes",
    }


def test_chaque_page_a_un_seul_titre_principal_et_propose_une_suite(grande_ville, client):
    for adresse in grande_ville.adresses.values():
        html = lire(client, adresse)
        assert (html.count("<h1"), html.count('<p class="suite">')) == (1, 1), adresse


def test_chaque_page_tient_en_quinze_requetes(grande_ville, client):
    trop = {nom: n for nom, adresse in grande_ville.adresses.items() if (n := requetes(client, adresse)) > 15}
    assert trop == {}


def test_l_accueil_pese_moins_de_soixante_kio(grande_ville, client):
    assert len(client.get(grande_ville.accueil.url).content) < 60 * 1024


def test_un_quartier_de_trois_cents_oeuvres_fait_les_memes_requetes_qu_un_de_trois(ville, client):
    for rang in range(2):
        fabrique.oeuvre(
            ville.quartier, ville.promesse, titre=f"Œuvre {rang}", latitude=47.2, longitude=-1.5 - rang / 100
        )
    trois = {page: requetes(client, page.url) for page in (ville.quartier, ville.promesse, ville.oeuvre)}
    for rang in range(297):
        fabrique.oeuvre(
            ville.quartier, ville.promesse, titre=f"Autre {rang}", latitude=47.2 + rang / 10_000, longitude=-1.55
        )
    trois_cents = {page: requetes(client, page.url) for page in trois}
    assert trois_cents == trois
    html = lire(client, ville.quartier.url)
    assert ("300 œuvres, dans l’ordre où l’on marche" in html, html.count('class="vignette')) == (True, 24)
    assert requetes(client, "/fr/oeuvres/") <= 15


# --- why this place is in the city's story ---------------------------------------


def test_un_quartier_et_une_oeuvre_disent_pourquoi_ils_sont_dans_le_recit(ville, client):
    for page in (ville.quartier, ville.oeuvre):
        html = lire(client, page.url)
        assert [mot in html for mot in ("Pourquoi ici", page.ancrage, ville.promesse.enonce, ville.recit.url)] == [
            True,
            True,
            True,
            True,
        ]


def test_une_promesse_montre_tout_ce_qui_la_tient(ville, client):
    html = lire(client, ville.promesse.url)
    assert [ville.quartier.url in html, ville.oeuvre.url in html] == [True, True]


# --- nothing but what can be seen ------------------------------------------------


def test_une_promesse_tenue_par_beaucoup_se_lit_par_pages_et_garde_ses_numeros(ville, client):
    for rang in range(30):
        fabrique.oeuvre(ville.quartier, ville.promesse, titre=f"Œuvre {rang}", slug=f"o-{rang}")
    premiere, seconde = (lire(client, f"{ville.promesse.url}{suite}") for suite in ("", "?page=2"))
    vues = [re.findall(r'<a class="etape" href="([^"]+)"', html) for html in (premiere, seconde)]
    assert (len(vues[0]), len(vues[1]), len({*vues[0], *vues[1]})) == (20, 12, 32)
    assert ('rel="next" href="?page=2#preuves"' in premiere, 'numerotee" start="21"' in seconde) == (True, True)
    assert ["32 preuves" in html for html in (premiere, seconde)] == [True, True]


@pytest.mark.parametrize("cacher", ["brouillon", "privée"])
def test_ce_qui_ne_se_voit_pas_n_est_dans_aucune_page(grande_ville, client, cacher):
    cachee = fabrique.oeuvre(
        grande_ville.quartier, grande_ville.promesse, titre="Œuvre cachée", slug="cachee", latitude=47.2, longitude=-1.5
    )
    autre = fabrique.quartier(grande_ville.recit, grande_ville.promesse, titre="Quartier caché", slug="cache")
    paraissent = [nom for nom, adresse in grande_ville.adresses.items() if "cach" in lire(client, adresse)]
    assert {"quartier", "promesse", "quartiers", "œuvres"} <= set(paraissent)
    for page in (cachee, autre):
        if cacher == "brouillon":
            page.unpublish()
        else:
            PageViewRestriction.objects.create(page=page, restriction_type="login")
    restent = [nom for nom, adresse in grande_ville.adresses.items() if "cach" in lire(client, adresse)]
    assert restent == []


def test_un_lien_dans_un_texte_mene_a_la_langue_du_lecteur_et_a_rien_de_cache(ville, client):
    page = ville.accueil.add_child(
        instance=ContentPage(
            title="Y aller",
            slug="y-aller",
            corps=[("texte", f'<p><a linktype="page" id="{ville.recit.pk}">lire</a></p>')],
        )
    )
    for source in (ville.accueil, ville.recit, page):
        traduire(source, "en")
    assert 'href="/en/recit/">lire' in lire(client, "/en/y-aller/")
    assert 'href="/fr/recit/">lire' in lire(client, "/fr/y-aller/")
    ville.recit.unpublish()
    assert "<a>lire</a>" in lire(client, "/fr/y-aller/").replace('<a href="/en/recit/" hreflang="en">', "<a>")


# --- languages -------------------------------------------------------------------


def passages(html):
    bloc = re.search(r'<nav class="langues".*?</nav>', html, re.S)
    return re.findall(r'hreflang="(\w+)" href="([^"]+)"', bloc.group(0)) if bloc else []


def test_on_change_de_langue_vers_la_meme_page_ou_la_plus_proche_et_la_page_le_dit(ville, client):
    for page in (ville.accueil, ville.recit, ville.quartier):
        traduire(page, "en")
    traduire(ville.accueil, "de")
    assert passages(lire(client, ville.quartier.url)) == [
        ("en", "/en/recit/ile-de-nantes/"),
        ("de", "/de/?depuis=fr"),
    ]
    assert passages(lire(client, ville.oeuvre.url)) == [
        ("en", "/en/recit/ile-de-nantes/?depuis=fr"),
        ("de", "/de/?depuis=fr"),
    ]
    assert 'class="annonce"' in lire(client, "/en/recit/ile-de-nantes/?depuis=fr")
    assert 'class="annonce"' not in lire(client, "/en/recit/ile-de-nantes/?depuis=zz")


def test_les_moteurs_ne_voient_que_les_traductions_en_ligne(ville, client):
    for page in (ville.accueil, ville.recit):
        traduire(page, "en")
    alternates = re.findall(r'rel="alternate" hreflang="([\w-]+)" href="([^"]+)"', lire(client, ville.recit.url))
    assert alternates == [
        ("fr", "http://localhost/fr/recit/"),
        ("x-default", "http://localhost/fr/recit/"),
        ("en", "http://localhost/en/recit/"),
    ]
    assert 'rel="alternate" hreflang' not in lire(client, ville.oeuvre.url)


def test_une_langue_sans_accueil_en_ligne_repond_404(ville, client):
    assert client.get("/en/").status_code == 404
    assert client.get("/de/recit/").status_code == 404


def test_ce_qui_n_est_pas_traduit_paraît_dans_la_langue_la_plus_proche_et_le_dit(ville, client):
    for page in (ville.accueil, ville.recit, ville.promesse, ville.quartier):
        traduire(page, "en")
    for adresse in ("/en/recit/ile-de-nantes/", "/en/recit/fleuve/"):
        html = lire(client, adresse)
        assert (ville.oeuvre.url in html, '<b lang="fr">Les Anneaux</b>' in html) == (True, True), adresse


def test_l_accueil_compte_un_quartier_une_fois_meme_si_ses_oeuvres_sont_dites_en_deux_langues(ville, client):
    fabrique.oeuvre(ville.quartier, ville.promesse, titre="Air", slug="air")
    for page in (ville.accueil, ville.recit, ville.promesse, ville.quartier, ville.oeuvre):
        traduire(page, "en")
    html = lire(client, "/en/")
    assert re.findall(r"(\d) works? in (\d) neighbourhoods?", html) == [("2", "1")]


def test_un_tiret_ne_commence_pas_la_ligne_d_un_titre(ville, client):
    quartier = fabrique.quartier(ville.recit, ville.promesse, titre="Malakoff – Saint-Donatien", slug="malakoff")
    assert "<h1>Malakoff\u00a0– Saint-Donatien</h1>" in lire(client, quartier.url)
    assert "<b>Malakoff\u00a0– Saint-Donatien</b>" in lire(client, "/fr/quartiers/")


def test_les_listes_ont_une_adresse_dans_chaque_langue(ville, client):
    for page in (ville.accueil, ville.recit):
        traduire(page, "en")
    from django.urls import reverse
    from django.utils import translation

    with translation.override("en"):
        adresses = [reverse("oeuvres"), reverse("quartiers")]
    assert [ville.oeuvre.title in lire(client, adresses[0]), ville.quartier.title in lire(client, adresses[1])] == [
        True,
        True,
    ]


# --- no page ----------------------------------------------------------------------


def test_sans_recit_dans_une_langue_les_listes_y_menent_a_l_accueil(ville, client):
    traduire(ville.accueil, "en")
    for adresse in ("/fr/quartiers/", "/fr/oeuvres/"):
        html = lire(client, adresse)
        assert passages(html) == [("en", "/en/")]
        assert '<link rel="alternate" hreflang' not in html


def test_une_ville_privee_demande_son_mot_de_passe_puis_se_lit(ville, client):
    PageViewRestriction.objects.create(page=ville.accueil, restriction_type="password", password="avant-l-heure")
    html = lire(client, ville.quartier.url)
    assert (ville.quartier.title in html, 'type="password"' in html) == (False, True)
    porte = re.search(r'<form action="([^"]+)"', html).group(1)
    client.post(porte, {"password": "avant-l-heure", "return_url": ville.quartier.url})
    assert [ville.quartier.title in lire(client, ville.quartier.url), lire(client, "/fr/").count("<h1")] == [True, 1]
    lire(client, "/en/", 404)


def test_sans_page_la_ligne_s_arrete_et_trois_chemins_ramenent(ville, client):
    html = lire(client, "/fr/nulle/part/", 404)
    retours = re.findall(r'<a href="([^"]+)"', re.search(r'<ul class="retours">.*?</ul>', html, re.S).group(0))
    assert (titre_de(html), retours) == ("La ligne s’arrête ici – Nantes", ["/fr/", "/fr/quartiers/", "/fr/oeuvres/"])


def test_sans_page_ni_reponse_on_mene_aussi_aux_parcours_et_a_l_agenda_s_il_y_en_a(grande_ville, client):
    faire = [grande_ville.parcours.get_parent().url, grande_ville.agenda.url]
    for adresse, code, liste in (("/fr/nulle/part/", 404, "retours"), ("/fr/recherche/?q=zzzzzz", 200, "autrement")):
        html = re.search(rf'<ul class="{liste}">.*?</ul>', lire(client, adresse, code), re.S).group(0)
        assert [lien for lien in re.findall(r'<a href="([^"]+)"', html) if lien in faire] == faire, adresse


def test_sans_aucune_ville_la_page_404_repond_encore(db, client):
    assert "La ligne s’arrête ici" in lire(client, "/fr/nulle-part/", 404)


def test_la_page_de_panne_ne_demande_rien_a_la_base(db, django_assert_num_queries, rf):
    from django.views.defaults import server_error

    with django_assert_num_queries(0):
        reponse = server_error(rf.get("/fr/"))
    assert (reponse.status_code, "Une panne de notre côté" in reponse.content.decode()) == (500, True)


# --- around the page ----------------------------------------------------------------


def test_le_pied_dit_le_contact_et_les_pages_legales(grande_ville, client):
    reglages = ReglagesVille.objects.get(site=grande_ville.site)
    lire(client, "/fr/")
    reglages.courriel = "bonjour@nantes.example"
    reglages.save()
    html = lire(client, "/fr/")
    assert ["mailto:bonjour@nantes.example" in html, grande_ville.mentions.url in html] == [True, True]


def test_le_menu_ne_mene_nulle_part_qui_ne_reponde(grande_ville, client):
    menu = re.search(r'<nav class="menu".*?</nav>', lire(client, "/fr/"), re.S).group(0)
    adresses = re.findall(r'href="([^"]+)"', menu)
    assert [(a, client.get(a).status_code) for a in adresses] == [
        ("/fr/recit/", 200),
        ("/fr/quartiers/", 200),
        ("/fr/oeuvres/", 200),
        ("/fr/parcours/", 200),
        ("/fr/agenda/", 200),
        ("/fr/artistes/", 200),
    ]


def test_l_apercu_d_un_brouillon_sans_adresse_est_dessine_comme_le_site(grande_ville, client):
    brouillon = grande_ville.quartier.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    for page in (grande_ville.oeuvre, grande_ville.quartier, grande_ville.recit, brouillon):
        reponse = page.specific.make_preview_request()
        assert (reponse.status_code, b'class="ouverture' in reponse.content) == (200, True), page


def test_seul_l_apercu_de_l_administration_se_montre_dans_un_cadre(ville, client, admin_user):
    client.force_login(admin_user)
    apercu = client.get(reverse("wagtailadmin_pages:preview_on_edit", args=[ville.quartier.pk]))
    page = client.get(ville.quartier.url)
    assert [reponse["X-Frame-Options"] for reponse in (apercu, page)] == ["SAMEORIGIN", "DENY"]
