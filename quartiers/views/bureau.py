"""The report « Passages »: how many people each quartier's stories bring, by packets of five, and never who.

It is of this app because passages know stories by their key only; where each is told, the tree of quartiers says.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Max, Min, Q
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.models import Locale
from wagtail.permission_policies.sites import SitePermissionPolicy

from medias.rules import inerte
from mesure.enums import Genre
from mesure.models import Comptage, Passage
from mesure.rules.paquets import TAILLE, annee_de, mois_de
from quartiers.enums import Qpv
from quartiers.queries import paquets_de, territoires_des_histoires
from quartiers.rules import HORS_QUARTIERS, Territoire, sommer

politique = SitePermissionPolicy(Passage)

SEMAINES, MOIS = "semaines", "mois"


def nom_de(territoire: Territoire) -> str:
    return territoire.nom if territoire.est_un_quartier else _("La ville, hors quartiers")


def en_paquets(nombre: int) -> str:
    """Return a count as it is read: thousands apart, or « moins de 5 » where no packet is whole."""
    return number_format(nombre, force_grouping=True) if nombre else _("moins de 5")


@dataclass
class Ligne:
    """A row of a table: what was read, what was scanned, and how long its bar is, in hundredths of the longest."""

    nom: str
    comptes: dict
    qpv: bool = False
    largeur: int = 0

    @property
    def lectures(self) -> int:
        return self.comptes.get(Genre.LECTURE, 0)

    @property
    def scans(self) -> int:
        return self.comptes.get(Genre.SCAN, 0)

    @property
    def dits(self) -> dict[str, str]:
        """Both counts as they are read."""
        return {"lectures": en_paquets(self.lectures), "scans": en_paquets(self.scans)}


def avec_leurs_barres(lignes: list[Ligne]) -> list[Ligne]:
    plus_long = max((ligne.lectures for ligne in lignes), default=0)
    for ligne in lignes:
        ligne.largeur = round(100 * ligne.lectures / plus_long) if plus_long else 0
    return lignes


class Tableau:
    """What may be shown of one year of a city: every figure is a sum of the same packets (see `mesure.rules.paquets`)."""

    def __init__(self, site, annee: int):
        self.site = site
        self.annee = annee
        self.debut, self.fin = annee_de(annee)
        self.territoires = territoires_des_histoires(site)
        self.paquets = paquets_de(site, self.debut, self.fin, self.territoires)

    def quartiers(self, qpv: bool) -> list[Ligne]:
        """One line a neighbourhood, priority ones or the others, the most read first; none is left out."""
        sommes = sommer(self.paquets, lambda cellule, _semaine: cellule.territoire)
        tous = {t for t in self.territoires.values() if t.est_un_quartier and t.qpv is qpv}
        lignes = [Ligne(t.nom, sommes.get(t, {}), qpv) for t in tous]
        return sorted(lignes, key=lambda ligne: (-ligne.lectures, -ligne.scans, ligne.nom))

    def ensembles(self) -> list[Ligne]:
        """Priority neighbourhoods, the others, the city outside them, and all three."""

        def ensemble(cellule, _semaine):
            return cellule.territoire.est_un_quartier and (Qpv.OUI if cellule.territoire.qpv else Qpv.NON)

        sommes = sommer(self.paquets, ensemble)
        tout = sum(sommes.values(), Counter())
        return avec_leurs_barres(
            [
                Ligne(_("Quartiers prioritaires (QPV)"), sommes.get(Qpv.OUI, {})),
                Ligne(_("Autres quartiers"), sommes.get(Qpv.NON, {})),
                Ligne(nom_de(HORS_QUARTIERS), sommes.get(False, {})),
                Ligne(_("Ensemble"), tout),
            ]
        )

    def temps(self, pas: str, aujourd_hui: date) -> list[Ligne]:
        """One line a month or a week of the year, up to today."""
        if pas == SEMAINES:
            sommes = sommer(self.paquets, lambda _cellule, semaine: semaine)
        else:
            sommes = sommer(self.paquets, lambda _cellule, semaine: mois_de(semaine))
        lignes = []
        for debut in self._debuts(pas, aujourd_hui):
            if pas == SEMAINES:
                nom = _("du %(debut)s au %(fin)s") % {
                    "debut": date_format(debut, "j F"),
                    "fin": date_format(debut + timedelta(days=6), "j F"),
                }
            else:
                nom = date_format(debut, "F Y")
            lignes.append(Ligne(nom, sommes.get(debut, {})))
        return avec_leurs_barres(lignes)

    def _debuts(self, pas: str, aujourd_hui: date) -> list[date]:
        lundis = [self.debut + timedelta(weeks=rang) for rang in range(53)]
        lundis = [lundi for lundi in lundis if lundi < self.fin and lundi <= aujourd_hui]
        return lundis if pas == SEMAINES else list(dict.fromkeys(mois_de(lundi) for lundi in lundis))

    def langues(self) -> list[Ligne]:
        """One line a language of the site."""
        sommes = sommer(self.paquets, lambda cellule, _semaine: cellule.langue)
        langues = {locale.language_code: locale.get_display_name() for locale in Locale.objects.order_by("pk")}
        return avec_leurs_barres([Ligne(nom, sommes.get(code, {})) for code, nom in langues.items()])

    def lignes_a_exporter(self, aujourd_hui: date) -> Iterator[dict]:
        """One row a month, neighbourhood, language and kind that has shown a packet this year."""
        sommes = Counter()
        for (cellule, semaine), nombre in self.paquets.items():
            sommes[cellule, mois_de(semaine)] += nombre
        cellules = sorted(
            {cellule for cellule, _semaine in self.paquets},
            key=lambda c: (not c.territoire.qpv, nom_de(c.territoire), c.langue, c.genre),
        )
        for cellule in cellules:
            for mois in self._debuts(MOIS, aujourd_hui):
                yield {
                    "mois": mois.strftime("%Y-%m"),
                    "quartier": nom_de(cellule.territoire),
                    "qpv": _("oui") if cellule.territoire.qpv else _("non"),
                    "langue": cellule.langue,
                    "genre": str(Genre(cellule.genre).label),
                    "passages": sommes[cellule, mois] or _("moins de 5"),
                }


def comptages_dits(site, debut: date, fin: date) -> list[tuple]:
    """Return what a city's own counters saw, by place: (place, [(month, people)…], people in all), as they are read."""
    par_lieu = {}
    for lieu, mois, personnes in Comptage.objects.de_la_ville(site).entre(debut, fin).par_mois():
        par_lieu.setdefault(lieu, []).append((mois, personnes))
    return [
        (
            lieu,
            [(un, number_format(personnes, force_grouping=True)) for un, personnes in mois],
            number_format(sum(personnes for _mois, personnes in mois), force_grouping=True),
        )
        for lieu, mois in par_lieu.items()
    ]


