"""The listings of events and of editions, in the menu « Raconter »."""

from collections import defaultdict

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from modelcluster.models import model_from_serializable_data
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, LocaleColumn, UpdatedAtColumn
from wagtail.models import Revision

from agenda.enums import Statut
from agenda.models import Edition, EvenementPage, Horaire, Occurrence
from agenda.views.dates import jour_court
from socle.views.listes import MENU, AvecLectures, FiltresDeListe, ListeDunType, VuesDunType, colonnes
from socle.views.par_ville import ChoixPourUnePage, FormulaireAvecAdresse, VuesParVille

# --- events -----------------------------------------------------------------


def lire_la_prochaine_date(evenements):
    """Give each event of a listing its next date, as `prochaine_date`; that of a draft is read in what was typed."""
    moment = timezone.now()
    a_venir = Occurrence.objects.filter(cle__in=[e.translation_key for e in evenements]).a_venir(moment)
    dates = dict(a_venir.order_by().values_list("cle").annotate(Min("debut")))
    brouillons = [e for e in evenements if not e.live and e.translation_key not in dates]
    for evenement, horaires in _horaires_des_brouillons(brouillons):
        evenement.horaires = horaires
        encore = (p.debut for p in evenement.periodes(moment) if p.fin > moment)
        dates[evenement.translation_key] = next(encore, None)
    for evenement in evenements:
        evenement.prochaine_date = dates.get(evenement.translation_key)


def _horaires_des_brouillons(evenements):
    """Return drafts with their dates as last typed; one query for those saved since they were made, one for the rest."""
    if not evenements:
        return []
    revisions = Revision.objects.filter(pk__in=[e.latest_revision_id for e in evenements if e.latest_revision_id])
    ecrits = {int(pk): horaires for pk, horaires in revisions.values_list("object_id", "content__horaires")}
    faits = defaultdict(list)
    for horaire in Horaire.objects.filter(page__in=[e.pk for e in evenements if e.pk not in ecrits]):
        faits[horaire.page_id].append(horaire)
    return [
        (e, [model_from_serializable_data(Horaire, h, check_fks=False) for h in ecrits[e.pk] or ()])
        if e.pk in ecrits
        else (e, faits[e.pk])
        for e in evenements
    ]


def _prochaine_date_dite(evenement) -> str:
    return jour_court(timezone.localtime(evenement.prochaine_date)) if evenement.prochaine_date else ""


class FiltresDesEvenements(FiltresDeListe):
    quand = ChoiceFilter(
        label=_("Quand"), choices=[("a_venir", _("À venir")), ("passes", _("Passés"))], method="selon_le_moment"
    )
    statut = ChoiceFilter(label=_("Statut"), choices=Statut.choices)

    class Meta(FiltresDeListe.Meta):
        model = EvenementPage

    def selon_le_moment(self, evenements, _nom, voulu):
        a_venir = Occurrence.objects.a_venir(timezone.now()).values("cle")
        if voulu == "a_venir":
            return evenements.filter(translation_key__in=a_venir)
        # A draft has no date anybody was told: it is not over.
        return evenements.filter(translation_key__in=Occurrence.objects.values("cle")).exclude(
            translation_key__in=a_venir
        )


class ListeDesEvenements(ListeDunType):
    lectures = (*AvecLectures.lectures, lire_la_prochaine_date)


class VuesDesEvenements(VuesDunType):
    model = EvenementPage
    name = "raconter_evenements"
    url_prefix = "raconter/evenements"
    menu_label = _("Événements")
    icon = "calendar-alt"
    menu_order = 55
    index_view_class = ListeDesEvenements
    filterset_class = FiltresDesEvenements
    columns = colonnes(
        Column("prochaine_date", label=_("Prochaine date"), accessor=_prochaine_date_dite, width="12%"),
        Column("statut", label=_("Statut"), accessor="get_statut_display", sort_key="statut", width="10%"),
    )


# --- editions ---------------------------------------------------------------


class FormulaireDEdition(FormulaireAvecAdresse):
    deja_prise = _("Une édition de cette ville a déjà cette adresse : écrivez-en une autre.")


class VuesDesEditions(VuesParVille):
    """The editions of the person's cities."""

    model = Edition
    icon = "date"
    menu_label = _("Éditions")
    menu_order = 56
    menu_hook = MENU
    list_display = [
        "nom",
        Column("ville", label=_("Ville"), accessor="site.site_name"),
        Column("debut", label=_("Du")),
        Column("fin", label=_("Au")),
        LocaleColumn(),
        UpdatedAtColumn(),
    ]
    ordering = ["-debut", "nom"]
    chooser_viewset_class = ChoixPourUnePage
    edit_handler = ObjectList(Edition.panels, base_form_class=FormulaireDEdition)
