"""What a person typed, as every engine reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.rules.mots_vides import MOTS_VIDES
from search.rules.requete import LONGUEUR_D_UN_MOT, MOTS_AU_PLUS, lire_la_requete
from search.rules.synonymes import AUSSI_DES_MOTS, DE_LA_LANGUE, ecritures_du_nombre, groupes
from search.rules.texte import cle_exacte, noms_exacts, plat

LANGUES = ("fr", "en", "de")


def mots(texte, langue="fr", synonymes=()):
    return [mot.ecrit for mot in lire_la_requete(texte, langue, synonymes).mots]


def formes(texte, langue="fr", synonymes=()):
    """Return the ways of saying each thing looked for, as texts."""
    lus = lire_la_requete(texte, langue, synonymes).mots
    return [{" ".join(forme) for forme in mot.formes} for mot in lus]


# --- folding ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("L’Œuvre", "l oeuvre"),
        ("l'œuvre", "l oeuvre"),
        ("Saint-Donatien", "saint donatien"),
        ("ÉLÉPHANT", "elephant"),
        ("e\u0301le\u0301phant", "elephant"),
        ("ǽ ǿ Ł ß İ ı", "ae o l ss i i"),
        ("ﬁn ①  ＡＢ", "fin 1 ab"),
        ("XIXᵉ siècle", "xixe siecle"),
        ("n° 5 _ 5", "n 5 5"),
        ('*:* "a" (b) \x00 🎉', "a b"),
        ("", ""),
    ],
)
def test_casse_accents_ligatures_et_apostrophes_ne_comptent_pas(ecrit, lu):
    assert plat(ecrit, "fr") == lu


@pytest.mark.parametrize(
    ("ecrit", "autre"),
    [("Künstler", "Kuenstler"), ("Größe", "Groesse"), ("ÜBER", "ueber"), ("Müsli", "Muesli"), ("Straße", "STRASSE")],
)
def test_en_allemand_le_trema_et_le_e_sont_une_lettre(ecrit, autre):
    assert plat(ecrit, "de") == plat(autre, "de")


def test_en_allemand_deux_voyelles_qui_se_disent_restent():
    assert plat("neue Bauer Quelle", "de") == "neue bauer quelle"
    assert plat("Duell", "fr") == "duell"


@given(st.text(max_size=100), st.sampled_from(LANGUES))
def test_plier_deux_fois_c_est_plier_une_fois(texte, langue):
    assert plat(plat(texte, langue), langue) == plat(texte, langue)


@given(st.text(alphabet="aeouq üäößñ", max_size=12))
def test_plier_deux_fois_des_voyelles_allemandes_aussi(texte):
    assert plat(plat(texte, "de"), "de") == plat(texte, "de")


def test_la_cle_d_un_nom_est_la_meme_quelle_que_soit_la_facon_de_l_ecrire():
    assert cle_exacte("L’Arbre à basket", "fr") == cle_exacte("arbre a basket", "fr") == "arbre basket"
    assert cle_exacte("Où", "fr") == "ou"
    assert cle_exacte("", "fr") == ""


def test_une_histoire_repond_a_son_titre_sans_son_sous_titre_et_a_ses_autres_noms():
    assert noms_exacts("Monte-meubles, l’ultime déménagement", ("Le monte-charge",), "fr") == (
        "monte meubles ultime demenagement",
        "monte meubles",
        "monte charge",
    )
    assert noms_exacts("(sans titre)", (), "fr") == ("sans titre",)


# --- words ------------------------------------------------------------------


def test_les_mots_qui_ne_disent_rien_sont_laisses_sauf_s_ils_sont_seuls():
    assert mots("la rue de la Paix") == ["rue", "paix"]
    assert mots("Là-haut") == ["haut"]
    assert mots("Où ?") == ["ou"]
    assert mots("the air", "en") == ["air"]


def test_ce_que_l_on_tape_n_a_pas_de_sens_a_lui():
    assert mots('titre:"air" AND (eau* OR -feu)~2') == ["titre", "air", "and", "eau", "or", "feu", "2"]
    assert mots("*:*") == []
    assert mots("\x00' ; --") == []


@given(st.text(max_size=400), st.sampled_from((*LANGUES, "xx")))
def test_toute_requete_se_lit_et_reste_courte(texte, langue):
    requete = lire_la_requete(texte, langue)
    assert len(requete.texte) <= 200
    assert len(requete.mots) <= MOTS_AU_PLUS
    for mot in requete.mots:
        assert mot.ecrit
        assert " ".join(mot.formes[0]) == mot.ecrit
        assert len(set(mot.formes)) == len(mot.formes) <= 30
        assert all(len(partie) <= LONGUEUR_D_UN_MOT for partie in mot.formes[0])


def test_un_texte_colle_est_lu_vite():
    enormes = groupes([f"mot{rang}, autre mot{rang}, encore un{rang}" for rang in range(500)], "fr")
    requete = lire_la_requete("ﷺ" * 100_000, "fr", enormes)
    assert len(requete.mots) == MOTS_AU_PLUS


# --- numbers ----------------------------------------------------------------


@pytest.mark.parametrize("ecrit", ["XIXe", "XIXème", "19e", "19ème", "19ième", "19", "XIX", "19th", "XIXᵉ"])
def test_un_siecle_s_ecrit_en_chiffres_ou_en_lettres(ecrit):
    (lues,) = formes(ecrit)
    assert {"xixe", "xix", "19e", "19", "19eme", "19th"} <= lues


def test_un_siecle_s_ecrit_aussi_en_allemand_et_en_anglais():
    assert {"19", "xix"} <= formes("19. Jahrhundert", "de")[0]
    assert formes("19. Jh.", "de")[1] == {"jh", "jahrhundert", "jhd", "jhdt"}
    assert {"21st", "21", "xxi"} <= formes("21st century", "en")[0]
    assert "2nd" in formes("second 2", "en")[1]


def test_la_vie_n_est_pas_le_sixieme_siecle():
    assert formes("la vie") == [{"vie"}]
    assert formes("ligne 6")[1] == {"6", "6e", "6eme", "6th", "vi", "vieme"}
    assert "6" in formes("Louis VI")[1]
    assert formes("VIe siècle") == [{"vie siecle", "6e siecle", "6eme siecle", "vieme siecle"}]


@pytest.mark.parametrize(
    ("mot", "langue"),
    [("vier", "de"), ("vire", "fr"), ("v", "fr"), ("x", "fr"), ("i", "en"), ("mix", "fr"), ("vivre", "fr")]
    + [(mot, "fr") for mot in ("exil", "iiii", "vv", "xxxx", "0", "00", "40", "2017", "19es", "11nd", "6er")],
)
def test_ce_qui_n_est_pas_un_petit_nombre_reste_un_mot(mot, langue):
    assert ecritures_du_nombre(mot) == ()
    assert formes(mot, langue) == [{mot}]


@given(st.text(alphabet="0123456789xvietmrhsnd", max_size=8))
def test_les_ecritures_d_un_nombre_sont_des_mots_de_trente_neuf_au_plus(mot):
    lues = ecritures_du_nombre(mot)
    assert mot not in lues
    assert all(0 < int(forme) <= 39 for forme in lues if forme.isdecimal())


def test_le_numero_ne_compte_pas():
    assert mots("n° 5") == mots("N°5") == mots("5") == ["5"]


def test_le_premier_s_ecrit_de_plusieurs_facons():
    assert {"1er", "premier", "1", "1st"} <= formes("1er")[0]
    assert {"1re", "premiere"} <= formes("1re")[0]
    assert "i" not in formes("1st", "en")[0]


# --- other ways of saying ---------------------------------------------------


@pytest.mark.parametrize(
    ("texte", "langue", "attendue"),
    [
        ("St Donatien", "fr", {"st", "saint"}),
        ("saint-donatien", "fr", {"st", "saint"}),
        ("bd de l'Océan", "fr", {"bd", "bld", "boul", "bvd", "boulevard"}),
        ("quartier", "fr", {"quartier", "qtier"}),
        ("monsieur", "fr", {"monsieur", "mr"}),
        ("numéro", "fr", {"numero"}),
        ("maréchal", "fr", {"marechal"}),
        ("mal", "fr", {"mal", "marechal"}),
        ("QPV", "fr", {"qpv", "quartier prioritaire"}),
        ("quartiers", "fr", {"quartiers"}),
        ("harbor", "en", {"harbor", "harbour"}),
        ("Fußball", "de", {"fussball"}),
        ("notre dame", "fr", {"notre dame", "nd"}),
    ],
)
def test_les_abreviations_de_la_langue(texte, langue, attendue):
    assert formes(texte, langue)[0] == attendue


@pytest.mark.parametrize("mot", ["mur", "murs", "al", "maison", "quai", "nu", "pas", "calme", "salle"])
def test_un_mot_qui_commence_comme_une_abreviation_reste_lui_meme(mot):
    assert formes(mot) == [{mot}]


def test_aucun_mot_courant_n_est_cherche_a_la_place_d_un_autre():
    for langue, connus in DE_LA_LANGUE.items():
        courants = MOTS_VIDES[langue] | AUSSI_DES_MOTS[langue]
        for groupe in connus:
            for expression in groupe:
                ecrit = " ".join(expression)
                assert not formes(ecrit, langue)[0] & (courants - {ecrit}), (langue, ecrit)


def test_une_abreviation_d_une_langue_n_est_pas_celle_d_une_autre():
    assert formes("bd", "de") == [{"bd"}]
    assert formes("st", "en") == [{"st", "saint", "street", "str"}]


def test_l_expression_la_plus_longue_l_emporte_et_ses_petits_mots_comptent():
    appris = groupes(["Tour LU, lieu unique", "lieu, endroit", "la tour de lait, la vacherie"], "fr")

    assert formes("le Lieu Unique", synonymes=appris) == [{"lieu unique", "tour lu"}]
    assert formes("un lieu", synonymes=appris) == [{"lieu", "endroit"}]
    assert formes("la vacherie rouge", synonymes=appris) == [{"la vacherie", "la tour de lait"}, {"rouge"}]
    assert mots("quartier prioritaire nord") == ["quartier prioritaire", "nord"]


def test_les_synonymes_de_la_ville_s_ajoutent_a_ceux_de_la_langue():
    appris = groupes(["saint, sacré", "rampe, toboggan", "rampe, tremplin"], "fr")

    assert formes("saint", synonymes=appris) == [{"saint", "st", "sacre"}]
    assert formes("rampe", synonymes=appris) == [{"rampe", "toboggan", "tremplin"}]
    assert formes("toboggan", synonymes=appris) == [{"toboggan", "rampe"}]


def test_un_synonyme_qui_ne_dit_rien_ne_se_cherche_pas():
    appris = groupes(["moi, autoportrait", "seul", " , ", "!!, ??"], "fr")
    assert appris == (frozenset({("moi",), ("autoportrait",)}),)
    assert formes("autoportrait", synonymes=appris) == [{"autoportrait"}]
    assert formes("moi", synonymes=appris) == [{"moi", "autoportrait"}]
