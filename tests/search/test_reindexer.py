"""Everything is said again to an engine without anybody who searches noticing."""

import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from elastic_transport import ConnectionTimeout
from elasticsearch import Elasticsearch

from search.actions.changements import envoyer, envoyer_ce_qui_attend
from search.actions.reindexer import ReindexationRefusee, reindexer
from search.enums import Moteur
from search.index import moteur
from search.models import AEnvoyer, FicheIndexee
from search.moteurs import IndexIndisponible
from search.moteurs.elastic.bascule import Bascule
from search.moteurs.elastic.cluster import alias
from search.rules.demande import Demande
from search.rules.requete import lire_la_requete
from tests import fabrique

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(ville):
    """The visible pages of the small city, in order."""
    envoyer(Moteur.SQL)
    return sorted(FicheIndexee.objects.values_list("pk", flat=True))


def _sans_rien_dire(faites, total):
    pass


def _derriere(client) -> dict[str, list[str]]:
    """Return the indexes behind each alias of the test."""
    return {langue: sorted(client.indices.get_alias(name=alias(langue))) for langue in ("de", "en", "fr")}


def _tous(client) -> list[str]:
    return sorted(client.indices.get(index=f"{alias('fr')}-*"))


def _titres(ville, nom=Moteur.ELASTIC) -> set[str]:
    """Return the titles of all that this engine finds in the city, in French."""
    demande = Demande(lire_la_requete("", "fr"), str(ville.accueil.translation_key), date(2026, 6, 1), nombre=100)
    numeros = [trouvaille.page_id for trouvaille in moteur(nom).chercher(demande).trouvailles]
    return set(FicheIndexee.objects.filter(pk__in=numeros).values_list("titre", flat=True))


TOUT = {"Nantes", "Le récit", "Artistes", "Le fleuve", "Île de Nantes", "Les Anneaux"}


def test_la_base_redit_tout_et_oublie_ce_que_personne_ne_voit(ville, pages):
    FicheIndexee.objects.filter(pk=ville.oeuvre.pk).delete()
    FicheIndexee.objects.filter(pk=ville.quartier.pk).update(titre="Ancien nom")
    cachee = fabrique.oeuvre(ville.quartier, ville.promesse, titre="Cachée")
    envoyer(Moteur.SQL)
    type(cachee).objects.filter(pk=cachee.pk).update(live=False)  # behind the search's back
    bilan = reindexer(Moteur.SQL, _sans_rien_dire)
    assert bilan.fiches == {"fr": len(pages)}
    assert set(FicheIndexee.objects.values_list("titre", flat=True)) == TOUT


@pytest.mark.parametrize("partir", ["unpublish", "delete"])
def test_ce_qui_quitte_le_site_pendant_que_la_base_redit_tout_n_y_est_pas_attendu(ville, pages, partir):
    def changer(faites, total):
        if faites:
            getattr(type(ville.oeuvre).objects.filter(pk=ville.oeuvre.pk).first() or ville.oeuvre, partir)()

    bilan = reindexer(Moteur.SQL, changer)
    assert bilan.fiches == {"fr": len(pages) - 1}
    assert set(FicheIndexee.objects.values_list("titre", flat=True)) == TOUT - {"Les Anneaux"}


def test_une_fiche_que_la_base_n_a_pas_gardee_est_dite(ville, pages):
    def perdre(faites, total):
        if faites:
            FicheIndexee.objects.filter(pk=ville.oeuvre.pk).delete()

    with pytest.raises(ReindexationRefusee, match="L’index tient fr 5 ; les pages en donnent fr 6."):
        reindexer(Moteur.SQL, perdre)


@pytest.mark.cluster
def test_le_cluster_recoit_un_index_neuf_par_langue_et_garde_le_precedent(ville, pages, cluster):
    reindexer(Moteur.ELASTIC, _sans_rien_dire)
    premiers = _derriere(cluster)
    reindexer(Moteur.ELASTIC, _sans_rien_dire)
    seconds = _derriere(cluster)
    assert [len(noms) for noms in (*premiers.values(), *seconds.values())] == [1] * 6
    assert _tous(cluster) == premiers["fr"] + seconds["fr"]
    reindexer(Moteur.ELASTIC, _sans_rien_dire)
    assert _tous(cluster) == seconds["fr"] + _derriere(cluster)["fr"]
    assert _titres(ville) == TOUT


