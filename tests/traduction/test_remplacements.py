"""What replaces, in one language, a value that is synchronised: a link, a picture, a page."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection
from wagtail_localize.models import SegmentOverride, Translation

from medias.models import Visuel
from socle import registres
from tests.traduction.conftest import envoyer, paroles, tout_traduire
from traduction.actions import commander


def image(collection, titre="Une image"):
    fichier = get_test_image_file(filename=f"{titre}.png")
    return Visuel.objects.create(
        title=titre,
        file=ImageFile(fichier, name=f"{titre}.png"),
        description="Ce que l’on voit.",
        credit="Une photographe",
        licence="cc-by",
        collection=collection,
    )


@pytest.fixture
def illustree(nantes, en, settings, tmp_path):
    """A quartier with a picture, a link in its text and a call to a page, ordered into English."""
    settings.MEDIA_ROOT = tmp_path
    collection = Collection.objects.get(name="Nantes")
    if "quartiers.QuartierPage" not in registres.references.types():
        registres.references.ajouter("quartiers.QuartierPage")
    page = nantes.quartier
    page.image = image(collection)
    page.corps = [
        ("texte", '<p>Voir <a href="https://exemple.fr/">ici</a>.</p>'),
        ("appel", {"texte": "Aller", "histoire": None, "adresse": "https://exemple.fr/appel"}),
        ("histoire", {"histoire": nantes.quartier, "pourquoi": "Parce que."}),
    ]
    page.save_revision().publish()
    commander(nantes.recit, [en])
    commander(page, [en])
    return Translation.objects.get(source__object_id=page.translation_key)


def remplacable(traduction, fin):
    return next(s for s in traduction.source.overridablesegment_set.select_related("context") if fin(s.context.path))


def remplacer(client, traduction, fin, valeur):
    un = remplacable(traduction, fin)
    return envoyer(client, f"/admin/localize/translate/{traduction.pk}/overrides/{un.pk}/edit/", valeur)


def lien(chemin):
    return chemin.endswith("'")


def appel(chemin):
    return chemin.endswith("adresse")


def photo(chemin):
    return chemin == "image"


def histoire(chemin):
    return chemin.endswith("histoire")


MECHANTES = [
    "javascript:alert(1)",
    " JavaScript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "//mechant.example",
    "/\\mechant.example",
]


@pytest.mark.parametrize("adresse", MECHANTES)
@pytest.mark.parametrize("ou", [lien, appel])
def test_un_lien_dangereux_est_refuse_avec_une_phrase(illustree, gens, adresse, ou):
    reponse = remplacer(gens["Traduction · English"], illustree, ou, adresse)
    assert (reponse.status_code, reponse.json()["error"][:32]) == (400, "Cette adresse n’est pas permise ")
    assert not SegmentOverride.objects.exists()


@pytest.mark.parametrize("adresse", MECHANTES)
@pytest.mark.parametrize("ou", [lien, appel])
def test_un_lien_dangereux_ne_se_garde_par_aucune_porte(illustree, adresse, ou):
    with pytest.raises(ValidationError):
        SegmentOverride.objects.create(
            locale=illustree.target_locale,
            context=remplacable(illustree, ou).context,
            data_json=json.dumps(adresse),
        )


@pytest.mark.parametrize("ou", [lien, appel])
def test_un_lien_permis_se_remplace_et_se_publie(illustree, nantes, en, gens, ou):
    reponse = remplacer(gens["Traduction · English"], illustree, ou, "https://example.com/en")
    assert (reponse.status_code, reponse.json()["data"]) == (201, "https://example.com/en")
    tout_traduire(illustree)
    publie = illustree.get_target_instance()
    gens["Relecture"].post(f"/admin/pages/{publie.pk}/edit/", {"action": "publish"})
    publie.refresh_from_db()
    assert publie.live
    assert "https://example.com/en" in json.dumps(publie.corps.get_prep_value())


def test_une_image_que_l_on_peut_choisir_se_remplace(illustree, gens):
    autre = image(Collection.objects.get(name="Nantes"), "Une autre")
    assert remplacer(gens["Traduction · English"], illustree, photo, str(autre.pk)).status_code == 201


@pytest.mark.parametrize("laquelle", ["cachée", "absente", "un mot", "un grand nombre"])
def test_une_image_que_l_on_ne_peut_pas_choisir_est_refusee_avec_une_phrase(illustree, gens, laquelle):
    cachee = image(Collection.objects.get(name="Rezé"), "Cachée")
    valeur = {"cachée": str(cachee.pk), "absente": "999999", "un mot": "abc", "un grand nombre": "9" * 30}[laquelle]
    reponse = remplacer(gens["Traduction · English"], illustree, photo, valeur)
    assert reponse.status_code == 400
    assert reponse.json()["error"] in (
        "Cette image ou ce document n’existe pas, ou n’est pas de ceux que vous pouvez choisir.",
        "Choisissez dans la liste.",
    )


def test_une_page_d_une_autre_ville_est_refusee(illustree, ailleurs, nantes, gens):
    cliente = gens["Traduction · English"]
    reponse = remplacer(cliente, illustree, histoire, str(ailleurs.quartier.pk))
    assert (reponse.status_code, reponse.json()["error"]) == (
        400,
        "Cette page n’est pas de la ville, ou n’existe plus.",
    )
    assert remplacer(cliente, illustree, histoire, str(nantes.quartier.pk)).status_code == 201


def test_qui_remplace(illustree, gens):
    from tests.traduction.conftest import seuls, verdicts

    def frapper(client):
        return remplacer(client, illustree, lien, "https://example.com/")

    assert verdicts(gens, frapper) == seuls("Relecture", "Administration", "Traduction · English", anonyme="refusé")


def test_une_image_disparue_depuis_ne_fait_pas_tomber_la_publication(illustree, gens):
    autre = image(Collection.objects.get(name="Nantes"), "Une autre")
    remplacer(gens["Traduction · English"], illustree, photo, str(autre.pk))
    tout_traduire(illustree)
    autre.delete()
    page = illustree.get_target_instance()
    reponse = gens["Relecture"].post(f"/admin/pages/{page.pk}/edit/", {"action": "publish"})
    page.refresh_from_db()
    assert (reponse.status_code, page.live) == (302, False)
    assert "n’existent plus : choisissez-en d’autres" in paroles(gens["Relecture"])
    apercu = gens["Relecture"].get(f"/admin/localize/translate/{illustree.pk}/preview/")
    assert apercu.status_code == 409
