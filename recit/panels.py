"""Panels of the narrative: whether a garant has signed that the story carries it."""

from wagtail.admin.panels import Panel


class SignaturePanel(Panel):
    """Says who signed the ancrage and when, or what waits to be read again; nothing for a page not stored yet."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "recit/admin/signature.html"

        def is_shown(self):
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {
                "signature": self.instance.signature,
                "a_relire": self.instance.a_relire.filter(signature__isnull=True).count(),
                "peut_signer": self.instance.permissions_for_user(self.request.user).can_publish(),
            }
