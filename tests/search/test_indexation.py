"""Whatever changes what a card says is noted, at every door, and reaches the index in order."""

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from search.actions.changements import GARDE, envoyer, oublier_ce_qui_est_envoye
from search.enums import Moteur
from search.models import AEnvoyer, FicheIndexee
from socle.enums import Connu
from tests import fabrique

pytestmark = pytest.mark.django_db

CLUSTER_QUI_N_EXISTE_PAS = "http://127.0.0.1:9"


@pytest.fixture
def a_jour(ville):
    """A city that the index knows."""
    envoyer(Moteur.SQL)
    return ville


def _notes() -> list[tuple]:
    return list(AEnvoyer.objects.pour(Moteur.SQL).values_list("page_id", "branche"))


def _titres() -> set[str]:
    return set(FicheIndexee.objects.values_list("titre", flat=True))


def test_ce_que_l_on_publie_arrive_dans_l_index(a_jour):
    oeuvre = fabrique.oeuvre(a_jour.quartier, a_jour.promesse, titre="Air")
    assert "Air" not in _titres()
    envoyer(Moteur.SQL)
    assert FicheIndexee.objects.get(pk=oeuvre.pk).titre == "Air"


def test_ce_que_l_on_retire_quitte_l_index(a_jour):
    a_jour.oeuvre.unpublish()
    envoyer(Moteur.SQL)
    assert _titres() == {"Nantes", "Le récit", "Artistes", "Le fleuve", "Île de Nantes"}


def test_retirer_un_quartier_retire_ce_qui_y_est_raconte_et_le_publier_le_rend(a_jour):
    a_jour.quartier.unpublish()
    envoyer(Moteur.SQL)
    assert _titres() == {"Nantes", "Le récit", "Artistes", "Le fleuve"}
    a_jour.quartier.refresh_from_db()
    a_jour.quartier.save_revision().publish()
    envoyer(Moteur.SQL)
    assert _titres() == {"Nantes", "Le récit", "Artistes", "Le fleuve", "Île de Nantes", "Les Anneaux"}


def test_un_brouillon_enregistre_ne_note_rien(a_jour):
    a_jour.oeuvre.title = "Les Anneaux, peut-être"
    a_jour.oeuvre.save_revision()
    assert _notes() == []


def test_republier_un_quartier_sans_changer_son_nom_ne_refait_pas_la_fiche_de_ses_oeuvres(a_jour):
    a_jour.quartier.accroche = "Une autre accroche."
    a_jour.quartier.save_revision().publish()
    assert set(_notes()) == {(a_jour.quartier.pk, False)}


def _autour(page) -> str:
    return FicheIndexee.objects.get(pk=page.pk).autour


def test_renommer_un_quartier_refait_les_fiches_de_ce_qui_y_est_raconte(a_jour):
    a_jour.quartier.title = "L’Île"
    a_jour.quartier.save_revision().publish()
    envoyer(Moteur.SQL)
    assert _autour(a_jour.oeuvre).endswith("2007 l ile le fleuve")


def test_changer_l_adresse_d_un_quartier_change_celle_de_ses_oeuvres(a_jour):
    a_jour.quartier.slug = "ile"
    a_jour.quartier.save_revision().publish()
    envoyer(Moteur.SQL)
    assert FicheIndexee.objects.get(pk=a_jour.oeuvre.pk).adresse == "/fr/recit/ile/les-anneaux/"


def test_deplacer_un_quartier_note_tout_ce_qui_le_suit(a_jour):
    autre = fabrique.quartier(a_jour.recit, a_jour.promesse, titre="Centre-ville")
    envoyer(Moteur.SQL)
    a_jour.oeuvre.move(autre, pos="last-child")
    assert (a_jour.oeuvre.pk, True) in _notes()
    envoyer(Moteur.SQL)
    assert _autour(a_jour.oeuvre).endswith("2007 centre ville le fleuve")


