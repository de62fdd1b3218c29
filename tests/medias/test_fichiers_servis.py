"""Under /media/ one finds what may be seen today, and nothing else."""

import os
from datetime import datetime, time, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import UploadedFile

from comptes.models import Compte
from medias.actions import retirer_les_depots_abandonnes, retirer_les_rendus_finis
from medias.models import Fichier, Rendu, Son, Visuel
from medias.rendus import specs_pour
from tests.medias.conftest import WAV, octets, son, visuel

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def test_ce_qui_peut_sortir_sort_et_le_reste_repond_404(client):
    image, le_son = visuel(), son()
    affiche = visuel("Affiche", SVG, "affiche.svg")
    rendu = image.get_rendition("width-40|format-webp")
    document = Fichier.objects.create(title="Plan", file=ContentFile(b"plan", name="plan.txt"))
    depot = default_storage.save("wagtail_uploads/photo.jpg", ContentFile(octets()))
    adresses = [rendu.url, affiche.file.url, le_son.url, image.file.url, document.file.url, f"/media/{depot}"]
    ailleurs = [
        "/media/",
        "/media/images/../../manage.py",
        "/media/images/%00",
        "/media/.",
        "/media/./",
        "/media/cle",
        "/media/images/a.jpg",
    ]
    assert [client.get(adresse).status_code for adresse in adresses] == [200, 200, 200, 404, 404, 404]
    assert [client.get(adresse, follow=True).status_code for adresse in ailleurs] == [404] * 7


@pytest.mark.parametrize(
    "champs",
    [{"droits_fin": timezone.localdate()}, {"consentement": "manquant"}, {"usage_site": False}, {"credit": ""}],
)
def test_le_jour_ou_les_droits_finissent_les_adresses_repondent_404(client, champs):
    image, le_son, affiche = visuel(), son(), visuel("Affiche", SVG, "affiche.svg")
    adresses = [image.get_rendition("width-40|format-webp").url, le_son.url, affiche.file.url]
    avant = [client.get(adresse).status_code for adresse in adresses]
    Visuel.objects.update(**champs)
    Son.objects.update(**champs)
    assert (avant, [client.get(adresse).status_code for adresse in adresses]) == ([200] * 3, [404] * 3)


def test_un_fichier_public_ne_se_garde_pas_au_dela_de_ses_droits(client):
    demain = timezone.localdate() + timedelta(days=1)
    sans_fin, finit = visuel(), visuel(droits_fin=demain, licence="contrat")
    reponses = [client.get(i.get_rendition("width-40").url) for i in (sans_fin, finit)]
    gardes = [int(r["Cache-Control"].removeprefix("public, max-age=")) for r in reponses]
    minuit = timezone.make_aware(datetime.combine(demain, time.min))
    assert gardes[0] == 86_400
    assert 0 <= gardes[1] <= (minuit - timezone.now()).total_seconds() + 60
    assert reponses[0]["X-Content-Type-Options"] == "nosniff"


def test_le_bureau_voit_ce_dont_il_s_occupe(bureau, client):
    image = visuel(credit="")
    le_son = son(transcription="")
    adresses = [image.get_rendition("max-165x165").url, image.file.url, le_son.url]
    reponses = [bureau.get(adresse) for adresse in adresses]
    assert [(r.status_code, r["Cache-Control"]) for r in reponses] == [(200, "private, no-store")] * 3
    client.force_login(Compte.objects.create_user("autre@ville.example", "mot de passe"))
    assert [client.get(adresse).status_code for adresse in adresses] == [404] * 3


def test_un_lecteur_demande_un_son_par_troncons(client):
    adresse = son().url
    entier = b"".join(client.get(adresse).streaming_content)
    demandes = {
        "bytes=0-3": (206, entier[:4], "bytes 0-3/44"),
        "bytes=40-": (206, entier[40:], "bytes 40-43/44"),
        "bytes=-4": (206, entier[-4:], "bytes 40-43/44"),
        "bytes=99-": (416, b"", "bytes */44"),
    }
    for entete, attendu in demandes.items():
        reponse = client.get(adresse, HTTP_RANGE=entete)
        assert (reponse.status_code, reponse.content, reponse["Content-Range"]) == attendu
    assert client.get(adresse, HTTP_RANGE="bytes=n'importe-quoi").status_code == 200


