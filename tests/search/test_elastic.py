"""What is particular to the cluster: an index a language behind its alias, and cards that it will never take."""

from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings as reglages

from search.actions.changements import envoyer
from search.enums import Moteur
from search.models import AEnvoyer
from search.moteurs import IndexIndisponible
from search.moteurs.elastic import IndexElastic, alias, disjoncteur
from search.rules.demande import Demande
from search.rules.requete import lire_la_requete
from socle.fiches import fiches_des
from tests import fabrique

pytestmark = [pytest.mark.django_db, pytest.mark.cluster]


@pytest.fixture
def index(cluster):
    return IndexElastic()


def _contenu(cluster, langue="fr") -> dict[int, str]:
    cluster.indices.refresh(index=alias(langue))
    lus = cluster.search(index=alias(langue), size=100)["hits"]["hits"]
    return {int(lu["_id"]): lu["_source"]["titre"] for lu in lus}


def test_chaque_langue_a_son_index_derriere_son_nom_et_sa_lecture_des_mots(index, cluster):
    index.preparer()
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


def test_sans_index_le_cluster_ne_repond_pas_et_la_base_repond(index, ville):
    demande = Demande(lire_la_requete("air", "fr"), str(ville.accueil.translation_key), date(2026, 6, 1))
    with pytest.raises(IndexIndisponible, match="index_not_found_exception"):
        index.chercher(demande)


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