def test_renommer_un_artiste_refait_la_fiche_de_ses_oeuvres_dans_toutes_les_langues(a_jour):
    artiste = fabrique.artiste(a_jour.site, "Daniel Burren")
    oeuvre = fabrique.oeuvre(a_jour.quartier, a_jour.promesse, titre="Air", artistes=[artiste])
    envoyer(Moteur.SQL)
    artiste.nom = "Daniel Buren"
    artiste.save()
    assert _notes() == [(oeuvre.pk, False)]
    envoyer(Moteur.SQL)
    assert FicheIndexee.objects.get(pk=oeuvre.pk).artistes == [["daniel-burren", "Daniel Buren"]]


def test_renommer_une_promesse_refait_la_fiche_de_ce_qui_la_tient(a_jour):
    a_jour.promesse.title = "La Loire"
    a_jour.promesse.save_revision().publish()
    assert {numero for numero, _branche in _notes()} == {
        a_jour.promesse.pk,
        a_jour.quartier.pk,
        a_jour.oeuvre.pk,
    }


def test_fermer_une_page_au_public_la_retire_de_l_index_et_l_ouvrir_l_y_remet(a_jour):
    restriction = PageViewRestriction.objects.create(
        page=a_jour.quartier, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    envoyer(Moteur.SQL)
    assert _titres() == {"Nantes", "Le récit", "Artistes", "Le fleuve"}
    restriction.delete()
    envoyer(Moteur.SQL)
    assert _titres() == {"Nantes", "Le récit", "Artistes", "Le fleuve", "Île de Nantes", "Les Anneaux"}


def test_supprimer_une_page_la_retire_de_l_index(a_jour):
    numero = a_jour.oeuvre.pk
    Page.objects.get(pk=numero).delete()
    assert numero in {page for page, _branche in _notes()}
    envoyer(Moteur.SQL)
    assert "Les Anneaux" not in _titres()


def test_traduire_une_page_la_fait_trouver_dans_sa_langue_une_fois_publiee(a_jour):
    langue = a_jour.accueils["en"].locale
    a_jour.accueils["en"].phrase = "The city tells its story."
    a_jour.accueils["en"].save_revision().publish()
    recit = a_jour.recit.copy_for_translation(langue)
    envoyer(Moteur.SQL)
    assert set(FicheIndexee.objects.filter(langue="en").values_list("genre", flat=True)) == {"ville"}
    recit.save_revision().publish()
    envoyer(Moteur.SQL)
    assert set(FicheIndexee.objects.filter(langue="en").values_list("genre", flat=True)) == {"ville", "recit"}


def test_chaque_moteur_a_sa_file_et_ce_que_le_cluster_ne_prend_pas_l_attend(a_jour, settings):
    settings.ELASTICSEARCH_URL = CLUSTER_QUI_N_EXISTE_PAS
    oeuvre = fabrique.oeuvre(a_jour.quartier, a_jour.promesse, titre="Air")
    assert (envoyer(Moteur.SQL) > 0, envoyer(Moteur.ELASTIC)) == (True, 0)
    assert "Air" in _titres()
    assert oeuvre.pk in set(AEnvoyer.objects.pour(Moteur.ELASTIC).values_list("page_id", flat=True))


def test_l_horloge_envoie_ce_que_l_ouvrier_a_laisse(a_jour):
    fabrique.oeuvre(a_jour.quartier, a_jour.promesse, titre="Air")
    call_command("taches", verbosity=0)
    assert ("Air" in _titres(), _notes()) == (True, [])


def test_ce_qui_est_envoye_est_oublie_apres_deux_jours_et_ce_qui_attend_ne_l_est_jamais(a_jour):
    fabrique.oeuvre(a_jour.quartier, a_jour.promesse, titre="Air")
    attendent = _notes()
    oublier_ce_qui_est_envoye(timezone.now() + GARDE * 2)
    assert (list(AEnvoyer.objects.values_list("page_id", "branche")), attendent != []) == (attendent, True)


def test_ce_qui_attend_un_cluster_qui_n_est_plus_regle_est_garde_deux_jours(a_jour, settings):
    settings.ELASTICSEARCH_URL = CLUSTER_QUI_N_EXISTE_PAS
    fabrique.oeuvre(a_jour.quartier, a_jour.promesse, titre="Air")
    attendent = set(AEnvoyer.objects.pour(Moteur.ELASTIC).values_list("page_id", flat=True))
    settings.ELASTICSEARCH_URL = ""
    call_command("taches", verbosity=0)
    assert set(AEnvoyer.objects.pour(Moteur.ELASTIC).values_list("page_id", flat=True)) == attendent != set()
    oublier_ce_qui_est_envoye(timezone.now() + GARDE * 2)
    assert list(AEnvoyer.objects.filter(moteur=Moteur.ELASTIC)) == []


@pytest.fixture
def racontes_ailleurs(a_jour):
    """A route, an event and a work that all name the same quartier, from elsewhere in the tree."""
    autre = fabrique.quartier(a_jour.recit, a_jour.promesse, titre="Centre-ville")
    agenda = fabrique.agenda(a_jour.accueil)
    a_jour.bal = fabrique.evenement(agenda, titre="Un bal", ou=a_jour.oeuvre)
    a_jour.ligne = fabrique.parcours(
        a_jour.accueil,
        [
            {"histoire": a_jour.oeuvre, "pourquoi": "On passe par les cercles."},
            {"histoire": autre, "sans_marche": Connu.OUI},
            {"titre": "Le ponton", "latitude": "47.2", "longitude": "-1.5", "sans_marche": Connu.OUI},
        ],
    )
    a_jour.autre = autre
    envoyer(Moteur.SQL)
    return a_jour


def _la_ligne(ville) -> tuple:
    fiche = FicheIndexee.objects.get(pk=ville.ligne.pk)
    return fiche.autour, "cercles" in fiche.texte


def _le_bal(ville) -> tuple:
    fiche = FicheIndexee.objects.get(pk=ville.bal.pk)
    return fiche.autour, ville.quartier.code in fiche.facettes


AVEC, SANS = ("parcours les anneaux centre ville le ponton", True), ("parcours centre ville le ponton", False)


BAL_DANS_L_ILE = "evenements les anneaux quai des antilles nantes ile de nantes"
BAL_AILLEURS = "evenements quai des antilles nantes"


def _cacher_par_depublication(page):
    page.unpublish()
    page.refresh_from_db()
    return lambda: page.save_revision().publish()


def _cacher_par_mot_de_passe(page):
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    return restriction.delete


@pytest.mark.parametrize("cacher", [_cacher_par_depublication, _cacher_par_mot_de_passe])
def test_cacher_une_oeuvre_ou_son_quartier_l_ote_de_la_fiche_des_parcours_et_la_montrer_l_y_remet(
    racontes_ailleurs, cacher
):
    assert _la_ligne(racontes_ailleurs) == AVEC
    for page in (racontes_ailleurs.oeuvre, racontes_ailleurs.quartier):
        montrer = cacher(page)
        envoyer(Moteur.SQL)
        assert _la_ligne(racontes_ailleurs) == SANS
        montrer()
        envoyer(Moteur.SQL)
        assert _la_ligne(racontes_ailleurs) == AVEC


@pytest.mark.parametrize("cacher", [_cacher_par_depublication, _cacher_par_mot_de_passe])
def test_cacher_un_quartier_l_ote_de_la_fiche_des_evenements_qui_y_ont_lieu(racontes_ailleurs, cacher):
    assert _le_bal(racontes_ailleurs) == (BAL_DANS_L_ILE, True)
    montrer = cacher(racontes_ailleurs.quartier)
    envoyer(Moteur.SQL)
    assert _le_bal(racontes_ailleurs) == (BAL_AILLEURS, False)
    montrer()
    envoyer(Moteur.SQL)
    assert _le_bal(racontes_ailleurs) == (BAL_DANS_L_ILE, True)


def test_renommer_une_oeuvre_ou_un_quartier_refait_les_fiches_qui_les_nomment(racontes_ailleurs):
    racontes_ailleurs.oeuvre.title = "Les Cercles"
    racontes_ailleurs.oeuvre.save_revision().publish()
    racontes_ailleurs.quartier.title = "L’Île"
    racontes_ailleurs.quartier.save_revision().publish()
    envoyer(Moteur.SQL)
    assert (_la_ligne(racontes_ailleurs)[0], _le_bal(racontes_ailleurs)[0]) == (
        "parcours les cercles centre ville le ponton",
        BAL_DANS_L_ILE.replace("les anneaux", "les cercles").replace("ile de nantes", "l ile"),
    )


def test_deplacer_ce_qui_est_raconte_la_ou_rien_ne_se_voit_l_ote_des_fiches_qui_le_nomment(racontes_ailleurs):
    ferme = fabrique.quartier(racontes_ailleurs.recit, racontes_ailleurs.promesse, titre="Caché", live=False)
    racontes_ailleurs.oeuvre.move(ferme, pos="last-child")
    envoyer(Moteur.SQL)
    assert (_la_ligne(racontes_ailleurs), _le_bal(racontes_ailleurs)) == (SANS, (BAL_AILLEURS, False))


def test_ce_qui_change_de_place_emmene_les_evenements_qui_y_ont_lieu(racontes_ailleurs):
    ville = racontes_ailleurs
    ville.oeuvre.refresh_from_db()
    ville.oeuvre.latitude, ville.oeuvre.longitude = 47.31, -1.61
    ville.oeuvre.save_revision().publish()
    envoyer(Moteur.SQL)
    bal = FicheIndexee.objects.get(pk=ville.bal.pk)
    assert (bal.latitude, bal.longitude) == (47.31, -1.61)


def test_supprimer_une_oeuvre_l_ote_de_la_fiche_des_parcours(racontes_ailleurs):
    Page.objects.get(pk=racontes_ailleurs.oeuvre.pk).delete()
    envoyer(Moteur.SQL)
    assert _la_ligne(racontes_ailleurs)[0] == SANS[0]


def test_un_parcours_qui_saute_un_arret_cache_dit_l_acces_et_le_depart_de_ceux_qui_restent(racontes_ailleurs):
    racontes_ailleurs.oeuvre.unpublish()
    racontes_ailleurs.autre.unpublish()
    envoyer(Moteur.SQL)
    fiche = FicheIndexee.objects.get(pk=racontes_ailleurs.ligne.pk)
    assert (fiche.autour, fiche.latitude, fiche.facettes) == ("parcours le ponton", 47.2, "genre=parcours")


@pytest.mark.parametrize("cacher", [_cacher_par_depublication, _cacher_par_mot_de_passe])
def test_cacher_une_promesse_l_ote_de_la_fiche_de_ce_qui_la_tient(racontes_ailleurs, cacher):
    def fiche():
        dite = FicheIndexee.objects.get(pk=racontes_ailleurs.oeuvre.pk)
        return racontes_ailleurs.promesse.code in dite.facettes, "le fleuve" in dite.autour

    assert fiche() == (True, True)
    montrer = cacher(racontes_ailleurs.promesse)
    envoyer(Moteur.SQL)
    assert fiche() == (False, False)
    montrer()
    envoyer(Moteur.SQL)
    assert fiche() == (True, True)


def test_un_parcours_nomme_ses_arrets_dans_la_langue_la_plus_proche(racontes_ailleurs):
    anglais = racontes_ailleurs.accueils["en"].locale
    racontes_ailleurs.accueils["en"].phrase = "The city tells its story."
    racontes_ailleurs.accueils["en"].save_revision().publish()
    for page in (racontes_ailleurs.ligne.get_parent().specific, racontes_ailleurs.ligne):
        ligne = page.copy_for_translation(anglais)
        ligne.save_revision().publish()
    envoyer(Moteur.SQL)
    assert FicheIndexee.objects.get(pk=ligne.pk).autour == "routes les anneaux centre ville le ponton"
    for page in (racontes_ailleurs.recit, racontes_ailleurs.quartier, racontes_ailleurs.oeuvre):
        traduite = page.copy_for_translation(anglais)
        traduite.title = {"Les Anneaux": "The Rings"}.get(page.title, page.title)
        traduite.save_revision().publish()
    envoyer(Moteur.SQL)
    assert FicheIndexee.objects.get(pk=ligne.pk).autour == "routes the rings centre ville le ponton"
