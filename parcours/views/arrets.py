"""The stops of a route as a visitor gets them: told in the nearest language, measured along the line."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from lieux.models import LieuPage
from lieux.views import pour_une_liste as lieux_pour_une_liste
from oeuvres.models import OeuvrePage
from oeuvres.views import pour_une_liste as oeuvres_pour_une_liste
from parcours.enums import PENTES_DITES, Pente, Portee, Sol
from parcours.models import Etape
from parcours.queries import arrets_qui_se_voient
from parcours.rules.chemins import chemins_jusqu_aux_arrets, retour_inconnu
from parcours.rules.mesures import longueur_a_vol_d_oiseau, longueurs_des_troncons, temps_de_marche
from quartiers.models import QuartierPage
from quartiers.views import cles_des_quartiers, quartiers_de_la_ville
from socle.carte import Lieu
from socle.enums import Connu
from socle.lectures import est_en_memoire, une_fois
from socle.mots import jour as jour_dit
from socle.references import langue_de
from socle.rules import Point, chemins_au_dessus
from socle.vignettes import Vignette, prevoir_les_images, vignette


@dataclass(frozen=True)
class Avis:
    """A notice laid on a stop or on the way to it: until when, if that is known."""

    texte: str
    debut: date | None
    fin: date | None


@dataclass(frozen=True)
class Troncon:
    """The way to a stop from the one before it. `metres` is None where a position is lacking."""

    metres: float | None
    duree: timedelta | None
    chemin: str
    sans_marche: str
    sol: str
    pente: str
    obstacle: str
    verifie_le: date | None
    avis: tuple[Avis, ...]

    @property
    def _en_minutes(self) -> int:
        return max(1, round(self.duree / timedelta(minutes=1)))

    @property
    def heures(self) -> int | None:
        return None if self.duree is None else self._en_minutes // 60

    @property
    def minutes(self) -> int | None:
        """Return the minutes beside the hours."""
        return None if self.duree is None else self._en_minutes % 60

    @property
    def en_clair(self) -> str:
        """Return what is known of the way, in words; a page of a hundred stops is light with one text for all of it."""
        dits = (
            _("marches : non vérifié") if self.sans_marche == Connu.INCONNU else "",
            self.sol,
            self.pente,
            self.obstacle and " ".join([_("Obstacle :"), self.obstacle]),
            self.verifie_le and _("vérifié le %(jour)s") % {"jour": jour_dit(self.verifie_le)},
        )
        return " · ".join(str(dit) for dit in dits if dit)


@dataclass(frozen=True)
class Arret:
    """A stop as a visitor reads it: `adresse` is its page on this route, `histoire` the story told there.

    `passee` says that what stood there is gone. `quartier` is the nearest one that it is told in, by its name in
    `langue_du_quartier` where that is not the reader's; `dans` has the keys of all of them.
    """

    numero: int
    code: str
    titre: str
    adresse: str
    point: Point | None
    approchee: bool
    pourquoi: str
    quartier: str
    langue_du_quartier: str | None
    dans: tuple
    langue: str | None
    passee: bool
    avis: Avis | None
    troncon: Troncon | None
    vignette: Vignette | None = None
    histoire: object = None

    @property
    def lieu(self) -> Lieu:
        return Lieu(
            self.titre,
            self.adresse,
            self.point,
            genre="etape",
            numero=self.numero,
            precision_approchee=self.approchee,
            langue=self.langue,
            passe=self.passee,
        )


def arrets_du_parcours(page, request, pas: float) -> list[Arret]:
    """Return the stops of a route, in order; one whose story nobody may see now, or that is gone, is left out.

    The number of queries depends on how many types of stories there are, not on how many stops. They are read once
    a request: all the pages of a route are sometimes read together.
    """
    if est_en_memoire(page):
        return _lire(page, request, pas)  # a draft being previewed holds its own
    return une_fois(("arrets", page.pk, pas), lambda: _lire(page, request, pas))


@dataclass(frozen=True)
class Lecture:
    """What all stops of a route are read with: `suit` says whether one follows a line, `base` is the route's address."""

    page: object
    request: object
    base: str
    jour: date
    pas: float
    suit: bool


