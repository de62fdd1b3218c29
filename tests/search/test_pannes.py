"""The cluster is stopped, killed, slow, mute, full or read-only: visitors are answered, saves go on, nothing is lost."""

import re
from datetime import date

import pytest
from django.core.management import call_command
from elasticsearch import Elasticsearch

from search.actions.changements import envoyer
from search.actions.reindexer import reindexer
from search.enums import Moteur
from search.models import AEnvoyer, FicheIndexee
from search.moteurs import IndexIndisponible
from search.moteurs.elastic import IndexElastic, disjoncteur
from search.moteurs.elastic.cluster import alias
from search.rules.demande import Demande
from search.rules.requete import lire_la_requete
from tests import fabrique
from tests.search.conftest import exiger_un_cluster
from tests.search.pannes import AUTRES_FORMES, REPONSES, Cluster, Serveur, port_ferme

pytestmark = pytest.mark.django_db

PORT = 9381


@pytest.fixture(autouse=True)
def _budget(settings):
    settings.RECHERCHE_BUDGET = 0.2


@pytest.fixture
def air(ville):
    """A work that the database's index knows."""
    ici = {"latitude": "47.2", "longitude": "-1.5"}
    air = fabrique.oeuvre(ville.quartier, ville.promesse, titre="Air", **ici)
    envoyer(Moteur.SQL)
    return air


def _titres(html) -> list[str]:
    return re.findall(r'<a class="reponse[^>]*>.*?<b>(.*?)</b>', html, re.S)


def _reponse_simplifiee(client, q="air") -> tuple:
    """What the page and the machines answer: (titles, simplified, engine, titles)."""
    page = client.get("/fr/recherche/", {"q": q})
    machine = client.get("/api/recherche/", {"q": q})
    assert (page.status_code, machine.status_code) == (200, 200)
    html, donnees = page.content.decode(), machine.json()
    return (
        _titres(html),
        "Recherche simplifiée pour le moment." in html,
        donnees["moteur"],
        [resultat["titre"] for resultat in donnees["resultats"]],
    )


SIMPLIFIEE = (["Air"], True, "sql", ["Air"])


# --- what visitors are answered -------------------------------------------------


@pytest.mark.parametrize("reponse", REPONSES.values(), ids=REPONSES)
def test_un_cluster_qui_repond_mal_est_appele_une_fois_et_la_base_repond(air, client, settings, reponse):
    with Serveur(reponse) as serveur:
        settings.ELASTICSEARCH_URL = serveur.adresse
        assert _reponse_simplifiee(client) == SIMPLIFIEE
        assert client.get("/api/suggestions/", {"q": "ai"}).json()["groupes"][0]["suggestions"][0]["titre"] == "Air"
        assert serveur.appels == 1


def _sur_la_page(client) -> list[str]:
    return _titres(client.get("/fr/recherche/", {"q": "air"}).content.decode())


def _sans_mot(client) -> list[str]:
    return _titres(client.get("/fr/recherche/", {"genre": "oeuvre"}).content.decode())[:1]


def _aux_machines(client) -> list[str]:
    return [resultat["titre"] for resultat in client.get("/api/recherche/", {"q": "air"}).json()["resultats"]]


def _aux_telephones(client) -> list[str]:
    return [ligne[3] for ligne in client.get("/api/recherche/positions/", {"q": "air"}).json()["positions"]]


def _a_qui_commence_un_mot(client) -> list[str]:
    [groupe] = client.get("/api/suggestions/", {"q": "ai"}).json()["groupes"]
    return [suggestion["titre"] for suggestion in groupe["suggestions"]]


@pytest.mark.parametrize("reponse", AUTRES_FORMES.values(), ids=AUTRES_FORMES)
@pytest.mark.parametrize("demander", [_sur_la_page, _sans_mot, _aux_machines, _aux_telephones, _a_qui_commence_un_mot])
def test_une_reponse_d_une_autre_forme_laisse_la_base_repondre(air, client, settings, demander, reponse):
    with Serveur(reponse) as serveur:
        settings.ELASTICSEARCH_URL = serveur.adresse
        assert demander(client) == ["Air"]
        assert (serveur.appels, disjoncteur.est_coupe()) == (1, True)


