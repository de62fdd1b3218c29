"""Where an event takes place, as its page, its card, its calendar and its linked data say it."""

from dataclasses import dataclass

from socle.enums import Connu
from socle.references import Renvoi, resoudre
from socle.rules import Point, sans_redite


@dataclass(frozen=True)
class Endroit:
    """Where an event takes place. `renvoi` is the place that the city tells, if it can be seen."""

    renvoi: Renvoi | None
    lieu: str
    commune: str
    point: Point | None
    approchee: bool

    @property
    def nom(self) -> str:
        return self.renvoi.page.title if self.renvoi else self.lieu

    @property
    def adresse(self) -> tuple[str, ...]:
        """What is told after the name of the place: the address and the town, without what was said already."""
        dits = [self.renvoi.page.title] if self.renvoi else []
        return sans_redite((self.lieu, self.commune), dits)

    @property
    def en_une_ligne(self) -> str:
        """« Les Anneaux, Quai des Antilles, Nantes »."""
        return ", ".join((*([self.renvoi.page.title] if self.renvoi else []), *self.adresse))


def endroit_de(faits, locale) -> Endroit:
    """Return where an event takes place: its own position, else that of the place."""
    renvoi = None
    if faits.ou_id:
        versions = faits.ou.specific_class.objects.all()
        renvoi = resoudre([faits.ou.translation_key], locale, versions).get(faits.ou.translation_key)
    return endroit_a(faits, renvoi)


def endroit_a(faits, renvoi: Renvoi | None) -> Endroit:
    """Return where an event takes place, once its place is known."""
    place = renvoi.page if renvoi else None
    if faits.point or place is None:
        point, approchee = faits.point, faits.position_approchee
    else:
        point, approchee = getattr(place, "point", None), getattr(place, "position_approchee", False)
    return Endroit(
        renvoi,
        faits.lieu or getattr(place, "lieu", ""),
        faits.commune or getattr(place, "commune", ""),
        point,
        approchee,
    )


def qui_dit_l_acces(faits, endroit: Endroit):
    """Return what access is told of: the event, or its place as long as the event says nothing of it."""
    place = endroit.renvoi.page if endroit.renvoi else None
    if all(reponse == Connu.INCONNU for _question, reponse, *_reste in faits.acces):
        return place if getattr(place, "acces", None) else faits
    return faits
