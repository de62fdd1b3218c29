"""The agenda as visitors read it: what is coming, a day, a week, a place, what is over, in each language."""

import re
from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from wagtail.models import PageViewRestriction

from agenda.enums import Statut
from agenda.models import EvenementPage, Horaire, Occurrence, Suivi
from socle.exigences import manques
from tests import fabrique
from tests.villes import traduire

pytestmark = pytest.mark.django_db

SOIR = {"jour": date(2026, 7, 14), "heure": time(18), "heure_de_fin": time(20)}
DEMAIN = {"jour": date(2026, 7, 15), "heure": time(10)}
HIER = {"jour": date(2026, 7, 13), "heure": time(10), "heure_de_fin": time(11)}


def lire(client, adresse, code=200):
    reponse = client.get(adresse)
    assert reponse.status_code == code, adresse
    return reponse.content.decode()


def annonces(html):
    """The events of a page, in order: (hours, title)."""
    lues = re.findall(r'class="heures">(.*?)</span>.*?<b.*?>(.*?)</b>', html, re.S)
    return [(heures.replace("\u00a0", " "), titre) for heures, titre in lues]


def titres(html):
    return [titre for _heures, titre in annonces(html)]


# --- lists --------------------------------------------------------------------


def test_l_agenda_dit_ce_qui_vient_jour_par_jour(client, agenda):
    fabrique.evenement(agenda, "Le bal", horaires=[SOIR])
    fabrique.evenement(agenda, "Le marché", horaires=[DEMAIN])
    fabrique.evenement(agenda, "La veille", horaires=[HIER])
    html = lire(client, agenda.url)
    assert annonces(html) == [("de 18 h à 20 h", "Le bal"), ("10 h", "Le marché")]
    assert re.findall(r"<h3.*?><time.*?>(.*?)</time>", html) == ["Mardi 14 juillet 2026", "Mercredi 15 juillet 2026"]


def test_ce_qui_finit_maintenant_est_passe_et_pas_a_venir(client, agenda, il_est):
    fabrique.evenement(agenda, "Le bal", horaires=[SOIR])
    for heure, ici, la in (("19:59", ["Le bal"], []), ("20:00", [], ["Le bal"])):
        il_est(f"2026-07-14 {heure}")
        assert (titres(lire(client, agenda.url)), titres(lire(client, f"{agenda.url}?quand=passes"))) == (ici, la)


def test_ce_qui_revient_se_dit_une_fois_avec_le_nombre_d_autres_dates(client, agenda):
    fabrique.evenement(agenda, "Le marché", horaires=[DEMAIN | {"frequence": "jours", "nombre": 5}])
    html = lire(client, agenda.url)
    assert titres(html) == ["Le marché"]
    assert "Et 4 autres dates." in html
    assert titres(lire(client, f"{agenda.url}?semaine=2026-W29")) == ["Le marché"] * 5


def test_un_statut_se_dit_en_toutes_lettres(client, agenda):
    for statut in Statut.values:
        fabrique.evenement(agenda, statut, horaires=[SOIR], statut=statut, statut_precision="La pluie.")
    html = lire(client, agenda.url)
    assert re.findall(r'class="statut">(.*?)<', html) == ["Annulé", "Reporté", "Déplacé"]
    bandeaux = [
        re.findall(r'class="bandeau">(.*?)</p>', lire(client, EvenementPage.objects.get(title=statut).url))
        for statut in Statut.values
    ]
    assert bandeaux == [
        [],
        ["Annulé\u00a0: cet événement n’aura pas lieu. La pluie."],
        ["Reporté\u00a0: les dates annoncées ne tiennent plus. La pluie."],
        ["Déplacé\u00a0: la date ou le lieu ont changé. La pluie."],
    ]


def test_les_pages_se_suivent(client, agenda):
    for rang in range(31):
        fabrique.evenement(agenda, f"Bal {rang:02}", horaires=[DEMAIN])
    assert len(titres(lire(client, agenda.url))) == 30
    assert len(titres(lire(client, f"{agenda.url}?page=2"))) == 1
    assert len(titres(lire(client, f"{agenda.url}?page=99999999999999999999"))) == 1


