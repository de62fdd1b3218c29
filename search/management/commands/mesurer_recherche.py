"""`manage.py mesurer_recherche`: how fast each engine indexes and answers, on stories made up for the measure.

Nothing of the site is read or written: the cards go into a database made for the occasion beside the site's, and into
indexes of the cluster with a name of their own. Both are taken away at the end, or when interrupted.
"""

import random
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import quantiles
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test.utils import override_settings
from wagtail.models import Locale, Page

from search import index as la_porte
from search.enums import Moteur
from search.moteurs.elastic.bascule import Bascule
from search.rules.demande import Demande
from search.rules.mots_vides import MOTS_VIDES
from search.rules.requete import lire_la_requete
from socle.fiches import FicheRecherche
from socle.rules import Point

VILLE = str(UUID(int=1))
JOUR = date(2026, 6, 1)
GRAINE = 44
"""The same stories and questions each time."""

MOTS_CONNUS = 20_000
SIGNES = 2_000
"""Characters in the text of a story."""

PAR_LOT = 200
QUESTIONS = 400
ECHAUFFEMENT = 100
FREQUENTS = (0.20, 0.40)
RARES = (0.002, 0.006)
"""In which share of the stories a common word is found, and a rare one."""

MELANGE = (
    ("rare + rare", 4, "rr"),
    ("rare + fréquent", 8, "rf"),
    ("fréquent + fréquent", 4, "ff"),
    ("un nom mal écrit", 2, "mn"),
    ("sans réponse", 2, "aa"),
)
"""The mix of questions: name, share, kinds of words. In the demo « Loire » is in a third of the stories.

`f` and `r`: a common word, a rare one; `n`: a word of a name, `m`: another of that name, with a slip of the finger;
`a`: a word that nothing has.
"""

CONSONNES = ("b", "c", "ch", "cl", "d", "f", "g", "j", "l", "m", "n", "p", "r", "s", "t", "tr", "v")
VOYELLES = ("a", "an", "e", "i", "o", "on", "ou", "u")
SYLLABES = [consonne + voyelle for consonne in CONSONNES for voyelle in VOYELLES]
SYLLABES_D_AILLEURS = [consonne + voyelle for consonne in "kwxz" for voyelle in "aeiouy"]
"""Of words that no story has, nor any that is near."""


class Vocabulaire:
    """Made-up words; the n-th is used as often as the n-th of a natural language: in proportion to 1/n."""

    def __init__(self, hasard: random.Random):
        mots = dict.fromkeys(
            "".join(hasard.choices(SYLLABES, k=hasard.randint(2, 4))) for _rang in range(2 * MOTS_CONNUS)
        )
        self.mots = [mot for mot in mots if mot not in MOTS_VIDES["fr"]][:MOTS_CONNUS]
        total, self.cumul = 0.0, []
        for rang in range(1, len(self.mots) + 1):
            total += 1 / rang
            self.cumul.append(total)


