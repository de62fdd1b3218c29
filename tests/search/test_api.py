"""What machines are answered: the same as visitors, in JSON, and reasons where a question means nothing."""

from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from search.actions.changements import envoyer
from search.enums import Moteur
from search.models import AEnvoyer, FicheIndexee, sous_ces_chemins
from socle import registres
from tests import fabrique

pytestmark = pytest.mark.django_db


@pytest.fixture
def air(ville):
    """A work that has all that an answer may show."""
    buren = fabrique.artiste(ville.site, "Daniel Buren")
    return fabrique.oeuvre(
        ville.quartier,
        ville.promesse,
        titre="Air",
        slug="air",
        artistes=[buren],
        accroche="Un souffle, au bord de l’eau.",
        latitude="47.206000",
        longitude="-1.564000",
    )


@pytest.fixture
def demander(client, ville):
    """Return what asks the API: `demander("recherche", q="air")`; the cards are made first."""

    def poser(quoi="recherche", attendu=200, **parametres):
        envoyer(Moteur.SQL)
        reponse = client.get(f"/api/{quoi}/", parametres)
        assert reponse.status_code == attendu
        return reponse.json()

    return poser


def _titres(reponse) -> list[str]:
    return [resultat["titre"] for resultat in reponse["resultats"]]


def test_une_reponse_dit_tout_ce_qui_est_promis(ville, air, demander):
    le_quartier = {"id": ville.quartier.code, "titre": "Île de Nantes"}
    assert demander(q="air") == {
        "total": 1,
        "moteur": "sql",
        "page": 1,
        "pages": 1,
        "corrections": [],
        "elargie": False,
        "resultats": [
            {
                "id": air.code,
                "slug": "air",
                "genre": "oeuvre",
                "titre": "Air",
                "url": "http://testserver/fr/recit/ile-de-nantes/air/",
                "extrait": "Un souffle, au bord de l’eau.",
                "quartier": le_quartier,
                "position": {"lat": 47.206, "lon": -1.564},
                "distance_m": None,
            }
        ],
        "facettes": {
            "genre": [{"valeur": "oeuvre", "titre": "œuvres", "nombre": 1}],
            "quartier": [{"valeur": ville.quartier.code, "titre": "Île de Nantes", "nombre": 1}],
            "promesse": [{"valeur": ville.promesse.code, "titre": "Le fleuve", "nombre": 1}],
            "artiste": [{"valeur": "daniel-buren", "titre": "Daniel Buren", "nombre": 1}],
            "decennie": [{"valeur": "2000", "titre": "2000–2009", "nombre": 1}],
            "quand": [],
            "acces": [],
        },
    }


def test_sans_mots_tout_repond(ville, air, demander):
    assert demander()["total"] == 7


@pytest.mark.parametrize(
    ("filtres", "titres"),
    [
        ({"genre": "quartier"}, ["Île de Nantes"]),
        ({"genre": "oeuvre", "artiste": "daniel-buren"}, ["Air"]),
        ({"genre": "oeuvre", "decennie": "1990"}, []),
        ({"genre": "oeuvre", "quartier": "ile-de-nantes"}, ["Air", "Les Anneaux"]),
        ({"genre": "oeuvre", "promesse": "fleuve", "q": "souffle"}, ["Air"]),
    ],
)
def test_les_filtres_se_combinent(air, demander, filtres, titres):
    assert sorted(_titres(demander(**filtres))) == titres


def test_un_quartier_se_nomme_par_son_code_ou_par_son_adresse_dans_une_langue(ville, air, demander):
    par_code = demander(quartier=ville.quartier.code, genre="oeuvre")
    assert par_code == demander(quartier="ile-de-nantes", genre="oeuvre")
    assert par_code["total"] == 2


