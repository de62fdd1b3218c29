"""A page's form refuses a picture or a sound of another city's collection, which no chooser offers."""

import pytest
from wagtail.test.utils.form_data import nested_form_data, streamfield

from tests.bureau.outils import chef, client_de, envoyer
from tests.medias.conftest import son, visuel

pytestmark = pytest.mark.django_db

REFUS = ["Ceci est d’une autre ville : choisissez dans celle-ci."]


def erreurs(reponse) -> dict:
    return {} if reponse.status_code == 302 else dict(reponse.context["form"].errors)


@pytest.mark.parametrize(("ou", "refus"), [("saint_nazaire", {"image": REFUS}), ("nantes", {})])
def test_une_image_est_de_la_ville_ou_l_on_ecrit(nantes, saint_nazaire, request, ou, refus):
    image = visuel(collection=request.getfixturevalue(ou).collection)
    assert erreurs(envoyer(client_de(chef()), nantes.oeuvre, image=image.pk)) == refus


@pytest.mark.parametrize(("ou", "refus"), [("saint_nazaire", {"corps": REFUS}), ("nantes", {})])
def test_un_son_d_un_texte_aussi(nantes, saint_nazaire, request, ou, refus):
    entendu = son(collection=request.getfixturevalue(ou).collection)
    corps = nested_form_data({"corps": streamfield([("son", {"son": entendu.pk, "titre": ""})])})
    reponse = envoyer(client_de(chef()), nantes.oeuvre, **corps)
    assert {champ: [str(e) for e in dites] for champ, dites in erreurs(reponse).items()} == refus
