"""The EcoIndex of a page, as its reference counts it."""

import pytest
from django.core.management import call_command

from home.ecoindex import Lecture, ecoindex, lettre


@pytest.mark.parametrize(
    ("mesures", "indice", "note"),
    [
        ((0, 0, 0), 100, "A"),
        ((47, 2, 1.37), 95, "A"),
        ((537, 70, 1265.47), 55, "D"),
        ((594_601, 3_920, 223_212.26), 0, "G"),
        ((10_000_000, 10_000, 1_000_000), 0, "G"),
    ],
)
def test_l_indice_suit_les_quantiles_de_la_reference(mesures, indice, note):
    assert (ecoindex(*mesures), lettre(ecoindex(*mesures))) == (pytest.approx(indice), note)


def test_un_dessin_est_un_seul_noeud_et_un_fichier_demande_deux_fois_compte_une_fois():
    html = """<html><head><link rel="stylesheet" href="/a.css"><link rel="canonical" href="/"></head><body>
        <svg><g><path d=""/><a href="/x"><circle/></a></g></svg><img src="/b.png"><img src="/b.png"><br/></body></html>"""
    page = Lecture(html)
    assert (page.noeuds, list(page.fichiers)) == (9, ["/a.css", "/b.png"])


@pytest.mark.django_db
def test_mesurer_dit_l_indice_de_chaque_sorte_de_page(ville, capsys):
    call_command("mesurer", fois=1)
    entete, *lignes = capsys.readouterr().out.splitlines()
    assert "EcoIndex" in entete
    assert {ligne.split()[-2] for ligne in lignes} == {"A"}
