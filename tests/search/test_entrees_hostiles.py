"""Whatever an address says, an answer comes: what was asked, or the reason why not; never an engine's own words."""

import pytest

from socle.fiches import fiches_des
from tests import fabrique

pytestmark = pytest.mark.django_db

TEXTES = {
    "dix mille octets": "ancre " * 1700,
    "un seul mot sans fin": "a" * 10_000,
    "tout, pour Lucene": "*:*",
    "guillemet sans pair": '"air',
    "guillemets et parenthèses": '(("air" OR) NEAR(',
    "opérateurs de FTS5": 'titre:air* AND NOT "x" ^y {a b}:c',
    "opérateurs de PostgreSQL": "air & | ! <-> (:* ' \\",
    "zéro": "air\x00",
    "zéro échappé": "air%00",
    "emoji": "🎨🗿👩🏽‍🎨",
    "accents détachés": "e\u0301\u0301\u0301" * 40,
    "de droite à gauche": "\u202eria\u202c ‮",
    "demi-caractère": "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "SQL": "'; DROP TABLE search_ficheindexee; --",
    "union": "x' UNION SELECT password FROM comptes_compte --",
    "question d’Elasticsearch": '{"query": {"match_all": {}}, "script": "1/0"}',
    "joker": "a*?~2^3 /.*/ [1 TO *]",
    "HTML": '<script>alert("air")</script>',
    "formule": "=1+1 %s %(nombre)s {nombre} {{ 7|add:7 }}",
    "rien que des espaces": " \t\n\u00a0\u2003 ",
    "rien que des signes": "«»’'-–—…!?",
    "trente mots": " ".join(f"m{rang}" for rang in range(30)),
    "chiffres romains sans fin": "MMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMe siècle",
    "un nombre sans fin": "9" * 190,
}

PARAMETRES = {
    "lat=NaN": {"pres": "NaN,NaN"},
    "l’infini": {"pres": "inf,-inf"},
    "trop loin": {"pres": "47.2,-1.5", "rayon": "1e99"},
    "rayon=NaN": {"pres": "47.2,-1.5", "rayon": "NaN"},
    "rayon négatif": {"pres": "47.2,-1.5", "rayon": "-5"},
    "une coordonnée": {"pres": "47.2"},
    "cent coordonnées": {"pres": ",".join(["1"] * 100)},
    "page=-1": {"page": "-1"},
    "page=0": {"page": "0"},
    "page=1e9": {"page": "1000000000"},
    "page sans fin": {"page": "9" * 5000},
    "page en mots": {"page": "deux"},
    "page en chiffres arabes": {"page": "٢٢٢٢٢٢٢"},
    "genre": {"genre": "'; --"},
    "genre avec zéro": {"genre": "oeuvre\x00"},
    "quartier": {"quartier": "x" * 300},
    "quartier en liste": {"quartier": ["a", "b", "c"]},
    "promesse avec zéro": {"promesse": "fleuve\x00"},
    "artiste": {"artiste": "../../etc/passwd"},
    "décennie": {"decennie": "1e3"},
    "décennie sans fin": {"decennie": "9" * 4400},
    "accès": {"acces": "tous"},
}

REFUSES_PAR_LES_MACHINES = {"dix mille octets", "un seul mot sans fin", "zéro"}


@pytest.fixture
def en_ligne(ville, index, indexer, client):
    """A city that answers, from each engine."""
    air = fabrique.oeuvre(ville.quartier, ville.promesse, titre="Air")
    indexer(*fiches_des([ville.accueil.pk, ville.quartier.pk, ville.oeuvre.pk, air.pk]))
    return client


def _ne_dit_rien_d_un_moteur(reponse) -> bool:
    dit = reponse.content.decode().lower()
    return not any(
        mot in dit for mot in ("exception", "traceback", "fts5", "tsquery", "parse", "query_shard", "syntax")
    )


@pytest.mark.parametrize("texte", TEXTES.values(), ids=TEXTES)
def test_un_texte_hostile_a_une_reponse_sur_la_page(en_ligne, texte):
    reponse = en_ligne.get("/fr/recherche/", {"q": texte})
    assert (reponse.status_code, _ne_dit_rien_d_un_moteur(reponse)) == (200, True)


@pytest.mark.parametrize("nom", TEXTES)
@pytest.mark.parametrize("quoi", ["recherche", "recherche/positions", "suggestions"])
def test_un_texte_hostile_a_une_reponse_pour_les_machines(en_ligne, quoi, nom):
    reponse = en_ligne.get(f"/api/{quoi}/", {"q": TEXTES[nom]})
    attendu = 400 if nom in REFUSES_PAR_LES_MACHINES else 200
    assert (reponse.status_code, _ne_dit_rien_d_un_moteur(reponse)) == (attendu, True)
    assert ("erreurs" in reponse.json()) is (attendu == 400)


@pytest.mark.parametrize("nom", sorted(set(TEXTES) - REFUSES_PAR_LES_MACHINES))
def test_aucun_texte_ne_fait_tomber_le_moteur(en_ligne, index, nom):
    assert en_ligne.get("/api/recherche/", {"q": TEXTES[nom]}).json()["moteur"] == index.nom


@pytest.mark.parametrize("parametres", PARAMETRES.values(), ids=PARAMETRES)
def test_un_parametre_hostile_est_dit_sur_la_page_et_refuse_aux_machines(en_ligne, parametres):
    page = en_ligne.get("/fr/recherche/", {"q": "air", **parametres})
    machine = en_ligne.get("/api/recherche/", {"q": "air", **parametres})
    assert (page.status_code, machine.status_code, set(machine.json())) == (200, 400, {"erreurs"})
    assert set(machine.json()["erreurs"]) <= set(parametres)


def test_ce_qui_est_tape_revient_entier_et_inoffensif(en_ligne):
    page = en_ligne.get("/fr/recherche/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in page


def test_un_texte_trop_long_revient_entier_avec_sa_raison(en_ligne):
    page = en_ligne.get("/fr/recherche/", {"q": "ancre " * 100}).content.decode()
    assert f'value="{"ancre " * 100}"' in page
    assert "Raccourcissez : 200 signes au plus, il y en a 599." in page


def test_une_langue_qui_n_existe_pas_est_refusee(en_ligne):
    assert [
        en_ligne.get("/api/recherche/", {"langue": langue}).status_code
        for langue in ("xx", "fr\x00", "../fr", "f" * 5000, "FR")
    ] == [400] * 5
