"""Another agenda taken in: rehearsed, as drafts, again without duplicates, never over what was written here."""

import socket
from collections import Counter
from datetime import date, time
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from agenda.actions.importer import Sort, importer, prevoir
from agenda.actions.telecharger import TelechargementRefuse, telecharger
from agenda.models import EvenementPage, Provenance
from agenda.rules.fichiers import CalendrierRefuse
from agenda.rules.lecture import lire_le_calendrier
from agenda.rules.periodes import Dates
from tests import fabrique

pytestmark = pytest.mark.django_db

BAL = """BEGIN:VEVENT
UID:bal@openagenda.example
SEQUENCE:{sequence}
DTSTAMP:20260701T100000Z
DTSTART;TZID=Europe/Paris:20260714T180000
DTEND;TZID=Europe/Paris:20260714T200000
SUMMARY:{titre}
DESCRIPTION:On danse.\\n\\nAu bord <b>de</b> l'eau.
LOCATION:Quai des Antilles\\, Nantes
GEO:47.2;-1.55
URL:https://openagenda.example/bal
END:VEVENT
"""
MARCHE = """BEGIN:VEVENT
UID:marche@openagenda.example
DTSTAMP:20260701T100000Z
DTSTART:20260711T060000Z
DURATION:PT5H
RRULE:FREQ=WEEKLY;BYDAY=SA;COUNT=4
EXDATE:20260718T060000Z
SUMMARY:Le marché
END:VEVENT
BEGIN:VEVENT
UID:marche@openagenda.example
DTSTAMP:20260701T100000Z
RECURRENCE-ID:20260725T060000Z
DTSTART:20260726T060000Z
DTEND:20260726T110000Z
SUMMARY:Le marché
END:VEVENT
"""


def ics(*evenements) -> bytes:
    corps = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:essai\n" + "".join(evenements) + "END:VCALENDAR\n"
    return corps.replace("\n", "\r\n").encode()


def bal(titre="Le bal", sequence=0):
    return BAL.format(titre=titre, sequence=sequence)


def lire(octets):
    return lire_le_calendrier(octets, timezone.get_default_timezone())


def faire(agenda, *evenements, remplacer=False):
    return importer(agenda, prevoir(agenda, *lire(ics(*evenements)), remplacer=remplacer), "essai.ics")


def brouillon(titre) -> EvenementPage:
    return EvenementPage.objects.get(title=titre).get_latest_revision_as_object()


# --- what is read -------------------------------------------------------------


def test_un_evenement_se_lit_a_l_heure_de_la_ville():
    [lu], refus = lire(ics(bal()))
    assert refus == []
    assert (lu.titre, lu.lieu, lu.point.latitude, lu.adresse) == (
        "Le bal",
        "Quai des Antilles, Nantes",
        47.2,
        "https://openagenda.example/bal",
    )
    assert lu.dates == (Dates(date(2026, 7, 14), time(18), None, time(20)),)


def test_une_repetition_se_garde_telle_quelle_avec_ses_exceptions_et_ses_deplacements():
    [lu], _refus = lire(ics(MARCHE))
    assert lu.dates == (
        Dates(
            date(2026, 7, 11),
            time(8),
            None,
            time(13),
            "FREQ=WEEKLY;COUNT=4;BYDAY=SA",
            (date(2026, 7, 18), date(2026, 7, 25)),
        ),
        Dates(date(2026, 7, 26), time(8), None, time(13)),
    )


