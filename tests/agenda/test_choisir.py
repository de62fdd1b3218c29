"""Choosing in the agenda: a day, a week, a quartier, an edition; the page says what was chosen and what was not read."""

import re
from datetime import date, time

import pytest
from wagtail.models import PageViewRestriction

from agenda.models import Edition
from tests import fabrique
from tests.agenda.test_agenda import DEMAIN, HIER, SOIR, annonces, lire, titres

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("requete", "attendus"),
    [
        ("?jour=2026-07-14", ["L’exposition", "Le bal"]),
        ("?jour=14/07/2026", ["L’exposition", "Le bal"]),
        ("?jour=2026-07-15", ["L’exposition", "Le marché"]),
        ("?jour=2026-07-16", []),
        ("?semaine=2026-W29", ["La veille", "L’exposition", "Le bal", "Le marché"]),
        ("?semaine=2026-W30", ["Le marché"]),
        ("?quand=passes", ["La veille"]),
        ("?quartier=ile-de-nantes", ["Le bal"]),
        ("?edition=ete-2026", ["Le marché"]),
        ("?edition=ete-2026&jour=2026-07-15", ["Le marché"]),
        ("?jour=demain&semaine=2026-W99&quartier=ailleurs&edition=rien&quand=hier&page=neuf", None),
        ("?jour=0001-01-01", None),
        ("?jour=9999-12-31&semaine=9999-W52", None),
        ("?semaine=0000-W01", None),
        ("?jour=%00", None),
    ],
)
def test_une_adresse_demande_un_jour_une_semaine_un_quartier_une_edition(client, ville, agenda, requete, attendus):
    ete = Edition.objects.create(site=ville.site, nom="Été 2026", locale=ville.accueil.locale)
    fabrique.evenement(agenda, "La veille", horaires=[HIER])
    fabrique.evenement(agenda, "Le bal", horaires=[SOIR], ou=ville.oeuvre)
    chaque_semaine = DEMAIN | {"frequence": "semaines", "nombre": 2}
    fabrique.evenement(agenda, "Le marché", horaires=[chaque_semaine], edition=ete)
    longue = {"jour": date(2026, 7, 14), "dernier_jour": date(2026, 7, 15)}
    fabrique.evenement(agenda, "L’exposition", horaires=[longue])
    tout = ["L’exposition", "Le bal", "Le marché"]
    assert titres(lire(client, agenda.url + requete)) == (tout if attendus is None else attendus)


def test_choisir_un_quartier_garde_la_semaine_et_un_jour_l_emporte(client, ville, agenda):
    fabrique.evenement(agenda, "Le bal", horaires=[SOIR], ou=ville.oeuvre)
    caches = {
        requete: re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', lire(client, agenda.url + requete))
        for requete in ("", "?semaine=2026-W29", "?semaine=2026-W29&jour=2026-07-14")
    }
    assert caches == {
        "": [],
        "?semaine=2026-W29": [("semaine", "2026-W29")],
        "?semaine=2026-W29&jour=2026-07-14": [],
    }
    html = lire(client, f"{agenda.url}?semaine=2026-W29&jour=2026-07-14&quartier=")
    assert titre_et_sous_titre(html)[1] == "Mardi 14 juillet 2026"


