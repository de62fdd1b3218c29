"""The words of the translations' editor, as its scripts read them."""

from django.utils.translation import gettext as _
from django.views.i18n import JavaScriptCatalog


class Catalogue(JavaScriptCatalog):
    """wagtail-localize's, but for what it says of a language: a sentence that ends with its name, or has it inside."""

    packages = ["wagtail_localize"]

    def get_catalog(self):
        return super().get_catalog() | {
            "Publish in ": _("Publier en") + " ",
            "Uses %s version": _("Comme en %s"),
            "Revert to %s version": _("Remettre comme en %s"),
            "segments translated": _("textes traduits"),
            "There are unsaved segments. Please save or cancel them before leaving.": _(
                "Des textes ne sont pas enregistrés. Enregistrez-les, ou annulez, avant de partir."
            ),
        }
