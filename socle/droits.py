"""Who may take a page away; who may do what with what belongs to a city and a language."""

from django.db.models import Exists, OuterRef
from wagtail.models import Locale, Page, PagePermissionTester
from wagtail.permission_policies.sites import SitePermissionPolicy
from wagtail.permissions import page_permission_policy

from socle.queries import PROFONDEUR_DE_LA_VILLE


class DroitsSurUnePage(PagePermissionTester):
    """Wagtail's, but who only changes and publishes takes nothing away: no deletion, no move, no page taken off line.

    For Wagtail *publish* allows all of these. Here the garants publish and translators change: pages are taken
    away by those who make them (*add*), where Wagtail lets them.
    """

    @property
    def retire(self) -> bool:
        """Tell whether this person takes pages away here."""
        return self.user.is_superuser or not self.permissions.isdisjoint({"add", "bulk_delete"})

    def can_delete(self, ignore_bulk=False):
        return super().can_delete(ignore_bulk) and self.retire  # and `can_move`, which asks it

    def can_unpublish(self):
        return super().can_unpublish() and self.retire


class PolitiqueParVilleEtLangue(SitePermissionPolicy):
    """As for a city's settings, and language by language: a translator changes no French text.

    The model has a `site` and a `locale`; one writes in the languages whose home page one may change.
    """

    def _accueils(self, user):
        pages = page_permission_policy.instances_user_has_permission_for(user, "change")
        return pages.filter(depth=PROFONDEUR_DE_LA_VILLE)

    def peut_ecrire(self, user, site, locale_id) -> bool:
        """Tell whether this person writes in this language for this city."""
        if user.is_superuser:
            return True
        cle = Page.objects.filter(pk=site.root_page_id).values("translation_key")
        return self._accueils(user).filter(translation_key__in=cle, locale_id=locale_id).exists()

    def langues_de(self, user):
        """Return the locales in which this person writes, in some city."""
        if user.is_superuser:
            return Locale.objects.all()
        return Locale.objects.filter(pk__in=self._accueils(user).values("locale_id"))

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if not super().user_has_any_permission_for_instance(user, actions, instance):
            return False
        return not isinstance(instance, self.model) or self.peut_ecrire(user, instance.site, instance.locale_id)

    def instances_user_has_any_permission_for(self, user, actions):
        objets = super().instances_user_has_any_permission_for(user, actions)
        if user.is_superuser or not user.is_active:
            return objets
        accueils = self._accueils(user).filter(
            translation_key=OuterRef("site__root_page__translation_key"), locale_id=OuterRef("locale_id")
        )
        return objets.filter(Exists(accueils))
