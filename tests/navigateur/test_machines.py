"""What pages tell machines, in a real browser: nothing of it is executed, refused or asked elsewhere."""

import json

import pytest

from tests.villes import grande_ville

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


def test_le_navigateur_ne_dit_rien_de_ce_que_la_page_dit_aux_machines(ville, onglet):
    plaintes = []
    onglet.on(
        "console", lambda message: plaintes.append(message.text) if message.type in ("error", "warning") else None
    )
    adresses = grande_ville(ville).adresses
    for nom in ("ville", "quartier", "œuvre", "artiste"):
        onglet.goto(adresses[nom])
        [donnees] = onglet.locator('script[type="application/ld+json"]').all_text_contents()
        assert json.loads(donnees)["@context"] == "https://schema.org", nom
    assert (plaintes, onglet.erreurs, len(onglet.hotes)) == ([], [], 1)


def test_le_navigateur_lit_le_manifeste_et_n_y_trouve_pas_de_faute(ville, onglet):
    onglet.goto(ville.accueil.url)
    protocole = onglet.context.new_cdp_session(onglet)
    lu = protocole.send("Page.getAppManifest")
    fautes = protocole.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert (lu["url"].endswith("/fr/manifest.webmanifest"), lu["errors"]) == (True, [])
    assert json.loads(lu["data"])["name"] == "Nantes"
    # The test's Chromium keeps nothing: that is the one thing it has against installing.
    assert {faute["errorId"] for faute in fautes} <= {"in-incognito"}
