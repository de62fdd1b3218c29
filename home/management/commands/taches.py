"""`manage.py taches`: what the clock decides, once a minute. Two at once are one too many: the second leaves."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from agenda.actions.prolonger import prolonger_les_dates
from medias.actions import retirer_les_depots_abandonnes, retirer_les_rendus_finis
from mesure.actions.oublier import oublier_les_passages
from parcours.actions import oublier_les_traces_abandonnes
from search.actions.changements import envoyer_ce_qui_attend, oublier_ce_qui_est_envoye
from search.actions.echeances import dire_ce_qui_est_proche
from search.actions.manques import oublier_les_recherches_manquees
from socle.actions import publier_et_retirer_ce_qui_est_du, un_seul_a_la_fois


class Command(BaseCommand):
    help = "Does what is due: publications, expiries, rights that ended. Run it once a minute."

    def handle(self, **options):
        with un_seul_a_la_fois("taches") as la_place_est_libre:
            if not la_place_est_libre:
                self.stdout.write("Another round is under way: nothing to do.")
                return
            bilan = publier_et_retirer_ce_qui_est_du(timezone.now())
            rendus = retirer_les_rendus_finis(timezone.localdate())
            retirer_les_depots_abandonnes(timezone.now())
            prolonger_les_dates(timezone.now())
            dire_ce_qui_est_proche(timezone.localdate())
            indexees = envoyer_ce_qui_attend()
            oublier_ce_qui_est_envoye(timezone.now())
            oublier_les_recherches_manquees(timezone.localdate())
            oublier_les_passages(timezone.localdate())
            oublier_les_traces_abandonnes(timezone.now())
        self.stdout.write(
            f"{len(bilan.publiees)} published, {len(bilan.refusees)} left as drafts, "
            f"{len(bilan.retirees)} taken off line, {len(bilan.en_panne)} in trouble, "
            f"{rendus} renditions deleted, {indexees} changes sent to the search"
        )
