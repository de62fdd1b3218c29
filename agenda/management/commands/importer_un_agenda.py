"""Takes the events of an iCalendar file or address into a city's agenda, as drafts; `--a-blanc` only says what it would do."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from tqdm import tqdm
from wagtail.models import Site

from agenda.actions.importer import Sort, importer, prevoir
from agenda.actions.telecharger import TelechargementRefuse, telecharger
from agenda.models import AgendaPage
from agenda.mots import bilan_dit, raison_du_calendrier, raison_du_refus_dite, raison_du_telechargement
from agenda.rules.fichiers import OCTETS_AU_PLUS, CalendrierRefuse
from agenda.rules.lecture import lire_le_calendrier

LIGNES_AU_PLUS = 30


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("source", help="a file, or an https address")
        parser.add_argument("--ville", help="the host name of the city's site (default: the default site)")
        parser.add_argument("--langue", help="the language of the agenda (default: the city's first)")
        parser.add_argument("--a-blanc", action="store_true", help="say what would be done, write nothing")
        parser.add_argument("--remplacer", action="store_true", help="overwrite also what was written here since")

    def handle(self, *, source, ville, langue, a_blanc, remplacer, **options):
        agenda = self._agenda(ville, langue)
        with translation.override("fr"):
            octets = self._lire(source)
            try:
                lus, refus = lire_le_calendrier(octets, timezone.get_default_timezone())
            except CalendrierRefuse as erreur:
                raise CommandError(raison_du_calendrier(erreur.raison)) from None
            prevus = prevoir(agenda, lus, refus, remplacer)
            self._dire(prevus)
            if not a_blanc:
                with tqdm(total=len(prevus), disable=None, unit="événement") as barre:
                    importer(agenda, prevus, source, avancer=barre.update)
                self.stdout.write("C’est fait. Les nouveaux événements sont des brouillons.")

    def _agenda(self, ville, langue) -> AgendaPage:
        site = Site.objects.filter(**({"hostname": ville} if ville else {"is_default_site": True})).first()
        if site is None:
            raise CommandError("No such city: give the host name of its site with --ville.")
        racine = site.root_page
        agendas = AgendaPage.objects.filter(
            path__in=[
                page.path
                for version in [racine, *racine.get_translations()]
                for page in version.get_children().filter(agendapage__isnull=False)
            ],
            locale__language_code=langue or racine.locale.language_code,
        )
        agenda = agendas.first()
        if agenda is None:
            raise CommandError("This city has no agenda in this language: make its page first.")
        return agenda

    def _lire(self, source: str) -> bytes:
        if "://" in source:
            try:
                return telecharger(source)
            except TelechargementRefuse as refus:
                raise CommandError(raison_du_telechargement(refus)) from None
        try:
            with Path(source).open("rb") as fichier:
                return fichier.read(OCTETS_AU_PLUS + 1)
        except OSError as erreur:
            raise CommandError(f"{source}: {erreur.strerror}") from None

    def _dire(self, prevus):
        for ligne in bilan_dit(prevus):
            self.stdout.write(ligne)
        a_dire = [p for p in prevus if p.sort in (Sort.REFUSE, Sort.ECRIT_ICI, Sort.VERROUILLE, Sort.PLUS_ANCIEN)]
        for prevu in a_dire[:LIGNES_AU_PLUS]:
            self.stdout.write(f"  {prevu.titre}\u00a0: {raison_du_refus_dite(prevu)}")
        if len(a_dire) > LIGNES_AU_PLUS:
            self.stdout.write(f"  … et {len(a_dire) - LIGNES_AU_PLUS} autres.")
