"""The screen that takes in the events of another agenda: an address or a file, a rehearsal, then drafts."""

from base64 import b64decode, b64encode

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin import messages

from agenda.actions.importer import Prevu, Sort, importer, prevoir
from agenda.actions.telecharger import TelechargementRefuse, telecharger
from agenda.forms import ImportForm
from agenda.models import AgendaPage
from agenda.mots import grouper, raison_du_calendrier, raison_du_telechargement
from agenda.rules.fichiers import CalendrierRefuse
from agenda.rules.lecture import lire_le_calendrier

PAR_ENVOI = 200
"""Events written in one answer: more would make a person, and a server, wait too long. The next ones follow."""

DUREE_DE_LA_REPETITION = 3_600
"""Seconds between a rehearsal and its import."""


class ImporterUnAgenda(View):
    """What was rehearsed travels in the form, signed for this person: no file is kept, nobody else's is read."""

    def dispatch(self, request, page_id):
        self.agenda = get_object_or_404(AgendaPage, id=page_id)
        if not self.agenda.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        return super().dispatch(request, page_id)

    def get(self, request, page_id):
        return self._montrer(ImportForm())

    def post(self, request, page_id):
        if "repete" in request.POST:
            return self._ecrire(request)
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._montrer(form)
        try:
            octets = self._octets(form)
            prevus = self._prevoir(octets, form.cleaned_data["remplacer"])
        except TelechargementRefuse as refus:
            form.add_error("adresse", raison_du_telechargement(refus))
        except CalendrierRefuse as refus:
            form.add_error("fichier" if form.cleaned_data["fichier"] else "adresse", raison_du_calendrier(refus.raison))
        else:
            source = form.cleaned_data["adresse"] or form.cleaned_data["fichier"].name
            repete = {
                "ics": b64encode(octets).decode(),
                "source": source,
                "remplacer": form.cleaned_data["remplacer"],
                "agenda": self.agenda.pk,
            }
            return self._montrer(form, prevus, signing.dumps(repete, salt=self._sel, compress=True))
        return self._montrer(form)

    @property
    def _sel(self) -> str:
        return f"agenda.import.{self.request.user.pk}"

    def _octets(self, form) -> bytes:
        fichier = form.cleaned_data["fichier"]
        return fichier.read() if fichier else telecharger(form.cleaned_data["adresse"])

    def _prevoir(self, octets: bytes, remplacer: bool) -> list[Prevu]:
        lus, refus = lire_le_calendrier(octets, timezone.get_default_timezone())
        return prevoir(self.agenda, lus, refus, remplacer, self.request.user)

    def _ecrire(self, request):
        try:
            repete = signing.loads(request.POST["repete"], salt=self._sel, max_age=DUREE_DE_LA_REPETITION)
        except signing.BadSignature:
            messages.error(request, _("Cette répétition est trop ancienne : recommencez."))
            return redirect(request.path)
        if repete["agenda"] != self.agenda.pk:
            raise PermissionDenied
        prevus = self._prevoir(b64decode(repete["ics"]), repete["remplacer"])
        a_ecrire = [p for p in prevus if p.sort in (Sort.NOUVEAU, Sort.CHANGE)]
        ecrits = importer(self.agenda, a_ecrire[:PAR_ENVOI], repete["source"], request.user)
        nombre = ecrits[Sort.NOUVEAU] + ecrits[Sort.CHANGE]
        messages.success(
            request,
            ngettext(
                "%(nombre)s événement est écrit, en brouillon.",
                "%(nombre)s événements sont écrits, en brouillon.",
                nombre,
            )
            % {"nombre": nombre},
        )
        if len(a_ecrire) > PAR_ENVOI:
            reste = self._prevoir(b64decode(repete["ics"]), repete["remplacer"])
            return self._montrer(ImportForm(), reste, request.POST["repete"])
        return redirect("wagtailadmin_explore", self.agenda.pk)

    def _montrer(self, form, prevus=(), repete=""):
        groupes = grouper(prevus)
        contexte = {
            "agenda": self.agenda,
            "form": form,
            "groupes": groupes,
            "repete": repete,
            "a_ecrire": sum(g["nombre"] for g in groupes if g["ecrit"]),
            "par_envoi": PAR_ENVOI,
        }
        return render(self.request, "agenda/admin/importer.html", contexte)