@pytest.mark.cluster
def test_ce_qui_change_pendant_ce_temps_est_rejoue(ville, pages, cluster):
    reindexer(Moteur.ELASTIC, _sans_rien_dire)
    faits = []

    def changer(faites, total):
        if faites and not faits:
            faits.append(fabrique.oeuvre(ville.quartier, ville.promesse, titre="Arrivée pendant"))
            envoyer(Moteur.ELASTIC)  # the old index takes it: the new one must have it too
            ville.oeuvre.unpublish()  # this one still waits when the new index takes its place
            ville.promesse.title = "La Loire"
            ville.promesse.save_revision().publish()

    bilan = reindexer(Moteur.ELASTIC, changer)
    cluster.indices.refresh(index=alias("fr"))
    envoyer(Moteur.SQL)
    assert _titres(ville) == {"Nantes", "Le récit", "Artistes", "La Loire", "Île de Nantes", "Arrivée pendant"}
    assert bilan.fiches == {"fr": 6}
    assert bilan.rejoues >= 3
    assert list(AEnvoyer.objects.pour(Moteur.ELASTIC)) == []


@pytest.mark.cluster
def test_on_cherche_pendant_ce_temps_dans_l_ancien(ville, pages, cluster):
    reindexer(Moteur.ELASTIC, _sans_rien_dire)
    vus = []
    reindexer(Moteur.ELASTIC, lambda faites, total: vus.append(_titres(ville)))
    assert vus == [TOUT] * len(vus)
    assert len(vus) >= 2


@pytest.mark.cluster
def test_interrompue_elle_ne_change_rien(ville, pages, cluster):
    reindexer(Moteur.ELASTIC, _sans_rien_dire)
    avant = _derriere(cluster)

    def interrompre(faites, total):
        if faites:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reindexer(Moteur.ELASTIC, interrompre)
    assert (_derriere(cluster), _tous(cluster)) == (avant, avant["fr"])
    assert _titres(ville) == TOUT


@pytest.mark.cluster
def test_ce_qu_un_arret_brutal_a_laisse_s_en_va_la_fois_suivante(ville, pages, cluster):
    reindexer(Moteur.ELASTIC, _sans_rien_dire)
    a_moitie, d_un_autre = f"{alias('fr')}-20991231000000000000", f"{alias('fr')}-essai-20200101000000000000"
    cluster.indices.create(index=a_moitie)
    cluster.indices.create(index=d_un_autre)
    premier = _derriere(cluster)["fr"]
    reindexer(Moteur.ELASTIC, _sans_rien_dire)
    assert _tous(cluster) == sorted([*premier, *_derriere(cluster)["fr"], d_un_autre])


@pytest.mark.cluster
def test_deux_a_la_fois_se_refusent(ville, pages, cluster):
    refus = []

    def recommencer(faites, total):
        with pytest.raises(ReindexationRefusee) as raison:
            reindexer(Moteur.ELASTIC, _sans_rien_dire)
        refus.append(str(raison.value))

    reindexer(Moteur.ELASTIC, recommencer)
    assert set(refus) == {"Une réindexation est déjà en cours."}


@pytest.mark.cluster
def test_un_index_a_qui_il_manque_une_fiche_ne_prend_pas_la_place(ville, pages, cluster):
    reindexer(Moteur.ELASTIC, _sans_rien_dire)
    avant = _derriere(cluster)

    def perdre_une_fiche(faites, total):
        if faites:
            neuf = max(_tous(cluster))
            cluster.delete(index=neuf, id=str(ville.oeuvre.pk), refresh=True)

    with pytest.raises(ReindexationRefusee, match="L’index tient fr 5 ; les pages en donnent fr 6."):
        reindexer(Moteur.ELASTIC, perdre_une_fiche)
    assert (_derriere(cluster), _tous(cluster)) == (avant, avant["fr"])


@pytest.mark.cluster
def test_un_index_qui_ne_repond_pas_aux_noms_ne_prend_pas_la_place(ville, pages, cluster):
    reindexer(Moteur.ELASTIC, _sans_rien_dire)
    avant = _derriere(cluster)

    def vider_une_fiche(faites, total):
        if faites:
            neuf = max(_tous(cluster))
            source = cluster.get(index=neuf, id=str(ville.oeuvre.pk))["_source"]
            cluster.index(index=neuf, id=str(ville.oeuvre.pk), document={"ville": source["ville"]}, refresh=True)

    with pytest.raises(ReindexationRefusee, match="Cherchés par leur nom, ne répondent pas : Les Anneaux."):
        reindexer(Moteur.ELASTIC, vider_une_fiche)
    assert _derriere(cluster) == avant


Indices = type(Elasticsearch("http://127.0.0.1:9").indices)
"""What the client's words about indexes are methods of: it has no public name."""


def _silence(*_arguments, **_options):
    raise ConnectionTimeout("Connection timed out")


