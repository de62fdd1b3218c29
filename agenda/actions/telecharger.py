"""Fetches a calendar from an address that somebody typed: https, no private network, a size and a time limit."""

import socket
from contextlib import suppress
from threading import Lock, Timer
from urllib.parse import urljoin, urlsplit

import requests
from requests_hardened import Config, Manager
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import HTTPError

from agenda.rules.fichiers import OCTETS_AU_PLUS

SECONDES = 30
"""For the whole answer, however slowly it comes."""

RENVOIS_AU_PLUS = 3
PORTS = (None, 443)
ATTENTE = (5, 10)
"""Seconds to connect, and between two pieces of an answer."""

_GERANT = Manager(
    Config(
        ip_filter_enable=True,
        ip_filter_allow_loopback_ips=False,
        never_redirect=True,  # each address is checked like the first
        default_timeout=ATTENTE,
        user_agent_override="Recit/agenda",
    )
)


class TelechargementRefuse(Exception):
    """Nothing was fetched: `raison` is « adresse », « prive », « injoignable », « reponse », « renvois », « trop_lourd » or « trop_lent »."""

    def __init__(self, raison: str, quoi: str = ""):
        self.raison, self.quoi = raison, quoi
        super().__init__(f"{raison} {quoi}".strip())


class _Echeance:
    """Shuts every connection of a fetch when its time is up, whatever it waits for: handshake, headers or body.

    A socket's timeout counts from one byte to the next: a server that sends one a second would be waited for for ever.
    """

    def __init__(self, secondes: float):
        self.passee = False
        self._prises = []
        self._verrou = Lock()
        self._minuterie = Timer(secondes, self._couper)
        self._minuterie.daemon = True

    def __enter__(self):
        self._minuterie.start()
        return self

    def __exit__(self, *_args):
        self._minuterie.cancel()
        with self._verrou:
            for prise in self._prises:
                prise.close()
            self._prises.clear()

    def surveiller(self, prise: socket.socket):
        """Keep a handle of our own: encrypting a connection empties the one that is given here."""
        with self._verrou:
            self._prises.append(prise.dup())
        if self.passee:
            self._couper()

    def _couper(self):
        self.passee = True
        with self._verrou:
            for prise in self._prises:
                with suppress(OSError):  # closed meanwhile
                    prise.shutdown(socket.SHUT_RDWR)

    def bassins(self) -> dict[str, type]:
        """Return the kinds of connections that a session may open, by scheme: no other than https."""
        return {"https": self.surveille(HTTPSConnectionPool)}

    def surveille(self, bassin: type) -> type:
        """Return a kind of connections, watched here."""
        surveiller = self.surveiller

        class Surveillee(bassin.ConnectionCls):
            def _new_conn(self):
                prise = super()._new_conn()
                surveiller(prise)
                return prise

        return type("Bassin", (bassin,), {"ConnectionCls": Surveillee})


def telecharger(adresse: str) -> bytes:
    """Return what is at this address. The machine's own network is out of reach, by name, by number or by redirection."""
    with _GERANT.get_session() as session, _Echeance(SECONDES) as echeance:
        session.trust_env = False  # a proxy of the environment would look names up in our place
        for adaptateur in session.adapters.values():
            adaptateur.poolmanager.pool_classes_by_scheme = echeance.bassins()
        try:
            octets = _suivre(session, adresse, echeance)
        except TelechargementRefuse:
            if not echeance.passee:
                raise
        if echeance.passee:  # a body that was cut may look whole
            raise TelechargementRefuse("trop_lent")
        return octets


def _suivre(session, adresse: str, echeance: _Echeance) -> bytes:
    for _rang in range(RENVOIS_AU_PLUS + 1):
        _verifier(adresse)
        with _demander(session, adresse) as reponse:
            if not reponse.is_redirect:
                return _lire(reponse)
            adresse = urljoin(adresse, reponse.headers.get("location", ""))
        if echeance.passee:
            raise TelechargementRefuse("trop_lent")
    raise TelechargementRefuse("renvois")


def _verifier(adresse: str):
    try:
        parts = urlsplit(adresse)
        permise = parts.scheme == "https" and parts.hostname and parts.port in PORTS and not parts.username
    except ValueError:
        permise = False
    if not permise:
        raise TelechargementRefuse("adresse", adresse[:200])


def _demander(session, adresse: str):
    try:
        return session.request("GET", adresse, stream=True, headers={"Accept": "text/calendar"})
    except InvalidIPAddress:
        raise TelechargementRefuse("prive") from None
    except (requests.RequestException, HTTPError, OSError, UnicodeError, ValueError):
        raise TelechargementRefuse("injoignable", urlsplit(adresse).hostname or "") from None


def _lire(reponse) -> bytes:
    if reponse.status_code != 200:
        raise TelechargementRefuse("reponse", str(reponse.status_code))
    lus = bytearray()
    try:
        for morceau in reponse.iter_content(64 * 1024):
            lus += morceau
            if len(lus) > OCTETS_AU_PLUS:
                raise TelechargementRefuse("trop_lourd")
    except (requests.RequestException, HTTPError, OSError):
        raise TelechargementRefuse("injoignable", urlsplit(reponse.url).hostname or "") from None
    return bytes(lus)