def _lire(page, request, pas: float) -> list[Arret]:
    en_memoire = est_en_memoire(page) or not page.pk
    etapes = list(page.etapes.all() if en_memoire else page.etapes.select_related("histoire"))
    quartiers = quartiers_de_la_ville(page)
    histoires = _histoires([e.histoire.translation_key for e in etapes if e.histoire_id], quartiers, page.locale)
    montrees = chemins_jusqu_aux_arrets(
        etapes, lambda e: e.est_un_point_libre or (e.histoire_id and e.histoire.translation_key in histoires)
    )
    lues = [histoires.get(e.histoire.translation_key) if e.histoire_id else None for e, _chemin in montrees]
    points = [
        getattr(histoire, "point", None) or e.point for (e, _chemin), histoire in zip(montrees, lues, strict=True)
    ]
    ligne = page.trace.ligne if page.trace_id else None
    longueurs = longueurs_des_troncons(points, ligne)
    prevoir_les_images([histoire for histoire in lues if histoire is not None])
    par_cle, cles = {q.translation_key: q for q in quartiers}, cles_des_quartiers(page)
    lecture = Lecture(page, request, page.get_url(request) or "", timezone.localdate(), pas, ligne is not None)
    arrets = []
    for (etape, chemin), histoire, point, longueur in zip(montrees, lues, points, longueurs, strict=True):
        dans = tuple(cles[c] for c in _chemins(histoire) if c in cles)
        quartier = next((par_cle[cle] for cle in dans if cle in par_cle and par_cle[cle] is not histoire), None)
        troncon = _troncon(lecture, chemin, longueur) if chemin else None
        arret = _arret(lecture, etape, histoire, quartier)
        arrets.append(replace(arret, numero=len(arrets) + 1, point=point, dans=dans, troncon=troncon))
    return arrets


def _arret(lecture: Lecture, etape, histoire, quartier) -> Arret:
    """Return what a stop says of itself; its number, its place and the way to it are those of the route."""
    locale = lecture.page.locale
    autre_langue = histoire is not None and histoire.locale_id != locale.pk and not etape.titre
    return Arret(
        numero=0,
        code=etape.code,
        titre=etape.titre or histoire.title,
        adresse=f"{lecture.base}{etape.code}/",
        point=None,
        approchee=getattr(histoire, "position_approchee", False),
        pourquoi=etape.pourquoi,
        quartier=quartier.title if quartier else "",
        langue_du_quartier=langue_de(quartier) if quartier and quartier.locale_id != locale.pk else None,
        dans=(),
        langue=langue_de(histoire) if autre_langue else None,
        passee=getattr(histoire, "passee", False),
        avis=_avis(etape, lecture.jour, Portee.ARRET),
        troncon=None,
        vignette=replace(vignette(histoire, lecture.request, locale), metres=None) if histoire else None,
        histoire=histoire,
    )


def _troncon(lecture: Lecture, chemin: tuple[Etape, ...], longueur) -> Troncon:
    """Return what is known of the way to a stop; of several legs, what holds for all, and each thing to mind."""
    verifies = [etape.verifie_le for etape in chemin]
    avis = (_avis(etape, lecture.jour, Portee.TRONCON) for etape in chemin)
    return Troncon(
        metres=longueur,
        duree=None if longueur is None else temps_de_marche(longueur, lecture.pas, lecture.suit),
        chemin="\n".join(etape.chemin for etape in chemin if etape.chemin),
        sans_marche=Connu.de_l_ensemble(etape.passe_sans_marche for etape in chemin),
        sol=_sol({etape.sol for etape in chemin}),
        pente=str(PENTES_DITES.get(_pente({etape.pente for etape in chemin}), "")),
        obstacle=", ".join(etape.obstacle for etape in chemin if etape.obstacle),
        verifie_le=min(verifies) if all(verifies) else None,
        avis=tuple(dit for dit in avis if dit),
    )