@pytest.mark.parametrize("statut", Statut.values)
def test_une_date_qui_ne_tient_plus_est_rayee_partout(client, ville, agenda, statut):
    bal = fabrique.evenement(
        agenda, "Le bal", horaires=[SOIR, DEMAIN], ou=ville.oeuvre, statut=statut, statut_precision="La pluie."
    )
    fabrique.evenement(agenda, "La suite", horaires=[DEMAIN])
    rayees = [
        [re.sub(r"<.*?>|\s+", " ", dit).split(" : ")[-1].strip() for dit in re.findall(r"<s>(.*?)</s>", html, re.S)]
        for html in (lire(client, a).replace("\u00a0", " ") for a in (bal.url, agenda.url, ville.oeuvre.url))
    ]
    soir, demain = "mardi 14 juillet 2026, de 18 h à 20 h", "Mercredi 15 juillet 2026, 10 h"
    attendues = [[soir.capitalize(), demain], ["de 18 h à 20 h"], [soir]]
    assert rayees == (attendues if statut in (Statut.ANNULE, Statut.REPORTE) else [[], [], []])


def test_la_suite_d_une_page_ne_mene_pas_a_une_date_abandonnee(client, agenda):
    bal = fabrique.evenement(agenda, "Le bal", horaires=[SOIR])
    fabrique.evenement(agenda, "Reporté", horaires=[DEMAIN], statut=Statut.REPORTE, statut_precision="La pluie.")
    assert "Revenir à l’agenda" in lire(client, bal.url)


def test_une_page_donne_a_s_abonner_a_ce_qui_s_y_passe(client, ville, agenda):
    fabrique.evenement(agenda, "Le bal", horaires=[SOIR], ou=ville.oeuvre)
    for page in (ville.quartier, ville.oeuvre):
        [adresse] = re.findall(r'class="abonnement"><a href="webcal://testserver(.*?)"', lire(client, page.url))
        assert "SUMMARY;LANGUAGE=fr:Le bal" in lire(client, adresse)


# --- the page of an event --------------------------------------------------------


def cartel(html):
    lus = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html, re.S)
    return {nom: re.sub(r"\s+", " ", re.sub(r"<.*?>", "", dit)).strip() for nom, dit in lus}


def test_un_evenement_dit_quand_ou_combien_et_pour_qui(client, ville, agenda):
    ville.oeuvre.latitude, ville.oeuvre.longitude = 47.2053, -1.5668
    ville.oeuvre.save_revision().publish()
    bal = fabrique.evenement(
        agenda,
        "Le bal",
        horaires=[SOIR | {"heure_de_fin": time(2)}],
        ou=ville.oeuvre,
        reservation="https://billets.example/bal",
        organisateur="Les Amis du quai",
        publics=["familles", "habitants"],
    )
    html = lire(client, bal.url)
    assert cartel(html) == {
        "Quand": "Mardi 14 juillet 2026, de 18 h à 2 h le lendemain",
        "Où": "Les Anneaux, Quai des Antilles, Nantes",
        "Tarif": "Gratuit",
        "Réserver": "billets.example",
        "Organisé par": "Les Amis du quai",
        "Pour": "Les familles, celles et ceux qui habitent ici",
    }
    assert "47.20530, -1.56680" in html
    assert "<svg" in html


def test_un_evenement_passe_reste_et_le_dit(client, agenda):
    veille = fabrique.evenement(agenda, "La veille", horaires=[HIER], reservation="https://billets.example/")
    html = lire(client, veille.url)
    assert "Passé\u00a0: cet événement a eu lieu." in html
    assert cartel(html)["C’était"] == "Lundi 13 juillet 2026, de 10 h à 11 h"
    assert "billets.example" not in html


@pytest.mark.parametrize(
    ("statut", "passe", "en_ce_moment"),
    [
        (Statut.CONFIRME, True, True),
        (Statut.DEPLACE, True, True),
        (Statut.ANNULE, False, False),
        (Statut.REPORTE, False, False),
    ],
)
def test_ce_qui_a_lieu_ailleurs_a_lieu(client, agenda, il_est, statut, passe, en_ce_moment):
    bal = fabrique.evenement(agenda, "Le bal", horaires=[SOIR], statut=statut, statut_precision="Sous la halle.")
    il_est("2026-07-14 19:00")
    dits = ["en ce moment" in lire(client, bal.url), "En ce moment." in lire(client, agenda.url)]
    il_est("2026-07-14 21:00")
    html = lire(client, bal.url)
    assert (dits, "cet événement a eu lieu." in html) == ([en_ce_moment] * 2, passe)
    assert ("Sous la halle." in html) is (statut != Statut.CONFIRME)


