"""Who works on translations here, and a quartier whose English is ordered."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.test import Client
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from comptes.actions import poser_les_roles
from tests import fabrique
from traduction.actions import commander

ROLES = ("Communication", "Relecture", "Administration", "Traduction · English", "Traduction · Deutsch")

EN_LIGNE_EN_ANGLAIS = {
    "Île de Nantes": "Isle of Nantes",
    "Ici aussi, le fleuve.": "Here too, the river.",
    "Un bord de fleuve.": "A riverside.",
    "Ce qui se raconte ici.": "What is told here.",
}


def compte(nom, *groupes):
    personne = get_user_model().objects.create_user(f"{nom}@ville.example", "une-longue-phrase-secrete")
    personne.groups.set(groupes)
    return personne


def client_de(personne) -> Client:
    client = Client()
    client.force_login(personne)
    return client


@pytest.fixture
def en(ville):
    return Locale.objects.get(language_code="en")


@pytest.fixture
def de(ville):
    return Locale.objects.get(language_code="de")


@pytest.fixture
def nantes(ville):
    poser_les_roles(ville.site)
    return ville


@pytest.fixture
def ailleurs(nantes):
    """Another city in the same installation."""
    autre = fabrique.ville("Rezé", "reze.example", par_defaut=False)
    poser_les_roles(autre.site)
    return autre


@pytest.fixture
def comptes(nantes, ailleurs):
    """One account for each role, for the same roles elsewhere where it matters, and for no role at all."""
    gens = {role: compte(f"c{rang}", Group.objects.get(name=f"Nantes · {role}")) for rang, role in enumerate(ROLES)}
    for rang, role in enumerate(("Administration", "Traduction · English")):
        gens[f"{role}, ailleurs"] = compte(f"a{rang}", Group.objects.get(name=f"Rezé · {role}"))
    gens["sans rôle"] = compte("sans-role")
    gens["sans rôle"].user_permissions.add(Permission.objects.get(codename="access_admin"))
    return gens


@pytest.fixture
def gens(comptes):
    """A browser for each account, and one where nobody is logged in."""
    return {nom: client_de(personne) for nom, personne in comptes.items()} | {"anonyme": Client()}


def verdict(reponse):
    """Say in a word how a door answered."""
    if reponse.status_code == 302 and "/login/" in reponse.url:
        return "se connecter"
    if reponse.status_code == 403:
        return "refusé"
    return "fait" if reponse.status_code < 400 else reponse.status_code


def verdicts(gens, frapper) -> dict:
    """Return how each one is answered; each knocks in the same state of things."""
    reponses = {}
    for nom, client in gens.items():
        with transaction.atomic():
            reponses[nom] = verdict(frapper(client))
            transaction.set_rollback(True)
    return reponses


def seuls(*admis, anonyme="se connecter") -> dict:
    """Return the verdicts of a door that opens to `admis` and refuses all others."""
    tous = [*ROLES, "Administration, ailleurs", "Traduction · English, ailleurs", "sans rôle"]
    return {nom: "fait" if nom in admis else "refusé" for nom in tous} | {"anonyme": anonyme}


@pytest.fixture
def commandee(nantes, en):
    """The quartier ordered into English: a draft in French words, nothing translated yet."""
    commander(nantes.recit, [en])
    commander(nantes.promesse, [en])
    commander(nantes.quartier, [en])
    return Translation.objects.get(source__object_id=nantes.quartier.translation_key)


@pytest.fixture
def quartier_en(commandee, nantes, en):
    return Page.objects.get(translation_key=nantes.quartier.translation_key, locale=en).specific


def segment(traduction, chemin):
    return traduction.source.stringsegment_set.get(context__path=chemin)


def ecrire(client, traduction, chemin, valeur, methode="put"):
    """Send the translation of one text as the editor does."""
    adresse = f"/admin/localize/translate/{traduction.pk}/strings/{segment(traduction, chemin).pk}/edit/"
    return envoyer(client, adresse, valeur, methode)


def envoyer(client, adresse, valeur, methode="put"):
    limite = "limite"
    corps = f'--{limite}\r\nContent-Disposition: form-data; name="value"\r\n\r\n{valeur}\r\n--{limite}--\r\n'
    return getattr(client, methode)(adresse, corps.encode(), content_type=f"multipart/form-data; boundary={limite}")


def tout_traduire(traduction, textes=EN_LIGNE_EN_ANGLAIS):
    """Write the translations of all texts, as translators would have, and nothing else."""
    from wagtail_localize.models import StringTranslation

    for un in traduction.source.stringsegment_set.select_related("string"):
        StringTranslation.objects.create(
            translation_of=un.string,
            context=un.context,
            locale=traduction.target_locale,
            data=textes.get(un.string.data, un.string.data),
            translation_type="manual",
        )


def paroles(client) -> str:
    """Return what the admin says on the next page, as one text."""
    return " ".join(str(m) for m in client.get("/admin/").context["messages"])