def fiches(nombre: int, vocabulaire: Vocabulaire, hasard: random.Random, premiere: int) -> Iterator[FicheRecherche]:
    """Make up stories of 2 KB: a name, an artist of 500, one of 40 quartiers, one or two of 8 promises, a year, a place."""
    mots, cumul = vocabulaire.mots, vocabulaire.cumul
    for rang in range(nombre):
        texte = " ".join(hasard.choices(mots, cum_weights=cumul, k=SIGNES // 6))[:SIGNES]
        artiste, quartier = hasard.randrange(500), hasard.randrange(40)
        promesses = hasard.sample(range(8), hasard.randint(1, 2))
        yield FicheRecherche(
            page_id=premiere + rang,
            code=f"{rang:08d}",
            ville=VILLE,
            langue="fr",
            genre=hasard.choices(("oeuvre", "page", "quartier"), (8, 1, 1))[0],
            titre=" ".join(hasard.sample(mots, 3)).capitalize(),
            adresse=f"/fr/{rang}/",
            chemins=(f"00010001{rang:08d}", "00010001"),
            artistes=((f"artiste-{artiste}", f"{mots[artiste]} {mots[artiste + 500]}".title()),),
            lieux=(f"rue {mots[hasard.randrange(3000)]}",),
            resume=texte[:200],
            texte=texte,
            quartiers=((f"q{quartier}", mots[1000 + quartier].capitalize()),),
            promesses=tuple((f"p{promesse}", mots[2000 + promesse].capitalize()) for promesse in promesses),
            annee=hasard.randint(1950, 2026),
            sans_marche=hasard.random() < 0.5,
            position=Point(47.2 + hasard.uniform(-0.1, 0.1), -1.55 + hasard.uniform(-0.1, 0.1)),
        )


def questions(presences: Counter, noms: list[str], hasard: random.Random) -> dict[str, list[str]]:
    """Return two-word questions by kind; `presences`: in how many of the stories, whose `noms` these are, each word is."""
    nombre = len(noms)

    def entre(bornes):
        return sorted(mot for mot, fois in presences.items() if bornes[0] <= fois / nombre <= bornes[1])

    choix = {"f": entre(FREQUENTS), "r": entre(RARES)}

    def mots(genres):
        if genres == "mn":
            longs = sorted(hasard.choice(noms).lower().split(), key=len, reverse=True)
            return [une_faute(longs[0], hasard), longs[1]]
        if genres == "aa":
            return ["".join(hasard.choices(SYLLABES_D_AILLEURS, k=4)) for _mot in genres]
        return [hasard.choice(choix[genre]) for genre in genres]

    parts = sum(part for _nom, part, _genres in MELANGE)
    return {
        nom: [" ".join(mots(genres)) for _rang in range(QUESTIONS * part // parts)] for nom, part, genres in MELANGE
    }


def une_faute(mot: str, hasard: random.Random) -> str:
    """Return a word as a finger slips: one letter left out, doubled, or another in its place, never the first."""
    rang = hasard.randrange(1, len(mot))
    return mot[:rang] + hasard.choice(("", mot[rang] * 2, "k")) + mot[rang + 1 :]


def memoire() -> float:
    """Return the MiB of memory that the process holds now; 0 where the system does not say."""
    try:
        etat = Path("/proc/self/status").read_text()
    except OSError:
        return 0.0
    return int(re.search(r"VmRSS:\s+(\d+)", etat)[1]) / 1024


class Command(BaseCommand):
    help = "Mesure la recherche sur des histoires inventées : cadence d’indexation, mémoire, p50 et p95 des réponses."

    def add_arguments(self, parser):
        parser.add_argument("--fiches", type=int, nargs="+", default=[10_000], help="Combien d’histoires (10 000).")
        parser.add_argument(
            "--moteur", choices=Moteur.values, help="Un seul moteur ; sinon, tous ceux qui sont réglés."
        )

    def handle(self, *, fiches: list[int], moteur: str | None, **options):
        if min(fiches) < 1000:
            raise CommandError("--fiches attend 1 000 histoires ou plus : en dessous, aucun mot n’est rare.")
        if moteur == Moteur.ELASTIC and not settings.ELASTICSEARCH_URL:
            raise CommandError("Elasticsearch n’est pas réglé : donnez ELASTICSEARCH_URL.")
        moteurs = [moteur] if moteur else la_porte.moteurs_tenus_a_jour()
        for nombre in fiches:
            for nom in moteurs:
                with ailleurs(nom) as preparer:
                    self._mesurer(nom, nombre, preparer)

    def _mesurer(self, nom: str, nombre: int, preparer: Callable[[], None]):
        hasard = random.Random(GRAINE)
        vocabulaire = Vocabulaire(hasard)
        premiere = _des_pages(nombre) if nom == Moteur.SQL else 1
        appele = connection.display_name if nom == Moteur.SQL else Moteur(nom).label
        self.stdout.write(f"\n{appele}, {nombre} histoires de {SIGNES} signes")
        presences, noms = self._indexer(nom, fiches(nombre, vocabulaire, hasard, premiere), nombre)
        preparer()
        self._demander(questions(presences, noms, hasard), hasard)

    def _indexer(self, nom: str, histoires: Iterator[FicheRecherche], nombre: int) -> tuple[Counter, list[str]]:
        index, presences, noms = la_porte.moteur(nom), Counter(), []
        ecrites, secondes, memoires = 0, 0.0, []
        while lot := list(islice(histoires, PAR_LOT)):
            for fiche in lot:
                presences.update(set(fiche.texte.split()))
                noms.append(fiche.titre)
            debut = time.perf_counter()
            index.ecrire(lot)
            secondes += time.perf_counter() - debut
            ecrites += len(lot)
            if ecrites * 4 // nombre > len(memoires):
                memoires.append(memoire())
        dites = ", ".join(f"{valeur:.0f}" for valeur in memoires)
        self.stdout.write(
            f"  indexation : {nombre / secondes:.0f} par seconde ; mémoire, quart après quart : {dites} Mio"
        )
        return presences, noms

    def _demander(self, posees: dict[str, list[str]], hasard: random.Random):
        """Ask them mixed, as visitors do, the first ones twice: an engine that has just started is not one at work."""
        melees = [(genre, texte) for genre, textes in posees.items() for texte in textes]
        hasard.shuffle(melees)
        temps, totaux = defaultdict(list), Counter()
        for rang, (genre, texte) in enumerate(melees[:ECHAUFFEMENT] + melees):
            demande = Demande(lire_la_requete(texte, "fr"), VILLE, JOUR)
            debut = time.perf_counter()
            reponse = la_porte.chercher(demande)
            duree = (time.perf_counter() - debut) * 1000
            if rang >= ECHAUFFEMENT:
                temps[genre].append(duree)
                totaux[genre] += reponse.total
        self.stdout.write(f"  {'questions de deux mots':<24}{'nombre':>7}{'réponses':>10}{'p50 ms':>8}{'p95 ms':>8}")
        for genre in posees:
            self._ligne(genre, temps[genre], totaux[genre] // len(temps[genre]))
        self._ligne("toutes", [duree for durees in temps.values() for duree in durees], "")

    def _ligne(self, genre: str, temps: list[float], trouvees):
        centiles = quantiles(temps, n=100)
        self.stdout.write(f"  {genre:<24}{len(temps):>7}{trouvees:>10}{centiles[49]:>8.1f}{centiles[94]:>8.1f}")


@contextmanager
def ailleurs(nom: str):
    """Work in an empty database made for the measure, and in indexes of the cluster that nobody else has.

    Yield what makes all that was written ready to answer.
    """
    adresse = settings.ELASTICSEARCH_URL if nom == Moteur.ELASTIC else ""
    site, essai = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    avant, nouveau = essai["NAME"], f"mesure_{time.time_ns()}"
    with tempfile.TemporaryDirectory() as dossier:
        essai["NAME"] = str(Path(dossier) / nouveau) if connection.vendor == "sqlite" else nouveau
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            with override_settings(ELASTICSEARCH_URL=adresse, ELASTICSEARCH_PREFIXE=nouveau):
                yield from _des_index() if adresse else [_analyser]
        finally:
            connection.creation.destroy_test_db(site, verbosity=0)
            essai["NAME"] = avant


def _des_index():
    bascule = Bascule()
    try:
        bascule.creer()
        bascule.basculer()
        yield bascule.rafraichir
    finally:
        bascule.supprimer()


def _analyser():
    """Let PostgreSQL learn what it holds, as it does by itself a minute later; SQLite never does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as curseur:
            curseur.execute("ANALYZE")


def _des_pages(nombre: int) -> int:
    """Make as many bare pages, without a model of their own: the database's cards hang on them. Return the first id."""
    locale, _neuve = Locale.objects.get_or_create(language_code="fr")
    genre = ContentType.objects.get_for_model(Page)
    premiere = (Page.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    for debut in range(0, nombre, 1000):
        Page.objects.bulk_create(
            Page(
                pk=premiere + rang,
                title=str(rang),
                draft_title=str(rang),
                slug=str(rang),
                path=f"00010001{rang:08d}",
                depth=4,
                url_path=f"/{rang}/",
                content_type=genre,
                locale=locale,
            )
            for rang in range(debut, min(debut + 1000, nombre))
        )
    return premiere
