"""Servers that break down as real ones do, each on a port of its own, and a cluster that can be stopped and killed."""

import contextlib
import os
import socket
import subprocess
import threading
from pathlib import Path

CLUSTER = Path(__file__).parent.parent / "elasticsearch" / "cluster"

VRAI = b"X-Elastic-Product: Elasticsearch\r\nContent-Type: application/json\r\nConnection: close\r\n"


def _reponse(statut: str, corps: bytes, entetes: bytes = VRAI, longueur: int | None = None) -> bytes:
    taille = len(corps) if longueur is None else longueur
    return b"HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n%s" % (statut.encode(), entetes, taille, corps)


REPONSES = {
    "trop demandé": _reponse("429 Too Many Requests", b'{"error": {"type": "es_rejected_execution_exception"}}'),
    "indisponible": _reponse("503 Service Unavailable", b'{"error": "no master"}'),
    "panne": _reponse("500 Internal Server Error", b'{"error": "boom"}'),
    "mandataire": _reponse("502 Bad Gateway", b"<html>Bad gateway</html>", b"Content-Type: text/html\r\n"),
    "accès refusé": _reponse("403 Forbidden", b'{"error": "security_exception"}'),
    "autre chose": _reponse("200 OK", b"<html>Welcome!</html>", b"Content-Type: text/html\r\n"),
    "charabia": _reponse("200 OK", b'{"hits": {"tot'),
    "coupée": _reponse("200 OK", b'{"took": 1', longueur=5000),
    "pas du HTTP": b"SSH-2.0-OpenSSH_9.2\r\n",
    "raccroche": b"",
}


ENTIERE = b'"took": 1, "timed_out": false, "_shards": {"total": 1, "successful": 1, "failed": 0}'
AUTRES_FORMES = {
    "rien": _reponse("200 OK", b""),
    "objet vide": _reponse("200 OK", b"{}"),
    "liste": _reponse("200 OK", b"[]"),
    "nul": _reponse("200 OK", b"null"),
    "nombre": _reponse("200 OK", b"44"),
    "texte": _reponse("200 OK", b'"ok"'),
    "erreur sans le dire": _reponse("200 OK", b'{"error": {"type": "search_phase_execution_exception"}}'),
    "sans résultats": _reponse("200 OK", b"{%s}" % ENTIERE),
    "résultats nuls": _reponse("200 OK", b'{%s, "hits": null, "aggregations": null, "responses": null}' % ENTIERE),
    "résultats d’ailleurs": _reponse(
        "200 OK",
        b'{%s, "hits": {"total": {"value": 1}, "hits": [{"_id": "a", "_source": {}}]}, "responses": []}' % ENTIERE,
    ),
}
"""Answers that are JSON, said to be well, and not those of a cluster: of a proxy, another service, another version."""


class Serveur:
    """Accepts on a free port, counts who comes, and does the same to each: `reponse`, slowly, or nothing at all."""

    def __init__(self, reponse: bytes | None, goutte: float = 0):
        self.reponse, self.goutte = reponse, goutte
        self.appels = 0
        self.fini = threading.Event()
        """Set once a reply has been given whole."""
        self._arret = threading.Event()
        self._ecoute = socket.create_server(("127.0.0.1", 0))
        self.adresse = f"http://127.0.0.1:{self._ecoute.getsockname()[1]}"
        self._fil = threading.Thread(target=self._accepter, daemon=True)

    def __enter__(self):
        self._fil.start()
        return self

    def __exit__(self, *raison):
        self._arret.set()
        with contextlib.suppress(OSError):
            self._ecoute.shutdown(socket.SHUT_RDWR)
        self._ecoute.close()
        self._fil.join()

    def _accepter(self):
        while True:
            try:
                prise, _adresse = self._ecoute.accept()
            except OSError:
                return
            self.appels += 1
            threading.Thread(target=self._recevoir, args=(prise,), daemon=True).start()

    def _recevoir(self, prise):
        with prise, contextlib.suppress(OSError):
            prise.recv(65_536)
            if self.reponse is None:
                self._arret.wait()
            elif self.goutte:
                for octet in self.reponse:
                    if self._arret.wait(self.goutte):
                        return
                    prise.sendall(bytes([octet]))
            else:
                prise.sendall(self.reponse)
            self.fini.set()


def port_ferme() -> str:
    """Return an address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as prise:
        return f"http://127.0.0.1:{prise.getsockname()[1]}"


class Cluster:
    """A real cluster of these tests' own, beside the one that others use."""

    def __init__(self, port: int):
        self._port = str(port)
        self.adresse = f"http://127.0.0.1:{port}"

    def __call__(self, *ordre: str):
        subprocess.run(
            [CLUSTER, *ordre],
            check=True,
            env=os.environ | {"ELASTICSEARCH_TEST_PORT": self._port},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=180,
        )