@pytest.mark.parametrize(
    ("lignes", "raison"),
    [
        ("DTSTART:20260714T180000Z\nSUMMARY:Sans identifiant\n", "sans_uid"),
        ("UID:1\nDTSTART:20260714T180000Z\n", "sans_titre"),
        ("UID:1\nSUMMARY:Sans date\n", "sans_date"),
        ("UID:1\nSUMMARY:Loin\nDTSTART:09990714T180000Z\n", "date_illisible"),
        ("UID:1\nSUMMARY:Règle\nDTSTART:20260714T180000Z\nRRULE:FREQ=SECONDLY\n", "regle"),
        ("UID:1\nSUMMARY:Orphelin\nRECURRENCE-ID:20260714T180000Z\nDTSTART:20260714T180000Z\n", "sans_premiere_date"),
        (f"UID:{'u' * 256}\nSUMMARY:Long\nDTSTART:20260714T180000Z\n", "uid_trop_long"),
        ("UID:1\nSUMMARY:Ailleurs\nDTSTART;TZID=Nulle/Part:20260714T180000\n", "fuseau"),
        ("UID:1\nSUMMARY:Rebours\nDTSTART:20260714T180000Z\nDTEND:20260714T170000Z\n", "fin_avant"),
        ("UID:1\nSUMMARY:Rebours\nDTSTART;VALUE=DATE:20260714\nDTEND;VALUE=DATE:20260713\n", "fin_avant"),
        ("UID:1\nSUMMARY:Rebours\nDTSTART:20260714T180000Z\nDURATION:-PT1H\n", "fin_avant"),
        ("UID:1\nSUMMARY:RDATE\nDTSTART:20260714T180000Z\nRDATE:P1D\n", "date_illisible"),
        ("UID:1\nSUMMARY:RDATE\nDTSTART:20260714T180000Z\nRDATE;VALUE=TIME:100000\n", "date_illisible"),
        ("UID:1\nSUMMARY:EXDATE\nDTSTART:20260714T180000Z\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE:P1D\n", "date_illisible"),
        ("UID:1\nSUMMARY:Mêlé\nDTSTART;VALUE=DATE:20260714\nDTEND:20260714T180000Z\n", "date_illisible"),
    ],
)
def test_un_evenement_refuse_dit_pourquoi_et_les_autres_passent(lignes, raison):
    lus, refus = lire(ics(f"BEGIN:VEVENT\n{lignes}END:VEVENT\n", bal()))
    assert ([lu.titre for lu in lus], [r.raison for r in refus]) == (["Le bal"], [raison])


def test_deux_identifiants_longs_ne_se_confondent_pas():
    longs = [bal().replace("bal@openagenda.example", "u" * 255 + fin) for fin in "ab"]
    assert [r.raison for r in lire(ics(*longs))[1]] == ["uid_trop_long"] * 2
    [lu], _refus = lire(ics(bal().replace("bal@openagenda.example", "u" * 255)))
    assert lu.uid == "u" * 255


def test_ce_que_personne_n_a_prevu_ne_coute_que_son_evenement(monkeypatch, caplog):
    from agenda.rules import lecture

    monkeypatch.setattr(lecture, "_point", lambda composant: {}[composant])
    lus, refus = lire(ics(bal()))
    assert (lus, [(r.titre, r.raison) for r in refus]) == ([], [("Le bal", "imprevu")])
    assert "bal@openagenda.example" in caplog.text


def test_une_fin_dans_l_heure_qui_revient_n_est_pas_avant_le_debut():
    nuit = "BEGIN:VEVENT\nUID:1\nSUMMARY:Nuit\nDTSTART:20261025T003000Z\nDTEND:20261025T010000Z\nEND:VEVENT\n"
    [lu], refus = lire(ics(nuit))
    assert (lu.dates, refus) == ((Dates(date(2026, 10, 25), time(2, 30)),), [])


def test_un_organisateur_se_lit_sans_caracteres_de_controle():
    nomme = bal().replace("GEO:", 'ORGANIZER;CN=" Les A\u202e\u200bmis ":mailto:x@y.example\nGEO:')
    assert [lu.organisateur for lu in lire(ics(nomme))[0]] == ["Les Amis"]


