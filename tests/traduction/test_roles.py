"""Each door of translation, and who passes: per role, per language, per city."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests.traduction.conftest import ecrire, envoyer, segment, seuls, verdict, verdicts

TRADUISENT = ("Relecture", "Administration", "Traduction · English")


def test_un_texte_se_traduit_dans_sa_langue_et_dans_sa_ville(commandee, gens):
    assert verdicts(gens, lambda client: ecrire(client, commandee, "accroche", "A riverside.")) == seuls(
        *TRADUISENT, anonyme="refusé"
    )


def test_un_texte_s_efface_dans_sa_langue_et_dans_sa_ville(commandee, gens, comptes):
    ecrire(gens["Traduction · English"], commandee, "accroche", "A riverside.")
    assert verdicts(gens, lambda client: ecrire(client, commandee, "accroche", "", "delete")) == seuls(
        *TRADUISENT, anonyme="refusé"
    )


@pytest.mark.parametrize("porte", ["pofile/download/", "preview/"])
def test_lire_une_traduction_en_cours_est_pour_qui_traduit(commandee, gens, porte):
    adresse = f"/admin/localize/translate/{commandee.pk}/{porte}"
    assert verdicts(gens, lambda client: client.get(adresse)) == seuls(*TRADUISENT)


@pytest.mark.parametrize("porte", ["pofile/upload/", "relecture/"])
def test_envoyer_un_fichier_ou_demander_une_relecture_est_pour_qui_traduit(commandee, gens, porte):
    adresse = f"/admin/localize/translate/{commandee.pk}/{porte}"
    assert verdicts(gens, lambda client: client.post(adresse)) == seuls(*TRADUISENT)


def test_arreter_une_traduction_revient_a_l_administration(commandee, gens):
    adresse = f"/admin/localize/translate/{commandee.pk}/disable/"
    assert verdicts(gens, lambda client: client.post(adresse)) == seuls("Administration")


def test_demander_une_traduction_revient_a_l_administration(nantes, gens, de):
    adresse = f"/admin/localize/submit/page/{nantes.recit.pk}/"

    def frapper(client):
        return client.post(adresse, {"locales": [de.pk]})

    assert verdicts(gens, frapper) == seuls("Administration")


def test_demander_la_traduction_d_un_artiste_revient_a_l_administration(nantes, gens, artiste_inscrit, de):
    adresse = f"/admin/localize/submit/snippet/oeuvres/artiste/{artiste_inscrit.pk}/"

    def frapper(client):
        return client.post(adresse, {"locales": [de.pk]})

    assert verdicts(gens, frapper) == seuls("Administration")


def test_mettre_a_jour_les_traductions_revient_a_l_administration(commandee, gens):
    adresse = f"/admin/localize/update/{commandee.source_id}/"
    assert verdicts(gens, lambda client: client.post(adresse)) == seuls("Administration")


def test_remplacer_une_traduction_par_un_alias_revient_a_l_administration(quartier_en, gens):
    adresse = f"/admin/localize/page/{quartier_en.pk}/convert_to_alias/"
    assert verdicts(gens, lambda client: client.post(adresse)) == seuls("Administration")
    assert verdicts(gens, lambda client: client.get(adresse)) == seuls("Administration")


@pytest.mark.parametrize("bouton", ["localize-restart-translation", "localize-convert-to-alias"])
def test_les_boutons_de_l_editeur_ne_contournent_pas_l_administration(commandee, quartier_en, gens, bouton):
    commandee.enabled = False
    commandee.save()
    adresse = reverse("wagtailadmin_pages:edit", args=[quartier_en.pk])
    reponses = verdicts(gens, lambda client: client.post(adresse, {bouton: "1"}))
    qui_editent = {nom: reponses[nom] for nom in TRADUISENT}
    assert qui_editent == {"Relecture": "refusé", "Administration": "fait", "Traduction · English": "refusé"}


def test_publier_depuis_l_editeur_revient_a_la_relecture(commandee, quartier_en, gens):
    adresse = reverse("wagtailadmin_pages:edit", args=[quartier_en.pk])
    reponses = verdicts(gens, lambda client: client.post(adresse, {"action": "publish"}))
    assert {nom: reponses[nom] for nom in TRADUISENT} == {
        "Relecture": "fait",
        "Administration": "fait",
        "Traduction · English": "refusé",
    }


def test_traduire_ne_donne_pas_le_droit_d_effacer(commandee, quartier_en, gens, en):
    """Wagtail lets whoever may change a draft delete it, and every translation starts as one."""
    qui_editent = {nom: gens[nom] for nom in TRADUISENT}
    attendu = {"Relecture": "refusé", "Administration": "fait", "Traduction · English": "refusé"}
    seul = reverse("wagtailadmin_pages:delete", args=[quartier_en.pk])
    en_lot = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={quartier_en.pk}"
    assert verdicts(qui_editent, lambda client: client.post(seul)) == attendu
    assert verdicts(qui_editent, lambda client: client.post(en_lot)) == attendu
    accueil = Page.objects.get(depth=2, locale=en, slug="nantes-en")
    reponse = gens["Traduction · English"].post(reverse("wagtailadmin_pages:delete", args=[accueil.pk]))
    assert (verdict(reponse), Page.objects.filter(pk=accueil.pk).exists()) in (("refusé", True), ("fait", True))


def test_un_refus_se_lit(commandee, gens):
    page = gens["Traduction · English"].post(f"/admin/localize/translate/{commandee.pk}/disable/")
    machine = ecrire(gens["Traduction · Deutsch"], commandee, "accroche", "A riverside.")
    assert (page.status_code, "revient à l’administration" in page.content.decode()) == (403, True)
    assert machine.json() == {"detail": "Vous ne traduisez pas cette page dans cette langue."}


@pytest.mark.parametrize("porte", ["", "translate/1/machine_translate/", "locales/", "nouveau/", "a/b/c/"])
def test_ce_qui_n_est_pas_ouvert_n_est_pas_la(gens, porte):
    reponses = verdicts(gens, lambda client: client.get(f"/admin/localize/{porte}"))
    assert reponses == dict.fromkeys(reponses, 404) | {"anonyme": "se connecter"}
    reponses = verdicts(gens, lambda client: client.post(f"/admin/localize/{porte}"))
    assert reponses == dict.fromkeys(reponses, 404) | {"anonyme": "se connecter"}


def test_les_noms_des_portes_se_resolvent_toujours():
    assert reverse("wagtail_localize:machine_translate", args=[1]) == "/admin/localize/translate/1/machine_translate/"
    assert reverse("wagtail_localize:submit_page_translation", args=[1]) == "/admin/localize/submit/page/1/"


def test_les_langues_se_gerent_par_wagtail_seul(settings):
    assert "wagtail_localize.locales" not in settings.INSTALLED_APPS
    assert reverse("wagtaillocales:index") == "/admin/locales/"


def titres_du_rapport(client):
    reponse = client.get("/admin/localize/reports/translations/")
    if reponse.status_code != 200:
        return None
    return sorted((t.source.object_repr, t.target_locale.language_code) for t in reponse.context["object_list"])


def test_le_rapport_ne_montre_que_ce_que_l_on_peut_voir(commandee, gens, en):
    en_anglais = [("Le fleuve", "en"), ("Le récit", "en"), ("Île de Nantes", "en")]
    assert {nom: titres_du_rapport(client) for nom, client in gens.items()} == {
        "Communication": en_anglais,
        "Relecture": en_anglais,
        "Administration": en_anglais,
        "Traduction · English": en_anglais,
        "Traduction · Deutsch": [],
        "Administration, ailleurs": [],
        "Traduction · English, ailleurs": [],
        "sans rôle": [],
        "anonyme": None,
    }


def test_le_rapport_s_exporte_comme_il_se_montre(commandee, gens):
    for nom in ("Traduction · Deutsch", "sans rôle", "Administration, ailleurs"):
        for adresse in ("reports/translations/results/", "reports/translations/?export=csv"):
            reponse = gens[nom].get(f"/admin/localize/{adresse}")
            corps = b"".join(reponse) if reponse.streaming else reponse.content
            assert "Île de Nantes" not in corps.decode()


@pytest.fixture
def artiste_inscrit(nantes):
    from tests import fabrique

    return fabrique.artiste(nantes.site, presentation="Il peint.", pays="France")


def test_les_artistes_ne_se_lisent_que_dans_leur_ville_et_leur_langue(ailleurs, artiste_inscrit, gens):
    adresse = "/admin/localize/api/snippets/oeuvres/artiste/"
    listes, fiches = {}, {}
    for nom, client in gens.items():
        reponse = client.get(adresse, headers={"accept": "application/json"})
        listes[nom] = [a["title"] for a in reponse.json()] if reponse.status_code == 200 else reponse.status_code
        fiches[nom] = client.get(f"{adresse}{artiste_inscrit.pk}/", headers={"accept": "*/*"}).status_code
    siens, vides = ["Daniel Buren"], []
    assert listes == {
        "Communication": siens,
        "Relecture": siens,
        "Administration": siens,
        "Traduction · English": vides,
        "Traduction · Deutsch": vides,
        "Administration, ailleurs": vides,
        "Traduction · English, ailleurs": vides,
        "sans rôle": 403,
        "anonyme": 403,
    }
    assert fiches == {
        nom: 200 if liste == siens else 404 if liste == vides else 403 for nom, liste in listes.items()
    } | {"anonyme": 302}


def test_un_type_inconnu_ou_qui_ne_se_traduit_pas_ne_se_lit_pas(gens):
    reponses = [
        gens["Administration"].get(f"/admin/localize/api/snippets/{type_}/", headers={"accept": "application/json"})
        for type_ in ("comptes/compte", "rien/dutout")
    ]
    assert [reponse.status_code for reponse in reponses] == [404, 404]


def test_un_segment_d_une_autre_page_ne_s_ecrit_pas(commandee, nantes, gens):
    from wagtail_localize.models import Translation

    autre = Translation.objects.get(source__object_id=nantes.recit.translation_key)
    adresse = f"/admin/localize/translate/{commandee.pk}/strings/{segment(autre, 'vision').pk}/edit/"
    assert envoyer(gens["Traduction · English"], adresse, "A city.").status_code == 404


def test_une_traduction_arretee_ne_s_ecrit_plus(commandee, gens):
    commandee.enabled = False
    commandee.save()
    reponse = ecrire(gens["Traduction · English"], commandee, "accroche", "A riverside.")
    assert (reponse.status_code, reponse.json()["error"], reponse.json()["data"]) == (
        409,
        "Cette traduction est arrêtée : rien ne s’y écrit plus.",
        "A riverside.",
    )
