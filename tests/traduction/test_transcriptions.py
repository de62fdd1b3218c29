"""What is heard is written by those who translate, each in their language, and read by visitors once it is approved."""

import html
import re
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from pypdf import PdfReader

from home.attentes import ce_qui_attend
from medias.models import Son
from medias.sous_titres import normaliser
from tests import fabrique, villes
from tests.medias.conftest import DROITS, WAV, son
from tests.traduction.conftest import seuls, verdicts
from traduction.enums import Etat
from traduction.models import Proposition
from traduction.transcriptions import transcriptions_de

pytestmark = pytest.mark.django_db

SECRET = "A crane turns."
EN, DE = "Traduction · English", "Traduction · Deutsch"


@pytest.fixture
def la_grue(nantes):
    """A sound that a work of the city plays, in a French that English readers can't read yet."""
    entendu = son("La grue", langue="fr", traductions={"de": "Ein Kran dreht sich."})
    son("Jamais entendu", langue="fr")
    nantes.oeuvre.corps = [("son", {"son": entendu, "titre": ""})]
    nantes.oeuvre.save_revision().publish()
    return entendu


def adresse(le_son, langue):
    return reverse("traduction_transcription", args=[le_son.pk, langue])


def ecran(client, le_son, langue) -> str:
    return html.unescape(client.get(adresse(le_son, langue)).content.decode())


def lue(client, le_son, langue) -> str:
    """The name of the text that this person has before their eyes; empty when the door is closed."""
    trouvee = re.search(r'name="lue" value="(\w+)"', ecran(client, le_son, langue))
    return trouvee[1] if trouvee else ""


def ecrire(client, le_son, langue, texte, **champs):
    """Write a text as the screen sends it."""
    return client.post(adresse(le_son, langue), {"texte": texte, "lue": lue(client, le_son, langue)} | champs)


def publiees(le_son) -> dict:
    return Son.objects.get(pk=le_son.pk).traductions


def propositions():
    return [(p.langue, p.texte, p.etat, p.raison) for p in Proposition.objects.order_by("pk")]


# --- who writes --------------------------------------------------------------------


def test_chacun_voit_les_sons_de_sa_ville_dans_sa_langue(la_grue, comptes):
    def vues(nom):
        return [(t.son.title, t.langue, t.texte, t.se_publie) for t in transcriptions_de(comptes[nom])]

    def en(se_publie):
        return ("La grue", "en", "", se_publie)

    def de(se_publie):
        return ("La grue", "de", "Ein Kran dreht sich.", se_publie)

    assert {nom: vues(nom) for nom in comptes} == {
        "Communication": [],
        "Relecture": [en(True), de(True)],
        "Administration": [en(True), de(True)],
        EN: [en(False)],
        DE: [de(False)],
        "Administration, ailleurs": [],
        "Traduction · English, ailleurs": [],
        "sans rôle": [],
    }


def test_une_transcription_s_ecrit_dans_sa_langue_et_dans_sa_ville(la_grue, gens):
    def frapper(client):
        return ecrire(client, la_grue, "en", SECRET)

    assert verdicts(gens, frapper) == seuls("Relecture", "Administration", EN)


def test_l_original_est_a_cote_du_champ(la_grue, gens):
    vu = ecran(gens[EN], la_grue, "en")
    assert ("Une grue tourne." in vu, "Ein Kran" in vu, 'name="texte"' in vu) == (True, False, True)


# --- who approves ------------------------------------------------------------------


@pytest.mark.parametrize("langue", ["en", "de"])
def test_ce_qu_ecrit_qui_ne_publie_pas_est_propose_et_ce_qu_ecrit_qui_publie_parait(la_grue, gens, langue):
    auteurs = {"en": EN, "de": DE}
    avant = publiees(la_grue)

    ecrire(gens[auteurs[langue]], la_grue, langue, " Du métal grince.\n")
    assert (publiees(la_grue), propositions()) == (avant, [(langue, "Du métal grince.", Etat.PROPOSEE, "")])

    for rang, role in enumerate(("Relecture", "Administration")):
        ecrire(gens[role], la_grue, langue, f"Du métal, {rang}.")
        assert publiees(la_grue) == avant | {langue: f"Du métal, {rang}."}


