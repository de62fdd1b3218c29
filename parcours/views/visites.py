"""The request of somebody of whom nothing is known: what it gets is what anybody gets."""

from io import BytesIO
from urllib.parse import unquote, urlsplit

from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest

DE_L_HOTE = ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "HTTP_X_FORWARDED_PROTO")


def visite_au_meme_hote(adresse: str, request) -> WSGIRequest:
    """Return a visit to an address of the host that `request` asks."""
    hote = {nom: request.META[nom] for nom in DE_L_HOTE if nom in request.META}
    return _visite(adresse, hote | {"wsgi.url_scheme": request.scheme})


def visite_du_site(adresse: str, site) -> WSGIRequest:
    """Return a visit to an address of a city's own host."""
    racine = urlsplit(site.root_url)
    hote = {"SERVER_NAME": site.hostname, "SERVER_PORT": str(site.port), "HTTP_HOST": racine.netloc}
    return _visite(adresse, hote | {"wsgi.url_scheme": racine.scheme})


def _visite(adresse: str, hote: dict) -> WSGIRequest:
    visite = WSGIRequest(
        {
            **hote,
            "wsgi.input": BytesIO(),
            "REQUEST_METHOD": "GET",
            "QUERY_STRING": urlsplit(adresse).query,
            "PATH_INFO": unquote(urlsplit(adresse).path).encode().decode("latin-1"),
            # Nobody reads these pages yet: they are not to be counted.
            "HTTP_SEC_PURPOSE": "prefetch",
        }
    )
    visite.user = AnonymousUser()
    return visite