@pytest.mark.parametrize("reponse", AUTRES_FORMES.values(), ids=AUTRES_FORMES)
def test_une_reponse_d_une_autre_forme_ne_compte_rien_et_ne_prend_rien(ville, client, settings, reponse):
    with Serveur(reponse) as serveur:
        settings.ELASTICSEARCH_URL = serveur.adresse
        fabrique.oeuvre(ville.quartier, ville.promesse, titre="Air")
        attendent = AEnvoyer.objects.pour(Moteur.ELASTIC).count()
        demande = Demande(lire_la_requete("air", "fr"), "ville", date(2026, 6, 1))
        with pytest.raises(IndexIndisponible):
            IndexElastic().combien([demande])
        with pytest.raises(IndexIndisponible):
            IndexElastic().compter()
        assert (envoyer(Moteur.ELASTIC), AEnvoyer.objects.pour(Moteur.ELASTIC).count()) == (0, attendent)


def test_un_cluster_muet_est_appele_une_fois_et_la_base_repond(air, client, settings):
    with Serveur(None) as serveur:
        settings.ELASTICSEARCH_URL = serveur.adresse
        assert _reponse_simplifiee(client) == SIMPLIFIEE
        assert (serveur.appels, serveur.fini.is_set()) == (1, False)


def test_un_cluster_qui_repond_goutte_a_goutte_n_est_pas_attendu_jusqu_au_bout(air, client, settings):
    with Serveur(REPONSES["indisponible"], goutte=0.1) as serveur:  # 15 s for the whole reply
        settings.ELASTICSEARCH_URL = serveur.adresse
        assert _reponse_simplifiee(client) == SIMPLIFIEE
        assert (serveur.appels, serveur.fini.is_set()) == (1, False)


def test_un_cluster_qui_n_est_pas_la_laisse_la_base_repondre(air, client, settings):
    settings.ELASTICSEARCH_URL = port_ferme()
    assert _reponse_simplifiee(client) == SIMPLIFIEE


def test_sans_cluster_la_recherche_n_est_pas_dite_simplifiee(air, client):
    assert _reponse_simplifiee(client) == (["Air"], False, "sql", ["Air"])


def test_apres_la_coupure_un_seul_visiteur_essaie_et_les_autres_n_attendent_pas(settings):
    settings.RECHERCHE_COUPURE = 0
    disjoncteur.couper("en panne")
    assert [disjoncteur.laisse_passer() for _visiteur in range(3)] == [True, False, False]
    disjoncteur.couper("encore")
    assert [disjoncteur.laisse_passer() for _visiteur in range(2)] == [True, False]
    disjoncteur.retablir()
    assert [disjoncteur.laisse_passer() for _visiteur in range(2)] == [True, True]


def test_pendant_la_coupure_personne_n_essaie(air, client, settings):
    settings.RECHERCHE_COUPURE = 3600
    with Serveur(REPONSES["indisponible"]) as serveur:
        settings.ELASTICSEARCH_URL = serveur.adresse
        for _fois in range(5):
            _reponse_simplifiee(client)
        assert serveur.appels == 1


@pytest.mark.parametrize(
    "reponse",
    [None, REPONSES["indisponible"], REPONSES["autre chose"], *AUTRES_FORMES.values()],
    ids=["muet", "indisponible", "autre chose", *AUTRES_FORMES],
)
def test_ce_qui_surveille_le_site_apprend_qu_il_est_degrade(ville, client, settings, reponse):
    with Serveur(reponse) as serveur:
        settings.ELASTICSEARCH_URL = serveur.adresse
        sante = client.get("/sante/")
    degrade = {"etat": "degrade", "base": "ok", "recherche": {"moteur": "elasticsearch", "etat": "degrade"}}
    assert (sante.status_code, sante.json()) == (200, degrade)