@pytest.mark.parametrize(
    ("requete", "autour", "ignoree"),
    [
        # From 13 July (a Monday) to 5 August (a Wednesday).
        ("?jour=2026-07-14", [("prev", "jour=2026-07-13"), ("next", "jour=2026-07-15")], False),
        ("?jour=2026-07-15", [("prev", "jour=2026-07-14"), ("next", "jour=2026-07-16")], True),
        ("?jour=2026-07-13", [("next", "jour=2026-07-14")], False),
        ("?jour=2026-08-05", [("prev", "jour=2026-08-04")], False),
        ("?jour=1950-01-01", [("next", "jour=2026-07-13")], True),
        ("?jour=2190-01-01", [("prev", "jour=2026-08-05")], True),
        ("?semaine=2026-W29", [("next", "semaine=2026-W30")], False),
        ("?semaine=2026-W30", [("prev", "semaine=2026-W29"), ("next", "semaine=2026-W31")], True),
        ("?semaine=2026-W32", [("prev", "semaine=2026-W31")], False),
        ("?semaine=2100-W01", [("prev", "semaine=2026-W32")], True),
        ("", [], False),
    ],
)
def test_les_jours_se_suivent_tant_qu_il_y_a_quelque_chose(client, agenda, requete, autour, ignoree):
    for rang, horaire in enumerate(
        (HIER, SOIR, {"jour": date(2026, 8, 5), "heure": time(22), "heure_de_fin": time(0)})
    ):
        fabrique.evenement(agenda, f"Le bal {rang}", slug=f"bal-{rang}", horaires=[horaire])
    html = lire(client, agenda.url + requete)
    lus = re.findall(r'<a rel="(prev|next) nofollow" href="\?(.*?)"', html)
    assert (lus, '<meta name="robots" content="noindex">' in html) == (autour, ignoree)


VENDREDI = date(2026, 12, 11)
NUITS = {
    "La nuit": {"jour": VENDREDI, "heure": time(22), "heure_de_fin": time(2)},
    "Sans fin dite": {"jour": VENDREDI, "heure": time(23)},
    "Jusqu’au matin": {"jour": VENDREDI, "heure": time(19), "heure_de_fin": time(7)},
    "Trois jours": {"jour": VENDREDI, "heure": time(20), "dernier_jour": date(2026, 12, 13), "heure_de_fin": time(3)},
    "Le marché": {"jour": date(2026, 12, 12), "heure": time(10), "heure_de_fin": time(12)},
}


@pytest.mark.parametrize(
    ("requete", "attendus"),
    [
        ("?jour=2026-12-11", ["Jusqu’au matin", "Trois jours", "La nuit", "Sans fin dite"]),
        ("?jour=2026-12-12", ["Jusqu’au matin", "Trois jours", "Le marché"]),
        ("?jour=2026-12-13", ["Trois jours"]),
    ],
)
def test_une_nuit_est_du_jour_ou_elle_commence(client, agenda, requete, attendus):
    for titre, horaire in NUITS.items():
        fabrique.evenement(agenda, titre, horaires=[horaire])
    assert titres(lire(client, agenda.url + requete)) == attendus


def test_une_nuit_qui_dure_encore_reste_sous_la_veille(client, agenda, il_est):
    for titre in ("La nuit", "Trois jours", "Le marché"):
        fabrique.evenement(agenda, titre, horaires=[NUITS[titre]])
    il_est("2026-12-12 01:00")
    html = lire(client, agenda.url)
    assert re.findall(r"<h3.*?><time.*?>(.*?)</time>", html) == ["Vendredi 11 décembre 2026", "Samedi 12 décembre 2026"]
    assert [(heures.split(",")[0], titre) for heures, titre in annonces(html)] == [
        ("de 22 h à 2 h", "La nuit"),
        ("du vendredi 11 décembre", "Trois jours"),
        ("de 10 h à 12 h", "Le marché"),
    ]


def test_ce_qui_est_de_deux_jours_dit_lequel_le_voit_commencer(client, agenda):
    fabrique.evenement(agenda, "Jusqu’au matin", horaires=[NUITS["Jusqu’au matin"]])
    [(heures, _titre)] = annonces(lire(client, f"{agenda.url}?jour=2026-12-12"))
    assert heures == "vendredi 11 décembre 2026, de 19 h à 7 h le lendemain"


