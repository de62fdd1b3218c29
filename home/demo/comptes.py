"""The accounts of the demo city: one for each role, with passwords drawn at random and shown once."""

import secrets
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from quartiers.models import QuartierPage
from recit.actions.relire import signer

MOTS = [
    "quai",
    "grue",
    "cale",
    "mat",
    "ancre",
    "barque",
    "digue",
    "marais",
    "saule",
    "vase",
    "brume",
    "maree",
    "phare",
    "filet",
    "rame",
    "houle",
    "jonc",
    "rive",
    "pont",
    "canal",
    "gare",
    "tram",
    "place",
    "rue",
    "cour",
    "jardin",
    "banc",
    "arbre",
    "toit",
    "mur",
    "porte",
    "ligne",
]


@dataclass(frozen=True)
class CompteDeDemonstration:
    role: str
    email: str
    mot_de_passe: str


ROLES = {
    "communication@nantes.example": ("Camille", "Communication"),
    "relecture@nantes.example": ("Dominique", "Relecture"),
    "administration@nantes.example": ("Alex", "Administration"),
    "traduction-en@nantes.example": ("Robin", "Traduction · English"),
    "traduction-de@nantes.example": ("Kim", "Traduction · Deutsch"),
}


def mot_de_passe() -> str:
    """Draw a password that can be typed from a screen: about 52 bits."""
    return "-".join([*(secrets.choice(MOTS) for _rang in range(6)), str(secrets.randbelow(9_000_000) + 1_000_000)])


def ouvrir_les_comptes(ville: str) -> list[CompteDeDemonstration]:
    """Make the accounts of the demo city, one a role, and one for who runs the installation."""
    Compte = get_user_model()
    ouverts = []
    for email, (prenom, role) in ROLES.items():
        secret = mot_de_passe()
        compte = Compte.objects.create_user(email, secret, first_name=prenom, last_name=role)
        compte.groups.add(Group.objects.get(name=f"{ville} · {role}"))
        ouverts.append(CompteDeDemonstration(role, email, secret))
    secret = mot_de_passe()
    Compte.objects.create_superuser("installation@nantes.example", secret, first_name="Sacha", last_name="Installation")
    return [*ouverts, CompteDeDemonstration("Installation", "installation@nantes.example", secret)]


def faire_signer():
    """Have the demo's garant sign the ancrage of each quartier, in each language it is told in."""
    garant = get_user_model().objects.get(email="relecture@nantes.example")
    for quartier in QuartierPage.objects.live():
        signer(quartier, garant)


def fermer_les_comptes():
    get_user_model().objects.filter(email__endswith="@nantes.example").delete()