def test_ce_qui_surveille_le_site_essaie_le_cluster_a_la_place_d_un_visiteur(air, client, settings):
    settings.RECHERCHE_COUPURE = 0
    disjoncteur.couper("en panne")
    settings.RECHERCHE_COUPURE = 3600
    with Serveur(REPONSES["indisponible"]) as serveur:
        settings.ELASTICSEARCH_URL = serveur.adresse
        assert client.get("/sante/").json()["etat"] == "degrade"
        assert serveur.appels == 1
        assert _reponse_simplifiee(client) == SIMPLIFIEE
        assert client.get("/sante/").json()["etat"] == "degrade"
        assert serveur.appels == 1


# --- saves ------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_aucun_enregistrement_n_appelle_le_cluster_ni_n_echoue_avec_lui(ville, settings):
    with Serveur(None) as serveur:
        settings.ELASTICSEARCH_URL = serveur.adresse
        buren = fabrique.artiste(ville.site, "Daniel Buren")
        ailleurs = fabrique.quartier(ville.recit, ville.promesse, titre="Dalby")
        air = fabrique.oeuvre(ville.quartier, ville.promesse, titre="Air", artistes=[buren])
        buren.nom = "Buren"
        buren.save()
        ville.promesse.title = "La Loire"
        ville.promesse.save_revision().publish()
        air.move(ailleurs, pos="last-child")
        air.unpublish()
        ville.oeuvre.delete()
        assert serveur.appels == 0
    attendent = set(AEnvoyer.objects.pour(Moteur.ELASTIC).values_list("page_id", flat=True))
    assert {air.pk, ville.oeuvre.pk, ville.promesse.pk, ville.quartier.pk} <= attendent


# --- a real one -------------------------------------------------------------------


@pytest.fixture(scope="module")
def le_cluster():
    exiger_un_cluster()
    cluster = Cluster(PORT)
    cluster("start")
    yield cluster
    cluster("kill")


@pytest.fixture
def cluster(le_cluster, settings):
    """The real cluster, up and empty."""
    settings.ELASTICSEARCH_URL = le_cluster.adresse
    settings.ELASTICSEARCH_PREFIXE = "pannes"
    settings.RECHERCHE_BUDGET = 5.0  # while it is well
    le_cluster("start", "--keep")
    with Elasticsearch(le_cluster.adresse) as client:
        _vider(client)
        yield le_cluster
        le_cluster("start", "--keep")
        _vider(client)


def _vider(client):
    # A connection kept from before a restart may be closed: a second try finds another.
    client = client.options(max_retries=3, retry_on_timeout=True)
    for nom in client.indices.get(index="pannes*", expand_wildcards="all"):
        client.indices.delete(index=nom)


def _contenu(cluster) -> dict[int, str]:
    """Return all that the cluster holds in French: titles by page id."""
    with Elasticsearch(cluster.adresse, max_retries=3) as client:
        client.indices.refresh(index=alias("fr"))
        lus = client.search(index=alias("fr"), size=1000)["hits"]["hits"]
    return {int(lu["_id"]): lu["_source"]["titre"] for lu in lus}


def _fiches() -> dict[int, str]:
    return dict(FicheIndexee.objects.filter(langue="fr").values_list("pk", "titre"))


def _tout_change(ville) -> None:
    """Publish, rename, take down, delete: one change of each kind."""
    fabrique.oeuvre(ville.quartier, ville.promesse, titre="Air")
    ville.promesse.title = "La Loire"
    ville.promesse.save_revision().publish()
    ville.oeuvre.unpublish()
    autre = fabrique.oeuvre(ville.quartier, ville.promesse, titre="Passagère")
    autre.delete()
    envoyer(Moteur.SQL)


@pytest.fixture
def a_jour(ville, cluster):
    """A city that both engines know."""
    envoyer(Moteur.SQL)
    fabrique.oeuvre(ville.quartier, ville.promesse, titre="Ancre")
    envoyer(Moteur.SQL)
    reindexer(Moteur.ELASTIC, lambda faites, total: None)
    AEnvoyer.objects.all().delete()
    assert _contenu(cluster) == _fiches()
    return ville


