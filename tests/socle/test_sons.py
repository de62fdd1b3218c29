"""A sound in a story: what it says of itself, in which language, and what a review asks of it."""

import re

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import ContentPage
from medias.models import Son
from medias.sous_titres import normaliser
from socle.enums import Niveau
from socle.exigences import manques, manques_en_lot
from socle.mots import duree
from tests.medias.test_sons import SRT, enregistrement
from tests.villes import traduire

pytestmark = pytest.mark.django_db


def son(titre="La traversée", **champs) -> Son:
    valeurs = {
        "type": "audio",
        "credit": "A. Micro",
        "licence": "cc0",
        "transcription": "On traversait.\n\nÀ pied.",
        "nature": "entretien",
        "sous_titres": normaliser(SRT),
    }
    return Son.objects.create(title=titre, file=ContentFile(enregistrement(), name="son.wav"), **(valeurs | champs))


@pytest.fixture
def lire(ville, client):
    """Return what shows these sounds on a page, in a language."""

    def sur_une_page(*sons, langue="fr"):
        corps = [("son", {"son": s, "titre": ""}) for s in sons]
        page = ville.accueil.add_child(instance=ContentPage(title="À écouter", slug="a-ecouter", corps=corps))
        if langue != "fr":
            traduire(ville.accueil, langue)
            page = traduire(page, langue)
        html = client.get(page.url).content.decode()
        return re.findall(r'<figure class="son".*?</figure>', html, re.S)

    return sur_une_page


def _dit(html) -> list[str]:
    """The words of a sound's figure, one line an element."""
    sans_balises = re.sub(r"<[^>]*>", "\n", html)
    return [ligne.strip() for ligne in sans_balises.splitlines() if ligne.strip()]


def test_un_son_dit_ce_qu_il_est_combien_il_dure_et_ce_qu_il_pese(lire):
    [html] = lire(son())
    assert _dit(html) == [
        "Entretien",
        "La traversée",
        "A. Micro",
        "4\u00a0s",
        "31,3\u00a0Kio",
        "Suivre les paroles",
        "Ce qui s’entend, par écrit",
        "On traversait.",
        "À pied.",
    ]


def test_rien_ne_se_charge_avant_qu_on_le_demande(lire):
    [html] = lire(son())
    assert re.findall(r"<audio ([^>]*)>", html)[0].startswith('controls preload="none"')
    assert re.findall(r'<track kind="(\w+)" src="(/sons/\d+-[0-9a-f]{16}\.vtt)" srclang="(\w+)"', html)[0][::2] == (
        "captions",
        "fr",
    )


def test_sans_sous_titres_il_n_y_a_ni_piste_ni_paroles_a_suivre(lire):
    [html] = lire(son(sous_titres=""))
    assert ("<track" in html, "Suivre les paroles" in html, "On traversait." in html) == (False, False, True)


def test_on_telecharge_ce_que_les_droits_permettent_d_emporter(lire):
    permis, retenu = lire(son(usage_hors_ligne=True), son())
    assert ("Télécharger le son" in permis, "nodownload" in permis) == (True, False)
    assert ("Télécharger le son" in retenu, "nodownload" in retenu) == (False, True)


def test_un_son_dont_les_droits_sont_finis_ne_se_montre_pas(lire):
    assert lire(son(consentement="manquant")) == []


def test_la_transcription_est_dans_la_langue_du_lecteur(lire):
    [html] = lire(son(traductions={"en": "We used to cross."}), langue="en")
    assert ("We used to cross." in html, "On traversait." in html) == (True, False)


def test_une_transcription_dans_une_autre_langue_le_dit(lire):
    [html] = lire(son(), langue="en")
    assert '<div lang="fr"><p>On traversait.</p>' in html
    assert '<ol class="repliques" lang="fr">' in html


def test_la_duree_se_dit_comme_on_la_dit():
    assert [duree(s) for s in (None, 0, 0.3, 42.4, 192, 3_600, 3_840)] == [
        "",
        "",
        "",
        "42\u00a0s",
        "3\u00a0min 12\u00a0s",
        "1\u00a0h 00\u00a0min",
        "1\u00a0h 04\u00a0min",
    ]


# --- what a review asks ------------------------------------------------------------


PHRASE = "Ces sons n’ont pas de transcription dans la langue de la page\u00a0: «\u00a0La traversée\u00a0»."


def test_la_relecture_demande_une_transcription_dans_la_langue_de_la_page(ville):
    corps = [("son", {"son": son(langue="de"), "titre": ""}), ("son", {"son": son("L’eau", langue=""), "titre": ""})]
    page = ContentPage(
        title="À écouter", slug="a-ecouter", corps=corps, accroche="Des voix.", locale=ville.accueil.locale
    )
    assert [(m.champ, m.message) for m in manques(page)] == [("corps", PHRASE)]
    assert manques(page, Niveau.PUBLICATION) == []


def test_juger_trente_pages_coute_autant_qu_en_juger_trois(ville):
    def pages(combien, debut):
        return [
            ville.accueil.add_child(
                instance=ContentPage(
                    title=f"Page {rang}",
                    slug=f"page-{rang}",
                    accroche="Une voix.",
                    corps=[("son", {"son": son(langue="de"), "titre": ""})],
                )
            )
            for rang in range(debut, debut + combien)
        ]

    def requetes(jugees):
        with CaptureQueriesContext(connection) as faites:
            trouves = manques_en_lot(jugees)
        return len(faites), {manque.message for liste in trouves.values() for manque in liste}

    peu, beaucoup = requetes(pages(3, 0)), requetes(pages(30, 10))
    assert (peu, peu[1]) == (beaucoup, {PHRASE})