def test_autour_d_un_point_le_plus_proche_est_premier_et_les_metres_sont_dits(ville, air, demander):
    loin = fabrique.oeuvre(
        ville.quartier, ville.promesse, titre="Plus loin", latitude="47.215000", longitude="-1.564000"
    )
    reponse = demander(pres="47.206,-1.564", genre="oeuvre")
    assert [(r["id"], r["distance_m"]) for r in reponse["resultats"]] == [(air.code, 0), (loin.code, 1001)]
    assert _titres(demander(pres="47.206,-1.564", rayon="500", genre="oeuvre")) == ["Air"]


def test_une_page_apres_la_derniere_est_vide_et_dit_le_total(air, demander):
    reponse = demander(q="air", page="9")
    assert (reponse["total"], reponse["resultats"]) == (1, [])


def test_le_slug_est_celui_de_la_premiere_langue_de_la_ville(ville, air, demander):
    ville.accueils["en"].phrase = "The city tells its story."
    ville.accueils["en"].save_revision().publish()
    for page in (ville.recit, ville.promesse, ville.quartier, air):
        ailleurs = page.copy_for_translation(ville.accueils["en"].locale)
        ailleurs.title, ailleurs.slug = f"{page.title} (en)", f"{page.slug}-en"
        ailleurs.save_revision().publish()
    reponse = demander(q="air", langue="en")
    assert [(r["titre"], r["slug"]) for r in reponse["resultats"]] == [("Air (en)", "air")]
    assert reponse["facettes"]["genre"] == [{"valeur": "oeuvre", "titre": "works", "nombre": 1}]


def test_un_brouillon_ne_donne_pas_son_slug(ville, air, demander):
    ville.accueils["en"].phrase = "The city tells its story."
    ville.accueils["en"].save_revision().publish()
    for page in (ville.recit, ville.promesse, ville.quartier, air):
        ailleurs = page.copy_for_translation(ville.accueils["en"].locale)
        ailleurs.slug = f"{page.slug}-en"
        ailleurs.save_revision().publish()
    air.slug = "le-secret"
    air.save_revision().publish()
    air.unpublish()
    assert [r["slug"] for r in demander(q="air", langue="en")["resultats"]] == ["air-en"]


def test_un_artiste_dont_rien_ne_se_voit_est_un_inconnu(ville, air, demander):
    air.unpublish()
    connu = demander(attendu=400, artiste="daniel-buren")
    assert (
        connu == demander(attendu=400, artiste="personne") == {"erreurs": {"artiste": ["Aucun artiste de ce nom ici."]}}
    )


@pytest.mark.parametrize(
    ("parametres", "raisons"),
    [
        ({"langue": "xx"}, {"langue": ["Langues d’ici\u00a0: fr."]}),
        ({"quartier": "nulle-part"}, {"quartier": ["Rien de ce nom ici."]}),
        ({"promesse": "la-lune"}, {"promesse": ["Rien de ce nom ici."]}),
        ({"artiste": "personne"}, {"artiste": ["Aucun artiste de ce nom ici."]}),
        ({"pres": "ici"}, {"pres": ["Écrivez une latitude et une longitude : « 47.21,-1.55 »."]}),
        ({"pres": "91,0"}, {"pres": ["Cette position n’est pas sur la Terre."]}),
        ({"pres": "NaN,NaN"}, {"pres": ["Cette position n’est pas sur la Terre."]}),
        ({"rayon": "100"}, {"rayon": ["Un rayon se compte autour d’un point : donnez aussi « pres »."]}),
        ({"decennie": "1995"}, {"decennie": ["Une décennie finit par un zéro : 1990, 2010…"]}),
    ],
)
def test_ce_qui_ne_veut_rien_dire_est_refuse_avec_sa_raison(demander, parametres, raisons):
    assert demander(attendu=400, **parametres) == {"erreurs": raisons}


def test_un_genre_inconnu_est_refuse_avec_ceux_qui_existent(demander):
    genres = ", ".join(registres.fiches.genres())
    assert {"oeuvre", "lieu", "quartier"} <= set(registres.fiches.genres())
    assert demander(attendu=400, genre="poeme") == {"erreurs": {"genre": [f"Ce genre n’existe pas : {genres}."]}}


