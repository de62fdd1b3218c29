"""A site's root is a city: any other page would break the coherence of the whole site."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from recit.models import RecitPage
from socle.queries import PROFONDEUR_DE_LA_VILLE

RACINE_REFUSEE = _("La racine d’un site est une page de ville, tout en haut de l’arbre.")


def est_une_ville(page) -> bool:
    """Tell whether `page` is a city's home page: what a narrative may be written under."""
    return page.depth == PROFONDEUR_DE_LA_VILLE and page.specific_class in RecitPage.allowed_parent_page_models()


def refuser_une_autre_racine(page_id):
    """Raise ValidationError unless this is the id of a city's home page (a validator of `Site.root_page`)."""
    page = Page.objects.filter(pk=page_id).first()
    if page is None or not est_une_ville(page):
        raise ValidationError(RACINE_REFUSEE)


def verifier_le_formulaire_des_sites():
    """Make forms and `full_clean()` say it beside the field.

    The validator joins the list the field has read already, not its definition: the
    migrations of Wagtail stay its own.
    """
    racine = Site._meta.get_field("root_page")
    if refuser_une_autre_racine not in racine.validators:
        racine.validators.append(refuser_une_autre_racine)


def avant_d_enregistrer_un_site(sender, instance, raw=False, **_signal):
    """Receive `pre_save` of a Site: code is refused what the form is."""
    if raw or not instance.root_page_id:
        return
    try:
        refuser_une_autre_racine(instance.root_page_id)
    except ValidationError as refus:
        raise ValidationError({"root_page": refus.messages}) from None
