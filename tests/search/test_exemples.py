"""What people type to find what the demo city tells, as each engine answers it: the first answer is the right one."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from search.actions.changements import envoyer
from search.rules.demande import Demande
from search.rules.requete import lire_la_requete
from socle.fiches import fiches_des

EXEMPLES = json.loads((Path(__file__).parent / "exemples.json").read_text())
"""« a: » and « q: » before the slug of a work or a quartier. `aussi_admis`: as right; `jamais_premier`: a mistake."""

D_AUTRES = [
    ("fr", "kawamata", "l-observatoire belvedere-de-l-hermitage"),
    ("fr", "kapour", "svayambh"),
    ("fr", "jean julien", "le-nid"),
    ("fr", "jullien", "le-nid"),
    ("fr", "morelet néon", "de-temps-en-temps"),
    ("fr", "serpent saint brévin", "serpent-d-ocean"),
    ("fr", "st brevin", "serpent-d-ocean"),
    ("fr", "marcher lune", "on-va-marcher-sur-la-lune"),
    ("fr", "mrzyk et moriceau", "lunar-tree"),
    ("fr", "banc du jardin des plantes", "banc-geant"),
    ("fr", "rue de l'hermitage", "belvedere-de-l-hermitage"),
    ("fr", "place Ste Élisabeth", "la-plante-imaginaire"),
    ("fr", "passage bouchaud", "jungle-interieure"),
    ("fr", "quai françois mitterand", "de-temps-en-temps palais-de-justice"),
    ("fr", "L'observatoir", "l-observatoire"),
    ("fr", "feydbal", "feydball"),
    ("fr", "hofman", "canard-de-bain"),
    ("fr", "tram ligne 3", "la-plante-imaginaire l-attente-occupee-par-une-assise breil-barberie"),
    ("fr", "nimphea", "nymphea"),
    ("fr", "petite amazonie", "peage-sauvage"),
    ("fr", "absence", "l-absence"),
    ("fr", "esclave", "memorial-de-l-abolition-de-l-esclavage"),
    ("fr", "coque echouee", "coque-echouee-ugo-schiavi-2021"),
    ("fr", "monte-meubles", "monte-meubles-l-ultime-demenagement"),
    ("fr", "quartier des Dervallières", "dervallieres dervallieres-zola"),
    ("fr", "port boyer", "nantes-erdre"),
    ("fr", "le clos toreau", "nantes-sud"),
    ("fr", "île", "ile-de-nantes"),
    ("fr", "bellevue", "bellevue"),
    ("fr", "ligne verte", "la-ligne"),
    ("fr", "qui a fait les anneaux ?", "les-anneaux"),
    ("fr", "machine de l’île", "machines-de-l-ile les-machines-de-l-ile"),
    ("fr", "les enneaux", "les-anneaux"),
    ("fr", "bitfall", "bit-fall"),
    ("fr", "Bit.Fall", "bit-fall"),
    ("fr", "skateodrome", "skate-o-drome"),
    ("fr", "lunartree", "lunar-tree"),
    ("fr", "jardin des plantes", "banc-geant le-dormanron"),
    ("fr", "parcours enfants", "avec-des-enfants"),
    ("fr", "la ligne", "la-ligne ligne-verte"),
    ("fr", "canal st felix", "nymphea"),
    ("fr", "canal saint félix", "nymphea"),
    ("fr", "ramete", "eloge-de-la-transgression eloge-du-pas-de-cote"),
    ("en", "carousel", "carrousel-des-mondes-marins"),
    ("en", "the rings", "les-anneaux"),
    ("en", "banana warehouse", "hangar-a-bananes"),
    ("en", "city centre", "centre-ville"),
    ("de", "Stadtzentrum", "centre-ville"),
    ("de", "Keksfabrik", "le-lieu-unique"),
    ("fr", "concert graslin", "concert-a-graslin"),
    ("en", "slavery memorial", "memorial-de-l-abolition-de-l-esclavage"),
    ("en", "basket tree", "l-arbre-a-basket"),
    ("en", "pendulum", "le-pendule"),
    ("en", "the green line", "la-ligne"),
    ("de", "grune linie", "la-ligne"),
    ("de", "Loiremuendung", "estuaire"),
    ("fr", "statue bronze bouffay", "eloge-du-pas-de-cote"),
    ("fr", "serpent de mer", "serpent-d-ocean"),
    ("fr", "sculture place du bouffay", "eloge-du-pas-de-cote"),
    ("fr", "annaux buren", "les-anneaux"),
    ("fr", "canard jaune hofman", "canard-de-bain"),
    ("fr", "le serpant de saint brevin", "serpent-d-ocean"),
    ("fr", "metre ruban chantenay", "metre-a-ruban"),
    ("fr", "terrain de foot tordu", "feydball"),
    ("fr", "villa chemine cordemais", "villa-cheminee"),
    ("en", "slavery memmorial", "memorial-de-l-abolition-de-l-esclavage"),
    ("en", "giant tape measure", "metre-a-ruban"),
    ("en", "serpent skeleton", "serpent-d-ocean"),
    ("de", "grüne linje", "la-ligne"),
    ("de", "Insel von Nantes", "ile-de-nantes"),
]
"""(language, query, slugs of the first answers that are right, in the city's first language.)"""

pytestmark = pytest.mark.django_db


def _premiers(index, requetes) -> list[str]:
    """Return the slug of the first answer to each (language, query), in the city's first language."""
    site = Site.objects.get(is_default_site=True)
    ville = str(site.root_page.translation_key)
    jour = date(2026, 11, 23)
    trouves = [
        next(iter(index.chercher(Demande(lire_la_requete(texte, langue), ville, jour, nombre=1)).trouvailles), None)
        for langue, texte in requetes
    ]
    cles = dict(Page.objects.filter(pk__in=[t.page_id for t in trouves if t]).values_list("pk", "translation_key"))
    slugs = dict(
        Page.objects.filter(translation_key__in=cles.values(), locale=site.root_page.locale).values_list(
            "translation_key", "slug"
        )
    )
    return [slugs[cles[t.page_id]] if t else "" for t in trouves]


def test_la_premiere_reponse_est_la_bonne(index, request, settings):
    call_command("demo", verbosity=0, stdout=StringIO())
    while envoyer(index.nom):
        pass
    _repond_bien(index, request, settings)
    # What a cluster has deleted still counts among the words it weighs, until it tidies up: no order hangs on that.
    for _fois in range(3):
        index.ecrire(fiches_des(Page.objects.values_list("pk", flat=True)))
    _repond_bien(index, request, settings)


def _repond_bien(index, request, settings):
    if "cluster" in request.fixturenames:
        request.getfixturevalue("cluster").indices.refresh(index=f"{settings.ELASTICSEARCH_PREFIXE}*")
    premiers = _premiers(index, [("fr", exemple["requete"]) for exemple in EXEMPLES])
    manques = {
        exemple["requete"]: premier
        for exemple, premier in zip(EXEMPLES, premiers, strict=True)
        if premier not in [slug[2:] for slug in (exemple["attendu_premier"], *exemple["aussi_admis"])]
    }
    jamais = [
        premier
        for exemple, premier in zip(EXEMPLES, premiers, strict=True)
        if premier in [slug[2:] for slug in exemple["jamais_premier"]]
    ]
    autres = {
        (langue, texte): premier
        for (langue, texte, bons), premier in zip(
            D_AUTRES, _premiers(index, [(langue, texte) for langue, texte, _bons in D_AUTRES]), strict=True
        )
        if premier not in bons.split()
    }
    assert (len(EXEMPLES), len(manques) <= 2, jamais, autres) == (26, True, [], {}), manques