@pytest.mark.parametrize(
    ("requete", "dit"),
    [
        ("", None),
        ("?jour=&quartier=&edition=", None),
        ("?jour=2026-13-45", "Cette date n’existe pas. Voici tout l’agenda."),
        ("?quartier=xxx", "Ce quartier n’est pas dans la liste. Voici tout l’agenda."),
        ("?semaine=2026-W99&quartier=ile-de-nantes", "Cette semaine n’existe pas."),
        (
            "?edition=xxx&quand=hier",
            "Cette édition n’est pas dans la liste. Ce choix n’existe pas. Voici tout l’agenda.",
        ),
    ],
)
def test_un_choix_qui_ne_veut_rien_dire_est_ignore_et_se_dit(client, ville, agenda, requete, dit):
    fabrique.evenement(agenda, "Le bal", horaires=[SOIR], ou=ville.oeuvre)
    html = lire(client, agenda.url + requete)
    assert (titres(html), re.findall(r'<p class="petit">(.*?)</p>', html)) == (["Le bal"], [dit] if dit else [])


def titre_et_sous_titre(html):
    [titre] = re.findall(r"<title>\s*(.*?)\s*</title>", html, re.S)
    [dit] = re.findall(r'<h2 id="resultats">(.*?) <small>', html)
    return titre.split(" – ")[0].split(" | ")[0].split(" · ")[0], dit


@pytest.mark.parametrize(
    ("requete", "titre", "dit"),
    [
        ("?semaine=2026-W29", "L’agenda, semaine du 13 au 19 juillet 2026", "Semaine du 13 au 19 juillet 2026"),
        ("?quand=passes", "L’agenda, ce qui est passé", "Ce qui est passé"),
        ("?quartier=ile-de-nantes", "L’agenda, Île de Nantes", "À venir, Île de Nantes"),
        (
            "?jour=2026-07-14&edition=ete-2026",
            "L’agenda, mardi 14 juillet 2026, Été 2026",
            "Mardi 14 juillet 2026, Été 2026",
        ),
    ],
)
def test_le_titre_dit_ce_que_l_on_a_choisi(client, ville, agenda, requete, titre, dit):
    ete = Edition.objects.create(site=ville.site, nom="Été 2026", locale=ville.accueil.locale)
    fabrique.evenement(agenda, "Le bal", horaires=[SOIR], ou=ville.oeuvre, edition=ete)
    assert titre_et_sous_titre(lire(client, agenda.url + requete)) == (titre, dit)


def test_la_page_d_un_evenement_mene_a_son_edition(client, ville, agenda):
    ete = Edition.objects.create(site=ville.site, nom="Été 2026", locale=ville.accueil.locale)
    bal = fabrique.evenement(agenda, "Le bal", horaires=[SOIR], edition=ete)
    fabrique.evenement(agenda, "Le marché", horaires=[DEMAIN])
    [(adresse, nom)] = re.findall(r'<dt>Édition</dt><dd><a href="(.*?)">(.*?)</a></dd>', lire(client, bal.url))
    assert (adresse, nom) == (f"{agenda.url}?edition=ete-2026", "Été 2026")
    assert titres(lire(client, adresse)) == ["Le bal"]


def test_une_edition_dont_on_ne_voit_aucun_evenement_n_est_pas_nommee(client, ville, agenda):
    ete, secrete = (
        Edition.objects.create(site=ville.site, nom=nom, locale=ville.accueil.locale) for nom in ("Été", "Secrète")
    )
    fabrique.evenement(agenda, "Le bal", horaires=[SOIR], edition=ete)
    fabrique.evenement(agenda, "Brouillon", horaires=[SOIR], edition=secrete, live=False)
    privee = fabrique.evenement(agenda, "Privé", horaires=[SOIR], edition=secrete)
    PageViewRestriction.objects.create(page=privee, restriction_type=PageViewRestriction.LOGIN)
    html = lire(client, agenda.url)
    assert re.findall(r'<select name="edition">.*?</select>', html, re.S) == [
        '<select name="edition"><option value="" selected>Toutes les éditions</option>'
        '<option value="ete">Été</option></select>'
    ]
