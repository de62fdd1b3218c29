"""Listings of the admin with what matters: what is lacking, which languages, the last change.

Whatever the number of rows, the same number of queries. Each app makes the
listing of its types from `VuesDunType`; the explorer has the same columns.
"""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import (
    BulkActionsColumn,
    PageStatusColumn,
    PageTitleColumn,
    PageTypeColumn,
    ParentPageColumn,
)
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.models import Locale, Page

from socle.exigences import manques_en_lot

MENU = "register_raconter_menu_item"
"""The hook of the menu « Raconter », where each type of story has its listing."""


class ManquesColumn(Column):
    """How much is lacking before publication, and what."""

    cell_template_name = "socle/admin/colonne_manques.html"

    def get_value(self, page):
        return getattr(page, "manques_lus", None)

    def get_cell_context_data(self, page, parent_context):
        lus = self.get_value(page) or []
        return super().get_cell_context_data(page, parent_context) | {
            "refus": [manque for manque in lus if manque.refuse],
            "conseils": [manque for manque in lus if not manque.refuse],
        }


class LanguesColumn(Column):
    """In which languages a story exists, and where it is on line."""

    cell_template_name = "socle/admin/colonne_langues.html"

    def get_value(self, page):
        return getattr(page, "langues_lues", ())


def lire_les_manques(pages):
    """Give each page of a listing what it lacks, as `manques_lus`."""
    lus = manques_en_lot(pages)
    for page in pages:
        page.manques_lus = lus.get(page.pk, [])


def lire_les_langues(pages):
    """Give each page of a listing its state in each language, as `langues_lues`: (locale, on line, exists)."""
    locales = list(Locale.objects.order_by("pk"))
    versions = Page.objects.filter(translation_key__in={page.translation_key for page in pages})
    etats = {
        (cle, langue): en_ligne
        for cle, langue, en_ligne in versions.values_list("translation_key", "locale_id", "live")
    }
    for page in pages:
        page.langues_lues = [
            (
                locale,
                bool(etats.get((page.translation_key, locale.pk))),
                (page.translation_key, locale.pk) in etats,
            )
            for locale in locales
        ]


class FiltresDeListe(WagtailFilterSet):
    """What a listing may be narrowed to; Wagtail adds the language."""

    manque = ChoiceFilter(
        label=_("Ce qui manque"),
        choices=[
            ("refuse", _("Refuse la publication")),
            ("conseille", _("Conseillé seulement")),
            ("rien", _("Rien")),
        ],
        method="selon_ce_qui_manque",
    )
    traduction = ChoiceFilter(
        label=_("Traduction"), choices=lambda: choix_de_traduction(), method="selon_la_traduction"
    )
    etat = ChoiceFilter(
        label=_("État"),
        choices=[
            ("en_ligne", _("En ligne")),
            ("modifiee", _("En ligne, avec des modifications")),
            ("brouillon", _("Brouillon")),
        ],
        method="selon_l_etat",
    )

    class Meta:
        model = Page
        fields = []

    def selon_ce_qui_manque(self, pages, _nom, voulu):
        lus = manques_en_lot(Page.objects.filter(pk__in=list(pages.values_list("pk", flat=True))))

        def niveau(manques):
            if any(manque.refuse for manque in manques):
                return "refuse"
            return "conseille" if manques else "rien"

        return pages.filter(pk__in=[pk for pk, manques in lus.items() if niveau(manques) == voulu])

    def selon_la_traduction(self, pages, _nom, voulu):
        presence, code = voulu.split(":")
        versions = Page.objects.filter(translation_key=OuterRef("translation_key"), locale__language_code=code)
        if presence == "en_ligne":
            return pages.filter(Exists(versions.filter(live=True)))
        return pages.exclude(Exists(versions.filter(live=True)))

    def selon_l_etat(self, pages, _nom, voulu):
        if voulu == "brouillon":
            return pages.filter(live=False)
        return pages.filter(live=True, has_unpublished_changes=voulu == "modifiee")


def choix_de_traduction() -> list[tuple]:
    """Return the choices « on line in English », « not on line in English », for each language."""
    choix = []
    for locale in Locale.objects.order_by("pk"):
        nom = locale.get_display_name()
        choix.append((f"en_ligne:{locale.language_code}", _("En ligne en %(langue)s") % {"langue": nom}))
        choix.append((f"pas_en_ligne:{locale.language_code}", _("Pas en ligne en %(langue)s") % {"langue": nom}))
    return choix


def colonnes(*propres):
    """Return the columns of a listing, those of its type between the title and what all share."""
    return [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Titre"), sort_key="title", classname="title"),
        *propres,
        ManquesColumn("manques", label=_("Manques"), width="12%"),
        LanguesColumn("langues", label=_("Langues"), width="12%"),
        PageStatusColumn("status", label=_("État"), sort_key="live", width="10%"),
        DateColumn(
            "latest_revision_created_at", label=_("Modifiée"), sort_key="latest_revision_created_at", width="10%"
        ),
    ]


class AvecLectures:
    """Reads in bulk what the columns show, once the page of the listing is known."""

    lectures = (lire_les_manques, lire_les_langues)

    def get_table(self, object_list):
        pages = list(object_list)  # the QuerySet keeps these very instances
        for lire in self.lectures:
            lire(pages)
        return super().get_table(object_list)


class ListeDunType(AvecLectures, IndexView):
    base_filterset_class = FiltresDeListe
    base_columns = colonnes(ParentPageColumn("parent", label=_("Sous")))


class VuesDunType(PageListingViewSet):
    """The listing of one type of story, in the menu « Raconter ».

    `propres`: its own columns; `lectures`: functions that read for all rows at once.
    """

    index_view_class = ListeDunType
    filterset_class = FiltresDeListe
    menu_hook = MENU


class Explorateur(AvecLectures, ExplorableIndexView):
    base_filterset_class = FiltresDeListe
    base_columns = colonnes(
        ParentPageColumn("parent", label=_("Sous")),
        PageTypeColumn(
            "type", label=_("Type"), accessor="page_type_display_name", sort_key="content_type__model", width="10%"
        ),
    )


class VuesDeLExplorateur(PageViewSet):
    """The explorer: the same columns and filters, and no name of who works for another city."""

    model = Page
    index_view_class = Explorateur
    filterset_class = FiltresDeListe


explorateur = VuesDeLExplorateur()
