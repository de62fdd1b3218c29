"""Compiles the translation catalogues; `--extraire` brings them up to date, `--verifier` fails if one is not."""

import shutil
import tempfile
from fnmatch import fnmatch
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.core.management.commands import makemessages

LANGUES = ["fr", "en", "de"]

PUBLICS = (
    "templates/*",
    "*/enums.py",
    "*/fiches.py",
    "*/urls.py",
    "*/views.py",
    "recit/views/pages.py",
    "oeuvres/views/*",
    "oeuvres/forms.py",
    "home/views/*",
    "search/views/*",
    "search/forms.py",
    "quartiers/views/*",
    "parcours/views/*",
    "agenda/views/*",
    "agenda/forms.py",
    "mesure/views/comptons.py",
    "diffusion/views/*",
    "socle/donnees_liees.py",
    "*/templatetags/*",
    "*/rules.py",
    "*/vignettes.py",
    "*/vitrine.py",
    "*/liens.py",
    "*/lecture_du_corps.py",
    "socle/models/*",
    "socle/mots.py",
)
"""Where what visitors read is written: German has these, English has all."""

DU_BUREAU = (
    "templates/*/admin/*",
    "templates/wagtailadmin/*",
    "*/views/bureau*.py",
    "*/views/importer.py",
    "templates/traduction/*",
)

IGNORES = [".venv/*", "var/*", "staticfiles/*", "tests/*", "docs/*", "locale/*"]


def est_public(entree) -> bool:
    """Tell whether a visitor may read this string."""
    fichiers = [fichier for fichier, _ligne in entree.occurrences]
    return any(
        any(fnmatch(fichier, motif) for motif in PUBLICS) and not any(fnmatch(fichier, motif) for motif in DU_BUREAU)
        for fichier in fichiers
    )


def est_traduite(entree) -> bool:
    textes = entree.msgstr_plural.values() if entree.msgid_plural else [entree.msgstr]
    return not entree.fuzzy and all(textes)


def cle(entree):
    return entree.msgctxt, entree.msgid, entree.msgid_plural


def manquantes(langue: str, extraites, catalogue) -> list[str]:
    """Return the strings the catalogue of `langue` lacks.

    French, the language strings are written in, needs only its plurals.
    """
    connues = {cle(entree): entree for entree in catalogue if not entree.obsolete}
    exigees = [
        entree
        for entree in extraites
        if langue == "en" or (langue == "fr" and entree.msgid_plural) or (langue == "de" and est_public(entree))
    ]
    return [entree.msgid for entree in exigees if cle(entree) not in connues or not est_traduite(connues[cle(entree)])]


class Extraction(makemessages.Command):
    """Django's extraction, into a folder that may be another than `locale/`."""

    def __init__(self, dossier: Path):
        super().__init__()
        self.dossier = dossier

    def build_potfiles(self):
        self.locale_paths = [str(self.dossier)]
        self.default_locale_path = str(self.dossier)
        return super().build_potfiles()


def extraire_dans(dossier: Path):
    """Bring the catalogues in `dossier` up to date with the strings of the project."""
    call_command(
        Extraction(dossier), locale=LANGUES, ignore_patterns=IGNORES, add_location="file", no_wrap=True, verbosity=0
    )


def catalogue(dossier: Path, langue: str) -> Path:
    return dossier / langue / "LC_MESSAGES" / "django.po"


def _est_a_jour(compilee: Path, source: Path) -> bool:
    return compilee.exists() and compilee.stat().st_mtime >= source.stat().st_mtime


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--extraire", action="store_true", help="write new strings into locale/")
        parser.add_argument("--verifier", action="store_true", help="fail if a string is not translated")

    def handle(self, *, extraire: bool, verifier: bool, **options):
        dossier = Path(settings.LOCALE_PATHS[0])
        if extraire:
            self._extraire(dossier)
        if verifier:
            self._verifier(dossier)
        for langue in LANGUES:
            fichier = catalogue(dossier, langue)
            if fichier.exists() and not _est_a_jour(fichier.with_suffix(".mo"), fichier):
                polib.pofile(str(fichier)).save_as_mofile(str(fichier.with_suffix(".mo")))

    def _extraire(self, dossier: Path):
        for langue in LANGUES:
            catalogue(dossier, langue).parent.mkdir(parents=True, exist_ok=True)
        extraire_dans(dossier)

    def _verifier(self, dossier):
        if not shutil.which("xgettext"):
            self.stdout.write("Catalogues NOT checked: xgettext (Debian's gettext) is not on this machine.")
            return
        with tempfile.TemporaryDirectory() as neuf:
            self._extraire(Path(neuf))
            extraites = polib.pofile(str(catalogue(Path(neuf), "en")))
        manque = {
            langue: manquantes(langue, extraites, polib.pofile(str(catalogue(dossier, langue)))) for langue in LANGUES
        }
        for langue, chaines in manque.items():
            for chaine in chaines:
                self.stderr.write(f"{langue}: {chaine}")
        if any(manque.values()):
            comptes = ", ".join(f"{langue} lacks {len(chaines)}" for langue, chaines in manque.items())
            raise CommandError(f"Catalogues are not complete: {comptes}")
        self.stdout.write(f"Catalogues are complete: {len(extraites)} strings.")