@pytest.mark.cluster
@pytest.mark.parametrize("fin", ["stop", "kill"])
def test_rien_n_est_perdu_quand_le_cluster_revient(a_jour, cluster, client, settings, fin):
    cluster(fin)
    settings.RECHERCHE_BUDGET = 0.2
    _tout_change(a_jour)
    attendent = AEnvoyer.objects.pour(Moteur.ELASTIC).count()
    assert (attendent > 0, envoyer(Moteur.ELASTIC)) == (True, 0)
    assert _reponse_simplifiee(client) == SIMPLIFIEE
    cluster("start", "--keep")
    disjoncteur.retablir()
    settings.RECHERCHE_BUDGET = 5.0
    assert envoyer(Moteur.ELASTIC) == attendent
    assert (_contenu(cluster), AEnvoyer.objects.pour(Moteur.ELASTIC).count()) == (_fiches(), 0)
    assert _reponse_simplifiee(client) == (["Air"], False, "elasticsearch", ["Air"])


@pytest.mark.cluster
@pytest.mark.parametrize("verrou", ["read_only_allow_delete", "write"], ids=["plein, 429", "lecture seule, 403"])
def test_un_cluster_qui_ne_prend_plus_rien_laisse_la_base_repondre_puis_rattrape(
    a_jour, cluster, client, settings, verrou
):
    with Elasticsearch(cluster.adresse, max_retries=3) as es:
        es.indices.put_settings(index=alias("fr"), settings={f"index.blocks.{verrou}": True})
        _tout_change(a_jour)
        assert envoyer(Moteur.ELASTIC) == 0
        assert _reponse_simplifiee(client) == SIMPLIFIEE
        assert client.get("/sante/").json()["etat"] == "degrade"
        es.indices.put_settings(index=alias("fr"), settings={f"index.blocks.{verrou}": False})
    disjoncteur.retablir()
    assert envoyer(Moteur.ELASTIC) > 0
    assert _contenu(cluster) == _fiches()
    assert _reponse_simplifiee(client) == (["Air"], False, "elasticsearch", ["Air"])


@pytest.mark.cluster
def test_un_cluster_en_retard_ne_repond_plus_meme_s_il_repondrait(a_jour, cluster, client):
    _tout_change(a_jour)
    assert _reponse_simplifiee(client, "ancre")[2] == "elasticsearch"
    AEnvoyer.objects.update(depuis="2020-01-01T00:00:00Z")
    assert _reponse_simplifiee(client) == SIMPLIFIEE
    assert client.get("/sante/").json()["etat"] == "degrade"
    envoyer(Moteur.ELASTIC)
    assert _contenu(cluster) == _fiches()
    assert client.get("/sante/").json()["etat"] == "ok"


def _demander_la_sante(client):
    assert client.get("/sante/").json()["etat"] == "ok"


def _laisser_passer_l_horloge(client):
    call_command("taches", verbosity=0)


@pytest.mark.cluster
@pytest.mark.parametrize("remarquer", [_demander_la_sante, _laisser_passer_l_horloge])
def test_un_cluster_revenu_est_remarque_sans_que_personne_ne_cherche(a_jour, client, settings, remarquer):
    disjoncteur.couper("en panne")
    assert client.get("/sante/").json()["etat"] == "degrade"
    settings.RECHERCHE_COUPURE = 0
    disjoncteur.couper("en panne")
    remarquer(client)
    assert disjoncteur.est_coupe() is False


@pytest.mark.cluster
def test_un_cluster_tue_au_milieu_d_une_reindexation_garde_l_ancien_index(a_jour, cluster, client, settings):
    avant = _contenu(cluster)

    def tuer(faites, total):
        if faites:
            cluster("kill")

    with pytest.raises(IndexIndisponible):
        reindexer(Moteur.ELASTIC, tuer)
    settings.RECHERCHE_BUDGET = 0.2
    assert _reponse_simplifiee(client, "ancre") == (["Ancre"], True, "sql", ["Ancre"])
    cluster("start", "--keep")
    disjoncteur.retablir()
    settings.RECHERCHE_BUDGET = 5.0
    assert _contenu(cluster) == avant
    assert _reponse_simplifiee(client, "ancre") == (["Ancre"], False, "elasticsearch", ["Ancre"])
    reindexer(Moteur.ELASTIC, lambda faites, total: None)
    assert _contenu(cluster) == _fiches()