def test_approuver_montre_le_texte_propose_et_dit_qui_l_a_fait(la_grue, gens, comptes, il_est):
    ecrire(gens[EN], la_grue, "en", SECRET)
    ecrire(gens["Relecture"], la_grue, "en", SECRET)

    approuvee = Proposition.objects.get()
    assert publiees(la_grue) == {"de": "Ein Kran dreht sich.", "en": SECRET}
    assert (approuvee.etat, approuvee.ecrite_par, approuvee.jugee_par) == (
        Etat.APPROUVEE,
        comptes[EN],
        comptes["Relecture"],
    )
    assert approuvee.ecrite_le <= approuvee.jugee_le


def test_le_texte_publie_reste_tant_que_le_nouveau_n_est_pas_approuve(la_grue, gens):
    ecrire(gens[DE], la_grue, "de", "Der Kran dreht sich.")
    assert publiees(la_grue) == {"de": "Ein Kran dreht sich."}
    vu = ecran(gens["Relecture"], la_grue, "de")
    assert ("Der Kran dreht sich." in vu, "Ein Kran dreht sich." in vu) == (True, True)
    ecrire(gens["Relecture"], la_grue, "de", "Der Kran dreht sich.")
    assert publiees(la_grue) == {"de": "Der Kran dreht sich."}


def test_oter_un_texte_se_propose_aussi(la_grue, gens):
    ecrire(gens[DE], la_grue, "de", " ")
    assert publiees(la_grue) == {"de": "Ein Kran dreht sich."}
    ecrire(gens["Relecture"], la_grue, "de", "")
    assert publiees(la_grue) == {}


def test_proposer_ce_qui_est_deja_publie_ne_propose_rien(la_grue, gens):
    ecrire(gens[DE], la_grue, "de", "Der Kran.")
    ecrire(gens[DE], la_grue, "de", "Ein Kran dreht sich.")
    assert propositions() == []


def test_renvoyer_garde_le_texte_et_dit_ce_qui_est_a_reprendre(la_grue, gens):
    ecrire(gens[EN], la_grue, "en", SECRET)
    ecrire(gens["Relecture"], la_grue, "en", SECRET, renvoyer="1", raison="Dites aussi le grincement.")
    assert (publiees(la_grue), propositions()) == (
        {"de": "Ein Kran dreht sich."},
        [("en", SECRET, Etat.RENVOYEE, "Dites aussi le grincement.")],
    )
    vu = ecran(gens[EN], la_grue, "en")
    assert ("Dites aussi le grincement." in vu, SECRET in vu) == (True, True)

    ecrire(gens[EN], la_grue, "en", "A crane creaks.")
    assert propositions() == [("en", "A crane creaks.", Etat.PROPOSEE, "")]


def test_qui_ne_publie_pas_ne_renvoie_pas(la_grue, gens):
    ecrire(gens[EN], la_grue, "en", SECRET)
    assert "Renvoyer" not in ecran(gens[EN], la_grue, "en")
    assert ecrire(gens[EN], la_grue, "en", SECRET, renvoyer="1").status_code == 403
    assert propositions() == [("en", SECRET, Etat.PROPOSEE, "")]


def test_on_n_approuve_que_ce_que_l_on_a_lu(la_grue, gens):
    ecrire(gens[EN], la_grue, "en", SECRET)
    vue = lue(gens["Relecture"], la_grue, "en")
    ecrire(gens[EN], la_grue, "en", "Something else.")

    reponse = gens["Relecture"].post(adresse(la_grue, "en"), {"texte": SECRET, "lue": vue})

    assert (publiees(la_grue), propositions()) == (
        {"de": "Ein Kran dreht sich."},
        [("en", "Something else.", Etat.PROPOSEE, "")],
    )
    montre = html.unescape(reponse.content.decode())
    assert "Quelqu’un a écrit ou relu ce texte pendant que vous le lisiez." in montre
    assert (SECRET in montre, "Something else." in montre) == (True, True)