def test_toutes_les_dates_se_lisent_les_passees_a_part(client, agenda):
    tous = {"jour": date(2026, 7, 12), "frequence": "jours", "nombre": 7, "exceptions": "16/07/2026"}
    marche = fabrique.evenement(agenda, "Le marché", horaires=[tous])
    html = lire(client, marche.url)
    jours = [int(j) for j in re.findall(r"<li><time.*?>\w+ (\d+) juillet 2026", html)]
    assert jours == [14, 15, 17, 18, 13, 12]
    assert "2 dates passées" in html


# --- where else it shows ----------------------------------------------------------


def test_la_ville_le_quartier_et_l_oeuvre_montrent_ce_qui_vient(client, ville, agenda):
    fabrique.evenement(agenda, "Le bal", horaires=[SOIR], ou=ville.oeuvre)
    fabrique.evenement(agenda, "Ailleurs", horaires=[DEMAIN])
    fabrique.evenement(agenda, "La veille", horaires=[HIER], ou=ville.oeuvre)
    assert titres(lire(client, ville.oeuvre.url)) == ["Le bal"]
    assert titres(lire(client, ville.quartier.url)) == ["Le bal"]
    assert titres(lire(client, ville.accueil.url)) == ["Le bal", "Ailleurs"]
    assert f'href="{agenda.url}"' in lire(client, ville.recit.url)


# --- what must not show --------------------------------------------------------------


def partout(client, ville, agenda):
    adresses = (agenda.url, f"{agenda.url}?jour=2026-07-14", ville.quartier.url, ville.oeuvre.url, ville.accueil.url)
    return [titres(lire(client, adresse)) for adresse in adresses]


def test_un_brouillon_et_une_page_privee_ne_paraissent_nulle_part(client, ville, agenda):
    fabrique.evenement(agenda, "En ligne", horaires=[SOIR], ou=ville.oeuvre)
    fabrique.evenement(agenda, "Brouillon", live=False, horaires=[SOIR], ou=ville.oeuvre)
    retire = fabrique.evenement(agenda, "Retiré", horaires=[SOIR], ou=ville.oeuvre)
    retire.unpublish()
    privee = fabrique.evenement(agenda, "Privé", horaires=[SOIR], ou=ville.oeuvre)
    PageViewRestriction.objects.create(page=privee, restriction_type=PageViewRestriction.LOGIN)
    assert partout(client, ville, agenda) == [["En ligne"]] * 5


def test_une_autre_ville_ne_parait_pas(client, ville, agenda):
    fabrique.evenement(agenda, "Ici", horaires=[SOIR], ou=ville.oeuvre)
    autre = fabrique.ville("Rennes", hote="rennes.example", par_defaut=False)
    la_bas = fabrique.agenda(autre.accueil)
    fabrique.evenement(la_bas, "Là-bas", horaires=[SOIR])
    assert partout(client, ville, agenda) == [["Ici"]] * 5


def test_les_langues_partagent_les_dates_et_le_statut(client, ville, agenda):
    bal = fabrique.evenement(agenda, "Le bal", horaires=[SOIR], ou=ville.oeuvre)
    for page in (ville.accueil, ville.recit, ville.promesse, ville.quartier, agenda, bal):
        anglaise = traduire(page, "en")
    bal.refresh_from_db()
    bal.horaires = [Horaire(**(SOIR | {"jour": date(2026, 7, 16)}))]
    bal.statut, bal.statut_precision = Statut.DEPLACE, "Au 16."
    bal.save_revision().publish()
    html = lire(client, anglaise.url)
    assert next(iter(cartel(html).values())).startswith("Thursday 16 July 2026")
    assert '<span lang="fr">' in html or "Au 16." in html
    assert Occurrence.objects.filter(cle=bal.translation_key).count() == 1


def test_un_evenement_qui_n_est_pas_traduit_se_montre_dans_sa_langue_et_le_dit(client, ville, agenda):
    fabrique.evenement(agenda, "Le bal", horaires=[SOIR])
    traduire(ville.accueil, "en")
    html = lire(client, traduire(agenda, "en").url)
    assert '<b lang="fr">Le bal</b>' in html
    assert "<em>in French</em>" in html


# --- what is derived --------------------------------------------------------------------


