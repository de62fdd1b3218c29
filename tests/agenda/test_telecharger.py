"""An address that never finishes answering is left when its time is up, wherever it has got to."""

import socket
from contextlib import suppress
from threading import Event, Thread
from time import monotonic

import pytest
from requests_hardened import Config, Manager
from urllib3.connectionpool import HTTPConnectionPool

from agenda.actions import telecharger as porte
from agenda.actions.telecharger import TelechargementRefuse, telecharger

SECONDES = 0.6
PAUSE = 0.1
CORPS = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def serveur(monkeypatch):
    """Start a server that says what it is given, then a byte now and then: `serveur(debut)` is its port.

    The machine's own network, and http, are out of reach: what checks addresses is set aside, not what holds the time.
    """
    monkeypatch.setattr(porte, "_verifier", lambda adresse: None)
    bassins = porte._Echeance.bassins
    monkeypatch.setattr(
        porte._Echeance, "bassins", lambda elle: {**bassins(elle), "http": elle.surveille(HTTPConnectionPool)}
    )
    monkeypatch.setattr(
        porte,
        "_GERANT",
        Manager(
            Config(
                ip_filter_enable=True, ip_filter_allow_loopback_ips=True, never_redirect=True, default_timeout=(1, 1)
            )
        ),
    )
    monkeypatch.setattr(porte, "SECONDES", SECONDES)
    arret, fils = Event(), []
    ecoute = socket.create_server(("127.0.0.1", 0))
    port = ecoute.getsockname()[1]

    def ouvrir(debut: bytes, suite: bytes | None = b"a"):
        def repondre(prise):
            with prise, suppress(OSError):
                prise.recv(4_096)
                prise.sendall(debut.replace(b"PORT", str(port).encode()))
                while suite and not arret.wait(PAUSE):
                    prise.sendall(suite)

        def ecouter():
            with suppress(OSError):
                while True:
                    fil = Thread(target=repondre, args=[ecoute.accept()[0]], daemon=True)
                    fils.append(fil)
                    fil.start()

        Thread(target=ecouter, daemon=True).start()
        return port

    yield ouvrir
    arret.set()
    ecoute.shutdown(socket.SHUT_RDWR)
    ecoute.close()
    for fil in fils:
        fil.join(5)


def test_une_session_n_ouvre_que_des_connexions_chiffrees():
    assert set(porte._Echeance(SECONDES).bassins()) == {"https"}


def test_ce_qui_repond_a_temps_se_lit(serveur):
    port = serveur(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(CORPS), CORPS), None)
    assert telecharger(f"http://127.0.0.1:{port}/a.ics") == CORPS


@pytest.mark.parametrize(
    ("protocole", "debut"),
    [
        ("http", b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"),
        ("http", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n"),
        ("http", b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"),
        ("http", b"HTTP/1.1 200 OK\r\nX-A: "),
        ("http", b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:PORT/\r\nContent-Length: 1000000\r\n\r\n"),
        ("https", b"\x16\x03\x03\x40\x00"),
    ],
    ids=["corps", "morceaux", "jusqu’à la fin", "entetes", "renvoi", "chiffrement"],
)
def test_un_serveur_qui_distille_est_quitte_a_l_heure(serveur, protocole, debut):
    port = serveur(debut)
    depart = monotonic()
    with pytest.raises(TelechargementRefuse) as refus:
        telecharger(f"{protocole}://127.0.0.1:{port}/a.ics")
    assert (refus.value.raison, monotonic() - depart < 15) == ("trop_lent", True)  # it would have lasted for hours
