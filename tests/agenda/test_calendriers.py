"""Calendars read back by icalendar: the page, the calendar and the linked data say the same."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from agenda.enums import Statut
from agenda.models import Edition, EvenementPage, Horaire
from tests import fabrique
from tests.diffusion.lecture import donnees_liees
from tests.villes import traduire

pytestmark = pytest.mark.django_db

PARIS = ZoneInfo("Europe/Paris")
SOIR = {"jour": date(2026, 7, 14), "heure": time(18), "heure_de_fin": time(20)}


def lire(client, adresse, code=200):
    reponse = client.get(adresse)
    assert reponse.status_code == code, adresse
    return reponse


def entrees(client, code, langue="fr"):
    """The entries of a calendar, checked as strictly as RFC 5545 asks."""
    reponse = lire(client, f"/api/agenda/{code}.ics?langue={langue}")
    assert reponse["Content-Type"] == "text/calendar; charset=utf-8"
    lui = Calendar.from_ical(reponse.content)
    assert (str(lui["version"]), str(lui["method"])) == ("2.0", "PUBLISH")
    assert all(len(ligne) <= 75 for ligne in reponse.content.split(b"\r\n"))
    elles = lui.walk("VEVENT")
    assert [e.errors for e in elles] == [[]] * len(elles)
    assert all({"UID", "DTSTAMP", "DTSTART", "SUMMARY", "URL", "STATUS"} <= e.keys() for e in elles)
    return elles


def resume(entree):
    fin = entree.get("dtend")
    return str(entree["uid"]), entree["dtstart"].dt, fin and fin.dt, str(entree["status"]), int(entree["sequence"])


def test_un_evenement_se_lit_dans_un_calendrier(client, ville, agenda):
    bal = fabrique.evenement(
        agenda, "Le bal, au bord; de l’eau", slug="bal", horaires=[SOIR], latitude=47.2, longitude=-1.55
    )
    [entree] = entrees(client, bal.code)
    assert resume(entree) == (
        f"{bal.translation_key}-{bal.horaires.get().pk}@recit",
        datetime(2026, 7, 14, 18, tzinfo=PARIS),
        datetime(2026, 7, 14, 20, tzinfo=PARIS),
        "CONFIRMED",
        0,
    )
    assert (str(entree["summary"]), entree["summary"].params["LANGUAGE"]) == ("Le bal, au bord; de l’eau", "fr")
    assert (str(entree["location"]), entree["geo"].to_ical()) == ("Quai des Antilles, Nantes", "47.2;-1.55")
    assert str(entree["url"]) == bal.full_url
    assert "Gratuit" in str(entree["description"])


def test_une_journee_n_a_pas_d_heure_et_finit_le_lendemain(client, agenda):
    fete = fabrique.evenement(
        agenda, "La fête", horaires=[{"jour": date(2026, 7, 14), "dernier_jour": date(2026, 7, 15)}]
    )
    [entree] = entrees(client, fete.code)
    assert (entree["dtstart"].dt, entree["dtend"].dt) == (date(2026, 7, 14), date(2026, 7, 16))
    assert entree["dtstart"].params["VALUE"] == "DATE"


def test_une_fin_que_nul_n_a_dite_n_est_pas_inventee(client, agenda):
    bal = fabrique.evenement(agenda, "Le bal", horaires=[{"jour": date(2026, 7, 14), "heure": time(18)}])
    [entree] = entrees(client, bal.code)
    assert "DTEND" not in entree


def test_une_repetition_garde_sa_regle_ses_exceptions_et_son_fuseau(client, agenda):
    marche = fabrique.evenement(
        agenda,
        "Le marché",
        horaires=[
            SOIR
            | {"frequence": "semaines", "jours": ["TU"], "jusqu_au": date(2026, 12, 31), "exceptions": "21/07/2026"}
        ],
    )
    [entree] = entrees(client, marche.code)
    assert entree["rrule"].to_ical() == b"FREQ=WEEKLY;UNTIL=20261231T225959Z;BYDAY=TU"
    assert [e.dt for e in entree["exdate"].dts] == [datetime(2026, 7, 21, 18, tzinfo=PARIS)]
    assert entree["dtstart"].params["TZID"] == "Europe/Paris"
    texte = lire(client, f"/api/agenda/{marche.code}.ics").content
    assert texte.count(b"BEGIN:VTIMEZONE") == 1
    assert b"TZID:Europe/Paris" in texte


def test_la_nuit_ou_l_heure_change_est_dite_a_part(client, agenda):
    nuits = {
        "jour": date(2026, 10, 17),
        "heure": time(22),
        "heure_de_fin": time(6),
        "frequence": "semaines",
        "nombre": 3,
    }
    nuit = fabrique.evenement(agenda, "La nuit", horaires=[nuits])
    maitresse, autre = entrees(client, nuit.code)
    assert autre["uid"] == maitresse["uid"]
    assert (autre["recurrence-id"].dt, autre["dtend"].dt) == (
        datetime(2026, 10, 24, 22, tzinfo=PARIS),
        datetime(2026, 10, 25, 6, tzinfo=PARIS),
    )


@pytest.mark.parametrize(
    ("statut", "dit", "titre"),
    [
        (Statut.ANNULE, "CANCELLED", "Annulé\u00a0: Le bal"),
        (Statut.REPORTE, "TENTATIVE", "Reporté\u00a0: Le bal"),
        (Statut.DEPLACE, "CONFIRMED", "Déplacé\u00a0: Le bal"),
    ],
)
def test_un_statut_change_de_sequence_et_se_dit_dans_le_titre(client, agenda, statut, dit, titre):
    bal = fabrique.evenement(agenda, "Le bal", horaires=[SOIR])
    bal.statut, bal.statut_precision = statut, "La pluie."
    bal.save_revision().publish()
    [entree] = entrees(client, bal.code)
    assert (str(entree["status"]), int(entree["sequence"]), str(entree["summary"])) == (dit, 1, titre)
    assert "La pluie." in entree["description"]


def uids(client, page):
    return [str(e["uid"]) for e in entrees(client, page.code)]


def test_un_identifiant_survit_a_un_autre_nom_une_autre_adresse_une_autre_machine(client, ville, agenda):
    bal = fabrique.evenement(agenda, "Le bal", horaires=[SOIR, SOIR | {"jour": date(2026, 7, 15)}])
    avant = [f"{bal.translation_key}-{horaire.pk}@recit" for horaire in bal.horaires.all()]
    assert uids(client, bal) == avant
    bal.title, bal.slug = "La danse", "danse"
    bal.save_revision().publish()
    ville.site.hostname = "testserver"
    ville.site.save()
    assert uids(client, bal) == avant


def test_un_identifiant_survit_a_la_premiere_date_que_l_on_retire(client, agenda):
    bal = fabrique.evenement(agenda, "Le bal", horaires=[SOIR, SOIR | {"jour": date(2026, 7, 15)}])
    avant = uids(client, bal)
    bal.horaires.remove(bal.horaires.get_object_list()[0])
    bal.save_revision().publish()
    assert uids(client, bal) == avant[1:]


def test_la_ville_un_quartier_une_edition_ont_leur_calendrier(client, ville, agenda):
    ete = Edition.objects.create(site=ville.site, nom="Été 2026", locale=ville.accueil.locale)
    fabrique.evenement(agenda, "Au bord", horaires=[SOIR], ou=ville.oeuvre)
    fabrique.evenement(agenda, "En été", horaires=[SOIR], edition=ete)
    fabrique.evenement(agenda, "Il y a un an", horaires=[{"jour": date(2025, 7, 14)}])
    lus = {
        nom: [str(e["summary"]) for e in entrees(client, code)]
        for nom, code in (
            ("ville", agenda.code),
            ("quartier", ville.quartier.code),
            ("œuvre", ville.oeuvre.code),
            ("édition", ete.code),
        )
    }
    assert lus == {
        "ville": ["Au bord", "En été"],
        "quartier": ["Au bord"],
        "œuvre": ["Au bord"],
        "édition": ["En été"],
    }


def test_ce_qui_n_a_pas_change_n_est_pas_renvoye(client, agenda, il_est):
    bal = fabrique.evenement(agenda, "Le bal", horaires=[SOIR | {"frequence": "jours"}])
    adresse = f"/api/agenda/{agenda.code}.ics"
    premiere = lire(client, adresse)
    il_est("2026-07-14 13:00")
    etag, modifie = premiere["ETag"], premiere["Last-Modified"]
    assert client.get(adresse, headers={"if-none-match": etag}).status_code == 304
    assert client.get(adresse, headers={"if-modified-since": modifie}).status_code == 304
    assert "max-age=900" in premiere["Cache-Control"]
    bal.title = "La danse"
    bal.save_revision().publish()
    assert client.get(adresse, headers={"if-none-match": etag}).status_code == 200


def test_un_evenement_qui_ne_s_ecrit_pas_ne_prive_pas_des_autres(client, agenda, monkeypatch, caplog):
    from agenda.rules import calendriers

    ecrire = calendriers._entree

    def echouer(inscription, *suite):
        if inscription.titre == "Le bal":
            raise OverflowError("date value out of range")
        return ecrire(inscription, *suite)

    monkeypatch.setattr(calendriers, "_entree", echouer)
    bal = fabrique.evenement(agenda, "Le bal", horaires=[SOIR])
    fabrique.evenement(agenda, "Le marché", horaires=[SOIR])
    assert [str(e["summary"]) for e in entrees(client, agenda.code)] == ["Le marché"]
    assert f"Event {bal.translation_key} is left out of its calendars" in caplog.text


def test_une_exception_impossible_et_une_regle_ancienne_ne_cassent_pas_un_calendrier(client, agenda):
    bal = fabrique.evenement(agenda, "Le bal", horaires=[SOIR | {"frequence": "jours"}])
    bal.horaires.update(exceptions="01/01/0001\n31/12/9999")
    Horaire.objects.create(page=bal, jour=date(2026, 7, 14), regle_importee="FREQ=YEARLY;BYDAY=99MO")
    for code in (bal.code, agenda.code):
        assert [str(e["summary"]) for e in entrees(client, code)] == ["Le bal"]
    assert lire(client, bal.url).status_code == 200


def test_un_calendrier_ne_se_reecrit_pas_pour_chacun(client, agenda, monkeypatch):
    bal = fabrique.evenement(agenda, "Le bal", horaires=[SOIR])
    adresse = f"/api/agenda/{agenda.code}.ics"
    premier = lire(client, adresse).content

    def refaire(*_args):
        raise AssertionError("written again")

    with monkeypatch.context() as ferme:
        ferme.setattr("agenda.views.calendriers.calendrier", refaire)
        assert lire(client, f"{adresse}?autre=chose").content == premier
    bal.title = "La danse"
    bal.save_revision().publish()
    assert [str(e["summary"]) for e in entrees(client, agenda.code)] == ["La danse"]


def test_ce_qui_se_repete_depuis_longtemps_ne_se_parcourt_pas(monkeypatch):
    from agenda.rules import calendriers
    from agenda.rules.periodes import Dates

    def parcourir(*_args):
        raise AssertionError("walked through")

    soir = Dates(date(2000, 1, 1), time(18), None, time(20), "FREQ=DAILY")
    nuit = Dates(date(2025, 1, 1), time(22), None, time(6), "FREQ=DAILY;INTERVAL=2")
    autre_nuit = Dates(date(2025, 1, 2), time(22), None, time(6), "FREQ=DAILY;INTERVAL=2")
    assert calendriers.plus_longues(nuit, PARIS, 2026) == ()
    assert calendriers.plus_longues(autre_nuit, PARIS, 2026) == (
        datetime(2025, 3, 29, 22),
        datetime(2025, 10, 25, 22),
        datetime(2026, 3, 28, 22),
        datetime(2026, 10, 24, 22),
    )
    monkeypatch.setattr(calendriers, "debuts", parcourir)
    assert calendriers.plus_longues(soir, PARIS, 2027) == ()


def test_un_calendrier_introuvable_le_dit_a_une_machine(client, agenda):
    reponse = lire(client, "/api/agenda/zzzzzzzz.ics", code=404)
    assert reponse.json() == {"erreurs": {"code": ["Aucun calendrier ne répond à cette adresse."]}}
    assert client.post(f"/api/agenda/{agenda.code}.ics").status_code == 405


def test_rien_de_cache_ne_sort_par_un_calendrier(client, ville, agenda):
    fabrique.evenement(agenda, "En ligne", horaires=[SOIR], ou=ville.oeuvre)
    brouillon = fabrique.evenement(agenda, "Brouillon", live=False, horaires=[SOIR], ou=ville.oeuvre)
    privee = fabrique.evenement(agenda, "Privé", horaires=[SOIR], ou=ville.oeuvre)
    PageViewRestriction.objects.create(page=privee, restriction_type=PageViewRestriction.LOGIN)
    autre = fabrique.ville("Rennes", hote="rennes.example", par_defaut=False)
    la_bas = fabrique.evenement(fabrique.agenda(autre.accueil), "Là-bas", horaires=[SOIR])
    for code in (brouillon.code, privee.code, la_bas.code, "zzzzzzzz", "x" * 200):
        lire(client, f"/api/agenda/{code}.ics", code=404)
    for code in (agenda.code, ville.quartier.code):
        assert [str(e["summary"]) for e in entrees(client, code)] == ["En ligne"]
    # A place that is hidden is not named, even by an event that is on line.
    ville.oeuvre.unpublish()
    assert [str(e["location"]) for e in entrees(client, agenda.code)] == ["Quai des Antilles, Nantes"]


def test_chaque_langue_a_son_calendrier_avec_les_memes_dates(client, ville, agenda):
    bal = fabrique.evenement(agenda, "Le bal", horaires=[SOIR])
    fabrique.evenement(agenda, "Le marché", horaires=[SOIR])
    for page in (ville.accueil, agenda):
        traduire(page, "en")
    anglaise = traduire(EvenementPage.objects.get(pk=bal.pk), "en")
    anglaise.title = "The ball"
    anglaise.save_revision().publish()
    lues = [
        (str(e["summary"]), e["summary"].params["LANGUAGE"], e["dtstart"].dt.hour)
        for e in entrees(client, agenda.code, "en")
    ]
    assert lues == [("The ball", "en", 18), ("Le marché", "fr", 18)]
    assert [str(e["summary"]) for e in entrees(client, agenda.code, "xx")] == ["Le bal", "Le marché"]


def test_un_evenement_qui_n_est_pas_traduit_s_ecrit_tout_entier_dans_sa_langue(client, ville, agenda):
    annule = {"statut": Statut.ANNULE, "statut_precision": "La pluie."}
    fabrique.evenement(agenda, "Le bal", horaires=[SOIR], **annule)
    for page in (ville.accueil, agenda):
        traduire(page, "en")
    [entree] = entrees(client, agenda.code, "en")
    assert (str(entree["summary"]), entree["summary"].params["LANGUAGE"]) == ("Annulé\u00a0: Le bal", "fr")
    assert str(entree["description"]).splitlines()[:3] == ["Annulé. La pluie.", "On danse.", "Gratuit"]
    assert entree["description"].params["LANGUAGE"] == "fr"


def test_un_calendrier_dit_le_lieu_comme_la_page(client, ville, agenda):
    ville.oeuvre.lieu, ville.oeuvre.commune = "Quai des Antilles", "Nantes"
    ville.oeuvre.save_revision().publish()
    bals = [
        fabrique.evenement(agenda, "Bal", horaires=[SOIR], slug=f"bal-{rang}", **lieu)
        for rang, lieu in enumerate(
            (
                {"ou": ville.oeuvre, "lieu": "", "commune": ""},
                {"ou": ville.oeuvre, "lieu": "les anneaux", "commune": "Nantes"},
                {"ou": ville.quartier, "lieu": "", "commune": ""},
                {"lieu": "Couëron", "commune": "Couëron"},
            )
        )
    ]
    lus = []
    for bal in bals:
        html = lire(client, bal.url).content.decode()
        [sur_la_page] = re.findall(r"<dt>Où</dt><dd>(.*?)</dd>", html)
        [entree] = entrees(client, bal.code)
        lus.append((re.sub("<.*?>", "", sur_la_page), str(entree["location"])))
    assert lus == [
        ("Les Anneaux, Quai des Antilles, Nantes",) * 2,
        ("Les Anneaux, Nantes",) * 2,
        ("Île de Nantes",) * 2,
        ("Couëron",) * 2,
    ]


def test_la_page_le_calendrier_et_les_donnees_liees_disent_la_meme_chose(client, ville, agenda):
    ville.oeuvre.latitude, ville.oeuvre.longitude = 47.2053, -1.5668
    ville.oeuvre.save_revision().publish()
    bal = fabrique.evenement(
        agenda,
        "Le bal",
        horaires=[SOIR, SOIR | {"jour": date(2026, 12, 14)}],
        ou=ville.oeuvre,
        statut=Statut.ANNULE,
        statut_precision="La pluie.",
        organisateur="Les Amis du quai",
        reservation="https://billets.example/",
    )
    html = lire(client, bal.url).content.decode()
    lie = donnees_liees(html)["Event"]
    ics = entrees(client, bal.code)
    debuts = re.findall(r'<span class="date"><time datetime="(.*?)">', html)
    assert debuts == [lie["startDate"], lie["subEvent"][0]["startDate"]]
    assert debuts == [e["dtstart"].dt.isoformat() for e in ics]
    assert debuts == ["2026-07-14T18:00:00+02:00", "2026-12-14T18:00:00+01:00"]
    assert (lie["endDate"], lie["eventStatus"], str(ics[0]["status"])) == (
        "2026-07-14T20:00:00+02:00",
        "https://schema.org/EventCancelled",
        "CANCELLED",
    )
    assert (lie["location"]["name"], lie["location"]["geo"]["latitude"]) == ("Les Anneaux", 47.2053)
    # Nobody books what does not take place.
    assert (lie["organizer"]["name"], "offers" in lie, lie["isAccessibleForFree"]) == ("Les Amis du quai", False, True)


def fois_de(entree):
    """When an entry of a calendar takes place, as (beginning, end or None): its rule unrolled by another hand."""
    debut, fin = entree["dtstart"].dt, entree.get("dtend")
    sauf = entree.get("exdate")
    sautes = {e.dt for e in sauf.dts} if sauf else set()
    debuts = [debut]
    if "rrule" in entree:
        locaux = rrulestr(entree["rrule"].to_ical().decode(), dtstart=debut.replace(tzinfo=None))
        debuts = [local.replace(tzinfo=PARIS) for local in locaux]
    duree = fin.dt.replace(tzinfo=None) - debut.replace(tzinfo=None) if fin and isinstance(debut, datetime) else None
    for un in debuts:
        if un not in sautes:
            # The end of a lone date is as written; those of a rule are at the same hour (RFC 5545, 3.8.5.3).
            yield un, (un + duree if len(debuts) > 1 else fin and fin.dt)


def bornes_en_jours(lie):
    """The days of linked data as a calendar has them: the last one is excluded there, and included here."""
    debut, fin = lie["startDate"], lie.get("endDate")
    if len(debut) == 10:
        return debut, (date.fromisoformat(fin) + timedelta(days=1)).isoformat()
    return debut, fin


@pytest.mark.parametrize(
    ("horaires", "statut", "dits", "attendues"),
    [
        pytest.param(
            [SOIR | {"jour": date(2026, 10, 24)}, SOIR | {"jour": date(2026, 10, 25)}],
            Statut.CONFIRME,
            ["Samedi 24 octobre 2026, de 18 h à 20 h", "Dimanche 25 octobre 2026, de 18 h à 20 h"],
            [
                ("2026-10-24T18:00:00+02:00", "2026-10-24T20:00:00+02:00"),
                ("2026-10-25T18:00:00+01:00", "2026-10-25T20:00:00+01:00"),
            ],
            id="plusieurs dates, de part et d’autre du changement d’heure",
        ),
        pytest.param(
            [{"jour": date(2026, 10, 24), "heure": time(22), "heure_de_fin": time(6)}],
            Statut.CONFIRME,
            ["Samedi 24 octobre 2026, de 22 h à 6 h le lendemain"],
            [("2026-10-24T22:00:00+02:00", "2026-10-25T06:00:00+01:00")],
            id="la nuit du changement d’heure",
        ),
        pytest.param(
            [{"jour": date(2026, 10, 24), "dernier_jour": date(2026, 10, 25)}],
            Statut.CONFIRME,
            ["Du 24 au 25 octobre 2026"],
            [("2026-10-24", "2026-10-26")],
            id="des journées entières",
        ),
        pytest.param(
            [SOIR | {"heure": time(20), "heure_de_fin": time(1, 30)}],
            Statut.DEPLACE,
            ["Mardi 14 juillet 2026, de 20 h à 1 h 30 le lendemain"],
            [("2026-07-14T20:00:00+02:00", "2026-07-15T01:30:00+02:00")],
            id="au-delà de minuit",
        ),
        pytest.param(
            [SOIR | {"jour": date(2026, 10, 17), "frequence": "semaines", "nombre": 3, "exceptions": "24/10/2026"}],
            Statut.CONFIRME,
            ["Samedi 17 octobre 2026, de 18 h à 20 h", "Samedi 31 octobre 2026, de 18 h à 20 h"],
            [
                ("2026-10-17T18:00:00+02:00", "2026-10-17T20:00:00+02:00"),
                ("2026-10-31T18:00:00+01:00", "2026-10-31T20:00:00+01:00"),
            ],
            id="ce qui revient, sauf une fois",
        ),
        pytest.param(
            [SOIR],
            Statut.ANNULE,
            ["date abandonnée : Mardi 14 juillet 2026, de 18 h à 20 h"],
            [("2026-07-14T18:00:00+02:00", "2026-07-14T20:00:00+02:00")],
            id="annulé",
        ),
        pytest.param(
            [{"jour": date(2026, 7, 14), "heure": time(18)}],
            Statut.REPORTE,
            ["date abandonnée : Mardi 14 juillet 2026, 18 h"],
            [("2026-07-14T18:00:00+02:00", None)],
            id="reporté, sans heure de fin",
        ),
    ],
)
def test_les_memes_dates_partout_quelles_qu_elles_soient(client, agenda, horaires, statut, dits, attendues):
    bal = fabrique.evenement(agenda, "Le bal", horaires=horaires, statut=statut, statut_precision="La pluie.")
    html = lire(client, bal.url).content.decode()
    lues = re.findall(r'<span class="date"><time datetime="(.*?)">(.*?)</time>', html, re.S)
    assert [re.sub(r"<.*?>", "", dit).replace("\xa0", " ").strip() for _debut, dit in lues] == dits

    lie = donnees_liees(html)["Event"]
    toutes = [lie, *lie.get("subEvent", ())]
    assert [bornes_en_jours(une) for une in toutes] == attendues
    assert [debut[: len(attendue[0])] for (debut, _dit), attendue in zip(lues, attendues, strict=True)] == [
        debut for debut, _fin in attendues
    ]

    ics = entrees(client, bal.code)
    fois = sorted((fois for entree in ics for fois in fois_de(entree)), key=lambda fois: fois[0].isoformat())
    assert [(debut.isoformat(), fin and fin.isoformat()) for debut, fin in fois] == attendues
    etats = {str(e["status"]) for e in ics}, {une["eventStatus"].rpartition("/")[2] for une in toutes}
    assert (
        etats
        == {
            Statut.CONFIRME: ({"CONFIRMED"}, {"EventScheduled"}),
            Statut.DEPLACE: ({"CONFIRMED"}, {"EventRescheduled"}),
            Statut.ANNULE: ({"CANCELLED"}, {"EventCancelled"}),
            Statut.REPORTE: ({"TENTATIVE"}, {"EventPostponed"}),
        }[statut]
    )


def test_une_position_approchee_ne_se_donne_pas_au_decimetre(client, agenda):
    lieu = {"latitude": 47.205312, "longitude": -1.566812}
    bals = [fabrique.evenement(agenda, p, precision=p, horaires=[SOIR], **lieu) for p in ("relevee", "approchee")]
    geo = [donnees_liees(lire(client, b.url).content.decode())["Event"]["location"]["geo"] for b in bals]
    assert [(g["latitude"], g["longitude"]) for g in geo] == [(47.205312, -1.566812), (47.205, -1.567)]


def test_un_calendrier_pose_autant_de_questions_pour_un_que_pour_trente(client, ville, agenda):
    def questions():
        with CaptureQueriesContext(connection) as posees:
            nombre = len(entrees(client, agenda.code))
        return nombre, len(posees)

    fabrique.evenement(agenda, "Bal", horaires=[SOIR], ou=ville.oeuvre)
    questions()  # what a process reads once is read
    un, pour_un = questions()
    for rang in range(29):
        fabrique.evenement(agenda, f"Bal {rang}", horaires=[SOIR], ou=ville.oeuvre)
    assert (un, questions()) == (1, (30, pour_un))


def test_un_calendrier_tient_dans_quinze_questions(client, ville, agenda):
    fabrique.evenement(agenda, "Bal", horaires=[SOIR], ou=ville.oeuvre)
    posees = {}
    for nom, page in (("ville", agenda), ("quartier", ville.quartier), ("œuvre", ville.oeuvre)):
        entrees(client, page.code)
        with CaptureQueriesContext(connection) as requetes:
            entrees(client, page.code)
        posees[nom] = len(requetes)
    assert max(posees.values()) <= 15, posees