@pytest.mark.cluster
def test_un_ancien_index_que_le_cluster_ne_supprime_pas_ne_retire_rien_de_ce_qui_repond(
    ville, pages, cluster, monkeypatch
):
    for _fois in range(2):
        reindexer(Moteur.ELASTIC, _sans_rien_dire)
    avant = _tous(cluster)
    with monkeypatch.context() as sourd:
        sourd.setattr(Indices, "delete", _silence)
        bilan = reindexer(Moteur.ELASTIC, _sans_rien_dire)
    assert bilan.fiches == {"fr": 6}
    assert _tous(cluster) == [*avant, *_derriere(cluster)["fr"]]
    assert _titres(ville) == TOUT
    reindexer(Moteur.ELASTIC, _sans_rien_dire)
    assert len(_tous(cluster)) == 2


@pytest.mark.cluster
def test_une_bascule_faite_dont_la_reponse_se_perd_est_reconnue(ville, pages, cluster, monkeypatch):
    reindexer(Moteur.ELASTIC, _sans_rien_dire)
    avant = _derriere(cluster)
    basculer = Indices.update_aliases

    def faire_sans_le_dire(*arguments, **options):
        basculer(*arguments, **options)
        _silence()

    monkeypatch.setattr(Indices, "update_aliases", faire_sans_le_dire)
    bilan = reindexer(Moteur.ELASTIC, _sans_rien_dire)
    assert (bilan.fiches, _derriere(cluster) != avant, _titres(ville)) == ({"fr": 6}, True, TOUT)


@pytest.mark.cluster
def test_une_bascule_demandee_qui_se_ferait_plus_tard_garde_les_nouveaux_index(ville, pages, cluster, monkeypatch):
    reindexer(Moteur.ELASTIC, _sans_rien_dire)
    avant = _derriere(cluster)
    demandees = []

    def ne_pas_entendre(indices, actions):
        demandees.extend(actions)
        _silence()

    with monkeypatch.context() as sourd:
        sourd.setattr(Indices, "update_aliases", ne_pas_entendre)
        with pytest.raises(IndexIndisponible):
            reindexer(Moteur.ELASTIC, _sans_rien_dire)
    assert _derriere(cluster) == avant
    cluster.indices.update_aliases(actions=demandees)
    assert _titres(ville) == TOUT
    reindexer(Moteur.ELASTIC, _sans_rien_dire)
    assert len(_tous(cluster)) == 2


@pytest.mark.cluster
def test_abandonner_apres_la_bascule_ne_supprime_rien(cluster):
    bascule = Bascule()
    bascule.creer()
    bascule.basculer()
    derriere = _derriere(cluster)
    bascule.abandonner()
    assert _derriere(cluster) == derriere
    bascule.supprimer()
    assert _tous(cluster) == []


@pytest.mark.cluster
def test_un_index_que_le_cluster_a_fait_seul_laisse_sa_place(ville, pages, cluster):
    cluster.index(index=alias("fr"), id="1", document={"ville": "?"})
    reindexer(Moteur.ELASTIC, _sans_rien_dire)
    assert re.fullmatch(re.escape(alias("fr")) + r"-\d{20}", _derriere(cluster)["fr"][0])
    assert _titres(ville) == TOUT


def test_sans_cluster_joignable_la_commande_le_dit_et_rien_ne_change(ville, pages, settings):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    with pytest.raises(CommandError, match="^elasticsearch n’est pas joignable. Ce qui répondait répond encore."):
        call_command("rechercher_reindexer", moteur=Moteur.ELASTIC)
    with pytest.raises(IndexIndisponible):
        reindexer(Moteur.ELASTIC, _sans_rien_dire)


def test_la_commande_refuse_un_cluster_qui_n_est_pas_regle(ville, settings):
    settings.ELASTICSEARCH_URL = ""
    with pytest.raises(CommandError) as raison:
        call_command("rechercher_reindexer", moteur=Moteur.ELASTIC)
    assert str(raison.value) == "ELASTICSEARCH_URL n’est pas réglée : la base du site répond seule."


@pytest.mark.cluster
def test_la_commande_dit_ce_qu_elle_a_fait(ville, pages, cluster, capsys):
    envoyer_ce_qui_attend()
    call_command("rechercher_reindexer")
    lignes = [
        re.sub(r"en .*? par seconde", "en … par seconde", ligne) for ligne in capsys.readouterr().out.splitlines()
    ]
    assert lignes == [
        "sql : 6 fiches (fr 6) en … par seconde ; 0 rejouées ; 6 témoins trouvés.",
        "elasticsearch : 6 fiches (fr 6) en … par seconde ; 0 rejouées ; 6 témoins trouvés.",
    ]
