"""Verbs that write, for all stories: what the clock decides, and telling those it concerns."""

import fcntl
import logging
import os
import tempfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from smtplib import SMTPException

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.db import connection, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, Revision

journal = logging.getLogger(__name__)

PUBLICATION_REFUSEE = "recit.publication_refusee"
"""The log action kept when the clock refuses a publication; the desk reads it."""


@dataclass
class Bilan:
    """What a round of the clock did, by title."""

    retirees: list[str] = field(default_factory=list)
    publiees: list[str] = field(default_factory=list)
    refusees: list[str] = field(default_factory=list)
    en_panne: list[str] = field(default_factory=list)


def publier_et_retirer_ce_qui_est_du(maintenant: datetime) -> Bilan:
    """Take off line what has expired, publish what is due; one that cannot be does not stop the others."""
    bilan = Bilan()
    for objet in _expires(maintenant):
        _tenter(bilan, str(objet), lambda objet=objet: _retirer(objet, bilan))
    for revision in Revision.objects.filter(approved_go_live_at__lt=maintenant).order_by("approved_go_live_at", "pk"):
        _tenter(bilan, revision.object_str, lambda revision=revision: _publier(revision, bilan))
    return bilan


def _tenter(bilan: Bilan, titre: str, faire):
    try:
        with transaction.atomic():
            faire()
    except Exception:
        # Whatever is wrong with one page, the others are due too; it is tried again next time.
        journal.exception("The clock could not do its work on %s", titre)
        bilan.en_panne.append(titre)


def _expires(maintenant):
    brouillonnables = [
        modele for modele in apps.get_models() if issubclass(modele, DraftStateMixin) and not issubclass(modele, Page)
    ]
    for modele in (Page, *brouillonnables):
        yield from list(modele.objects.filter(live=True, expire_at__lt=maintenant).order_by("expire_at", "pk"))


def _retirer(objet, bilan: Bilan):
    objet.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    bilan.retirees.append(str(objet))


def _publier(revision, bilan: Bilan):
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except (ValidationError, PermissionDenied) as refus:
        raisons = refus.messages if isinstance(refus, ValidationError) else [str(refus)]
        _laisser_en_brouillon(revision, raisons)
        bilan.refusees.append(revision.object_str)
    else:
        bilan.publiees.append(revision.object_str)


def _laisser_en_brouillon(revision, raisons: list[str]):
    """Give up the appointed hour, keep why, and tell those who were counting on it."""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    objet = revision.content_object
    journal.warning("Not published: %s (%s): %s", objet, objet.pk, "; ".join(raisons))
    log(instance=objet, action=PUBLICATION_REFUSEE, data={"raisons": raisons}, revision=revision)
    personnes = {p.pk: p for p in (getattr(objet, "owner", None), revision.user) if p and p.is_active and p.email}
    for personne in personnes.values():
        transaction.on_commit(lambda personne=personne: _ecrire(personne, objet, raisons))


def _ecrire(personne, objet, raisons: list[str]):
    profil = getattr(personne, "wagtail_userprofile", None)
    with translation.override(profil.get_preferred_language() if profil else settings.LANGUAGE_CODE):
        lignes = [
            _("À l’heure dite, il lui manquait encore :"),
            *(f"– {raison}" for raison in raisons),
            "",
            _("La page est restée en brouillon. Complétez-la, puis publiez-la :"),
        ]
        if isinstance(objet, Page):
            lignes.append(settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[objet.pk]))
        sujet = _("« %(titre)s » n’a pas été publié") % {"titre": str(objet)}
        try:
            send_mail(" ".join(sujet.split()), "\n".join(lignes), None, [personne.email])
        except (SMTPException, OSError):
            # The desk says it too: mail that is out of order must not undo the rest.
            journal.exception("Could not write to %s", personne.email)


@contextmanager
def un_seul_a_la_fois(nom: str):
    """Give True to the first who asks, on this database, and False to the others until it is done.

    On PostgreSQL the lock is the database's, so that several servers share it; on
    SQLite it is a file beside the database's. Neither outlives its process.
    """
    if connection.vendor == "postgresql":
        numero = zlib.crc32(nom.encode())
        with connection.cursor() as curseur:
            # A session is given again a lock that it holds: whoever has it, we ask first.
            curseur.execute(
                """
                SELECT CASE WHEN EXISTS (
                    SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 0 AND objid = %s AND objsubid = 1
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                ) THEN false ELSE pg_try_advisory_lock(%s) END
                """,
                [numero, numero],
            )
            pris = curseur.fetchone()[0]
            try:
                yield pris
            finally:
                if pris:
                    curseur.execute("SELECT pg_advisory_unlock(%s)", [numero])
        return
    base = Path(str(connection.settings_dict["NAME"]))
    if not base.is_file():  # in memory: nobody else's
        base = Path(tempfile.gettempdir()) / f"recit-{os.getpid()}"
    with base.with_name(f"{base.name}-{nom}.verrou").open("w") as verrou:
        try:
            fcntl.flock(verrou, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
