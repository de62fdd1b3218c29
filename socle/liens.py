"""Links to pages inside rich text, as a reader gets them: in their language, and only to what can be seen."""

from django.utils.html import format_html
from wagtail.rich_text.pages import PageLinkHandler

from socle.lecture_du_corps import cle_du_renvoi, lire_les_renvois, renvoi
from socle.lectures import est_lu


class LienVersUneHistoire(PageLinkHandler):
    """Resolves a link to the reader's language; a link to what nobody sees is plain text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        numeros = [_numero(attrs) for attrs in attrs_list]
        lire_les_renvois({n for n in numeros if n and not est_lu(cle_du_renvoi(n))})
        return [_ouvrante(renvoi(n)) if n else "<a>" for n in numeros]


def _numero(attrs: dict) -> int | None:
    brut = str(attrs.get("id", ""))
    return int(brut) if brut.isdecimal() and len(brut) < 18 else None


def _ouvrante(trouve) -> str:
    adresse = trouve.page.url if trouve else None
    if not adresse:
        return "<a>"
    if trouve.autre_langue:
        return format_html('<a href="{}" hreflang="{}">', adresse, trouve.langue)
    return format_html('<a href="{}">', adresse)