def test_un_fichier_disparu_du_disque_repond_404(client):
    image = visuel()
    rendu = image.get_rendition("width-40")
    rendu.file.storage.delete(rendu.file.name)
    assert client.get(rendu.url).status_code == 404


def test_le_serveur_de_devant_envoie_lui_meme_le_fichier(client, settings):
    settings.MEDIAS_INTERNES = "/_medias/"
    rendu = visuel().get_rendition("width-40|format-webp")
    reponse = client.get(rendu.url)
    assert (reponse["X-Accel-Redirect"], reponse["Content-Type"], reponse.content) == (
        f"/_medias/{rendu.file.name}",
        "image/webp",
        b"",
    )


def test_un_nom_accentue_part_dans_l_entete_comme_une_adresse(client, settings):
    settings.MEDIAS_INTERNES = "/_medias/"
    le_son = son()
    le_son.file.save("été au port.wav", ContentFile(WAV))
    assert client.get(le_son.url)["X-Accel-Redirect"] == "/_medias/media/%C3%A9t%C3%A9_au_port.wav"


def test_les_rendus_finis_quittent_le_disque(client, django_capture_on_commit_callbacks):
    jour = timezone.localdate()
    garde, finit = visuel("Garde"), visuel("Finit", droits_fin=jour + timedelta(days=1))
    rendus = [image.get_rendition("width-40") for image in (garde, finit)]
    assert retirer_les_rendus_finis(jour) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert retirer_les_rendus_finis(jour + timedelta(days=1)) == 1
    assert [default_storage.exists(rendu.file.name) for rendu in rendus] == [True, False]
    assert [default_storage.exists(image.file.name) for image in (garde, finit)] == [True, True]
    assert [rendu.image for rendu in Rendu.objects.all()] == [garde]


def test_les_rendus_se_font_quand_une_image_est_rangee(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = visuel(contenu=octets(taille=(1000, 800)))
        visuel("Affiche", SVG, "affiche.svg")
        visuel("Sans droits", credit="")
    assert sorted(Rendu.objects.values_list("image__title", "filter_spec")) == sorted(
        (image.title, spec) for spec in specs_pour(1000)
    )
    assert specs_pour(1000) == [
        "width-480|format-avif",
        "width-960|format-avif",
        "width-480|format-webp",
        "width-960|format-webp",
        "width-1200|format-jpeg",
    ]


def test_une_image_abimee_sur_le_disque_n_arrete_pas_l_ouvrage(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = visuel()
        default_storage.delete(image.file.name)
        default_storage.save(image.file.name, ContentFile(octets()[:200]))
    assert list(Rendu.objects.all()) == []


def test_un_depot_abandonne_quitte_le_disque_le_lendemain():
    depots = [
        UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(Visuel), file=ContentFile(octets(), name="photo.jpg")
        )
        for _rang in range(2)
    ]
    maintenant = timezone.now()
    assert retirer_les_depots_abandonnes(maintenant) == 0
    hier = (maintenant - timedelta(days=2)).timestamp()
    os.utime(depots[0].file.path, (hier, hier))
    assert retirer_les_depots_abandonnes(maintenant) == 1
    assert [depot.pk for depot in UploadedFile.objects.all()] == [depots[1].pk]
    assert [default_storage.exists(depot.file.name) for depot in depots[1:]] == [True]


@pytest.mark.django_db(transaction=True)
def test_l_horloge_retire_les_rendus_finis(capsys):
    rendu = visuel(droits_fin=timezone.localdate() + timedelta(days=1)).get_rendition("width-40")
    Visuel.objects.update(droits_fin=timezone.localdate())
    call_command("taches")
    assert "renditions deleted" in capsys.readouterr().out
    assert default_storage.exists(rendu.file.name) is False
