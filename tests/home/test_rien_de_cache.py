"""Whatever output is added, it must not show what is hidden: all that can be reached from the front page is read."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from home.models import ContentPage
from oeuvres.models import OeuvrePage
from recit.models import PromessePage
from tests import fabrique

pytestmark = pytest.mark.django_db

SECRET = "Introuvable"
DEPARTS = ("/fr/", "/en/", "/de/", "/fr/quartiers/", "/fr/oeuvres/")


def cacher(ville, daniel):
    """Hide in the city one story of each kind that a visitor must not see, all with one word in their title."""
    quartier, promesse = ville.quartier, ville.promesse
    fabrique.quartier(ville.recit, promesse, titre=f"{SECRET} brouillon", slug="q-brouillon", live=False)
    fabrique.oeuvre(quartier, promesse, titre=f"{SECRET} brouillon", slug="brouillon", live=False, artistes=[daniel])
    fabrique.lieu(
        quartier, promesse, titre=f"{SECRET} lieu", slug="lieu-brouillon", live=False, latitude=47.2, longitude=-1.55
    )
    expiree = fabrique.oeuvre(quartier, promesse, titre=f"{SECRET} expirée", slug="expiree", artistes=[daniel])
    OeuvrePage.objects.filter(pk=expiree.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    eteint = fabrique.quartier(ville.recit, promesse, titre=f"{SECRET} éteint", slug="eteint")
    fabrique.oeuvre(
        eteint, promesse, titre=f"{SECRET} dessous", slug="dessous", artistes=[daniel], latitude=47.2, longitude=-1.5
    )
    eteint.unpublish()
    prive = fabrique.quartier(ville.recit, promesse, titre=f"{SECRET} privé", slug="prive")
    fabrique.oeuvre(
        prive, promesse, titre=f"{SECRET} privée", slug="privee", artistes=[daniel], latitude=47.2, longitude=-1.5
    )
    PageViewRestriction.objects.create(page=prive, restriction_type="login")
    ville.recit.add_child(instance=PromessePage(title=f"{SECRET} promesse", enonce=SECRET, live=False))
    ville.accueil.add_child(instance=ContentPage(title=f"{SECRET} page", au_pied=True, live=False))
    traduite = quartier.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    traduite.title = f"{SECRET} traduit"
    traduite.save(clean=False)


def lire_tout(client) -> dict[str, str]:
    """Follow every link of the site from its doors; return the pages that answer 200, by address."""
    a_lire, lues = list(DEPARTS), {}
    while a_lire:
        adresse = a_lire.pop()
        if adresse in lues:
            continue
        reponse = client.get(adresse)
        lues[adresse] = reponse.content.decode() if reponse.status_code == 200 else ""
        liens = re.findall(r'href="(?:http://localhost)?(/(?:fr|en|de)/[^"#]*)"', lues[adresse])
        a_lire += [lien.replace("&amp;", "&") for lien in liens]
    return {adresse: page for adresse, page in lues.items() if page}


def test_aucune_page_publique_ne_montre_ce_qui_est_cache(ville, client):
    daniel = fabrique.artiste(ville.site)
    fabrique.oeuvre(ville.quartier, ville.promesse, titre="Visible", slug="visible", artistes=[daniel])
    cacher(ville, daniel)
    fabrique.ville(nom=f"{SECRET}-sur-Mer", hote="ailleurs.example", par_defaut=False)
    pages = lire_tout(client)
    assert {"/fr/", "/fr/recit/ile-de-nantes/visible/", "/fr/recit/fleuve/", "/fr/artistes/daniel-buren/"} <= set(pages)
    assert [adresse for adresse, page in pages.items() if SECRET in page] == []
