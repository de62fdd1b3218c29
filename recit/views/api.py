"""The admin's API of pages: Wagtail's, where a deletion that is refused answers 400 with the reason."""

from django.core.exceptions import NON_FIELD_ERRORS
from rest_framework.exceptions import ValidationError
from wagtail.admin.api.actions.delete import DeletePageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet

from recit.actions.supprimer import refus_de_supprimer


class Supprimer(DeletePageAPIAction):
    def execute(self, instance, data):
        if raison := refus_de_supprimer(instance):
            raise ValidationError({NON_FIELD_ERRORS: [raison]})
        return super().execute(instance, data)


class PagesDeLAdmin(PagesAdminAPIViewSet):
    actions = {**PagesAdminAPIViewSet.actions, "delete": Supprimer}
