"""What is particular to the cluster: an index a language behind its alias, and cards that it will never take."""

from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings as reglages

from search.actions.changements import envoyer, envoyer_ce_qui_attend
from search.actions.reindexer import reindexer
from search.enums import Moteur
from search.index import chercher
from search.models import AEnvoyer
from search.moteurs import IndexIndisponible
from search.moteurs.elastic import IndexElastic, disjoncteur
from search.moteurs.elastic.cluster import alias
from search.rules.demande import Demande
from search.rules.requete import lire_la_requete
from socle.fiches import fiches_des
from tests import fabrique
from tests.search.conftest import faire_des_index_vides

pytestmark = [pytest.mark.django_db, pytest.mark.cluster]


@pytest.fixture
def index(cluster):
    """Empty indexes, behind their aliases."""
    faire_des_index_vides()
    return IndexElastic()


def _demande(ville, q="", nombre=100) -> Demande:
    return Demande(lire_la_requete(q, "fr"), str(ville.accueil.translation_key), date(2026, 6, 1), nombre=nombre)


def _contenu(cluster, langue="fr") -> dict[int, str]:
    cluster.indices.refresh(index=alias(langue))
    lus = cluster.search(index=alias(langue), size=100)["hits"]["hits"]
    return {int(lu["_id"]): lu["_source"]["titre"] for lu in lus}


def test_chaque_langue_a_son_index_derriere_son_nom_et_sa_lecture_des_mots(index, cluster):
    derriere = cluster.indices.get(index=f"{reglages.ELASTICSEARCH_PREFIXE}-*")
    assert sorted(nom for i in derriere.values() for nom in i["aliases"]) == [alias(l) for l in ("de", "en", "fr")]
    lues = {
        langue: [
            jeton["token"]
            for jeton in cluster.indices.analyze(index=alias(langue), analyzer="langue", text=texte)["tokens"]
        ]
        for langue, texte in (
            ("fr", "L’œuvre des chevaux"),
            ("en", "The painted lines"),
            ("de", "Die gemalten Häuser"),
        )
    }
    assert lues == {"fr": ["oeuvr", "cheval"], "en": ["paint", "line"], "de": ["gemalt", "haus"]}


def test_une_fiche_que_le_cluster_refuse_n_en_retient_aucune_autre(index, cluster, ville, caplog):
    bonne = fabrique.oeuvre(ville.quartier, ville.promesse, titre="Air")
    fiches = fiches_des([bonne.pk, ville.oeuvre.pk])
    trop_longue = "x" * 40_000  # a keyword has 32,766 bytes at most
    fiches = [replace(f, titre=trop_longue) if f.page_id == ville.oeuvre.pk else f for f in fiches]
    index.ecrire(fiches)
    assert _contenu(cluster) == {bonne.pk: "Air"}
    assert [ligne.getMessage()[:47] for ligne in caplog.records if ligne.levelname == "ERROR"] == [
        f"The cluster refuses the card of page {ville.oeuvre.pk}: {{'type'"[:47]
    ]


def test_retirer_ce_qui_n_y_est_pas_n_est_pas_une_faute(index, cluster, ville):
    index.retirer([ville.oeuvre.pk])
    index.ecrire(fiches_des([ville.oeuvre.pk]))
    index.retirer([ville.oeuvre.pk, 999_999])
    assert _contenu(cluster) == {}


def test_sans_index_le_cluster_ne_repond_pas(cluster, ville):
    with pytest.raises(IndexIndisponible, match="index_not_found_exception"):
        IndexElastic().chercher(_demande(ville, "air"))


def _perdre_tout(cluster):
    cluster.indices.delete(index=[nom for langue in ("de", "en", "fr") for nom in _derriere(cluster, langue)])


def _perdre_une_langue(cluster):
    cluster.indices.delete(index=_derriere(cluster, "de"))


def _perdre_puis_ecrire_a_cote(cluster):
    """Lose all; somebody writes under the name of an alias, and the cluster makes an index of it."""
    _perdre_tout(cluster)
    cluster.index(index=alias("fr"), id="1", document={"ville": "?"})


def _derriere(cluster, langue) -> list[str]:
    return sorted(cluster.indices.get_alias(name=alias(langue)))


