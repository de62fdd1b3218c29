"""Where a chooser of pages opens: at what is chosen most, not at the root of the tree."""

from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import BrowseView
from wagtail.models import Page

from recit.models import PromessePage, RecitPage
from socle.queries import PROFONDEUR_DE_LA_VILLE
from socle.villes import page_editee, pages_a_voir


def ou_ouvrir(request):
    """Return the page where a chooser opens: the narrative for a promise, else the city; None to let Wagtail say."""
    editee = page_editee(request)
    if editee is None:
        return None
    au_dessus = editee.get_ancestors(inclusive=True)
    if request.GET.get("page_type") == PromessePage._meta.label_lower:
        trouvee = RecitPage.objects.filter(pk__in=au_dessus.values("pk")).last()
    else:
        trouvee = Page.objects.filter(pk__in=au_dessus.values("pk"), depth=PROFONDEUR_DE_LA_VILLE).first()
    if trouvee is None:
        return None
    # A form asks for its own language; who picks another one goes there.
    versions = Page.objects.filter(
        translation_key=trouvee.translation_key,
        locale__language_code=request.GET.get("locale") or trouvee.locale.language_code,
    )
    return versions.filter(pk__in=pages_a_voir(request.user).values("pk")).first()


class ChoisirDansLaVille(BrowseView):
    """Wagtail opens at the ancestor that all languages share, the root: three clicks from any promise."""

    def get(self, request, parent_page_id=None):
        depart = None if parent_page_id else ou_ouvrir(request)
        return super().get(request, depart.pk if depart else parent_page_id)


choisir_une_page = require_admin_access(ChoisirDansLaVille.as_view())
