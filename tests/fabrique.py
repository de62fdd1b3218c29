"""Makes a small city for the tests, whole and published, in as few lines as a test needs."""

from dataclasses import dataclass, field
from datetime import date, time

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, Locale, Page

from agenda.models import AgendaPage, EvenementPage, Horaire
from home.actions import fonder_une_ville
from home.models import HomePage
from lieux.models import LieuPage, PromesseTenueParUnLieu
from oeuvres.models import Artiste, ArtisteDeLOeuvre, ArtistesPage, OeuvrePage, PromesseProuvee
from parcours.models import Etape, ParcoursIndexPage, ParcoursPage
from quartiers.models import PromesseTenueParUnQuartier, QuartierPage
from recit.models import PromessePage, RecitPage

TEXTE = [("texte", "<p>Ce qui se raconte ici.</p>")]


@dataclass
class VilleDEssai:
    """A city with one narrative, one promise, one quartier and one work, all published in French."""

    site: object
    accueil: HomePage
    recit: RecitPage
    promesse: PromessePage
    quartier: QuartierPage
    oeuvre: OeuvrePage
    artistes: ArtistesPage
    accueils: dict = field(default_factory=dict)
    collection: Collection | None = None


def rebatir_les_racines():
    """Bring back what a transactional test flushed: the roots of pages and collections, the locales, a permission."""
    if not Page.objects.filter(depth=1).exists():
        Locale.objects.get_or_create(language_code="fr")
        Page.add_root(instance=Page(title="Root", slug="root"))
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    for langue in ("fr", "en", "de"):
        Locale.objects.get_or_create(language_code=langue)
    # wagtail-localize makes this one in a migration, for no model: nothing else brings it back.
    traduction, _cree = ContentType.objects.get_or_create(app_label="wagtail_localize", model="translation")
    Permission.objects.get_or_create(
        content_type=traduction, codename="submit_translation", defaults={"name": "Can submit translations"}
    )


def ville(nom="Nantes", hote="localhost", par_defaut=True, port=80) -> VilleDEssai:
    rebatir_les_racines()
    fondee = fonder_une_ville(nom, hote, port=port, par_defaut=par_defaut)
    accueil = fondee.accueils["fr"]
    accueil.phrase = "La ville se raconte."
    accueil.save_revision().publish()
    accueil.refresh_from_db()
    recit = accueil.add_child(
        instance=RecitPage(title="Le récit", slug="recit", accroche="Une ligne.", vision="Une ville.", corps=TEXTE)
    )
    artistes = accueil.add_child(instance=ArtistesPage(title="Artistes", slug="artistes"))
    promesse = recit.add_child(
        instance=PromessePage(title="Le fleuve", slug="fleuve", enonce="Le fleuve est rendu aux habitants.")
    )
    le_quartier = quartier(recit, promesse, titre="Île de Nantes", slug="ile-de-nantes")
    l_oeuvre = oeuvre(le_quartier, promesse, titre="Les Anneaux", slug="les-anneaux")
    return VilleDEssai(
        fondee.site, accueil, recit, promesse, le_quartier, l_oeuvre, artistes, fondee.accueils, fondee.collection
    )


def quartier(parent, promesse, titre="Un quartier", live=True, **champs) -> QuartierPage:
    valeurs = {"accroche": "Un bord de fleuve.", "ancrage": "Ici aussi, le fleuve.", "corps": TEXTE} | champs
    return parent.add_child(
        instance=QuartierPage(
            title=titre, live=live, promesses_tenues=[PromesseTenueParUnQuartier(promesse=promesse)], **valeurs
        )
    )


def oeuvre(parent, promesse, titre="Une œuvre", live=True, artistes=(), **champs) -> OeuvrePage:
    valeurs = {"accroche": "On tourne autour.", "ancrage": "L’art au bord.", "corps": TEXTE, "annee": 2007} | champs
    return parent.add_child(
        instance=OeuvrePage(
            title=titre,
            live=live,
            promesses_tenues=[PromesseProuvee(promesse=promesse)],
            artistes=[ArtisteDeLOeuvre(artiste=artiste) for artiste in artistes],
            **valeurs,
        )
    )


def lieu(parent, promesse, titre="Un lieu", live=True, **champs) -> LieuPage:
    valeurs = {"accroche": "On s’assied.", "ancrage": "Une halte au bord.", "corps": TEXTE} | champs
    return parent.add_child(
        instance=LieuPage(
            title=titre, live=live, promesses_tenues=[PromesseTenueParUnLieu(promesse=promesse)], **valeurs
        )
    )


def parcours(accueil, etapes, titre="La ligne", live=True, **champs) -> ParcoursPage:
    """A route; `etapes` are stories, or dicts of a stop's fields. The list of routes is made when there is none."""
    liste = ParcoursIndexPage.objects.child_of(accueil).first() or accueil.add_child(
        instance=ParcoursIndexPage(title="Les parcours", slug="parcours")
    )
    valeurs = {"accroche": "On suit la ligne.", "corps": TEXTE} | champs
    faites = [
        Etape(**(e if isinstance(e, dict) else {"histoire": e}), sort_order=rang) for rang, e in enumerate(etapes)
    ]
    return liste.add_child(instance=ParcoursPage(title=titre, live=live, etapes=faites, **valeurs))


def artiste(site, nom="Daniel Buren", langue="fr", **champs) -> Artiste:
    return Artiste.objects.create(site=site, nom=nom, locale=Locale.objects.get(language_code=langue), **champs)


def agenda(accueil, **champs) -> AgendaPage:
    return accueil.add_child(instance=AgendaPage(**({"title": "L’agenda", "slug": "agenda"} | champs)))


def evenement(parent, titre="Un bal", live=True, horaires=None, **champs) -> EvenementPage:
    """An event; `horaires` are Horaire or dicts of their fields, one evening of the far future by default."""
    voulus = (
        [{"jour": date(2199, 7, 14), "heure": time(18), "heure_de_fin": time(20)}] if horaires is None else horaires
    )
    lignes = [horaire if isinstance(horaire, Horaire) else Horaire(**horaire) for horaire in voulus]
    valeurs = {"accroche": "On danse.", "lieu": "Quai des Antilles", "commune": "Nantes", "gratuit": True} | champs
    return parent.add_child(instance=EvenementPage(title=titre, live=live, horaires=lignes, **valeurs))
