"""The order in which one walks: pure rules."""

from socle.rules import Point, d_une_traite, ordre_de_marche

GARE, CHATEAU, GRASLIN, ANNEAUX, OCEAN = (
    Point(47.2173, -1.5416),
    Point(47.2161, -1.5497),
    Point(47.2130, -1.5620),
    Point(47.2005, -1.5730),
    Point(47.2780, -2.1500),
)


def test_on_va_d_un_bout_a_l_autre_par_le_plus_proche_et_ce_qui_est_loin_vient_en_dernier():
    ordre = ordre_de_marche([GRASLIN, OCEAN, GARE, None, ANNEAUX, CHATEAU])
    assert ordre in ([2, 5, 0, 4, 1, 3], [4, 0, 5, 2, 1, 3])


def test_sans_position_l_ordre_est_celui_qu_on_donne():
    assert (ordre_de_marche([None, None]), ordre_de_marche([]), ordre_de_marche([GARE])) == ([0, 1], [], [0])


def test_des_lieux_confondus_gardent_leur_ordre():
    assert ordre_de_marche([GARE, GARE, GARE]) == [0, 1, 2]


def test_une_traite_s_arrete_ou_il_y_a_trop_loin():
    assert d_une_traite([GARE, CHATEAU, GRASLIN, OCEAN, ANNEAUX], 1_500) == [GARE, CHATEAU, GRASLIN]
    assert d_une_traite([], 1_500) == []