class RapportDesPassages(SpreadsheetExportMixin, WagtailAdminTemplateMixin, TemplateView):
    """Passages of a year of one of the person's cities; `?export=csv` or `xlsx` sends them month by month."""

    page_title = gettext_lazy("Passages")
    header_icon = "view"
    template_name = "quartiers/admin/passages.html"
    index_url_name = "quartiers_passages"
    _show_breadcrumbs = True
    list_export = ["mois", "quartier", "qpv", "langue", "genre", "passages"]
    export_headings = {
        "mois": gettext_lazy("Mois"),
        "quartier": gettext_lazy("Quartier"),
        "qpv": gettext_lazy("QPV"),
        "langue": gettext_lazy("Langue"),
        "genre": gettext_lazy("Type de passage"),
        "passages": gettext_lazy("Passages"),
    }

    def dispatch(self, request, *args, **kwargs):
        if not self.villes:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def villes(self) -> list:
        return list(
            politique.sites_user_has_any_permission_for(self.request.user, ["view"]).select_related("root_page")
        )

    @cached_property
    def ville(self):
        """The city asked for, if the person may see it, else the first of theirs."""
        voulue = self.request.GET.get("ville", "")
        return next((site for site in self.villes if str(site.pk) == voulue), self.villes[0])

    @cached_property
    def aujourd_hui(self) -> date:
        return timezone.localdate(timezone=timezone.get_default_timezone())

    @cached_property
    def annees(self) -> list[int]:
        """This year and the one before: older ones are no longer whole (counts are kept 25 months)."""
        celle_ci = self.aujourd_hui.isocalendar().year
        return [celle_ci, celle_ci - 1]

    @cached_property
    def annee(self) -> int:
        voulue = self.request.GET.get("annee", "")
        return next((annee for annee in self.annees if str(annee) == voulue), self.annees[0])

    @property
    def pas(self) -> str:
        return SEMAINES if self.request.GET.get("pas") == SEMAINES else MOIS

    def get_filename(self):
        return f"passages-{self.annee}"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def to_row_dict(self, ligne):
        return {nom: inerte(ligne[nom]) for nom in self.list_export}

    def get(self, request, *args, **kwargs):
        tableau = Tableau(self.ville, self.annee)
        if self.is_export:
            lignes = list(tableau.lignes_a_exporter(self.aujourd_hui))
            return self.as_spreadsheet(lignes, request.GET["export"])
        return self.render_to_response(self.get_context_data(tableau=tableau))

    def get_context_data(self, tableau, **options):
        de_la_ville = Passage.objects.de_la_ville(self.ville)
        bornes = de_la_ville.aggregate(debut=Min("jour"), invente=Max("jour", filter=Q(fictif=True)))
        qpv, autres = tableau.quartiers(qpv=True), tableau.quartiers(qpv=False)
        avec_leurs_barres([*qpv, *autres])
        return super().get_context_data(
            **options,
            ville=self.ville,
            villes=self.villes,
            annee=self.annee,
            annees=self.annees,
            pas=self.pas,
            taille=TAILLE,
            depuis=bornes["debut"],
            fictifs=bornes["invente"] is not None,
            ensembles=tableau.ensembles(),
            quartiers=[
                (_("Quartiers prioritaires (QPV)"), qpv),
                (_("Autres quartiers"), autres),
            ],
            temps=tableau.temps(self.pas, self.aujourd_hui),
            langues=tableau.langues(),
            comptages=comptages_dits(self.ville, tableau.debut, tableau.fin),
        )
