"""Writing an event in the admin: dates that come back without their language, sentences beside fields, a preview."""

import re
from datetime import date, time

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail.users.models import UserProfile

from agenda.audits import evenements_de_la_ville
from agenda.models import Edition, EvenementPage, Occurrence
from comptes.actions import poser_les_roles
from socle.enums import Connu
from socle.models import PublicationRefusee
from tests import fabrique

pytestmark = pytest.mark.django_db

ACCES = dict.fromkeys(("sans_marche", "sol_roulant", "tactile", "toute_heure", "transport"), "inconnu")


def horaire(**champs):
    return {
        "jour": "2026-07-18",
        "heure": "18:00",
        "dernier_jour": "",
        "heure_de_fin": "20:00",
        "frequence": "",
        "tous_les": "1",
        "jours": [],
        "jusqu_au": "",
        "nombre": "",
        "exceptions": "",
        "regle_importee": "",
    } | champs


def donnees(*horaires, publier=True, **champs):
    lui = {
        "title": "Le bal",
        "slug": "le-bal",
        "accroche": "On danse.",
        "horaires": inline_formset(list(horaires)),
        "statut": "confirme",
        "lieu": "Quai des Antilles",
        "precision": "relevee",
        "corps": streamfield([("texte", rich_text("<p>On danse.</p>"))]),
        "comments": inline_formset([]),
        **ACCES,
        **champs,
    }
    return nested_form_data(lui | ({"action-publish": "1"} if publier else {}))


def ecrire(client, agenda, *horaires, **champs):
    adresse = reverse("wagtailadmin_pages:add", args=["agenda", "evenementpage", agenda.pk])
    jours = {f"horaires-{rang}-jours": h["jours"] for rang, h in enumerate(horaires)}
    return client.post(adresse, donnees(*horaires, **champs) | jours)


def test_une_repetition_s_ecrit_en_choisissant(admin_client, agenda):
    reponse = ecrire(
        admin_client,
        agenda,
        horaire(frequence="semaines", jours=["SA"], nombre="3", exceptions="25/07/2026"),
    )
    assert reponse.status_code == 302, reponse.context["form"].errors
    page = EvenementPage.objects.get(slug="le-bal")
    assert (page.live, [h.regle for h in page.horaires.all()]) == (True, ["FREQ=WEEKLY;BYDAY=SA;COUNT=3"])
    assert [o.periode.debut.date() for o in Occurrence.objects.all()] == [date(2026, 7, 18), date(2026, 8, 1)]


@pytest.mark.parametrize(
    ("champs", "champ", "mot"),
    [
        ({"regle_importee": "FREQ=HOURLY"}, "regle_importee", "fréquence"),
        ({"exceptions": "jamais"}, "exceptions", "14/07/2026"),
        ({"dernier_jour": "2026-07-01"}, "dernier_jour", "avant"),
        ({"heure": "", "heure_de_fin": "20:00"}, "heure", "heure de début"),
        ({"frequence": "jours", "nombre": "3", "jusqu_au": "2026-08-01"}, "nombre", "pas les deux"),
        ({"frequence": "jours", "nombre": "99999"}, "nombre", ""),
        ({"jusqu_au": "2026-08-01"}, "jusqu_au", "se répète"),
        ({"nombre": "3"}, "nombre", "se répète"),
        ({"jours": ["SA"]}, "jours", "se répète"),
        ({"exceptions": "25/07/2026"}, "exceptions", "se répète"),
        ({"frequence": "mois", "jours": ["SA"]}, "jours", "toutes les semaines"),
        ({"frequence": "semaines", "jours": ["TH"]}, "jour", "un des jours choisis"),
        ({"frequence": "semaines", "nombre": "3", "exceptions": "26/07/2026"}, "exceptions", "26/07/2026"),
        ({"frequence": "jours", "nombre": "2", "exceptions": "18/07/2026\n19/07/2026"}, "exceptions", "aucune date"),
        ({"jour": "20226-07-18"}, "jour", ""),
        ({"jour": "9999-12-31"}, "jour", "année"),
    ],
)
def test_une_date_qui_ne_va_pas_le_dit_pres_de_son_champ(admin_client, agenda, champs, champ, mot):
    reponse = ecrire(admin_client, agenda, horaire(**champs))
    assert reponse.status_code == 200
    [erreurs] = reponse.context["form"].formsets["horaires"].errors
    assert mot in str(erreurs[champ])
    assert not EvenementPage.objects.exists()


