"""What the clock decides beside publications."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from medias.models import Rendu
from tests.medias.conftest import visuel


def test_les_tailles_d_une_image_dont_les_droits_ont_fini_s_en_vont(ville, capsys):
    image = visuel(droits_fin=timezone.localdate() + timedelta(days=1))
    image.get_rendition("width-32")
    type(image).objects.filter(pk=image.pk).update(droits_fin=timezone.localdate())

    call_command("taches")
    premier = capsys.readouterr().out
    call_command("taches")
    second = capsys.readouterr().out

    assert not Rendu.objects.filter(image=image).exists()
    assert type(image).objects.filter(pk=image.pk).exists()
    assert "0 in trouble" in premier
    assert "0 renditions" not in premier
    assert "0 renditions" in second
