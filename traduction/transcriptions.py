"""What is heard, for those who translate: the sounds that a city's pages play, who writes in which language, who approves."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page, ReferenceIndex
from wagtail.permissions import page_permission_policy

from medias.models import Son
from recit.rules import empreinte
from socle.queries import PROFONDEUR_DE_LA_VILLE
from socle.villes import villes_par_chemin
from traduction.enums import Etat
from traduction.models import Proposition


@dataclass(frozen=True)
class Transcription:
    """A sound, a language in which what is heard may be read, and where its text stands for one person.

    `se_publie`: what this person writes is approved as it is written. `proposition`: what is open, proposed or sent back.
    """

    son: Son
    locale: Locale
    se_publie: bool = False
    proposition: Proposition | None = None

    @property
    def langue(self) -> str:
        return self.locale.language_code

    @property
    def publiee(self) -> str:
        """What visitors read in this language."""
        return self.son.traductions.get(self.langue, "")

    @property
    def texte(self) -> str:
        """What the next person goes on from: what is proposed, else what visitors read."""
        return self.proposition.texte if self.proposition else self.publiee

    @property
    def etat(self) -> str:
        """Empty while nobody has written anything."""
        if self.proposition:
            return self.proposition.etat
        return Etat.APPROUVEE if self.publiee else ""

    @property
    def empreinte(self) -> str:
        """The name of what this person has before their eyes: a text, and what was said of it."""
        return empreinte({"texte": self.texte, "etat": self.etat})

    @property
    def est_a_ecrire(self) -> bool:
        return self.etat in ("", Etat.RENVOYEE)

    @property
    def est_a_approuver(self) -> bool:
        """Tell whether it waits for this person's word."""
        return self.se_publie and self.etat == Etat.PROPOSEE

    @property
    def rang(self) -> int:
        """Where it comes in the list of this person: what waits for them first."""
        return (
            self.est_a_approuver,
            self.etat == Etat.RENVOYEE,
            not self.etat,
            self.etat == Etat.PROPOSEE,
            True,
        ).index(True)


def transcriptions_de(utilisateur) -> list[Transcription]:
    """Return each sound of the person's cities in each language they write in but the sound's own, those to treat first.

    A sound without words is read in its one transcription. A fixed number of queries, whatever the number of sounds.
    """
    accueils = _accueils(utilisateur, "change").select_related("locale")
    publies = set(_accueils(utilisateur, "publish").values_list("pk", flat=True))
    par_ville = sons_par_ville()
    sons = Son.objects.in_bulk({numero for numeros in par_ville.values() for numero in numeros})
    ouvertes = Proposition.objects.ouvertes().filter(son__in=sons).select_related("ecrite_par", "jugee_par")
    propositions = {(p.son_id, p.langue): p for p in ouvertes.defer("texte")}
    trouvees = {
        (numero, accueil.locale_id): Transcription(
            sons[numero],
            accueil.locale,
            accueil.pk in publies,
            propositions.get((numero, accueil.locale.language_code)),
        )
        # A sound of two cities is approved by whoever publishes in one of them: that one has the last word here.
        for accueil in sorted(accueils, key=lambda accueil: accueil.pk in publies)
        for numero in par_ville.get(accueil.translation_key, ())
        if numero in sons and sons[numero].langue not in ("", accueil.locale.language_code)
    }
    return sorted(trouvees.values(), key=lambda t: (t.rang, t.son.title, t.langue, t.son.pk))


def _accueils(utilisateur, geste: str):
    siens = page_permission_policy.instances_user_has_permission_for(utilisateur, geste)
    return siens.filter(depth=PROFONDEUR_DE_LA_VILLE)


def sons_par_ville() -> dict:
    """Return, by the key of a city, the numbers of the sounds that its pages play."""
    types = ContentType.objects.get_for_models(Page, Son)
    renvois = ReferenceIndex.objects.filter(base_content_type=types[Page], to_content_type=types[Son])
    numeros = [(int(page), int(son)) for page, son in renvois.values_list("object_id", "to_object_id").distinct()]
    chemins = dict(Page.objects.filter(pk__in={page for page, _son in numeros}).values_list("pk", "path"))
    villes = villes_par_chemin()
    par_ville = {}
    for page, son in numeros:
        chemin = chemins.get(page, "")
        par_ville.setdefault(villes.get(chemin[: PROFONDEUR_DE_LA_VILLE * Page.steplen]), set()).add(son)
    return par_ville
