"""Where the public code of a stop leads: its booklet is read for years, on another route, in another language."""

from wagtail.models import Page

from mesure.queries import versions_du_code
from parcours.models import CodeDArret, Etape
from parcours.queries import arrets_qui_se_voient
from socle.queries import LEGERES
from socle.registres import Endroit
from socle.rules import code_public


def arret_au_code(code: str, site) -> Endroit | None:
    """Return where the stop of this code is in this site's city: its route alone, where the stop is no longer to be seen."""
    connu = CodeDArret.objects.filter(code=code).first()
    versions = versions_du_code(code_public(connu.parcours), site) if connu else []
    if not versions:
        return None
    etapes = Etape.objects.filter(page__in=[v.pk for v in versions], translation_key=connu.cle)
    montrees = list(etapes.filter(arrets_qui_se_voient()).values_list("page_id", "histoire__translation_key"))
    histoires = {cle for _page, cle in montrees if cle}
    return Endroit(
        versions,
        {page: f"{code}/" for page, _histoire in montrees},
        list(Page.objects.filter(translation_key__in=histoires).only(*LEGERES)) if histoires else [],
    )
