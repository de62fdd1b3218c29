"""Connections to the cluster that keep to their time: a reply that trickles in is cut when the time is up.

A socket's timeout counts from one byte to the next; visitors wait for the last one.
"""

import socket
from contextlib import contextmanager, suppress
from threading import Timer

import urllib3
from elastic_transport import Urllib3HttpNode
from elastic_transport.client_utils import DEFAULT
from urllib3.connection import HTTPConnection, HTTPSConnection


@contextmanager
def _couper_apres(prise: socket.socket, secondes: float | None):
    """Shut a socket from another thread when the time is up: who reads from it is told that the reply has ended."""
    if secondes is None:
        yield
        return

    def couper():
        with suppress(OSError):  # closed meanwhile
            prise.shutdown(socket.SHUT_RDWR)

    minuterie = Timer(secondes, couper)
    minuterie.daemon = True
    minuterie.start()
    try:
        yield
    finally:
        minuterie.cancel()


class _LireATemps:
    """Reads headers and body, which `getresponse` does both, within what is left of the request's time."""

    def getresponse(self):
        with _couper_apres(self.sock, self.timeout):
            return super().getresponse()


class Connexion(_LireATemps, HTTPConnection):
    pass


class ConnexionChiffree(_LireATemps, HTTPSConnection):
    pass


class Noeud(Urllib3HttpNode):
    """A node of the cluster whose `request_timeout` is the whole time of a request, connection and reply together."""

    def __init__(self, config):
        super().__init__(config)
        self.pool.ConnectionCls = ConnexionChiffree if config.scheme == "https" else Connexion

    def perform_request(self, method, target, body=None, headers=None, request_timeout=DEFAULT):
        secondes = self.config.request_timeout if request_timeout is DEFAULT else request_timeout
        return super().perform_request(method, target, body, headers, urllib3.Timeout(total=secondes))
