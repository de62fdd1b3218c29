"""How a title is set on a card."""

from diffusion.rules import abreger, en_lignes, equilibrer, version


def test_un_titre_se_pose_en_lignes_ou_ne_tient_pas():
    assert en_lignes("Air, qui passe au bord", 10, 3, len) == ["Air, qui", "passe au", "bord"]
    assert en_lignes("Air, qui passe au bord", 10, 2, len) is None
    assert en_lignes("Anticonstitutionnellement", 10, 3, len) is None


def test_aucune_ligne_ne_commence_par_la_ponctuation_d_une_phrase_francaise():
    assert en_lignes("Où va-t-on\u00a0?", 9, 2, len) == ["Où", "va-t-on\u00a0?"]
    assert en_lignes("Et après\u00a0?", 6, 3, len) is None


def test_les_lignes_d_un_titre_sont_de_longueurs_voisines():
    phrase = "Une ville qui se lit à pied."
    assert equilibrer(phrase, ["Une ville qui se lit à", "pied."], len) == ["Une ville qui", "se lit à pied."]


def test_ce_qui_ne_tient_pas_est_abrege_et_le_dit():
    assert abreger("Air, qui passe au bord", 10, 2, len) == ["Air, qui", "passe au…"]
    assert abreger("Anticonstitutionnellement", 10, 1, len) == ["Anticonst…"]


def test_une_version_change_avec_ce_qui_est_dit_et_avec_rien_d_autre():
    assert version(titre="Air", ville="Nantes") == version(ville="Nantes", titre="Air")
    assert version(titre="Air") != version(titre="Eau")
