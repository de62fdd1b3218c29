"""The one door of files under /media/, the admin's API of media, and the report on rights that end."""

import mimetypes
import re
from datetime import datetime, time, timedelta
from pathlib import PurePosixPath

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.encoding import filepath_to_uri
from django.utils.http import http_date, parse_http_date_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.permissions import permission_policy as droits_sur_les_documents
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.permissions import permission_policy as droits_sur_les_images
from wagtailmedia.permissions import permission_policy as droits_sur_les_sons

from medias.echeances import droits_qui_finissent, s_occupe_de_medias
from medias.models import Rendu, Son, Visuel
from medias.rules import inerte

GESTES = ["add", "change", "delete", "choose"]
"""Who may do one of these with a medium may see it, and its name."""

GARDE = timedelta(days=1)
"""How long a browser may keep a file: no longer than that after consent is withdrawn."""

TRONCON = 1024 * 1024
TYPES = {
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
    ".m4a": "audio/mp4",
    ".opus": "audio/ogg",
}
RIEN_N_Y_AGIT = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def servir(request, chemin):
    """Serve a rendition, a drawn picture or a sound to those who may have it.

    Everyone has what may go out today; someone of the desk has what they look after. Originals
    of photographs, unfinished uploads and documents are never public here.
    """
    fichier, medium, politique = _trouver(chemin)
    public = medium.diffusable and not _est_un_original(fichier, medium)
    if not public and not _s_en_occupe(getattr(request, "user", AnonymousUser()), medium, politique):
        raise Http404
    return _bien_gardee(_repondre(request, fichier), medium, public)


def sous_titres(request, numero, cle):
    """Serve the captions of a sound, as WebVTT, to those who may have the sound."""
    son = Son.objects.filter(pk=numero).exclude(sous_titres="").first()
    if son is None or not constant_time_compare(cle, son.cle_des_sous_titres):
        raise Http404
    user = getattr(request, "user", AnonymousUser())
    if not son.diffusable and not _s_en_occupe(user, son, droits_sur_les_sons):
        raise Http404
    reponse = HttpResponse(son.sous_titres, content_type="text/vtt; charset=utf-8")
    return _bien_gardee(reponse, son, son.diffusable)


def _bien_gardee(reponse, medium, public: bool):
    """Let a browser read it as what it is and nothing else, and keep it no longer than its rights."""
    reponse["X-Content-Type-Options"] = "nosniff"
    reponse["Content-Security-Policy"] = RIEN_N_Y_AGIT
    reponse["Cache-Control"] = f"public, max-age={_garde(medium)}" if public else "private, no-store"
    return reponse


def _trouver(chemin):
    """Return the file of this name, its medium, and the policy on who looks after it; 404 when there is none."""
    dossiers = {
        "images": (Rendu.objects.select_related("image"), droits_sur_les_images),
        "original_images": (Visuel.objects, droits_sur_les_images),
        "media": (Son.objects, droits_sur_les_sons),
    }
    fichiers, politique = dossiers.get(chemin.split("/")[0], (None, None))
    # A name that the database knows is a file of ours: nothing else of the folder is reached.
    trouve = fichiers and "\x00" not in chemin and fichiers.filter(file=chemin).first()
    if not trouve:
        raise Http404
    return trouve.file, trouve.image if isinstance(trouve, Rendu) else trouve, politique


def _est_un_original(fichier, medium) -> bool:
    """Tell whether this is a photograph as it was handed in; a drawing has no other version of itself."""
    return isinstance(medium, Visuel) and fichier.name == medium.file.name and not medium.is_svg()


def _s_en_occupe(user, medium, politique) -> bool:
    return (
        user.is_authenticated
        and user.has_perm("wagtailadmin.access_admin")
        and politique.user_has_any_permission_for_instance(user, GESTES, medium)
    )


def _garde(medium) -> int:
    """Return for how many seconds a public file may be kept: never beyond its rights."""
    if medium.droits_fin is None:
        return int(GARDE.total_seconds())
    fin = timezone.make_aware(datetime.combine(medium.droits_fin, time.min))
    return int(max(timedelta(), min(GARDE, fin - timezone.now())).total_seconds())


