"""The calendars that one downloads or subscribes to: an event, a city, a quartier, an edition, a place."""

from datetime import timedelta
from hashlib import sha256
from zlib import compress, decompress

from django.core.cache import cache
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from agenda.enums import Statut
from agenda.models import AgendaPage, Edition, EvenementPage, Occurrence, Suivi
from agenda.queries import maintenant
from agenda.rules.calendriers import Droits, Inscription, calendrier
from agenda.views.endroits import Endroit, endroit_a
from lieux.models import LieuPage
from mesure.queries import versions_du_code
from oeuvres.models import OeuvrePage
from parcours.models import ParcoursPage
from quartiers.models import QuartierPage
from socle.models import ReglagesDonnees
from socle.queries import retenir_les_versions, sont_visibles, visibles
from socle.references import Renvoi, au_plus_proche, langue_de, lire_au_plus_proche
from socle.views.donnees import DemandeRefusee, accueil_demande, porte_de_donnees
from socle.villes import accueils_visibles

MEMOIRE = timedelta(days=92)
"""How long an event that is over stays in a calendar one subscribes to."""

AU_PLUS = 2_000
"""Events in one calendar."""

DUREE_DU_CACHE = 900
"""Seconds that a calendar may be kept on the way."""

LIEUX = (QuartierPage, LieuPage, OeuvrePage, ParcoursPage)

FAITS_DU_LIEU = {"latitude", "longitude", "precision", "lieu", "commune"}
"""What is read of a place besides its name, where it has them."""

STATUTS = {Statut.ANNULE: "CANCELLED", Statut.REPORTE: "TENTATIVE"}
"""What calendars say; an event that moved takes place: its new date or place is there."""


@porte_de_donnees
def servir_un_calendrier(request, code):
    """Answer the calendar of what bears this public code, in the language that the address asks for.

    404, with a reason that a machine reads, for what no visitor may see. Nothing is sent again to who has it already
    (ETag, Last-Modified).
    """
    site = Site.find_for_request(request)
    accueil = accueil_demande(request, a_defaut=True)
    retenir_les_versions(accueil, accueils_visibles(site).values())
    locale = accueil.locale
    with translation.override(locale.language_code):
        nom, cles = _contenu(site, code, accueil)
        inscriptions = inscriptions_de(cles, request, locale)
        adresse = request.build_absolute_uri(adresses_du_calendrier(code, request, locale)["fichier"])
        donnees = ReglagesDonnees.du_site(site)
        corps = _ecrire(inscriptions, nom, adresse, Droits(donnees.en_clair, donnees.texte_de_la_licence))
    change_le = max((i.change_le for i in inscriptions), default=None)
    etag = f'"{sha256(corps).hexdigest()[:32]}"'
    reponse = get_conditional_response(request, etag, int(change_le.timestamp()) if change_le else None)
    if reponse is None:
        reponse = HttpResponse(corps, content_type="text/calendar; charset=utf-8")
        reponse["Content-Disposition"] = f'inline; filename="{code}.ics"'
    reponse["ETag"] = etag
    if change_le:
        reponse["Last-Modified"] = http_date(change_le.timestamp())
    patch_cache_control(reponse, public=True, max_age=DUREE_DU_CACHE)
    return reponse


def _ecrire(inscriptions: list[Inscription], nom: str, adresse: str, droits: Droits) -> bytes:
    """Return a calendar, written once for all who read the same: what it says is what it is kept under."""
    zone, moment = timezone.get_default_timezone(), maintenant()
    empreinte = sha256(repr((inscriptions, nom, adresse, droits, zone.key, moment.year)).encode()).hexdigest()

    def lire():
        return compress(calendrier(inscriptions, nom, adresse, zone, moment, droits))

    return decompress(cache.get_or_set(f"calendrier-{empreinte}", lire, DUREE_DU_CACHE))


def adresses_du_calendrier(code: str, request, locale) -> dict[str, str]:
    """Return where a calendar is: to download, and to subscribe to (webcal)."""
    chemin = f"{reverse('calendrier', args=[code])}?langue={locale.language_code}"
    return {"fichier": chemin, "abonnement": f"webcal://{request.get_host()}{chemin}"}


