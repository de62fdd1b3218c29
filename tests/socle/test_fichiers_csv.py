"""Files of rows: encodings, separators, titles in any order, the number of each row, and what is refused."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from socle.fichiers_csv import LIGNES_AU_PLUS, Colonne, Ligne, LigneRefusee, decoder, lire

COLONNES = (Colonne("année", ("an",)), Colonne("lieu"))


@pytest.mark.parametrize(
    ("texte", "lignes"),
    [
        ("2007;Quai", [Ligne(1, ("2007", "Quai"))]),
        ("2007,Quai", [Ligne(1, ("2007", "Quai"))]),
        ("2007\tQuai", [Ligne(1, ("2007", "Quai"))]),
        ("2007;Quai, au bord, à gauche", [Ligne(1, ("2007", "Quai, au bord, à gauche"))]),
        ("2007;Quai;encore", [Ligne(1, ("2007", "Quai"))]),
        ("Annee;LIEU\n2007;Quai", [Ligne(2, ("2007", "Quai"))]),
        ("Lieu;note;an\nQuai;x;2007", [Ligne(2, ("2007", "Quai"))]),
        ('\n2007;"Quai\nhaut"\n\n2009;Île', [Ligne(2, ("2007", "Quai\nhaut")), Ligne(5, ("2009", "Île"))]),
    ],
)
def test_ce_que_dit_un_fichier(texte, lignes):
    assert lire(texte, COLONNES) == (lignes, [])


def test_une_ligne_trop_courte_est_laissee_de_cote_et_les_autres_se_lisent():
    raison = "Il faut ces colonnes\u00a0: année, lieu."
    assert lire("2007;Quai\n2008\n2009;Île", COLONNES) == (
        [Ligne(1, ("2007", "Quai")), Ligne(3, ("2009", "Île"))],
        [LigneRefusee(2, "2008", raison)],
    )


@pytest.mark.parametrize(
    ("texte", "raison"),
    [
        ("", "Ce fichier est vide."),
        (" ; \n", "Ce fichier est vide."),
        ("lieu;date\nQuai;2007", "Il manque une colonne\u00a0: année."),
        ("2007;Quai\n" * (LIGNES_AU_PLUS + 1), "Ce fichier a plus de 5000 lignes\u00a0: coupez-le en plusieurs."),
    ],
)
def test_un_fichier_qui_ne_va_pas_se_dit(texte, raison):
    with pytest.raises(ValidationError) as refus:
        lire(texte, COLONNES)
    assert refus.value.messages == [raison]


@pytest.mark.parametrize("codage", ["utf-8", "utf-8-sig", "utf-16"])
def test_l_encodage_se_reconnait(codage):
    assert decoder("Île;été".encode(codage)) == "Île;été"


@pytest.mark.parametrize("octets", ["Île".encode("latin-1"), b"\xff\xfe\x00"])
def test_un_encodage_inconnu_se_refuse(octets):
    with pytest.raises(ValidationError) as refus:
        decoder(octets)
    assert refus.value.messages == ["Ce fichier n’est pas en UTF-8\u00a0: enregistrez-le dans cet encodage."]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_aucun_texte_ne_fait_tomber_la_lecture(texte):
    try:
        lignes, _refusees = lire(texte, COLONNES)
    except ValidationError:
        return
    assert all(len(ligne.cases) == 2 for ligne in lignes)
