"""What a route says now, in one short name: what is made of it is made again when it changes."""

from dataclasses import replace

from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils import timezone
from wagtail.models import Page

from medias.enums import Usage
from parcours.rules.bagage import empreinte_de
from parcours.views.arrets import Arret


def empreinte_du_parcours(page, arrets: list[Arret], request) -> str:
    """Return the name of what this route and its stops say today, at this address; one query."""
    histoires = {a.histoire.pk for a in arrets if a.histoire is not None}
    publiees = Page.objects.filter(pk__in=[page.pk, *histoires]).order_by("pk").values_list("pk", "last_published_at")
    return empreinte_de(
        [
            request.get_host(),
            timezone.localdate(),
            # The sheets and scripts of another version of the site have other names.
            getattr(staticfiles_storage, "manifest_hash", ""),
            *publiees,
            *((replace(a, histoire=None, vignette=None), _image(a)) for a in arrets),
        ]
    )


def _image(arret: Arret):
    image = arret.vignette.image if arret.vignette else None
    if image is None:
        return None
    # A set is not written in the same order by the site and by its worker.
    usages = sorted(usage for usage in Usage.values if image.peut_aller(usage))
    return image.pk, image.file.name, image.credit, image.default_alt_text, usages
