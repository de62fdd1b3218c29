"""Compiles the translation catalogues; `--extraire` brings them up to date, `--verifier` fails if one is not."""

import shutil
import tempfile
from fnmatch import fnmatch
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.test.utils import override_settings

LANGUES = ["fr", "en", "de"]

PUBLICS = ("templates/*", "*/enums.py", "*/urls.py", "*/views.py", "*/templatetags/*", "*/rules.py", "*/carte.py")
"""Where what visitors read is written: German has these, English has all."""

DU_BUREAU = ("templates/*/admin/*", "templates/wagtailadmin/*", "*/views/bureau*.py", "templates/traduction/*")

IGNORES = [".venv/*", "var/*", "staticfiles/*", "tests/*", "docs/*"]


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


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--extraire", action="store_true", help="write new strings into locale/")
        parser.add_argument("--verifier", action="store_true", help="fail if a string is not translated")

    def handle(self, extraire, verifier, **options):
        if extraire:
            self._extraire()
        if verifier:
            self._verifier()
        for langue in LANGUES:
            fichier = self._fichier(langue)
            if fichier.exists():
                polib.pofile(str(fichier)).save_as_mofile(str(fichier.with_suffix(".mo")))

    def _fichier(self, langue) -> Path:
        return Path(settings.LOCALE_PATHS[0]) / langue / "LC_MESSAGES" / "django.po"

    def _extraire(self):
        call_command(
            "makemessages", locale=LANGUES, ignore_patterns=IGNORES, add_location="file", no_wrap=True, verbosity=0
        )

    def _verifier(self):
        if not shutil.which("xgettext"):
            self.stdout.write("Catalogues NOT checked: xgettext (Debian's gettext) is not on this machine.")
            return
        catalogues = {langue: polib.pofile(str(self._fichier(langue))) for langue in LANGUES}
        with tempfile.TemporaryDirectory() as dossier, override_settings(LOCALE_PATHS=[dossier]):
            for langue in LANGUES:
                self._fichier(langue).parent.mkdir(parents=True)
            self._extraire()
            extraites = polib.pofile(str(self._fichier("en")))
        manque = {langue: manquantes(langue, extraites, catalogues[langue]) for langue in LANGUES}
        for langue, chaines in manque.items():
            for chaine in chaines:
                self.stderr.write(f"{langue}: {chaine}")
        if any(manque.values()):
            raise CommandError(
                "Catalogues are not complete: " + ", ".join(f"{l} lacks {len(c)}" for l, c in manque.items())
            )
        self.stdout.write(f"Catalogues are complete: {len(extraites)} strings.")
