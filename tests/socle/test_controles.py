"""Characters that XML has no place for leave a page when it is saved, whatever the door."""

import pytest

from parcours.models import ParcoursPage
from socle.rules import sans_controle
from tests import fabrique


def test_seuls_les_tabulations_et_les_fins_de_ligne_restent():
    assert sans_controle({"a": ["Le\x0bquai\x00", ("\x1fun\tdeux\r\ntrois\x85",)], "n": 3}) == {
        "a": ["Le quai", ("un\tdeux\r\ntrois\x85",)],
        "n": 3,
    }


@pytest.mark.django_db
def test_une_page_enregistree_par_du_code_n_a_pas_de_caractere_de_controle(ville):
    ville.oeuvre.title = "Les\x0bAnneaux"
    ville.oeuvre.corps = [("texte", "<p>On\x01 tourne.</p>")]
    ville.oeuvre.save()
    relue = type(ville.oeuvre).objects.get(pk=ville.oeuvre.pk)
    assert (relue.title, [bloc.value.source for bloc in relue.corps]) == ("Les Anneaux", ["<p>On tourne.</p>"])


@pytest.mark.django_db
def test_une_version_d_avant_se_publie_sans_caractere_de_controle(ville):
    ville.oeuvre.title = "Les\x02Anneaux"
    ville.oeuvre.save_revision().publish()
    ville.oeuvre.refresh_from_db()
    assert ville.oeuvre.title == "LesAnneaux"


@pytest.mark.django_db
def test_les_arrets_d_un_parcours_non_plus(ville):
    page = fabrique.parcours(ville.accueil, [{"titre": "Le\x0bquai", "latitude": 47.2, "longitude": -1.5}], live=False)
    assert [etape.titre for etape in ParcoursPage.objects.get(pk=page.pk).etapes.all()] == ["Le quai"]