def test_les_suggestions_sont_par_genre(ville, air, demander):
    fabrique.quartier(ville.recit, ville.promesse, titre="Dalby")
    assert demander("suggestions", q="da") == {
        "groupes": [
            {
                "genre": "quartier",
                "titre": "quartiers",
                "suggestions": [{"titre": "Dalby", "url": "/fr/recit/dalby/"}],
            },
            {
                "genre": "artiste",
                "titre": "artistes",
                "suggestions": [
                    {"titre": "Daniel Buren", "url": "/fr/artistes/daniel-buren/"},
                ],
            },
        ]
    }
    assert demander("suggestions", q="d") == {"groupes": []}


def test_les_positions_sont_toutes_celles_qui_repondent(air, demander):
    assert demander("recherche/positions", q="air") == {
        "colonnes": ["code", "lat", "lon", "titre", "url", "mention", "passe"],
        "positions": [
            [air.code, 47.206, -1.564, "Air", "/fr/recit/ile-de-nantes/air/", "Daniel Buren\u00a0· 2007", ""]
        ],
    }
    air.statut = "disparue"
    air.save_revision().publish()
    [[*_faits, passe]] = demander("recherche/positions", q="air")["positions"]
    assert passe == "N’est plus là"


def test_ce_qui_est_refuse_l_est_dans_la_langue_demandee_et_se_lit_de_partout(ville, air, client):
    ville.accueils["en"].phrase = "The city tells its story."
    ville.accueils["en"].save_revision().publish()
    refus = client.get("/api/recherche/", {"langue": "en", "genre": "zzz"})
    assert (refus.status_code, refus.json()["erreurs"]["genre"][0].split(":")[0]) == (400, "No such kind")
    reponses = [refus, client.get("/api/recherche/", {"q": "air"}), client.get("/api/suggestions/", {"q": "ai"})]
    assert [reponse["Access-Control-Allow-Origin"] for reponse in reponses] == ["*", "*", "*"]


def _retiree(ville, air):
    air.unpublish()


def _effacee(ville, air):
    Page.objects.get(pk=air.pk).delete()


def _dont_l_heure_est_passee(ville, air):
    """An hour that was to come when the card was made, and has passed since."""
    hier = timezone.now() - timedelta(days=1)
    Page.objects.filter(pk=air.pk).update(expire_at=hier)
    FicheIndexee.objects.filter(pk=air.pk).update(expire_le=hier)


def _privee(ville, air):
    PageViewRestriction.objects.create(page=air, restriction_type="login")


def _sous_un_quartier_prive(ville, air):
    PageViewRestriction.objects.create(page=ville.quartier, restriction_type="password", password="x")


def _sous_un_quartier_retire(ville, air):
    ville.quartier.unpublish()


@pytest.mark.parametrize(
    "cacher",
    [_retiree, _effacee, _dont_l_heure_est_passee, _privee, _sous_un_quartier_prive, _sous_un_quartier_retire],
)
def test_ce_qui_se_cache_ne_se_montre_plus_avant_meme_que_l_index_le_sache(ville, air, client, cacher):
    envoyer(Moteur.SQL)
    assert client.get("/api/recherche/", {"q": "souffle"}).json()["total"] == 1
    cacher(ville, air)
    montre = [
        client.get(f"/api/{quoi}/", {"q": mots, "langue": "fr"}).json()
        for quoi, mots in (
            ("recherche", "souffle"),
            ("recherche", "buren"),
            ("suggestions", "ai"),
            ("suggestions", "buren"),
            ("recherche/positions", "air"),
        )
    ]
    assert [(r.get("total", 0), r.get("resultats"), r.get("groupes"), r.get("positions")) for r in montre] == [
        (0, [], None, None),
        (0, [], None, None),
        (0, None, [], None),
        (0, None, [], None),
        (0, None, None, []),
    ]
    assert [valeurs for reponse in montre[:2] for valeurs in reponse["facettes"].values() if valeurs] == []


