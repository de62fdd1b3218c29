"""What the desk sees of the search: the synonyms it writes, and what people looked for and did not find."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale
from wagtail.snippets.views.snippets import CreateView, IndexView

from medias.rules import inerte
from search.models import RechercheManquee, Synonyme
from search.rules.synonymes import ECRITS, expressions
from search.rules.texte import cle_exacte
from socle.droits import PolitiqueParVilleEtLangue
from socle.views.listes import MENU
from socle.views.par_ville import FormulaireParVille, VuesParVille
from socle.villes import sites_de


def noms_des_langues() -> dict[str, str]:
    """Return the name of each language of the installation, by code."""
    return {locale.language_code: locale.get_display_name() for locale in Locale.objects.order_by("pk")}


# --- synonyms ---------------------------------------------------------------


class EcrireUnSynonyme(CreateView):
    """A new group; `?termes=…&langue=…&ville=…` begins it, as the list of what was not found does."""

    def get_initial(self):
        demande = self.request.GET
        termes = demande.get("termes", "").replace("\x00", "")[: Synonyme._meta.get_field("termes").max_length]
        ville = demande.get("ville", "")
        langue = Locale.objects.filter(language_code=demande.get("langue", "").replace("\x00", "")).first()
        site = sites_de(self.request.user).filter(pk=int(ville) if _est_un_numero(ville) else 0).first()
        voulus = {"termes": f"{termes}, " if termes else "", "locale": langue and langue.pk, "site": site and site.pk}
        return super().get_initial() | {nom: valeur for nom, valeur in voulus.items() if valeur}


def _est_un_numero(texte: str) -> bool:
    return texte.isascii() and texte.isdecimal() and len(texte) < 10


class ListeDesSynonymes(IndexView):
    @property
    def deja_sus(self) -> list[tuple[str, str, list[str]]]:
        """What the search knows by itself: for each language its code, its name, its groups as one writes them."""
        groupes = {
            code: [ligne.strip() for ligne in texte.splitlines() if ligne.strip()] for code, texte in ECRITS.items()
        }
        return [(code, nom, groupes[code]) for code, nom in noms_des_langues().items() if code in groupes]


class FiltresDesSynonymes(WagtailFilterSet):
    locale = ChoiceFilter(
        label=_("Langue"), field_name="locale__language_code", choices=lambda: list(noms_des_langues().items())
    )

    class Meta:
        model = Synonyme
        fields = []


class VuesDesSynonymes(VuesParVille):
    """The groups of words that a city's editors taught the search."""

    model = Synonyme
    icon = "openquote"
    menu_label = _("Synonymes")
    menu_order = 70
    menu_hook = MENU
    list_display = [
        "termes",
        Column("ville", label=_("Ville"), accessor="site.site_name"),
        Column("langue", label=_("Langue"), accessor="locale.get_display_name"),
    ]
    search_fields = ["termes"]
    filterset_class = FiltresDesSynonymes
    index_view_class = ListeDesSynonymes
    add_view_class = EcrireUnSynonyme
    index_template_name = "search/admin/synonymes.html"
    index_results_template_name = "search/admin/synonymes_lignes.html"
    edit_handler = ObjectList(Synonyme.panels, base_form_class=FormulaireParVille)


# --- what was not found -----------------------------------------------------


class FiltresDesManquees(WagtailFilterSet):
    langue = ChoiceFilter(label=_("Langue"), choices=lambda: list(noms_des_langues().items()))

    class Meta:
        model = RechercheManquee
        fields = []


class RechercheColumn(Column):
    """What was looked for, and the way to a synonym, or the synonym that says it already."""

    cell_template_name = "search/admin/colonne_recherche.html"


class RapportDesRecherchesManquees(ReportView):
    """What people looked for and did not find, of the person's cities, from the third time on."""

    page_title = _("Recherches sans réponse")
    header_icon = "search"
    index_url_name = "search_manquees"
    index_results_url_name = "search_manquees_resultats"
    results_template_name = "search/admin/manquees.html"
    filterset_class = FiltresDesManquees
    permission_policy = PolitiqueParVilleEtLangue(Synonyme)
    any_permission_required = ["add", "change", "delete"]
    columns = [
        RechercheColumn("texte", label=_("Recherche"), classname="title"),
        Column("nom_de_la_langue", label=_("Langue"), width="12%"),
        Column("ville", label=_("Ville"), width="15%"),
        Column("fois", label=_("Fois en 90 jours"), width="12%"),
        Column("dernier", label=_("Dernier jour"), width="12%"),
    ]
    list_export = ["texte", "langue", "ville", "fois", "dernier"]
    export_headings = {
        "texte": _("Recherche"),
        "langue": _("Langue"),
        "ville": _("Ville"),
        "fois": _("Fois en 90 jours"),
        "dernier": _("Dernier jour"),
    }
    export_filename = "recherches-sans-reponse"

    @cached_property
    def villes(self):
        return {site.pk: site for site in sites_de(self.request.user)}

    def get_queryset(self):
        manquees = RechercheManquee.objects.filter(site__in=list(self.villes)).par_texte()
        return manquees.order_by("-fois", "-dernier", "texte", "empreinte")

    def decorate_paginated_queryset(self, lignes):
        noms, ecrits = noms_des_langues(), self._synonymes_par_mot()
        permises = self._ou_j_ecris()
        for ligne in lignes:
            site, langue = ligne["site_id"], ligne["langue"]
            ligne["ville"] = self.villes[site].site_name
            ligne["nom_de_la_langue"] = noms.get(langue, langue)
            ligne["synonyme"] = ecrits.get((site, langue, cle_exacte(ligne["texte"], langue)))
            if ligne["synonyme"] is None and (site, langue) in permises:
                demande = urlencode({"termes": ligne["texte"], "langue": langue, "ville": site})
                ligne["ecrire"] = f"{reverse(Synonyme.snippet_viewset.get_url_name('add'))}?{demande}"
        return lignes

    def _synonymes_par_mot(self) -> dict[tuple, Synonyme]:
        """Return the synonyms of these cities by (city, language, what a query that says one of them is known by)."""
        ecrits = Synonyme.objects.filter(site__in=list(self.villes)).select_related("locale")
        return {
            (synonyme.site_id, langue, cle_exacte(expression, langue)): synonyme
            for synonyme in ecrits
            for langue in [synonyme.locale.language_code]
            for expression in expressions(synonyme.termes)
        }

    def _ou_j_ecris(self) -> set[tuple[int, str]]:
        """Return the (city, language) in which this person may add synonyms."""
        politique, qui = self.permission_policy, self.request.user
        sites = politique.sites_user_has_permission_for(qui, "add")
        langues = politique.langues_de(qui)
        return {
            (site.pk, langue.language_code)
            for site in sites
            for langue in langues
            if politique.peut_ecrire(qui, site, langue.pk)
        }

    def to_row_dict(self, ligne):
        return {nom: inerte(ligne[nom]) for nom in self.list_export}
