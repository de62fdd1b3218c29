"""Who may do what with an artist: those who may in this city, in the languages whose home page they may change."""

from django.db.models import Exists, OuterRef
from wagtail.models import Page
from wagtail.permission_policies.sites import SitePermissionPolicy
from wagtail.permissions import page_permission_policy


class PolitiqueDesArtistes(SitePermissionPolicy):
    """As for a city's settings, and language by language: a translator changes no French text."""

    def _accueils(self, user):
        return page_permission_policy.instances_user_has_permission_for(user, "change").filter(depth=2)

    def peut_ecrire(self, user, site, locale_id) -> bool:
        """Tell whether this person writes in this language for this city."""
        if user.is_superuser:
            return True
        cle = Page.objects.filter(pk=site.root_page_id).values("translation_key")
        return self._accueils(user).filter(translation_key__in=cle, locale_id=locale_id).exists()

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if not super().user_has_any_permission_for_instance(user, actions, instance):
            return False
        return not isinstance(instance, self.model) or self.peut_ecrire(user, instance.site, instance.locale_id)

    def instances_user_has_any_permission_for(self, user, actions):
        artistes = super().instances_user_has_any_permission_for(user, actions)
        if user.is_superuser or not user.is_active:
            return artistes
        accueils = self._accueils(user).filter(
            translation_key=OuterRef("site__root_page__translation_key"), locale_id=OuterRef("locale_id")
        )
        return artistes.filter(Exists(accueils))
