"""What the tests of the admin share: who is logged in, and a page's form as the browser would send it."""

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from socle.exigences import manques

SECRET = "une-longue-phrase-secrete"


def client_de(compte) -> Client:
    client = Client()
    client.force_login(compte)
    return client


def chef(email="chef@ville.example"):
    """Someone who may do everything."""
    return get_user_model().objects.create_superuser(email, SECRET)


def champs_de(client, adresse):
    """Return the fields of the editing form at this address, as a browser would send them untouched."""
    reponse = client.get(adresse)
    assert reponse.status_code == 200, (adresse, reponse.status_code)
    champs = querydict_from_html(reponse.content.decode(), form_id="page-edit-form")
    # Stories are drawn by a script: the test says what the script would send.
    page = reponse.context["page"]
    for champ in page._meta.get_fields():
        if isinstance(champ, StreamField):
            blocs = [(bloc.block_type, rich_text(str(bloc.value))) for bloc in getattr(page, champ.name)]
            champs.update(nested_form_data({champ.name: streamfield(blocs)}))
    for action in [nom for nom in champs if nom.startswith("action-")]:
        del champs[action]
    return champs


def envoyer(client, page, action=None, json=False, **valeurs):
    """Send a page's editing form with some values changed, and an action (`action-publish`…) if any."""
    adresse = reverse("wagtailadmin_pages:edit", args=[page.pk])
    champs = champs_de(client, adresse)
    for nom, valeur in valeurs.items():
        champs[nom.replace("___", "-")] = valeur
    if action:
        champs[action] = "1"
    entetes = {"accept": "application/json"} if json else {}
    return client.post(adresse, champs, headers=entetes)


def paroles(reponse) -> str:
    """Return all the messages a response shows, or that wait for the next page."""
    return " ".join(str(m) for m in (reponse.context or {}).get("messages", ())) if reponse.context else ""


def paroles_en_attente(client) -> str:
    """Return what the admin says on the next page, as one text."""
    return paroles(client.get(reverse("wagtailadmin_home")))


def refus_de(page) -> list[str]:
    """What refuses the publication of a page, in words."""
    return [manque.message for manque in manques(page) if manque.refuse]


def en_ligne(page) -> bool:
    """Tell whether a page is on line, as the database says."""
    return Page.objects.get(pk=page.pk).live