def test_deux_traductrices_ne_s_effacent_pas_l_une_l_autre(la_grue, gens):
    vue = lue(gens[EN], la_grue, "en")
    ecrire(gens[EN], la_grue, "en", "Written first.")
    assert gens[EN].post(adresse(la_grue, "en"), {"texte": "Written second.", "lue": vue}).status_code == 200
    assert propositions() == [("en", "Written first.", Etat.PROPOSEE, "")]


# --- no door shows a proposal --------------------------------------------------------


def _tout_ce_qui_sort(ville, le_son, parcours, oeuvre) -> dict:
    """The addresses of all that visitors and machines read of this sound, in English."""
    return {
        "œuvre": oeuvre.url,
        "arrêt": f"{parcours.url}{parcours.etapes.first().code}/",
        "parcours": parcours.url,
        "bagage": f"/api/parcours/{parcours.code}.bagage.json?langue=en",
        "livret": f"/api/parcours/{parcours.code}.pdf?langue=en",
        "paroles": le_son.adresse_des_sous_titres,
        "recherche": "/api/recherche/?q=crane&langue=en",
        "page de recherche": "/en/search/?q=crane",
        "suggestions": "/api/suggestions/?q=crane&langue=en",
        "flux": "/en/flux.rss",
        "données": "/api/oeuvres.geojson?langue=en",
    }


def test_aucune_porte_ne_montre_une_proposition(la_grue, nantes, gens, client):
    la_grue.sous_titres = normaliser("WEBVTT\n\n00:00.000 --> 00:01.000\nUne grue.\n")
    la_grue.usage_hors_ligne = la_grue.usage_impression = la_grue.usage_donnees = True
    la_grue.save()
    ligne = fabrique.parcours(nantes.accueil, [nantes.oeuvre, nantes.quartier], slug="ligne")
    for page in (nantes.accueil, nantes.recit, nantes.quartier, ligne.get_parent()):
        villes.traduire(page, "en")
    oeuvre, parcours = villes.traduire(nantes.oeuvre, "en"), villes.traduire(ligne, "en")
    ecrire(gens[EN], la_grue, "en", SECRET)
    call_command("rechercher_reindexer")

    portes = _tout_ce_qui_sort(nantes, la_grue, parcours, oeuvre)
    assert {nom: lire_une_porte(client, portes[nom]) for nom in portes} == dict.fromkeys(portes, (200, False))

    ecrire(gens["Relecture"], la_grue, "en", SECRET)
    montrent = {nom for nom in portes if lire_une_porte(client, portes[nom])[1]}
    assert montrent == {"œuvre", "arrêt"}


def lire_une_porte(client, porte) -> tuple[int, bool]:
    """How a door answers, and whether it says the text."""
    cache.clear()
    reponse = client.get(porte)
    lu = b"".join(reponse.streaming_content) if reponse.streaming else reponse.content
    if reponse["Content-Type"] == "application/pdf":
        lu = " ".join(page.extract_text() for page in PdfReader(BytesIO(lu)).pages).encode()
    return reponse.status_code, SECRET.encode() in lu


def test_la_relecture_d_une_page_ne_compte_pas_une_proposition(la_grue, nantes, gens):
    ecrire(gens[EN], la_grue, "en", SECRET)
    assert Son.objects.get(pk=la_grue.pk).est_transcrit_en("en") is False
    ecrire(gens["Relecture"], la_grue, "en", SECRET)
    assert Son.objects.get(pk=la_grue.pk).est_transcrit_en("en") is True


