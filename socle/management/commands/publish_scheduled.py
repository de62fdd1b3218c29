"""`manage.py publish_scheduled`: publish what is due, take off line what has expired; nothing stops the others."""

from django.utils import timezone
from wagtail.management.commands import publish_scheduled as wagtail_publish_scheduled

from socle.actions import publier_et_retirer_ce_qui_est_du


class Command(wagtail_publish_scheduled.Command):
    help = "Publishes what is due and takes off line what has expired. What lacks something stays a draft."

    def handle(self, *args, **options):
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        bilan = publier_et_retirer_ce_qui_est_du(timezone.now())
        for verbe, titres in (
            ("taken off line", bilan.retirees),
            ("published", bilan.publiees),
            ("left as a draft", bilan.refusees),
            ("in trouble, see the log", bilan.en_panne),
        ):
            for titre in titres:
                self.stdout.write(f"{titre}: {verbe}")