@pytest.mark.parametrize(
    ("octets", "raison"),
    [
        (b"", "illisible"),
        (b"\x00\xff" * 100, "illisible"),
        (b"<html>BEGIN:VEVENT</html>", "illisible"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "vide"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n", "vide"),
        (b"BEGIN:VCALENDAR" + b" " * 7 * 1024 * 1024, "trop_lourd"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 130_000, "trop_long"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VTODO\r\nEND:VTODO\r\n" * 20_001, "trop_long"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN;X=Y:VEVENT\r\nEND:VEVENT\r\n" * 20_001, "trop_long"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 20_001, "trop_long"),
        (b"BEGIN:VCALENDAR\r" + b"A:B\r" * 260_000, "trop_long"),
    ],
)
def test_ce_qui_n_est_pas_un_calendrier_est_refuse(octets, raison):
    with pytest.raises(CalendrierRefuse) as refus:
        lire(octets)
    assert refus.value.raison == raison


# --- what is written ------------------------------------------------------------


def test_un_import_ecrit_des_brouillons_et_la_seconde_fois_ne_change_rien(agenda):
    assert faire(agenda, bal(), MARCHE) == Counter({Sort.NOUVEAU: 2})
    assert faire(agenda, bal(), MARCHE) == Counter({Sort.INCHANGE: 2})
    page = brouillon("Le bal")
    assert (page.live, page.accroche, str(page.corps), page.site_web, page.lieu) == (
        False,
        "On danse.",
        str(page.corps),
        "https://openagenda.example/bal",
        "Quai des Antilles, Nantes",
    )
    assert "&lt;b&gt;de&lt;/b&gt;" in str(page.corps)
    assert [h.regle for h in brouillon("Le marché").horaires.all()] == ["FREQ=WEEKLY;COUNT=4;BYDAY=SA", ""]


def test_ce_qu_un_autre_import_a_pris_entre_temps_n_est_pas_dit_ecrit(agenda):
    prevus = prevoir(agenda, *lire(ics(bal(), MARCHE)))
    importer(agenda, prevus[:1], "un autre import")
    assert importer(agenda, prevus, "essai.ics") == Counter({Sort.NOUVEAU: 1, Sort.INCHANGE: 1})
    assert EvenementPage.objects.count() == 2


def test_ce_qui_change_la_bas_change_ici_en_brouillon(agenda):
    faire(agenda, bal())
    EvenementPage.objects.get().get_latest_revision().publish()
    assert faire(agenda, bal("La danse", sequence=1)) == Counter({Sort.CHANGE: 1})
    page = EvenementPage.objects.get()
    assert (page.live, page.title, page.get_latest_revision_as_object().title) == (True, "Le bal", "La danse")
    assert faire(agenda, bal("La danse", sequence=1)) == Counter({Sort.INCHANGE: 1})
    assert faire(agenda, bal("Le vieux bal", sequence=0)) == Counter({Sort.PLUS_ANCIEN: 1})


def test_ce_qui_est_ecrit_ici_reste_et_se_dit(agenda):
    faire(agenda, bal())
    page = brouillon("Le bal")
    page.title = "Notre bal"
    page.save_revision()
    assert faire(agenda, bal("La danse", sequence=1)) == Counter({Sort.ECRIT_ICI: 1})
    assert brouillon("Le bal").title == "Notre bal"
    assert faire(agenda, bal("La danse", sequence=1), remplacer=True) == Counter({Sort.CHANGE: 1})
    assert brouillon("Le bal").title == "La danse"


def changer(agenda, utilisateur, remplacer=False):
    """What an import of the ball, changed there, does for this person."""
    lus = lire(ics(bal("La danse", sequence=1)))
    return importer(agenda, prevoir(agenda, *lus, remplacer, utilisateur), "essai.ics", utilisateur)


@pytest.fixture
def communication(ville):
    from comptes.actions import poser_les_roles
    from tests.comptes.test_roles import personne

    poser_les_roles(ville.site)
    return personne("Communication")


@pytest.mark.parametrize("remplacer", [False, True])
def test_une_page_verrouillee_reste_sauf_a_qui_la_verrouille(agenda, communication, admin_user, remplacer):
    faire(agenda, bal())
    page = EvenementPage.objects.get()
    page.locked, page.locked_by = True, admin_user
    page.save()
    avant = page.revisions.count()
    for qui in (communication, None):
        assert changer(agenda, qui, remplacer) == Counter({Sort.VERROUILLE: 1})
    assert (brouillon("Le bal").title, page.revisions.count()) == ("Le bal", avant)
    assert changer(agenda, admin_user, remplacer) == Counter({Sort.CHANGE: 1})
    assert EvenementPage.objects.get().get_latest_revision_as_object().title == "La danse"


def test_une_page_en_relecture_reste_sauf_a_qui_la_relit(agenda, communication):
    from tests.comptes.test_roles import personne

    faire(agenda, bal())
    page = EvenementPage.objects.get()
    page.get_workflow().start(page, communication)
    for qui in (communication, None):
        assert changer(agenda, qui) == Counter({Sort.VERROUILLE: 1})
    assert brouillon("Le bal").title == "Le bal"
    assert changer(agenda, personne("Relecture")) == Counter({Sort.CHANGE: 1})


def test_une_page_que_l_on_ne_peut_pas_modifier_reste(ville, agenda, communication):
    from tests.comptes.test_roles import personne

    faire(agenda, bal())
    assert changer(agenda, personne("Traduction · English")) == Counter({Sort.VERROUILLE: 1})
    assert changer(agenda, communication) == Counter({Sort.CHANGE: 1})


def test_une_page_verrouillee_apres_la_repetition_reste_aussi(agenda, communication, admin_user):
    faire(agenda, bal())
    prevus = prevoir(agenda, *lire(ics(bal("La danse", sequence=1))), False, communication)
    assert [p.sort for p in prevus] == [Sort.CHANGE]
    EvenementPage.objects.update(locked=True, locked_by=admin_user)
    assert importer(agenda, prevus, "essai.ics", communication) == Counter({Sort.VERROUILLE: 1})
    assert brouillon("Le bal").title == "Le bal"


def test_ce_qui_est_de_la_ville_reste_apres_un_changement(ville, agenda):
    faire(agenda, bal())
    page = brouillon("Le bal")
    page.ou, page.tarif = ville.oeuvre, "5 €"
    page.save_revision().publish()
    assert faire(agenda, bal("La danse", sequence=1)) == Counter({Sort.CHANGE: 1})
    page = EvenementPage.objects.get().get_latest_revision_as_object()
    assert (page.title, page.ou.pk, page.tarif) == ("La danse", ville.oeuvre.pk, "5 €")


def test_une_date_qui_reste_garde_son_numero_pour_les_calendriers(agenda):
    marche = MARCHE.replace("SUMMARY", "LOCATION:Quai\nSUMMARY")
    faire(agenda, marche)
    page = EvenementPage.objects.get()
    page.get_latest_revision().publish()
    [premiere, deplacee] = page.horaires.values_list("pk", flat=True)
    faire(agenda, marche.replace("DTSTART:20260726", "DTSTART:20260725"))
    EvenementPage.objects.get().get_latest_revision().publish()
    assert list(page.horaires.values_list("pk", "jour")) == [
        (premiere, date(2026, 7, 11)),
        (deplacee, date(2026, 7, 25)),
    ]


def test_un_import_interrompu_reprend_ou_il_en_etait(agenda, monkeypatch):
    evenements = [bal(f"Bal {rang}").replace("bal@", f"bal-{rang}@") for rang in range(7)]
    monkeypatch.setattr("agenda.actions.importer.PAR_LOT", 2)

    def s_arreter(nombre):
        if Provenance.objects.count() == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        importer(agenda, prevoir(agenda, *lire(ics(*evenements))), "essai.ics", avancer=s_arreter)
    assert faire(agenda, *evenements) == Counter({Sort.INCHANGE: 4, Sort.NOUVEAU: 3})
    assert faire(agenda, *evenements) == Counter({Sort.INCHANGE: 7})


# --- the command ------------------------------------------------------------------


def test_la_commande_repete_puis_ecrit(agenda, tmp_path):
    fichier = tmp_path / "agenda.ics"
    fichier.write_bytes(ics(bal(), MARCHE, "BEGIN:VEVENT\nUID:1\nSUMMARY:Sans date\nEND:VEVENT\n"))

    def lancer(*options):
        sortie = StringIO()
        call_command("importer_un_agenda", str(fichier), *options, stdout=sortie)
        return sortie.getvalue().splitlines()

    attendu = ["2 événements nouveaux.", "1 événement refusé.", "  Sans date\u00a0: Il n’a pas de date."]
    assert lancer("--a-blanc") == attendu
    assert Provenance.objects.count() == 0
    assert lancer() == [*attendu, "C’est fait. Les nouveaux événements sont des brouillons."]
    assert lancer("--a-blanc")[0] == "2 événements déjà là, inchangés."


def test_la_commande_dit_ce_qui_ne_va_pas(agenda, tmp_path):
    vide = tmp_path / "vide.ics"
    vide.write_bytes(b"")
    for options, mot in (
        ([str(vide)], "iCalendar"),
        ([str(tmp_path / "absent.ics")], "No such file"),
        (["http://agenda.example/"], "https"),
        ([str(vide), "--ville", "nulle.example"], "No such city"),
        ([str(vide), "--langue", "en"], "no agenda"),
    ):
        with pytest.raises(CommandError, match=mot):
            call_command("importer_un_agenda", *options)


# --- the screen --------------------------------------------------------------------


def test_l_ecran_repete_puis_ecrit(admin_client, agenda):
    adresse = reverse("agenda_importer", args=[agenda.pk])
    fichier = SimpleUploadedFile("agenda.ics", ics(bal(), MARCHE))
    reponse = admin_client.post(adresse, {"fichier": fichier})
    html = reponse.content.decode()
    assert "2 événements nouveaux." in html
    assert " ".join(html.split("<li>")[-2].split("</li>")[0].split()) == (
        "Le bal, 14 juillet 2026 18:00, Quai des Antilles, Nantes"
    )
    assert Provenance.objects.count() == 0
    reponse = admin_client.post(adresse, {"repete": reponse.context["repete"]}, follow=True)
    assert "2 événements sont écrits, en brouillon." in reponse.content.decode()
    assert Provenance.objects.count() == 2


def test_l_ecran_ecrit_par_envois_et_revient_pour_les_suivants(admin_client, agenda, monkeypatch):
    monkeypatch.setattr("agenda.views.importer.PAR_ENVOI", 2)
    adresse = reverse("agenda_importer", args=[agenda.pk])
    evenements = [bal(f"Bal {rang}").replace("bal@", f"bal-{rang}@") for rang in range(3)]
    reponse = admin_client.post(adresse, {"fichier": SimpleUploadedFile("a.ics", ics(*evenements))})
    reponse = admin_client.post(adresse, {"repete": reponse.context["repete"]})
    assert (Provenance.objects.count(), reponse.context["a_ecrire"]) == (2, 1)
    admin_client.post(adresse, {"repete": reponse.context["repete"]})
    assert Provenance.objects.count() == 3


def test_l_ecran_dit_ce_qui_est_deja_passe(admin_client, agenda):
    adresse = reverse("agenda_importer", args=[agenda.pk])
    fichier = SimpleUploadedFile("a.ics", ics(bal().replace("202607", "202507"), MARCHE))
    [nouveaux] = admin_client.post(adresse, {"fichier": fichier}).context["groupes"]
    assert [(ligne["titre"], ligne["raison"]) for ligne in nouveaux["lignes"]] == [
        ("Le bal", "Déjà passé."),
        ("Le marché", ""),
    ]


def test_l_ecran_dit_ce_qui_ne_va_pas_pres_du_champ(admin_client, agenda):
    adresse = reverse("agenda_importer", args=[agenda.pk])
    for donnees, champ, mot in (
        ({}, "__all__", "l’un des deux"),
        ({"adresse": "http://127.0.0.1/"}, "adresse", "https"),
        ({"adresse": "pas une adresse"}, "adresse", ""),
        ({"fichier": SimpleUploadedFile("a.ics", b"rien")}, "fichier", "iCalendar"),
    ):
        erreurs = admin_client.post(adresse, donnees).context["form"].errors
        assert mot in str(erreurs[champ])
    assert admin_client.post(adresse, {"repete": "faux"}).status_code == 302


def test_un_fichier_lourd_qui_ne_se_compresse_pas_revient_avec_son_accord(admin_client, agenda):
    from base64 import b64encode
    from random import Random

    from agenda.rules.fichiers import OCTETS_AU_PLUS

    sans_ordre = b64encode(Random(1).randbytes(OCTETS_AU_PLUS * 3 // 4 - 1_000))
    lourd = ics(bal(), f"BEGIN:VTODO\nX-A:{sans_ordre.decode()}\nEND:VTODO\n")
    assert OCTETS_AU_PLUS - 2_000 < len(lourd) <= OCTETS_AU_PLUS
    adresse = reverse("agenda_importer", args=[agenda.pk])
    reponse = admin_client.post(adresse, {"fichier": SimpleUploadedFile("a.ics", lourd)})
    assert admin_client.post(adresse, {"repete": reponse.context["repete"]}).status_code == 302
    assert Provenance.objects.count() == 1


@pytest.mark.parametrize("numero", ["0", "999999", "9" * 30])
def test_un_numero_qui_n_est_a_aucun_agenda_n_existe_pas(admin_client, numero):
    adresse = reverse("agenda_importer", args=[int(numero)])
    assert [admin_client.get(adresse).status_code, admin_client.post(adresse).status_code] == [404, 404]


def test_l_import_demande_le_droit_d_ajouter_ici(client, admin_client, agenda, django_user_model):
    autre = fabrique.ville("Rennes", hote="rennes.example", par_defaut=False)
    la_bas = fabrique.agenda(autre.accueil)
    from django.contrib.auth.models import Group

    from comptes.actions import poser_les_roles

    poser_les_roles(autre.site)
    personne = django_user_model.objects.create_user(email="ici@example.org", password="x")
    personne.groups.add(Group.objects.get(name="Rennes · Communication"))
    client.force_login(personne)
    assert client.get(reverse("agenda_importer", args=[la_bas.pk])).status_code == 200
    for refuse in (agenda.pk, autre.accueil.pk, 999_999):
        reponse = client.get(reverse("agenda_importer", args=[refuse]), follow=True)
        assert "ou un fichier" not in reponse.content.decode()


# --- addresses -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("adresse", "raison"),
    [
        ("http://example.org/a.ics", "adresse"),
        ("file:///etc/passwd", "adresse"),
        ("https://moi:secret@example.org/", "adresse"),
        ("https://example.org:22/", "adresse"),
        ("https://[::1", "adresse"),
        ("https://127.0.0.1/", "prive"),
        ("https://localhost/", "prive"),
        ("https://[::1]/", "prive"),
        ("https://[::ffff:10.0.0.1]/", "prive"),
        ("https://2130706433/", "prive"),
        ("https://0x7f.1/", "prive"),
        ("https://0.0.0.0/", "prive"),
        ("https://169.254.169.254/latest/meta-data/", "prive"),
        ("https://192.168.1.1/", "prive"),
        ("https://100.64.0.1/", "prive"),
    ],
)
def test_une_adresse_privee_n_est_jamais_demandee(adresse, raison):
    with pytest.raises(TelechargementRefuse) as refus:
        telecharger(adresse)
    assert refus.value.raison == raison


def test_un_nom_public_qui_mene_a_un_reseau_prive_est_refuse(monkeypatch):
    def prive(hote, port, *_args, **_options):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.7", port))]

    monkeypatch.setattr("socket.getaddrinfo", prive)
    with pytest.raises(TelechargementRefuse) as refus:
        telecharger("https://agenda.example/a.ics")
    assert refus.value.raison == "prive"


class Reponse:
    """What an address answers, without a network."""

    def __init__(self, status_code=200, corps=b"", vers=""):
        self.status_code, self.corps, self.url = status_code, corps, "https://agenda.example/"
        self.headers = {"location": vers} if vers else {}
        self.is_redirect = bool(vers)

    def iter_content(self, taille):
        return (self.corps[i : i + taille] for i in range(0, len(self.corps), taille))

    def __enter__(self):
        return self

    def __exit__(self, *_args):
        return False


@pytest.mark.parametrize(
    ("reponses", "raison"),
    [
        ([Reponse(vers="https://127.0.0.1/")], "prive"),
        ([Reponse(vers="http://agenda.example/")], "adresse"),
        ([Reponse(vers="https://agenda.example/")] * 9, "renvois"),
        ([Reponse(404)], "reponse"),
        ([Reponse(corps=b"x" * (7 * 1024 * 1024 + 1))], "trop_lourd"),
    ],
)
def test_une_redirection_une_erreur_un_poids_sont_verifies(monkeypatch, reponses, raison):
    from requests_hardened import HTTPSession

    demander = HTTPSession.request
    suite = iter(reponses)

    def repondre(session, methode, adresse, **options):
        if "127.0.0.1" in adresse:
            return demander(session, methode, adresse, **options)
        return next(suite)

    monkeypatch.setattr(HTTPSession, "request", repondre)
    with pytest.raises(TelechargementRefuse) as refus:
        telecharger("https://agenda.example/a.ics")
    assert refus.value.raison == raison
