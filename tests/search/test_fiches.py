"""The card of a page says all that a search may read of it, and a page nobody may see has none."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from wagtail.models import Page, PageViewRestriction

from oeuvres.models import OeuvrePage
from quartiers.enums import Echelle, Qpv
from recit.models import PromessePage
from socle import registres
from socle.enums import Connu
from socle.fiches import FicheRecherche, fiches_des
from socle.rules import Point
from tests import fabrique

pytestmark = pytest.mark.django_db


def _fiche(page) -> FicheRecherche:
    [fiche] = fiches_des([page.pk])
    return fiche


def test_la_fiche_d_une_oeuvre_dit_tout_ce_que_l_on_peut_en_chercher(ville):
    secteur = fabrique.quartier(ville.quartier, ville.promesse, titre="Les Chantiers", echelle=Echelle.SECTEUR)
    oeuvre = fabrique.oeuvre(
        secteur,
        ville.promesse,
        titre="Air",
        artistes=[fabrique.artiste(ville.site), fabrique.artiste(ville.site, "Patrick Bouchain")],
        autres_noms="Les ballons\n\nL’air du quai",
        technique="Toile",
        lieu="Quai des Antilles",
        commune="Nantes",
        latitude=47.2,
        longitude=-1.57,
        sans_marche=Connu.OUI,
        statut="temporaire",
        annee=2012,
    )
    cle = str(ville.accueil.translation_key)
    pas = Page.steplen
    assert _fiche(oeuvre) == FicheRecherche(
        page_id=oeuvre.pk,
        code=oeuvre.code,
        ville=cle,
        langue="fr",
        genre="oeuvre",
        genre_dit="œuvres",
        titre="Air",
        adresse="/fr/recit/ile-de-nantes/les-chantiers/air/",
        chemins=tuple(oeuvre.path[:fin] for fin in range(len(oeuvre.path), pas, -pas)),
        autres_noms=("Les ballons", "L’air du quai"),
        artistes=(("daniel-buren", "Daniel Buren"), ("patrick-bouchain", "Patrick Bouchain")),
        technique="Autre Toile",
        lieux=("Quai des Antilles", "Nantes"),
        resume="On tourne autour.",
        texte="Ce qui se raconte ici.\nL’art au bord.",
        quartiers=((secteur.code, "Les Chantiers"), (ville.quartier.code, "Île de Nantes")),
        promesses=((ville.promesse.code, "Le fleuve"),),
        annee=2012,
        debut=None,
        fin=oeuvre.presence.fin,
        parti=False,
        sans_marche=True,
        position=Point(47.2, -1.57),
        position_approchee=False,
        image_id=None,
        mention="Daniel Buren, Patrick Bouchain\u00a0· 2012",
    )


def test_un_quartier_repond_a_ses_autres_noms_et_a_celui_que_l_etat_lui_donne(ville):
    quartier = fabrique.quartier(
        ville.recit,
        ville.promesse,
        titre="Malakoff",
        autres_noms="Malakoff-Saint-Donatien",
        qpv=Qpv.PARTIE,
        qpv_code="QN04403M",
        qpv_source="ANCT",
    )
    fiche = _fiche(quartier)
    assert (fiche.autres_noms, fiche.quartiers) == (
        ("Malakoff-Saint-Donatien", "QPV", "QN04403M"),
        ((quartier.code, "Malakoff"),),
    )


def test_une_promesse_de_quartier_se_trouve_avec_celle_de_la_ville(ville):
    promesse = ville.quartier.add_child(
        instance=PromessePage(title="Nos quais", slug="quais", enonce="Les quais sont à nous.", reprend=ville.promesse)
    )
    assert _fiche(promesse).promesses == ((promesse.code, "Nos quais"), (ville.promesse.code, "Le fleuve"))


def test_ce_qui_ne_se_voit_pas_n_a_pas_de_fiche(ville):
    brouillon = fabrique.oeuvre(ville.quartier, ville.promesse, titre="Brouillon", live=False)
    assert fiches_des([brouillon.pk, 999_999]) == []
    restriction = PageViewRestriction.objects.create(
        page=ville.quartier, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    assert fiches_des([ville.oeuvre.pk, ville.quartier.pk]) == []
    restriction.delete()
    ville.quartier.unpublish()
    assert fiches_des([ville.oeuvre.pk]) == []


def test_chaque_page_publique_d_une_ville_a_sa_fiche(ville):
    publiques = Page.objects.filter(live=True, depth__gt=1)
    fiches = fiches_des(publiques.values_list("pk", flat=True))
    assert sorted((f.genre, f.titre, f.adresse) for f in fiches) == [
        ("artistes", "Artistes", "/fr/artistes/"),
        ("oeuvre", "Les Anneaux", "/fr/recit/ile-de-nantes/les-anneaux/"),
        ("promesse", "Le fleuve", "/fr/recit/fleuve/"),
        ("quartier", "Île de Nantes", "/fr/recit/ile-de-nantes/"),
        ("recit", "Le récit", "/fr/recit/"),
        ("ville", "Nantes", "/fr/"),
    ]


def test_faire_trente_fiches_ne_pose_pas_plus_de_questions_que_trois(ville, django_assert_num_queries):
    artiste = fabrique.artiste(ville.site)
    oeuvres = [
        fabrique.oeuvre(ville.quartier, ville.promesse, titre=f"Œuvre {rang}", artistes=[artiste]) for rang in range(30)
    ]
    fiches_des([o.pk for o in oeuvres])
    with django_assert_num_queries(9):
        fiches_des([o.pk for o in oeuvres[:3]])
    with django_assert_num_queries(9):
        fiches_des([o.pk for o in oeuvres])


def test_un_type_de_page_sans_fiche_est_refuse_par_check(monkeypatch):
    monkeypatch.delitem(registres.fiches._genres, OeuvrePage)
    with pytest.raises(SystemCheckError, match="OeuvrePage has no card"):
        call_command("check")