def test_une_regle_importee_garde_ses_exceptions_meme_sans_effet(admin_client, agenda):
    importee = horaire(regle_importee="FREQ=WEEKLY;COUNT=3", exceptions="26/07/2026", jours=["MO"])
    assert ecrire(admin_client, agenda, importee).status_code == 302
    assert Occurrence.objects.count() == 3


def test_un_evenement_a_qui_il_ne_reste_aucune_date_ne_se_publie_pas(agenda):
    jours = {"jour": date(2026, 7, 18), "frequence": "jours", "nombre": 2, "exceptions": "18/07/2026\n19/07/2026"}
    bal = fabrique.evenement(agenda, "Le bal", live=False, horaires=[jours])
    with pytest.raises(PublicationRefusee, match="l ne reste aucune date"):
        bal.save_revision().publish()


def test_ce_qui_manque_refuse_la_publication_et_pas_le_brouillon(admin_client, agenda):
    reponse = ecrire(admin_client, agenda, lieu="", reservation="http://billets.example/")
    form = reponse.context["form"]
    assert set(form.errors) == {"lieu", "reservation"}
    assert "au moins une date" in str(form.formsets["horaires"].non_form_errors())
    assert ecrire(admin_client, agenda, lieu="", publier=False).status_code == 302
    assert EvenementPage.objects.get().live is False


def test_un_apercu_montre_les_dates_que_l_on_vient_d_ecrire(client, ville, agenda):
    bal = fabrique.evenement(agenda, "Le bal", horaires=[{"jour": date(2026, 7, 18), "heure": time(18)}])
    bal.horaires.get_object_list()[0].jour = date(2026, 8, 20)
    bal.save_revision()
    brouillon = bal.get_latest_revision_as_object()
    html = brouillon.make_preview_request().content.decode()
    assert "Jeudi 20 août 2026" in html
    assert "Samedi 18 juillet" in client.get(bal.url).content.decode()


def test_un_endroit_d_une_autre_ville_est_refuse(ville, agenda):
    autre = fabrique.ville("Rennes", hote="rennes.example", par_defaut=False)
    with pytest.raises(Exception, match="autre ville"):
        fabrique.evenement(agenda, "Le bal", ou=autre.oeuvre)


def test_une_edition_d_une_autre_ville_est_refusee_et_l_audit_la_trouve(ville, agenda):
    autre = fabrique.ville("Rennes", hote="rennes.example", par_defaut=False)
    la_bas = Edition.objects.create(site=autre.site, nom="Été", locale=autre.accueil.locale)
    bal = fabrique.evenement(agenda, "Le bal")
    bal.edition = la_bas
    with pytest.raises(PublicationRefusee, match="autre ville"):
        bal.save_revision().publish()
    EvenementPage.objects.filter(pk=bal.pk).update(edition=la_bas, ou=autre.oeuvre)
    assert [f.raison for f in evenements_de_la_ville()] == [
        "son endroit est d’une autre ville.",
        "son édition est d’une autre ville.",
    ]


def test_l_acces_de_l_endroit_vaut_tant_que_l_evenement_ne_dit_rien(client, ville, agenda):
    ville.oeuvre.sans_marche = Connu.OUI
    ville.oeuvre.save_revision().publish()
    bal = fabrique.evenement(agenda, "Le bal", ou=ville.oeuvre)
    assert '<td class="oui">Oui' in client.get(bal.url).content.decode()
    bal.sans_marche = Connu.NON
    bal.save_revision().publish()
    assert '<td class="non">Non' in client.get(bal.url).content.decode()