@pytest.mark.parametrize("perdre", [_perdre_tout, _perdre_une_langue, _perdre_puis_ecrire_a_cote])
def test_un_cluster_qui_a_perdu_un_index_ne_prend_rien_la_base_repond_et_une_reindexation_le_remet(
    cluster, ville, client, perdre
):
    reindexer(Moteur.SQL, lambda faites, total: None)
    reindexer(Moteur.ELASTIC, lambda faites, total: None)
    assert client.get("/sante/").json()["etat"] == "ok"
    perdre(cluster)
    restent = sorted(cluster.indices.get(index=f"{reglages.ELASTICSEARCH_PREFIXE}-*"))
    fabrique.oeuvre(ville.quartier, ville.promesse, titre="Air")
    envoyer(Moteur.SQL)
    attendent = AEnvoyer.objects.pour(Moteur.ELASTIC).count()
    assert (attendent > 0, envoyer(Moteur.ELASTIC)) == (True, 0)
    for ecrire in (
        lambda: IndexElastic().ecrire(fiches_des([ville.oeuvre.pk])),
        lambda: IndexElastic().retirer([ville.oeuvre.pk]),
    ):
        with pytest.raises(IndexIndisponible, match="rechercher_reindexer"):
            ecrire()
    assert sorted(cluster.indices.get(index=f"{reglages.ELASTICSEARCH_PREFIXE}-*")) == restent
    assert AEnvoyer.objects.pour(Moteur.ELASTIC).count() == attendent
    assert client.get("/sante/").json()["etat"] == "degrade"
    repond = chercher(_demande(ville))
    assert (repond.moteur, repond.total) == (Moteur.SQL, 7)
    reindexer(Moteur.ELASTIC, lambda faites, total: None)
    assert client.get("/sante/").json()["etat"] == "ok"
    repond = chercher(_demande(ville))
    assert (repond.moteur, repond.total) == (Moteur.ELASTIC, 7)


def test_la_sante_dit_qu_il_manque_un_index_meme_si_rien_n_a_change(index, cluster, client, ville):
    envoyer(Moteur.ELASTIC)
    _perdre_une_langue(cluster)
    assert client.get("/sante/").json()["etat"] == "degrade"


def test_un_index_perdu_entre_deux_questions_n_est_pas_refait_par_ce_qu_on_ecrit(index, cluster, ville, monkeypatch):
    _perdre_tout(cluster)
    monkeypatch.setattr(IndexElastic, "_exiger_les_index", lambda *rien: None)  # it was there a moment ago
    with pytest.raises(IndexIndisponible, match="index 404"):
        index.ecrire(fiches_des([ville.oeuvre.pk]))
    with pytest.raises(IndexIndisponible, match="delete 404"):
        index.retirer([ville.oeuvre.pk])
    assert dict(cluster.indices.get(index=f"{reglages.ELASTICSEARCH_PREFIXE}-*")) == {}


def test_ce_qui_vient_d_etre_envoye_est_compte_aussitot_partout(index, cluster, ville):
    """The cluster would show it a second later; here never, so that the clock decides nothing."""
    cluster.indices.put_settings(index=alias("fr"), settings={"index.refresh_interval": "-1"})
    air = fabrique.oeuvre(ville.quartier, ville.promesse, titre="Air")
    envoyer_ce_qui_attend()
    avant = chercher(_demande(ville, nombre=1))
    air.unpublish()
    envoyer_ce_qui_attend()
    apres = chercher(_demande(ville, nombre=1))
    assert [(r.moteur, r.total, dict(r.facettes["genre"])["oeuvre"]) for r in (avant, apres)] == [
        (Moteur.ELASTIC, 7, 2),
        (Moteur.ELASTIC, 6, 1),
    ]


def test_les_changements_partent_dans_l_ordre_et_une_seule_fois(index, cluster, ville):
    envoyer(Moteur.SQL)
    air = fabrique.oeuvre(ville.quartier, ville.promesse, titre="Air")
    for titre in ("Air un", "Air deux"):
        air.title = titre
        air.save_revision().publish()
    assert envoyer(Moteur.ELASTIC) > 0
    assert _contenu(cluster)[air.pk] == "Air deux"
    assert (envoyer(Moteur.ELASTIC), AEnvoyer.objects.pour(Moteur.ELASTIC).count()) == (0, 0)


def test_un_changement_que_le_cluster_ne_prend_pas_coupe_aussi_les_questions(ville, settings):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    fabrique.oeuvre(ville.quartier, ville.promesse, titre="Air")
    assert (envoyer(Moteur.ELASTIC), disjoncteur.est_coupe()) == (0, True)
