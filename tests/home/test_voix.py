"""The voices of the demo: captions timed by what is spoken, and words that stay where nothing can speak."""

import shutil
import wave
from io import BytesIO
from pathlib import Path

import pytest

from home.demo import voix
from home.demo.lecture import textes
from home.demo.sons import blocs_du_son
from home.demo.voix import dire

AU_PLUS = 600_000
"""Octets: a dozen seconds that a phone in the street loads without thinking of it."""

qui_parle = pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not on this machine")


@pytest.fixture
def machine_muette(monkeypatch):
    monkeypatch.setattr(voix.shutil, "which", lambda nom: None)


def faux_programme(dossier: Path, corps: str) -> str:
    programme = dossier / "espeak-ng"
    programme.write_text(f"#!/bin/sh\n{corps}\n")
    programme.chmod(0o755)
    return str(programme)


@qui_parle
def test_chaque_phrase_a_son_sous_titre_a_l_instant_ou_elle_est_dite():
    dit = dire("Le fleuve passe. Les maisons penchent.", "fr")
    repliques = dit.sous_titres.strip().split("\n\n")
    assert (repliques[0], [r.split("\n")[1] for r in repliques[1:]]) == (
        "WEBVTT",
        ["Le fleuve passe.", "Les maisons penchent."],
    )
    debuts = [r.split(" --> ")[0] for r in repliques[1:]]
    assert debuts[0] == "00:00.000" < debuts[1]
    with wave.open(BytesIO(dit.wav)) as lu:
        assert (lu.getnchannels(), lu.getsampwidth()) == (1, 2)
        assert 1 < lu.getnframes() / lu.getframerate() < 10


@qui_parle
@pytest.mark.parametrize("langue", ["fr", "en", "de"])
def test_chaque_son_de_la_demonstration_est_leger(langue):
    poids = {cle: len(dire(son["texte"], langue).wav) for cle, son in textes("sons", langue).items()}
    assert {cle: octets for cle, octets in poids.items() if octets > AU_PLUS} == {}


def test_sans_synthese_les_mots_restent_dans_l_histoire(machine_muette):
    assert dire("Le fleuve passe.", "fr") is None
    son = textes("sons")["les-anneaux"]
    assert blocs_du_son("les-anneaux", None) == [("chapitre", son["titre"]), ("texte", f"<p>{son['texte']}</p>")]
    assert blocs_du_son("une-histoire-que-l-on-n-entend-pas", None) == []


@pytest.mark.parametrize("corps", ["exit 1", "echo pas-un-son"])
def test_une_synthese_en_panne_laisse_la_demonstration_entiere(corps, tmp_path, monkeypatch):
    programme = faux_programme(tmp_path, corps)
    monkeypatch.setattr(voix.shutil, "which", lambda nom: programme)
    assert dire("Le fleuve passe.", "fr") is None
