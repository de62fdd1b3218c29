"""Verbs that write, for all stories: publish what may be, at every door that is not a form.

Wagtail imports this while its own models are loading: no model is imported here at the top.
"""

import logging

from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.utils.translation import gettext as _

journal = logging.getLogger(__name__)


def publier_au_terme_du_circuit(circuit, user=None):
    """Publish what a workflow approved; what lacks something stays a draft, and its owner is told."""
    page = circuit.content_object
    try:
        circuit.current_task_state.revision.publish(user=user)
    except ValidationError as refus:
        prevenir_du_refus(page, refus)


def prevenir_du_refus(page, refus: ValidationError):
    """Write to the page's owner why it was not published."""
    journal.warning("Not published: %s (%s): %s", page, page.pk, "; ".join(refus.messages))
    proprietaire = page.owner
    if proprietaire and proprietaire.email:
        send_mail(
            _("« %(titre)s » n’a pas été publié") % {"titre": page.get_admin_display_title()},
            "\n".join([_("Il lui manque encore :"), *(f"- {raison}" for raison in refus.messages)]),
            None,
            [proprietaire.email],
        )