def test_le_formulaire_d_un_son_n_ecrit_pas_les_autres_langues(la_grue, nantes, gens):
    """Who lays sounds down writes what is heard in their own language: the others have their one door."""
    la_grue.collection = nantes.collection
    la_grue.save()
    champs = {
        "title": "La grue",
        "nature": "ambiance",
        "langue": "fr",
        "duration": "0",
        "transcription": "Une grue tourne encore.",
        "collection": nantes.collection.pk,
        "tags": "",
        "transcription_en": SECRET,
        "traductions": f'{{"en": "{SECRET}"}}',
        **DROITS,
    }
    modifier = gens["Communication"].post(reverse("wagtailmedia:edit", args=[la_grue.pk]), champs)
    fichier = {"file": SimpleUploadedFile("grue.wav", WAV)}
    deposer = gens["Communication"].post(reverse("wagtailmedia:add", args=["audio"]), champs | fichier)
    choisir = gens["Communication"].post(
        reverse("wagtailmedia:chooser_upload", args=["audio"]),
        {f"media-chooser-upload-{nom}": valeur for nom, valeur in champs.items()}
        | {"media-chooser-upload-file": SimpleUploadedFile("grue.wav", WAV)},
    )
    assert [reponse.status_code for reponse in (modifier, deposer, choisir)] == [302, 302, 200]
    sons = Son.objects.filter(title="La grue").order_by("pk")
    assert [le_son.traductions for le_son in sons] == [{"de": "Ein Kran dreht sich."}, {}, {}]
    assert {le_son.transcription for le_son in sons} == {"Une grue tourne encore."}


# --- what waits for whom ---------------------------------------------------------------


def attente_de(compte):
    """What the home of the admin says of transcriptions to somebody: how many wait, and what is asked of them."""
    trouvees = [a for a in ce_qui_attend(compte) if a.cle == "transcriptions"]
    return [(a.nombre, [ligne.detail for ligne in a.lignes]) for a in trouvees]


def test_l_accueil_dit_a_chacun_ce_qui_l_attend(la_grue, gens, comptes, il_est):
    il_est("2026-05-04 10:00")
    roles = (EN, DE, "Relecture", "Communication")

    def attentes():
        return {role: attente_de(comptes[role]) for role in roles}

    rien = {EN: [(0, [])], DE: [(0, [])], "Relecture": [(0, [])], "Communication": []}
    assert attentes() == rien | {EN: [(1, ["en anglais, à transcrire"])]}

    ecrire(gens[EN], la_grue, "en", SECRET)
    a_approuver = f"en anglais, proposée par {comptes[EN]} le 4 mai 2026"
    assert attentes() == rien | {"Relecture": [(1, [a_approuver])]}

    ecrire(gens["Relecture"], la_grue, "en", SECRET, renvoyer="1")
    assert attentes() == rien | {EN: [(1, ["en anglais, renvoyée : à reprendre"])]}

    ecrire(gens[EN], la_grue, "en", "A crane creaks.")
    ecrire(gens["Relecture"], la_grue, "en", "A crane creaks.")
    assert attentes() == rien


def test_la_liste_dit_ou_en_est_chaque_transcription(la_grue, gens):
    def etats(role):
        lu = html.unescape(gens[role].get(reverse("traduction_transcriptions")).content.decode())
        cellules = re.findall(r"<td>(.*?)</td>", lu.split('<table class="listing">')[1], re.S)
        return [" ".join(re.sub(r"<[^>]*>", "", cellule).split()) for cellule in cellules[2::3]]

    ecrire(gens[EN], la_grue, "en", SECRET)
    assert (etats(EN), etats("Relecture")) == (["proposée, pas encore approuvée"], ["à approuver", "transcrit"])
    ecrire(gens["Relecture"], la_grue, "en", SECRET, renvoyer="1")
    assert etats(EN) == ["renvoyée, à reprendre"]


def test_ce_qui_reste_a_transcrire_se_voit_dans_le_rapport_des_traductions(la_grue, gens):
    rapport = reverse("wagtail_localize:translations_report")

    def dit(role):
        lu = gens[role].get(rapport).content.decode()
        return re.findall(r"\d+ transcription de son à \w+", lu)

    assert (dit(EN), dit("Relecture")) == (["1 transcription de son à traduire"],) * 2
    ecrire(gens[EN], la_grue, "en", SECRET)
    assert (dit(EN), dit("Relecture")) == ([], ["1 transcription de son à approuver"])


def test_la_liste_ne_demande_pas_plus_a_la_base_pour_plus_de_sons(la_grue, nantes, comptes, django_assert_num_queries):
    nantes.oeuvre.corps = [("son", {"son": son(f"Son {rang}"), "titre": ""}) for rang in range(3)]
    nantes.oeuvre.save_revision().publish()
    with django_assert_num_queries(7):
        assert len(transcriptions_de(comptes[EN])) == 3