def _contenu(site, code: str, accueil) -> tuple[str, list]:
    """Return the name of a calendar and the keys of its events; DemandeRefusee where the code names nothing one may see."""
    depuis, locale = maintenant() - MEMOIRE, accueil.locale
    toutes = Occurrence.objects.de_la_ville(accueil, EvenementPage.objects)
    versions = [version for version in versions_du_code(code, site) if sont_visibles([version])]
    for page in au_plus_proche(versions, locale):
        if page.specific_class is EvenementPage:
            return page.title, [page.translation_key]
        if page.specific_class is AgendaPage:
            return f"{page.title} – {site.site_name}", _cles(toutes.a_venir(depuis))
        if page.specific_class in LIEUX:
            return _("%(lieu)s : l’agenda") % {"lieu": page.title}, _cles(toutes.au_lieu(page).a_venir(depuis))
    editions = au_plus_proche(Edition.objects.filter(site=site, code=code), locale)
    if not editions:
        raise DemandeRefusee({"code": [_("Aucun calendrier ne répond à cette adresse.")]}, 404)
    return editions[0].nom, _cles(toutes.de_l_edition(editions[0]))


def _cles(occurrences) -> list:
    return [ligne["cle"] for ligne in occurrences.par_evenement().order_by("premier", "page")[:AU_PLUS]]


def inscriptions_de(cles, request, locale) -> list[Inscription]:
    """Return events as calendars know them, each in the nearest language. Six queries, whatever their number."""
    voulues = EvenementPage.objects.filter(translation_key__in=cles)
    champs = ("accroche", "tarif", "statut_precision", "last_published_at")
    textes = {p.translation_key: p for p in lire_au_plus_proche(voulues.visibles(), locale, *champs)}
    porteurs = EvenementPage.objects.porteurs(cles).prefetch_related("horaires").defer("corps")
    faits = {p.translation_key: p for p in porteurs}
    suivis = Suivi.objects.in_bulk(list(cles))
    lieux = _lieux({p.ou_id for p in faits.values() if p.ou_id}, locale)
    return [
        _inscription(textes[cle], faits[cle], suivis.get(cle), lieux.get(faits[cle].ou_id), request)
        for cle in cles
        if cle in textes and cle in faits
    ]


def _lieux(numeros, locale) -> dict[int, Renvoi]:
    """Return the places of events that can be seen, by the id that was chosen, with their position and address."""
    choisies = dict(Page.objects.filter(pk__in=numeros).values_list("pk", "translation_key"))
    pages = visibles(Page.objects.filter(translation_key__in=choisies.values()))
    lues = {p.translation_key: p for p in lire_au_plus_proche(pages, locale, "content_type_id")}
    for modele in LIEUX:
        if siennes := [p.pk for p in lues.values() if p.specific_class is modele]:
            champs = FAITS_DU_LIEU & {f.name for f in modele._meta.concrete_fields}
            entieres = modele.objects.filter(pk__in=siennes).only("title", "translation_key", "locale_id", *champs)
            lues |= {p.translation_key: p for p in entieres}
    return {n: Renvoi(lues[cle], lues[cle].locale_id != locale.pk) for n, cle in choisies.items() if cle in lues}


def _inscription(texte, faits, suivi, lieu: Renvoi | None, request) -> Inscription:
    """Return an event as calendars know it: all that is written of it is in one language, its own."""
    with translation.override(langue_de(texte)):
        return _ecrite(texte, faits, suivi, endroit_a(faits, lieu), request)


def _ecrite(texte, faits, suivi, endroit: Endroit, request) -> Inscription:
    change_le = max(filter(None, (suivi and suivi.change_le, texte.last_published_at)), default=maintenant())
    dit = "" if faits.statut == Statut.CONFIRME else str(faits.get_statut_display())
    adresse = texte.get_full_url(request) or ""
    gratuit = _("Gratuit") if faits.gratuit else ""
    precision = texte.statut_precision or faits.statut_precision
    description = [
        " ".join(part for part in (dit and f"{dit}.", precision if dit else "") if part),
        texte.accroche,
        ", ".join(part for part in (gratuit, texte.tarif) if part),
        faits.reservation,
        adresse,
    ]
    return Inscription(
        cle=str(texte.translation_key),
        titre=_("%(statut)s : %(titre)s") % {"statut": dit, "titre": texte.title} if dit else texte.title,
        dates=tuple((h.pk, h.dates()) for h in faits.horaires.all() if not h.erreurs()),
        adresse=adresse,
        langue=langue_de(texte),
        description="\n".join(ligne for ligne in description if ligne),
        lieu=endroit.en_une_ligne,
        point=endroit.point,
        statut=STATUTS.get(faits.statut, "CONFIRMED"),
        organisateur=faits.organisateur,
        sequence=suivi.sequence if suivi else 0,
        change_le=change_le,
    )