def test_le_quartier_d_un_evenement_cache_depuis_ne_se_dit_plus(ville, client):
    secteur = fabrique.quartier(ville.quartier, ville.promesse, titre="Les Chantiers")
    fabrique.evenement(fabrique.agenda(ville.accueil), titre="Un bal", ou=secteur)
    envoyer(Moteur.SQL)

    def quartiers():
        return [r["quartier"] for r in client.get("/api/recherche/", {"q": "un bal"}).json()["resultats"]]

    assert quartiers() == [{"id": secteur.code, "titre": "Les Chantiers"}]
    PageViewRestriction.objects.create(page=secteur, restriction_type="login")
    assert quartiers() == [{"id": ville.quartier.code, "titre": "Île de Nantes"}]
    PageViewRestriction.objects.create(page=ville.quartier, restriction_type="login")
    assert quartiers() == [None]


def test_une_autre_ville_ne_repond_pas_ici(ville, air, demander):
    autre = fabrique.ville("Saint-Nazaire", "saint-nazaire.example", par_defaut=False)
    fabrique.oeuvre(autre.quartier, autre.promesse, titre="Air d’ailleurs")
    assert _titres(demander(q="air")) == ["Air"]


def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_d_oeuvres(
    ville, air, client, django_assert_max_num_queries, django_assert_num_queries
):
    envoyer(Moteur.SQL)
    client.get("/api/recherche/", {"q": "souffle"})
    with django_assert_max_num_queries(15) as lues:
        client.get("/api/recherche/", {"q": "souffle"})
    for rang in range(30):
        artiste = fabrique.artiste(ville.site, f"Artiste {rang}")
        fabrique.oeuvre(ville.quartier, ville.promesse, titre=f"Air {rang}", artistes=[artiste], accroche="Souffle.")
    envoyer(Moteur.SQL)
    with django_assert_num_queries(len(lues)):
        reponse = client.get("/api/recherche/", {"q": "souffle"})
    assert reponse.json()["total"] == 31


def test_rien_ne_se_pose_chez_qui_demande(air, client):
    envoyer(Moteur.SQL)
    reponse = client.get("/api/recherche/", {"q": "air"})
    assert (reponse.cookies, reponse["Cache-Control"]) == (SimpleCookie(), "public, max-age=60")


def test_on_ne_fait_que_lire(client, ville):
    assert [
        client.post(f"/api/{quoi}/").status_code for quoi in ("recherche", "recherche/positions", "suggestions")
    ] == [405] * 3


def test_ce_qui_vient_d_etre_cache_ne_se_compte_pas_meme_derriere_cinq_cents_changements(ville, air, client):
    fabrique.oeuvre(ville.quartier, ville.promesse, titre="Ancre", accroche="Un souffle passé.")
    ferme = fabrique.quartier(ville.recit, ville.promesse, titre="Fermé", live=False)
    envoyer(Moteur.SQL)
    AEnvoyer.objects.bulk_create(
        AEnvoyer(moteur=Moteur.SQL, page_id=ville.oeuvre.pk, branche=branche) for branche in [False, True] * 1200
    )
    air.unpublish()
    reponse = client.get("/api/recherche/", {"q": "souffle"}).json()
    assert (reponse["total"], reponse["facettes"]["genre"][0]["nombre"], reponse["facettes"]["artiste"]) == (1, 1, [])
    ville.quartier.move(ferme, pos="last-child")
    reponse = client.get("/api/recherche/", {"q": "souffle"}).json()
    assert (reponse["total"], reponse["facettes"]["genre"]) == (0, [])


def test_mille_branches_qui_attendent_se_relisent(ville):
    autres = [fabrique.quartier(ville.recit, ville.promesse, titre=f"Quartier {rang}") for rang in range(3)]
    chemins = [f"{autres[0].path}{rang:04}" for rang in range(1500)]
    conditions = list(sous_ces_chemins([*chemins, *(page.path for page in autres[1:])]))
    trouvees = {
        numero for dessous in conditions for numero in Page.objects.filter(dessous).values_list("pk", flat=True)
    }
    assert (len(conditions), trouvees) == (8, {page.pk for page in autres[1:]})