def test_chacun_ecrit_les_editions_de_sa_ville(client, ville, agenda, django_user_model):
    autre = fabrique.ville("Rennes", hote="rennes.example", par_defaut=False)
    ici, la_bas = (
        Edition.objects.create(site=v.site, nom=f"Été à {v.site.site_name}", locale=v.accueil.locale)
        for v in (ville, autre)
    )
    for v in (ville, autre):
        poser_les_roles(v.site)
    personne = django_user_model.objects.create_user(email="ici@example.org", password="x")
    personne.groups.add(Group.objects.get(name="Nantes · Communication"))
    client.force_login(personne)
    html = client.get(reverse("wagtailsnippets_agenda_edition:list")).content.decode()
    assert ("Été à Nantes" in html, "Été à Rennes" in html) == (True, False)
    assert client.get(reverse("wagtailsnippets_agenda_edition:edit", args=[ici.pk])).status_code == 200
    assert client.get(reverse("wagtailsnippets_agenda_edition:edit", args=[la_bas.pk])).status_code in (302, 403, 404)
    assert client.get(reverse("raconter_evenements:index")).status_code == 200


@pytest.mark.parametrize("langue", ["fr", "en"])
@pytest.mark.parametrize(
    ("jour", "heure", "lus"),
    [
        ("03/08/2027", "20h30", (date(2027, 8, 3), time(20, 30))),
        ("3.8.2027", "20 h", (date(2027, 8, 3), time(20))),
        ("2027-08-03", "20:30", (date(2027, 8, 3), time(20, 30))),
        ("3/8/27", "8h5", (date(2027, 8, 3), time(8, 5))),
    ],
)
def test_une_date_se_tape_comme_on_l_ecrit_dans_toutes_les_langues_du_bureau(
    admin_client, admin_user, agenda, langue, jour, heure, lus
):
    UserProfile.objects.update_or_create(user=admin_user, defaults={"preferred_language": langue})
    reponse = ecrire(admin_client, agenda, horaire(jour=jour, heure=heure, heure_de_fin=""))
    assert reponse.status_code == 302, reponse.context["form"].formsets["horaires"].errors
    [ecrit] = EvenementPage.objects.get(slug="le-bal").horaires.all()
    assert (ecrit.jour, ecrit.heure) == lus


# --- the listing -------------------------------------------------------------


def lignes(client, **demande):
    """The events of the listing, by title: their next date."""
    html = client.get(reverse("raconter_evenements:index"), demande).content.decode()
    lues = re.findall(r'<td class="title.*?</td>\s*<td[^>]*>(.*?)</td>', html, re.S)
    noms = re.findall(r'class="title-wrapper">.*?<a[^>]*>(.*?)</a>', html, re.S)
    return {
        re.sub(r"<.*?>", "", nom).strip(): dit.strip().replace("\xa0", " ") for nom, dit in zip(noms, lues, strict=True)
    }


def test_la_liste_dit_la_prochaine_date_d_un_brouillon_aussi(admin_client, agenda):
    soir = {"jour": date(2027, 3, 2), "heure": time(22)}
    fabrique.evenement(agenda, "Le bal", horaires=[soir | {"jour": date(2026, 7, 1)}, soir])
    fabrique.evenement(agenda, "La veille", horaires=[soir | {"jour": date(2026, 7, 1)}])
    fabrique.evenement(agenda, "Importé", live=False, horaires=[{"jour": date(2027, 3, 3)}])
    repris = fabrique.evenement(agenda, "Repris", live=False, horaires=[soir])
    repris.horaires.get_object_list()[0].jour = date(2027, 3, 4)
    repris.save_revision()
    assert lignes(admin_client) == {
        "Le bal": "mar. 2 mars 2027, 22 h",
        "La veille": "",
        "Importé": "mer. 3 mars 2027",
        "Repris": "jeu. 4 mars 2027, 22 h",
    }
    assert list(lignes(admin_client, quand="passes")) == ["La veille"]


def test_le_choix_d_une_edition_se_lit_dans_la_langue_de_qui_ecrit(agenda):
    champ = EvenementPage.get_edit_handler().get_form_class().base_fields["edition"].widget
    lus = {}
    for langue in ("en", "fr"):
        with translation.override(langue):
            html = champ.render("edition", None, {"id": "id_edition"})
            lus[langue] = re.findall(r"</svg>\s*([^<]+?)\s*</button>", html)[-1]
    assert lus == {"en": "Choose", "fr": "Choisir"}