def _repondre(request, fichier):
    type_ = TYPES.get(PurePosixPath(fichier.name).suffix.lower()) or mimetypes.guess_type(fichier.name)[0]
    type_ = type_ or "application/octet-stream"
    if settings.MEDIAS_INTERNES:
        # The web server in front sends the file itself, from a folder it shows to nobody.
        reponse = HttpResponse(content_type=type_)
        # An address, as nginx reads it: a header holds no accent.
        reponse["X-Accel-Redirect"] = settings.MEDIAS_INTERNES.rstrip("/") + "/" + filepath_to_uri(fichier.name)
        return reponse
    try:
        date = int(fichier.storage.get_modified_time(fichier.name).timestamp())
        taille = fichier.size
        contenu = fichier.open("rb")
    except OSError as absent:
        raise Http404 from absent
    vue = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    if vue is not None and vue >= date:
        contenu.close()
        return HttpResponseNotModified()
    troncon = _troncon(request.headers.get("Range", ""), taille)
    if troncon is None:
        reponse = FileResponse(contenu, content_type=type_)
    elif not troncon:
        contenu.close()
        reponse = HttpResponse(status=416, headers={"Content-Range": f"bytes */{taille}"})
    else:
        with contenu:
            contenu.seek(troncon.start)
            reponse = HttpResponse(contenu.read(len(troncon)), content_type=type_, status=206)
        reponse["Content-Range"] = f"bytes {troncon.start}-{troncon.stop - 1}/{taille}"
    reponse["Accept-Ranges"] = "bytes"
    reponse["Last-Modified"] = http_date(date)
    return reponse


def _troncon(entete: str, taille: int) -> range | None:
    """Return the bytes a player asks for, a mebibyte at most; empty when there are none, None to send all."""
    demande = re.fullmatch(r"bytes=(\d{0,15})-(\d{0,15})", entete.strip())
    if not demande or demande.groups() == ("", ""):
        return None
    debut, fin = demande.groups()
    if not debut:
        return range(max(0, taille - min(int(fin), TRONCON)), taille)
    dernier = min(int(fin) if fin else taille - 1, taille - 1, int(debut) + TRONCON - 1)
    return range(int(debut), dernier + 1)


class _DeCeuxQuIlVoit:
    """Wagtail lists the media of every city to whoever may enter the admin."""

    def get_queryset(self):
        siens = self.politique.instances_user_has_any_permission_for(self.request.user, GESTES)
        return super().get_queryset().filter(pk__in=siens.values("pk"))


class ImagesDeLAdmin(_DeCeuxQuIlVoit, ImagesAdminAPIViewSet):
    politique = droits_sur_les_images


class DocumentsDeLAdmin(_DeCeuxQuIlVoit, DocumentsAdminAPIViewSet):
    politique = droits_sur_les_documents


class DroitsQuiFinissent(ReportView):
    """What leaves the site within a month, and what has left it."""

    page_title = _("Droits qui finissent")
    header_icon = "date"
    index_url_name = "medias_droits"
    index_results_url_name = "medias_droits_results"
    columns = [
        TitleColumn("titre", label=_("Titre"), get_url=lambda echeance: echeance.adresse),
        Column("genre", label=_("Genre")),
        Column("collection", label=_("Collection")),
        Column("credit", label=_("Crédit")),
        DateColumn("fin", label=_("Fin des droits")),
        Column("etat", label=_("Sur le site")),
    ]
    list_export = ["titre", "genre", "collection", "credit", "fin", "etat"]
    export_headings = {
        "titre": _("Titre"),
        "genre": _("Genre"),
        "collection": _("Collection"),
        "credit": _("Crédit"),
        "fin": _("Fin des droits"),
        "etat": _("Sur le site"),
    }

    def dispatch(self, request, *args, **kwargs):
        if not s_occupe_de_medias(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_filename(self):
        return f"droits-{timezone.localdate():%Y-%m-%d}"

    def to_row_dict(self, echeance):
        ligne = super().to_row_dict(echeance)
        return ligne | {nom: inerte(ligne[nom]) for nom in ("titre", "collection", "credit")}

    def get_queryset(self):
        # Pictures and sounds together: a list, which the table and the export read alike.
        return droits_qui_finissent(self.request.user, timezone.localdate())