def _sol(sols: set[str]) -> str:
    """Return what one walks on, in words: nothing where a part was not seen."""
    if Sol.INCONNU in sols:
        return ""
    return str(Sol(sols.pop() if len(sols) == 1 else Sol.MELE).label)


def _pente(pentes: set[str]) -> str:
    """Return the slope that one must expect: the steepest, unless a part was not seen that may be steeper."""
    return next(p for p in (Pente.FORTE, Pente.INCONNUE, Pente.DOUCE, Pente.PLATE, Pente.MARCHES) if p in pentes)


def _avis(etape, jour: date, portee: Portee) -> Avis | None:
    """Return the notice of a stop, or of the way to it, while it holds, or before: not once it is over."""
    if etape.avis_porte_sur != portee or not etape.avis or (etape.avis_fin and etape.avis_fin < jour):
        return None
    return Avis(etape.avis, etape.avis_debut, etape.avis_fin)


def longueurs_a_vol_d_oiseau(parcours) -> dict[int, float]:
    """Return the length in metres of routes that have no line, straight from stop to stop; one query a type of story."""
    etapes = Etape.objects.filter(page__in=[p.pk for p in parcours]).filter(arrets_qui_se_voient())
    etapes = etapes.order_by("page_id", "sort_order")
    lignes = (
        list(etapes.values_list("page_id", "histoire__translation_key", "latitude", "longitude")) if parcours else []
    )
    cles = {cle for _page, cle, *_ou in lignes if cle}
    positions = {}
    for modele in (OeuvrePage, LieuPage, QuartierPage) if cles else ():
        lues = modele.objects.filter(translation_key__in=cles).exclude(latitude=None).exclude(longitude=None).visibles()
        positions |= {cle: Point(*ou) for cle, *ou in lues.values_list("translation_key", "latitude", "longitude")}
    arrets = defaultdict(list)
    for page, cle, latitude, longitude in lignes:
        le_sien = None if latitude is None or longitude is None else Point(latitude, longitude)
        arrets[page].append(positions.get(cle) or le_sien)
    return {p.pk: longueur_a_vol_d_oiseau(arrets[p.pk], p.boucle) for p in parcours}


def trait_du_parcours(page, arrets: list[Arret]) -> list[Point]:
    """Return the line of a route as a screen draws it: the one it was given, else straight from stop to stop."""
    return list(page.trace.ligne.points) if page.trace_id else en_ligne_droite(page, arrets)


def en_ligne_droite(page, arrets: list[Arret]) -> list[Point]:
    """Return where one passes, straight from stop to stop, and back to the first on a loop."""
    points = [arret.point for arret in arrets if arret.point]
    return [*points, points[0]] if page.boucle and len(points) > 1 and points[0] != points[-1] else points


def sans_marche_de_bout_en_bout(page, arrets: list[Arret]) -> str:
    """Tell whether the whole way is step-free (`Connu`), the way back of a loop too."""
    reponses = [arret.troncon.sans_marche for arret in arrets if arret.troncon]
    ou = [arret.histoire.translation_key if arret.histoire else arret.point for arret in arrets]
    return Connu.de_l_ensemble([*reponses, *([Connu.INCONNU] if retour_inconnu(page.boucle, ou) else [])])


def _histoires(cles: Iterable, quartiers: list, locale) -> dict:
    """Return the stories of these keys that can be seen, each in the nearest language, with what a list draws.

    `quartiers` are all those of the city, so read.
    """
    cles = set(cles)
    if not cles:
        return {}
    trouvees = [
        *oeuvres_pour_une_liste(OeuvrePage.objects.filter(translation_key__in=cles), locale),
        *lieux_pour_une_liste(LieuPage.objects.filter(translation_key__in=cles), locale),
        *(quartier for quartier in quartiers if quartier.translation_key in cles),
    ]
    return {page.translation_key: page for page in trouvees}


def _chemins(histoire) -> list[str]:
    """Return the paths of the pages that a story is told in, the nearest first; a quartier is told in itself."""
    if histoire is None:
        return []
    au_dessus = list(chemins_au_dessus(histoire.path, histoire.steplen))
    return [histoire.path, *au_dessus] if isinstance(histoire, QuartierPage) else au_dessus