def test_les_dates_se_recalculent_par_toutes_les_portes(ville, agenda):
    bal = fabrique.evenement(agenda, "Le bal", horaires=[SOIR])
    cle = bal.translation_key

    def jours():
        return [o.debut.day for o in Occurrence.objects.filter(cle=cle)]

    assert jours() == [14]
    bal.horaires.add(Horaire(**DEMAIN))
    bal.save_revision()
    assert jours() == [14]
    bal.save_revision().publish()
    assert jours() == [14, 15]
    traduire(ville.accueil, "en")
    traduire(agenda, "en")
    bal = EvenementPage.objects.get(pk=bal.pk)
    anglaise = traduire(bal, "en")
    assert jours() == [14, 15]
    bal.unpublish()
    assert (jours(), {o.evenement_id for o in Occurrence.objects.all()}) == ([14, 15], {anglaise.pk})
    anglaise.refresh_from_db()
    anglaise.delete()
    assert jours() == []


def test_un_changement_de_date_est_compte_une_fois_un_texte_jamais(agenda):
    bal = fabrique.evenement(agenda, "Le bal", horaires=[SOIR])

    def rang():
        return Suivi.objects.get(cle=bal.translation_key).sequence

    bal.accroche = "On danse encore."
    bal.save_revision().publish()
    assert rang() == 0
    bal.statut = Statut.ANNULE
    bal.save_revision().publish()
    bal.save_revision().publish()
    assert rang() == 1


def test_ce_qui_manque_a_un_evenement_se_dit(agenda):
    nu = agenda.add_child(
        instance=EvenementPage(title="Nu", slug="nu", live=False, reservation="http://billets.example/")
    )
    assert [(m.champ, m.refuse) for m in manques(nu)] == [
        ("horaires", True),
        ("lieu", True),
        ("reservation", True),
        ("accroche", False),
        ("tarif", False),
    ]


def test_un_endroit_ne_se_dit_pas_deux_fois(client, ville, agenda):
    deux_fois = fabrique.evenement(agenda, "Le bal", ou=ville.oeuvre, lieu="les anneaux", commune="Nantes")
    commune = fabrique.evenement(agenda, "Ailleurs", lieu="Couëron", commune="Couëron")
    assert [cartel(lire(client, page.url))["Où"] for page in (deux_fois, commune)] == ["Les Anneaux, Nantes", "Couëron"]


def test_le_nombre_de_questions_a_la_base_ne_grandit_pas(client, ville, agenda, django_assert_max_num_queries):
    for rang in range(20):
        fabrique.evenement(agenda, f"Bal {rang}", horaires=[SOIR, DEMAIN], ou=ville.oeuvre)
    un = EvenementPage.objects.first()
    for adresse in (agenda.url, f"{agenda.url}?jour=2026-07-14", ville.quartier.url, ville.oeuvre.url, un.url):
        client.get(adresse)
        with django_assert_max_num_queries(18):
            client.get(adresse)


def test_un_titre_hostile_reste_du_texte(client, agenda):
    fabrique.evenement(agenda, "<script>alert(1)</script>", slug="hostile", horaires=[SOIR])
    html = lire(client, agenda.url)
    assert escape("<script>alert(1)</script>") in html
    assert "<script>alert" not in html


def test_un_endroit_cache_n_est_pas_nomme_par_ce_qui_s_y_passe(client, ville, agenda):
    fabrique.evenement(agenda, "Le bal", horaires=[SOIR], ou=ville.oeuvre, lieu="Au bord")
    assert "Les Anneaux" in lire(client, ville.accueil.url)
    ville.oeuvre.unpublish()
    for adresse in (ville.accueil.url, agenda.url, EvenementPage.objects.get().url):
        html = lire(client, adresse)
        assert ("Les Anneaux" in html, "Au bord" in html) == (False, True)


def test_ce_qui_vient_ailleurs_tient_en_une_requete(client, ville, agenda):
    def requetes(adresse):
        client.get(adresse)
        with CaptureQueriesContext(connection) as posees:
            client.get(adresse)
        return len(posees)

    traduire(ville.accueil, "en")  # a city of several languages reads the versions of its pages anyway
    adresses = (ville.quartier.url, ville.oeuvre.url, ville.accueil.url)
    sans = [requetes(adresse) for adresse in adresses]
    for rang in range(5):
        fabrique.evenement(agenda, f"Bal {rang}", horaires=[SOIR, DEMAIN], ou=ville.oeuvre)
    avec = [requetes(adresse) for adresse in adresses]
    assert [b - a for a, b in zip(sans, avec, strict=True)] == [1, 1, 0]
