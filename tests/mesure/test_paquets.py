"""How counts are shown: by packets of five, and nothing that can be subtracted tells of fewer."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mesure.rules.paquets import TAILLE, annee_de, mois_de, par_paquets

LUNDI = date(2026, 1, 5)
SEMAINES = [LUNDI + timedelta(weeks=rang) for rang in range(10)]

comptes = st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from(SEMAINES)), st.integers(0, 40), max_size=30)


def test_le_reste_d_une_semaine_compte_dans_la_suivante():
    assert par_paquets(
        {("a", SEMAINES[0]): 3, ("a", SEMAINES[1]): 3, ("a", SEMAINES[2]): 4, ("b", SEMAINES[0]): 12}
    ) == {("a", SEMAINES[1]): 5, ("a", SEMAINES[2]): 5, ("b", SEMAINES[0]): 10}


@given(comptes)
def test_tout_ce_qui_se_montre_est_un_multiple_de_cinq_et_rien_ne_vaut_zero(comptes):
    montres = par_paquets(comptes)

    assert all(nombre > 0 and nombre % TAILLE == 0 for nombre in montres.values())


@given(comptes)
def test_un_total_est_a_moins_de_cinq_du_vrai_et_jamais_au_dessus(comptes):
    vrais, montres = Counter(), Counter()
    for (cellule, _semaine), nombre in comptes.items():
        vrais[cellule] += nombre
    for (cellule, _semaine), nombre in par_paquets(comptes).items():
        montres[cellule] += nombre

    assert all(0 <= vrais[cellule] - montres[cellule] < TAILLE for cellule in vrais)


@given(comptes, st.sampled_from("abc"), st.integers(1, 4))
def test_regarder_avant_et_apres_quelques_passages_en_montre_zero_ou_cinq(comptes, cellule, arrives):
    """Somebody who looks at the report twice learns that five have passed, or nothing."""
    derniere = SEMAINES[-1]
    apres = dict(comptes)
    apres[cellule, derniere] = apres.get((cellule, derniere), 0) + arrives

    ecart = Counter(par_paquets(apres))
    ecart.subtract(par_paquets(comptes))

    assert {quoi: de for quoi, de in ecart.items() if de} in ({}, {(cellule, derniere): TAILLE})


def test_une_semaine_compte_dans_le_mois_de_son_jeudi():
    assert mois_de(date(2026, 6, 29)) == date(2026, 7, 1)
    assert mois_de(date(2026, 6, 22)) == date(2026, 6, 1)
    assert mois_de(annee_de(2026)[0]) == date(2026, 1, 1)


def test_une_annee_a_des_semaines_entieres():
    assert annee_de(2026) == (date(2025, 12, 29), date(2027, 1, 4))
