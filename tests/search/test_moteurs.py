"""What both engines promise, with the same tests: what is found, in which order, what is counted, what is left out."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from search.rules.demande import Demande, Exclusions, Suggestion
from search.rules.requete import lire_la_requete
from search.rules.synonymes import groupes as lire_les_groupes
from socle.fiches import fiches_des
from socle.rules import Point
from tests import fabrique

pytestmark = pytest.mark.django_db

AUJOURD_HUI = date(2026, 6, 1)
ICI = Point(47.2060, -1.5640)


@pytest.fixture
def demander(ville, index):
    """Return what asks the index in the words a visitor types: `demander("air", genre="oeuvre")`."""

    def poser(texte="", langue="fr", synonymes=(), filtres=None, **champs):
        valeurs = {"ville": str(ville.accueil.translation_key), "jour": AUJOURD_HUI} | champs
        return Demande(lire_la_requete(texte, langue, synonymes), filtres=filtres or {}, **valeurs)

    return poser


@pytest.fixture
def raconter(ville, indexer):
    """Return what makes a work findable, with what its card must say: `raconter("Air", lieux=("Quai X",))`."""

    def ecrire(titre, **champs):
        oeuvre = fabrique.oeuvre(ville.quartier, ville.promesse, titre=titre)
        [fiche] = fiches_des([oeuvre.pk])
        fiche = replace(
            fiche, **({"resume": "", "texte": "", "technique": "", "promesses": (), "quartiers": ()} | champs)
        )
        indexer(fiche)
        return fiche

    return ecrire


@pytest.fixture
def chercher(index, demander):
    return lambda *a, **k: index.chercher(demander(*a, **k))


@pytest.fixture
def trouver(chercher):
    """Return what answers the ids of the pages found, in order."""
    return lambda *a, **k: [t.page_id for t in chercher(*a, **k).trouvailles]


# --- names --------------------------------------------------------------------------


def test_le_nom_exact_repond_avant_ce_qui_le_contient(raconter, trouver):
    autre = raconter("Air de rien, air de tout", resume="Air, air, air.", poids=5.0)
    air = raconter("Air")
    assert trouver("air") == [air.page_id, autre.page_id]


@pytest.mark.parametrize(
    ("titre", "ecrits"),
    [
        ("L’Arbre à basket", ["l'arbre à basket", "L’ARBRE A BASKET", "arbre basket", "arbre-a-basket", "arbres"]),
        ("Le Nœud d’océan", ["noeud", "nœud d'ocean", "NOEUD D’OCÉAN", "le noeud d ocean"]),
        ("Skate-Ô-Drome", ["skate o drome", "skate-ô-drome", "drome"]),
        ("Où", ["où", "ou"]),
        ("Là-haut", ["la haut", "là-haut"]),
        ("Portail 0°-90°", ["portail 0 90", "Portail 0°-90°"]),
        ("Hôtel Grand-Ærø", ["grand aero", "aerø"]),
        ("Bit.Fall", ["Bit.Fall", "bit fall", "bitfall", "fall", "bit_fall"]),
        ("Lunar Tree", ["lunartree", "lunar.tree", "tree"]),
        ("8,98", ["8,98", "8 98", "98"]),
    ],
)
def test_un_nom_se_trouve_de_toutes_les_facons_de_l_ecrire(raconter, trouver, titre, ecrits):
    fiche = raconter(titre)
    assert {ecrit: trouver(ecrit) for ecrit in ecrits} == dict.fromkeys(ecrits, [fiche.page_id])


def test_un_autre_nom_vaut_le_titre(raconter, trouver):
    tout_pres = raconter("À côté", resume="Le mètre géant est à côté.")
    ruban = raconter("Mètre à ruban", autres_noms=("Le mètre géant",))
    assert trouver("le metre geant") == [ruban.page_id, tout_pres.page_id]


def test_un_artiste_repond_par_ses_oeuvres(raconter, trouver):
    buren = raconter("Les Anneaux", artistes=(("daniel-buren", "Daniel Buren"),))
    raconter("Autre chose", artistes=(("francois-morellet", "François Morellet"),))
    assert [trouver(ecrit) for ecrit in ("buren", "Daniel Buren", "buren daniel", "bure")] == [[buren.page_id]] * 4


def test_un_nom_propre_ne_se_confond_pas_avec_sa_racine(raconter, trouver):
    """« Marches » and « Marche » have one stem: the one that was typed comes first."""
    marche = raconter("Une", artistes=(("a", "Jean Marche"),))
    marches = raconter("Deux", artistes=(("b", "Jean Marches"),))
    assert (trouver("marches")[0], trouver("marche")[0]) == (marches.page_id, marche.page_id)


def test_une_rue_faite_de_mots_vides_se_trouve(raconter, trouver):
    rue = raconter("Un banc", lieux=("Rue de la Paix",))
    autre = raconter("Un autre", resume="La paix dans la rue, et la rue en paix.")
    assert trouver("rue de la paix") == [rue.page_id, autre.page_id]


# --- words ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dit", "ecrits"),
    [
        ("Rue Saint-Donatien", ["st donatien", "Saint Donatien", "saint-donatien"]),
        ("Boulevard de la Prairie", ["bd de la prairie", "bld prairie"]),
        ("Place Sainte-Anne", ["pl ste anne", "place sainte-anne"]),
        ("Une halle du XIXe siècle", ["19e siècle", "XIXe siècle", "halle du 19eme siecle", "XIXème"]),
        ("Une halle du 19e siècle", ["XIXe siècle", "halle xix"]),
        ("Louis XIV y passa", ["louis 14", "Louis XIV"]),
        ("Des chevaux journaliers", ["cheval", "CHEVAUX", "journalier"]),
        ("Quartier prioritaire de la ville", ["qpv", "quartiers prioritaires"]),
    ],
)
def test_une_meme_chose_se_dit_de_plusieurs_facons(raconter, trouver, dit, ecrits):
    fiche = raconter("Sans nom", lieux=(dit,))
    assert {ecrit: trouver(ecrit) for ecrit in ecrits} == dict.fromkeys(ecrits, [fiche.page_id])


@pytest.mark.parametrize(
    ("langue", "dit", "ecrits"),
    [
        ("en", "The painted lines of the harbour", ["painting lines", "harbor", "line"]),
        ("de", "Die Straße der grünen Linien", ["strasse", "grune linie", "gruene Linie", "str", "Linien"]),
    ],
)
def test_chaque_langue_a_ses_mots(raconter, trouver, langue, dit, ecrits):
    fiche = raconter("Sans nom", langue=langue, resume=dit)
    assert {ecrit: trouver(ecrit, langue) for ecrit in ecrits} == dict.fromkeys(ecrits, [fiche.page_id])


def test_les_synonymes_des_redacteurs_valent_dans_les_deux_sens(raconter, trouver):
    rampe = raconter("La rampe")
    skate = raconter("Un skatepark couvert")
    assert trouver("skatepark") == [skate.page_id]
    groupes = lire_les_groupes(["skatepark, rampe"], "fr")
    assert sorted(trouver("skatepark", synonymes=groupes)) == sorted([rampe.page_id, skate.page_id])
    assert sorted(trouver("rampe", synonymes=groupes)) == sorted([rampe.page_id, skate.page_id])


def test_ce_qui_a_tous_les_mots_repond_d_abord_et_sinon_ce_qui_en_a_le_plus_est_propose(raconter, chercher):
    deux = raconter("Un banc", resume="Rouge.")
    tous = raconter("Un banc", resume="Rouge, au bord du fleuve.")
    un = raconter("Une chaise", resume="Rouge.")
    raconter("Une chaise", resume="Verte.")
    exacte, large = chercher("banc rouge fleuve"), chercher("banc rouge montagne")
    assert ([t.page_id for t in exacte.trouvailles], exacte.elargie) == ([tous.page_id, deux.page_id], False)
    assert ({t.page_id for t in large.trouvailles}, large.elargie) == ({tous.page_id, deux.page_id, un.page_id}, True)


def test_ce_qui_a_tous_les_mots_suffit_quand_il_y_en_a_cinq_ou_quand_l_un_porte_ce_nom(raconter, trouver):
    raconter("Banc vert")
    rouges = {raconter(f"Un banc {nom}, rouge").page_id for nom in ("vieux", "haut", "long", "neuf")}
    assert len(trouver("un banc rouge")) == 5
    rouges.add(raconter("Un banc petit, rouge").page_id)
    assert set(trouver("un banc rouge")) == rouges
    nomme = raconter("Banc gris")
    assert trouver("banc gris") == [nomme.page_id]


def test_une_longue_page_qui_dit_tous_les_mots_repond_apres_ce_qui_les_porte(raconter, chercher):
    """« serpent de mer », « statue bronze bouffay »: a page that tells of everything has all words, in its text alone."""
    recit = raconter("Le récit", texte="Un serpent, une mer, un bronze, une place.", poids=1.5)
    serpent = raconter("Serpent d’océan", resume="Au bord de l’estuaire.")
    homme = raconter("Un homme", technique="bronze", lieux=("Place du Bouffay",))
    raconter("Le centre", texte="Près de la place du Bouffay, un bronze et une fontaine.", poids=1.5)
    assert [t.page_id for t in chercher("serpent de mer").trouvailles] == [serpent.page_id, recit.page_id]
    assert chercher("fontaine bronze bouffay").trouvailles[0].page_id == homme.page_id
    large = chercher("dragon serpent mer")
    assert ([t.page_id for t in large.trouvailles][0], large.elargie) == (serpent.page_id, True)


def test_un_mot_qui_n_est_que_dans_un_texte_se_lit_aussi_comme_un_nom_mal_ecrit(raconter, chercher):
    texte = raconter("Une place", resume="Un carousel y tournait.")
    nom = raconter("Carrousel des mondes")
    reponse = chercher("carousel")
    assert ([t.page_id for t in reponse.trouvailles], reponse.corrections) == ([nom.page_id, texte.page_id], ())
    assert [t.page_id for t in chercher("carrousel").trouvailles] == [nom.page_id]


def test_un_nom_mal_ecrit_repond_avant_ce_qui_le_contient(raconter, trouver):
    anneaux = raconter("Les Anneaux")
    bal = raconter("Le bal des anneaux", poids=9.0)
    assert set(trouver("les enneaux")) == {anneaux.page_id, bal.page_id}
    assert trouver("enneaux")[0] == anneaux.page_id


def test_un_evenement_et_une_liste_repondent_apres_ce_dont_ils_parlent(raconter, trouver):
    liste = raconter("Anneaux", genre="listes")
    bal = raconter("Anneaux", genre="evenement")
    oeuvre = raconter("Anneaux")
    assert trouver("anneaux") == [oeuvre.page_id, bal.page_id, liste.page_id]


def test_la_phrase_telle_qu_elle_est_tapee_repond_avant_ses_mots_epars(raconter, trouver):
    epars = raconter("Un", lieux=("Place des Plantes", "Jardin d’Anne"))
    suivis = raconter("Deux", lieux=("Jardin des Plantes", "Place d’Anne"))
    assert trouver("jardin des plantes") == [suivis.page_id, epars.page_id]


def test_une_annee_trouve_ce_qui_est_d_elle_avant_ce_qui_en_parle(raconter, trouver):
    parle = raconter("Un", annee=1990, texte="On y vint en 2012.")
    d_elle = raconter("Deux", annee=2012)
    assert trouver("2012") == [d_elle.page_id, parle.page_id]


# --- slips ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ecrit", "correction"),
    [
        ("serpant", ("serpant", "serpent")),
        ("serpnet", ("serpnet", "serpent")),
        ("sserpent", ("sserpent", "serpent")),
        ("srpent", ("srpent", "serpent")),
        ("serrpant", ("serrpant", "serpent")),
        ("xerpent", ("xerpent", "serpent")),
    ],
)
def test_une_ou_deux_fautes_sont_comprises_et_dites(raconter, chercher, ecrit, correction):
    serpent = raconter("Serpent d’océan")
    reponse = chercher(ecrit)
    assert ([t.page_id for t in reponse.trouvailles], reponse.corrections) == ([serpent.page_id], (correction,))


def test_un_debut_de_mot_trouve(raconter, trouver):
    serpent = raconter("Serpent d’océan")
    assert trouver("serp") == [serpent.page_id]


def test_ce_qui_ne_ressemble_a_rien_ne_trouve_rien(raconter, chercher):
    raconter("Serpent d’océan")
    reponse = chercher("xylophone")
    assert (reponse.total, reponse.trouvailles, reponse.corrections) == (0, (), ())


def test_un_mot_connu_n_est_pas_corrige_meme_si_l_autre_est_mal_ecrit(raconter, chercher):
    eloge = raconter("Éloge de la transgression")
    raconter("Éloge du pas de côté")
    reponse = chercher("eloge transgretion")
    assert ([t.page_id for t in reponse.trouvailles], reponse.corrections) == (
        [eloge.page_id],
        (("transgretion", "transgression"),),
    )


# --- what is over ------------------------------------------------------------------------


def test_ce_qui_n_est_plus_la_vient_apres_sauf_si_son_nom_exact_est_tape(raconter, trouver):
    parti = raconter("Le grand dragon", parti=True, poids=9.0)
    fini = raconter("Dragon rouge", fin=AUJOURD_HUI, poids=5.0)
    debout = raconter("Un banc", texte="Près d’un dragon, autrefois.")
    bientot_fini = raconter("Dragon vert", fin=AUJOURD_HUI + timedelta(days=1), poids=1.0)
    assert trouver("dragon") == [bientot_fini.page_id, debout.page_id, parti.page_id, fini.page_id]
    assert trouver("le grand dragon")[0] == parti.page_id


def test_ce_qui_n_est_plus_la_vient_apres_a_mots_egaux(raconter, trouver):
    partie = raconter("Statue de la place", parti=True, lieux=("Place Royale",))
    debout = raconter("Statue d’une fontaine", lieux=("Place Royale",))
    moins = raconter("Un banc", lieux=("Place Royale",))
    assert trouver("statue place royale fleuve") == [debout.page_id, partie.page_id, moins.page_id]


def test_les_mots_d_une_question_ne_se_cherchent_pas(raconter, trouver):
    anneaux = raconter("Les Anneaux")
    raconter("Avec des enfants", resume="Un parcours fait pour qui en a.", poids=3.0)
    assert trouver("qui a fait les anneaux ?") == [anneaux.page_id]


def test_ce_qui_a_expire_ne_se_trouve_plus(raconter, trouver):
    raconter("Passé", expire_le=timezone.now() - timedelta(seconds=1))
    encore = raconter("Encore", expire_le=timezone.now() + timedelta(hours=1))
    assert trouver("") == [encore.page_id]


# --- narrowing ----------------------------------------------------------------------------


@pytest.fixture
def six(raconter):
    """Six stories of two kinds, quartiers, artists and decades."""
    buren, oldenburg = ("daniel-buren", "Daniel Buren"), ("claes-oldenburg", "Claes Oldenburg")
    ile, sud = ("q1", "Île"), ("q2", "Sud")
    return [
        raconter("Banc a", artistes=(buren,), quartiers=(ile,), annee=2007, sans_marche=True),
        raconter("Banc b", artistes=(buren, oldenburg), quartiers=(ile,), annee=2012),
        raconter("Banc c", artistes=(oldenburg,), quartiers=(sud,), annee=2012, sans_marche=False),
        raconter("Banc d", genre="quartier", quartiers=(sud,), annee=None, promesses=(("p1", "Le fleuve"),)),
        raconter("Banc e", quartiers=(), annee=1998, promesses=(("p1", "Le fleuve"), ("p2", "L’art"))),
        raconter("Table", artistes=(buren,), quartiers=(ile,), annee=2007),
    ]


def test_les_facettes_comptent_ce_qui_repond(six, chercher):
    assert dict(chercher("banc").facettes) == {
        "genre": (("oeuvre", 4), ("quartier", 1)),
        "quartier": (("q1", 2), ("q2", 2)),
        "promesse": (("p1", 2), ("p2", 1)),
        "artiste": (("claes-oldenburg", 2), ("daniel-buren", 2)),
        "decennie": (("2010", 2), ("1990", 1), ("2000", 1)),
        "quand": (),
        "acces": (("sans-marche", 1),),
    }


@pytest.mark.parametrize(
    ("filtres", "titres"),
    [
        ({"genre": "quartier"}, ["Banc d"]),
        ({"quartier": "q1"}, ["Banc a", "Banc b"]),
        ({"quartier": "q1", "artiste": "claes-oldenburg"}, ["Banc b"]),
        ({"decennie": "2010", "quartier": "q2"}, ["Banc c"]),
        ({"promesse": "p1"}, ["Banc d", "Banc e"]),
        ({"acces": "sans-marche"}, ["Banc a"]),
        ({"genre": "quartier", "artiste": "daniel-buren"}, []),
    ],
)
def test_les_choix_se_combinent(six, trouver, filtres, titres):
    noms = {fiche.page_id: fiche.titre for fiche in six}
    assert sorted(noms[numero] for numero in trouver("banc", filtres=filtres)) == titres


def test_une_facette_compte_ce_que_laisserait_un_autre_choix(six, chercher):
    facettes = chercher("banc", filtres={"quartier": "q1"}).facettes
    assert (facettes["quartier"], facettes["decennie"], facettes["genre"]) == (
        (("q1", 2), ("q2", 2)),
        (("2000", 1), ("2010", 1)),
        (("oeuvre", 2),),
    )


def test_des_choix_qui_ne_laissent_rien_ne_font_pas_chercher_autre_chose(six, chercher):
    reponse = chercher("banc", filtres={"genre": "quartier", "quartier": "q1"})
    assert (reponse.total, reponse.elargie, reponse.corrections) == (0, False, ())


def test_sans_mots_tout_repond_le_plus_important_d_abord(raconter, trouver):
    petit, grand, moyen = (raconter(f"Une {p}", poids=p) for p in (0.5, 3.0, 1.0))
    assert trouver("") == [grand.page_id, moyen.page_id, petit.page_id]


def test_page_apres_page_chacun_vient_une_fois(six, chercher):
    pages = [chercher("", debut=debut, nombre=4) for debut in (0, 4, 8)]
    assert [(page.total, len(page.trouvailles)) for page in pages] == [(6, 4), (6, 2), (6, 0)]
    vus = [t.page_id for page in pages for t in page.trouvailles]
    assert sorted(vus) == sorted(fiche.page_id for fiche in six)


# --- near ------------------------------------------------------------------------------------


@pytest.fixture
def trois(raconter):
    """Three stories at 0, 500 and 2,000 metres to the north, and one that is nowhere."""
    raconter("Banc nulle part", position=None)
    return [
        raconter(
            f"Banc à {metres} m", position=Point(ICI.latitude + metres / 111_195, ICI.longitude), poids=metres + 1.0
        )
        for metres in (0, 500, 2000)
    ]


def test_autour_d_un_point_le_plus_proche_d_abord_et_rien_de_ce_qui_n_est_nulle_part(trois, chercher):
    reponse = chercher("banc", autour=ICI)
    assert [(t.page_id, round(t.metres / 10) * 10) for t in reponse.trouvailles] == [
        (fiche.page_id, metres) for fiche, metres in zip(trois, (0, 500, 2000), strict=True)
    ]


def test_un_rayon_s_arrete_ou_il_s_arrete(trois, chercher):
    reponse = chercher("banc", autour=ICI, rayon=600.0)
    assert (reponse.total, [t.page_id for t in reponse.trouvailles]) == (2, [trois[0].page_id, trois[1].page_id])


def test_situer_rend_tout_ce_qui_repond_et_se_trouve_quelque_part(trois, index, demander):
    assert sorted(index.situer(demander("banc"))) == sorted(fiche.page_id for fiche in trois)
    assert index.situer(demander("banc", filtres={"genre": "quartier"})) == ()
    assert sorted(index.situer(demander("bancc"))) == sorted(fiche.page_id for fiche in trois)


QUESTIONS = [
    "",
    "banc",
    "bancs",
    "banc rouge",
    "banc rouge fleuve",
    "banc rouge montagne",
    "bnac rouge",
    "rouge montagne",
    "roug",
    "carousel",
    "carousel banc",
    "le carrousel",
    "xylophone",
    "xylophone banc",
    "banc a",
    "buren banc",
    "brrun oldenbourg",
]


@pytest.mark.parametrize(
    "champs",
    [
        {},
        {"filtres": {"genre": "oeuvre"}},
        {"filtres": {"quartier": "q1", "artiste": "claes-oldenburg"}},
        {"filtres": {"genre": "lieu", "quartier": "q2"}},
        {"autour": ICI},
        {"autour": ICI, "rayon": 600.0},
        {"exclusions": Exclusions(frozenset(), frozenset(["0001zzzz"]))},
    ],
)
def test_situer_et_la_liste_disent_les_memes_quelle_que_soit_la_maniere_dont_on_a_lu(
    six, raconter, index, demander, champs
):
    nord = Point(ICI.latitude + 1000 / 111_195, ICI.longitude)
    ile, sud = {"quartiers": (("q1", "Île"),)}, {"quartiers": (("q2", "Sud"),)}
    oldenburg = {"artistes": (("claes-oldenburg", "Claes Oldenburg"),)}
    situees = {
        raconter("Banc rouge", position=ICI, **ile, **oldenburg).page_id,
        raconter("Une chaise", resume="Rouge, au bord du fleuve.", position=nord, **ile).page_id,
        raconter("Carrousel des mondes", resume="Un banc.", position=nord, **ile, **oldenburg).page_id,
        raconter("Une place", texte="Un carousel y tournait.", position=ICI, genre="lieu", **sud).page_id,
        raconter("Banc rouge ailleurs", position=ICI, chemins=("0001zzzz1", "0001zzzz")).page_id,
    }
    raconter("Banc de nulle part, rouge", position=None)
    listes, cartes = {}, {}
    for question in QUESTIONS:
        liste = index.chercher(demander(question, nombre=100, **champs))
        listes[question] = [t.page_id for t in liste.trouvailles if t.page_id in situees]
        cartes[question] = list(index.situer(demander(question, **champs)))
    assert cartes == listes  # in the same order too: where there are too many, the last ones are left out


def test_ce_qui_s_est_corrige_se_dit_et_s_ordonne_de_meme_a_chaque_page(raconter, chercher):
    nomme = raconter("Carrousel", poids=0.5)
    autres = [raconter(f"Carrousel {rang}", poids=3.0).page_id for rang in range(5)]
    pages = [chercher("carroussel", debut=debut, nombre=2) for debut in (0, 2, 4)]
    vus = [t.page_id for page in pages for t in page.trouvailles]
    assert (vus[0], sorted(vus)) == (nomme.page_id, sorted([nomme.page_id, *autres]))
    assert [page.corrections for page in pages] == [(("carroussel", "carrousel"),)] * 3


def test_combien_ont_tous_les_mots_se_demande_d_un_coup_pour_plusieurs_langues(raconter, index, demander):
    for titre, langue in (("Banc rouge", "fr"), ("Banc vert", "fr"), ("Red bench", "en"), ("Rote Bank", "de")):
        raconter(titre, langue=langue)
    questions = [demander("banc"), demander("red bench", "en"), demander("bench", "de"), demander("rote banque", "de")]
    assert (index.combien(questions), index.combien([])) == ((2, 1, 0, 0), ())


# --- what is not to be seen ----------------------------------------------------------------------


def test_ce_qui_est_exclu_ne_se_trouve_ni_ne_se_compte_ni_ne_se_propose(raconter, index, demander):
    vu = raconter("Banc vu", artistes=(("un", "Bancal Un"),), position=ICI)
    cache = raconter("Banc caché", artistes=(("deux", "Bancal Deux"),), position=ICI)
    dessous = raconter(
        "Banc dessous", artistes=(("trois", "Bancal Trois"),), position=ICI, chemins=("0001zzzz1", "0001zzzz")
    )
    exclusions = Exclusions(frozenset([cache.page_id]), frozenset(["0001zzzz"]))
    reponse = index.chercher(demander("banc", exclusions=exclusions))
    assert (reponse.total, [t.page_id for t in reponse.trouvailles]) == (1, [vu.page_id])
    assert reponse.facettes["artiste"] == (("un", 1),)
    assert index.situer(demander("banc", exclusions=exclusions)) == (vu.page_id,)
    proposes = {s.nom for s in index.suggerer(demander("banc", exclusions=exclusions))}
    assert proposes == {"Banc vu", "Bancal Un"}
    assert index.chercher(demander("dessous", exclusions=exclusions)).corrections == ()
    assert dessous.page_id in {t.page_id for t in index.chercher(demander("banc")).trouvailles}


def test_une_autre_ville_et_une_autre_langue_ne_repondent_pas(raconter, index, demander):
    raconter("Air d’ailleurs", ville=str(uuid4()))
    raconter("Air anglais", langue="en")
    ici = raconter("Air d’ici")
    assert [t.page_id for t in index.chercher(demander("air")).trouvailles] == [ici.page_id]
    assert [s.nom for s in index.suggerer(demander("air"))] == ["Air d’ici"]
    assert index.chercher(demander("")).total == 1


# --- suggestions -----------------------------------------------------------------------------------


def test_les_suggestions_commencent_comme_ce_qui_est_tape(raconter, index, demander):
    anneaux = raconter("Les Anneaux", artistes=(("daniel-buren", "Daniel Buren"), ("p", "Patrick Bouchain")))
    raconter("Le Pendule", resume="Des anneaux aussi.")
    attendus = {
        "an": [Suggestion("oeuvre", "Les Anneaux", anneaux.page_id)],
        "les ann": [Suggestion("oeuvre", "Les Anneaux", anneaux.page_id)],
        "bu": [Suggestion("artiste", "Daniel Buren", slug="daniel-buren")],
        "daniel b": [Suggestion("artiste", "Daniel Buren", slug="daniel-buren")],
        "neaux": [],
        "": [],
        "*": [],
    }
    assert {ecrit: list(index.suggerer(demander(ecrit, nombre=9))) for ecrit in attendus} == attendus


def test_les_suggestions_ne_depassent_pas_ce_qu_on_en_demande_et_laissent_de_la_place_aux_artistes(
    raconter, index, demander
):
    for rang in range(12):
        raconter(f"Banc {rang:02}", artistes=((f"bancal-{rang}", f"Bancal {rang:02}"),))
    proposes = index.suggerer(demander("banc", nombre=9))
    assert [s.genre for s in proposes] == ["oeuvre"] * 6 + ["artiste"] * 3


# --- what is kept -------------------------------------------------------------------------------------


def test_ce_qui_est_ecrit_remplace_ce_qui_l_etait_et_ce_qui_est_retire_s_oublie(raconter, indexer, index, trouver):
    fiche = raconter("Ancien nom")
    indexer(replace(fiche, titre="Nouveau nom"))
    assert (trouver("ancien"), trouver("nouveau"), index.compter().get("fr")) == ([], [fiche.page_id], 1)
    index.retirer([fiche.page_id, 999_999])
    indexer()
    assert (trouver("nouveau"), index.compter().get("fr", 0)) == ([], 0)
