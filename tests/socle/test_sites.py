"""Which city answers at a host is remembered between requests, and forgotten as soon as a city changes its own."""

import pytest

from tests import fabrique

pytestmark = pytest.mark.django_db


def titre(client, hote):
    return client.get("/fr/", headers={"host": hote}).content.decode().split("<title>")[1].split("</title>")[0]


def test_chaque_hote_a_sa_ville_a_chaque_requete(ville, client):
    fabrique.ville(nom="Brest", hote="brest.example", par_defaut=False)
    lus = [titre(client, hote) for hote in ("brest.example", "localhost", "brest.example", "inconnu.example")]
    assert [lu.split()[-1] for lu in lus] == ["Brest", "Nantes", "Brest", "Nantes"]


def test_une_ville_qui_change_d_hote_repond_aussitot_au_nouveau(ville, client):
    brest = fabrique.ville(nom="Brest", hote="brest.example", par_defaut=False)
    avant = [titre(client, hote).split()[-1] for hote in ("brest.example", "autre.example")]
    brest.site.hostname = "autre.example"
    brest.site.save()
    apres = [titre(client, hote).split()[-1] for hote in ("brest.example", "autre.example")]
    assert (avant, apres) == (["Brest", "Nantes"], ["Nantes", "Brest"])
    brest.site.delete()
    assert titre(client, "autre.example").endswith("Nantes")
