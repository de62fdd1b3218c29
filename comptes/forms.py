"""The form by which one enters the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm


class SeConnecterForm(LoginForm):
    """Wagtail's, whose password has no label of its own: it was read from the field's name, in English everywhere."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["password"].label = _("Mot de passe")
