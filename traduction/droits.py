"""Who may do what with a translation: one policy, over the page permissions of each language's home.

| right | who holds it |
|---|---|
| traduire | *change* on the page, or on the home of its language for what is not a page |
| publier | *publish* there |
| effacer | `socle.droits.DroitsSurUnePage`: neither translating nor publishing is enough |
| commander (submit, update, stop, convert) | *publish* there and in each language asked for, and `submit_translation` |
"""

from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.sites import SitePermissionPolicy

COMMANDER = "wagtail_localize.submit_translation"


def _porteur(objet, locale_id=None):
    """Return the page whose permissions rule `objet` in one language (its own by default), or None."""
    if isinstance(objet, Page) and locale_id in (None, objet.locale_id):
        return objet
    if isinstance(objet, Page):
        accueil = Page.objects.filter(path=objet.path[: 2 * Page.steplen]).first()
    else:
        site = getattr(objet, "site", None)
        accueil = site.root_page if site else None
    if accueil is None:
        return None
    return Page.objects.filter(translation_key=accueil.translation_key, locale_id=locale_id or objet.locale_id).first()


def politique_de(modele):
    """Return the permission policy of a type that is not a page: its own, else by city, else the model's."""
    if vues := getattr(modele, "snippet_viewset", None):
        return vues.permission_policy
    return SitePermissionPolicy(modele) if hasattr(modele, "site") else ModelPermissionPolicy(modele)


def _peut_modifier(utilisateur, objet) -> bool:
    """Tell whether the type itself lets this person change `objet`; for a page, its permissions have said it."""
    if isinstance(objet, Page):
        return True
    return politique_de(type(objet)).user_has_permission_for_instance(utilisateur, "change", objet)


def peut_traduire(utilisateur, objet) -> bool:
    porteur = _porteur(objet)
    if porteur is None or not porteur.permissions_for_user(utilisateur).can_edit():
        return False
    return _peut_modifier(utilisateur, objet)


def peut_publier(utilisateur, objet, locale_id=None) -> bool:
    porteur = _porteur(objet, locale_id)
    if porteur is None or not porteur.permissions_for_user(utilisateur).can_publish():
        return False
    return _peut_modifier(utilisateur, objet)


def peut_commander(utilisateur, objet, locales=()) -> bool:
    """Tell whether this person may order translations of `objet` into `locales`, update, stop or drop them."""
    return (
        utilisateur.has_perm(COMMANDER)
        and peut_publier(utilisateur, objet)
        and all(peut_publier(utilisateur, objet, locale.pk) for locale in locales)
    )


def est_verrouille(utilisateur, objet) -> bool:
    """Tell whether someone else holds the page: a lock, or a review under way."""
    return isinstance(objet, Page) and objet.permissions_for_user(utilisateur).page_locked()
