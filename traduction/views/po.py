"""Translations that come and go as PO files."""

import codecs
import re

import polib
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.models import StringSegment

from traduction.controles import refus_d_un_texte
from traduction.rules import nettoyer
from traduction.views.portes import pourquoi_fige, traduction_et_objet

TAILLE_MAXIMALE = 2 * 1024 * 1024
ENTREES_MAXIMALES = 5_000
IDENTIFIANT = "X-WagtailLocalize-TranslationID"
REFUS_MONTRES = 5


class FichierRefuse(Exception):
    """The file can't be read: the sentence says why."""


@require_GET
def telecharger(request, translation_id):
    traduction, _objet = traduction_et_objet(request, translation_id)
    nom = f"{slugify(traduction.source.object_repr)}-{traduction.target_locale.language_code}.po"
    return HttpResponse(
        str(traduction.export_po()),
        content_type="text/x-gettext-translation; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{nom}"'},
    )


@require_POST
def televerser(request, translation_id):
    """Store what a PO file translates; what can't be is listed, what is fuzzy is left for later."""
    traduction, objet = traduction_et_objet(request, translation_id)
    suite = get_valid_next_url_from_request(request) or reverse("wagtailadmin_home")
    if fige := pourquoi_fige(request, traduction, objet):
        messages.error(request, fige)
        return redirect(suite)
    try:
        po = lire(request.FILES.get("file"), traduction)
    except FichierRefuse as refus:
        messages.error(request, str(refus))
        return redirect(suite)
    retenues, floues, refusees = trier(po, traduction)
    inconnus = traduction.import_po(retenues, user=request.user, tool_name="PO")
    _dire(request, len(retenues) - len(inconnus), len(inconnus), floues, refusees)
    return redirect(suite)


def lire(fichier, traduction) -> polib.POFile:
    """Return the PO file sent for this translation, or raise FichierRefuse."""
    if fichier is None:
        raise FichierRefuse(_("Choisissez un fichier PO."))
    if fichier.size > TAILLE_MAXIMALE:
        raise FichierRefuse(_("Ce fichier est trop gros : 2 Mo au plus."))
    texte = _decoder(fichier.read())
    try:
        # polib takes a text without a line break for the name of a file: a comment line comes first.
        po = polib.pofile(f"#\n{texte}", wrapwidth=200)
    except Exception:  # a parser of what strangers send: whatever it stumbles on, the file is not a PO file
        raise FichierRefuse(_("Ce fichier n’est pas un fichier PO lisible."))
    if IDENTIFIANT not in po.metadata:
        raise FichierRefuse(
            _(
                "L’en-tête de ce fichier a disparu : repartez du fichier téléchargé ici, sans retirer ses premières lignes."
            )
        )
    if po.metadata[IDENTIFIANT] != str(traduction.uuid):
        raise FichierRefuse(_("Ce fichier est celui d’une autre traduction."))
    if len(po) > ENTREES_MAXIMALES:
        raise FichierRefuse(_("Ce fichier a trop d’entrées."))
    return po


def _decoder(octets: bytes) -> str:
    declare = re.search(rb"charset=([\w.:-]{1,40})", octets[:4000])
    jeu = declare.group(1).decode("ascii", "replace") if declare else "utf-8"
    try:
        if codecs.lookup(jeu).name == "utf-8":
            jeu = "utf-8-sig"
        return octets.decode(jeu)
    except (LookupError, ValueError, AttributeError):
        raise FichierRefuse(
            _("Ce fichier n’est pas en %(jeu)s comme il le dit : enregistrez-le en UTF-8.") % {"jeu": jeu}
        )


def trier(po, traduction):
    """Return (PO file of what can be stored, number of fuzzy entries, [(text, reason)] of what can't)."""
    contextes = {
        contexte.path: contexte
        for contexte in (
            segment.context
            for segment in StringSegment.objects.filter(source=traduction.source).select_related("context")
        )
    }
    retenues = polib.POFile(wrapwidth=200)
    retenues.metadata = dict(po.metadata)
    floues, refusees = 0, []
    for entree in po:
        if entree.obsolete or not entree.msgstr:
            continue
        if entree.fuzzy:
            floues += 1
            continue
        contexte = contextes.get(entree.msgctxt)
        if contexte and (motif := refus_d_un_texte(traduction.source, contexte, entree.msgid, entree.msgstr)):
            refusees.append((entree.msgid, motif))
            continue
        entree.msgstr = nettoyer(entree.msgstr)
        retenues.append(entree)
    return retenues, floues, refusees


def _dire(request, gardees, inconnus, floues, refusees):
    if gardees or not (inconnus or floues or refusees):
        messages.success(
            request, ngettext("%(n)s texte enregistré.", "%(n)s textes enregistrés.", gardees) % {"n": gardees}
        )
    if floues:
        messages.warning(
            request,
            ngettext(
                "%(n)s entrée floue (« fuzzy ») laissée de côté : relisez-la, ôtez la marque, renvoyez le fichier.",
                "%(n)s entrées floues (« fuzzy ») laissées de côté : relisez-les, ôtez la marque, renvoyez le fichier.",
                floues,
            )
            % {"n": floues},
        )
    if inconnus:
        messages.warning(
            request,
            ngettext(
                "%(n)s texte n’est plus dans la source : téléchargez un fichier à jour.",
                "%(n)s textes ne sont plus dans la source : téléchargez un fichier à jour.",
                inconnus,
            )
            % {"n": inconnus},
        )
    for texte, motif in refusees[:REFUS_MONTRES]:
        messages.error(
            request, _("« %(texte)s » n’est pas enregistré. %(motif)s") % {"texte": texte[:80], "motif": motif}
        )
    if len(refusees) > REFUS_MONTRES:
        messages.error(request, _("Et %(n)s autres refusés.") % {"n": len(refusees) - REFUS_MONTRES})
