"""Chance that is always the same: numbers drawn from an identifier and the name of what they decide."""

from dataclasses import dataclass
from hashlib import blake2b


@dataclass(frozen=True)
class Graine:
    """The seed of one poster. Each draw is named, so that adding one leaves the others as they were."""

    mot: str

    def part(self, cle: str) -> float:
        """A number in [0, 1[ that depends on the seed and on the key only."""
        condense = blake2b(f"{self.mot}/{cle}".encode(), digest_size=6).digest()
        return int.from_bytes(condense, "big") / 2**48

    def entre(self, cle: str, bas: float, haut: float) -> float:
        """A number between two bounds."""
        return bas + (haut - bas) * self.part(cle)

    def entier(self, cle: str, bas: int, haut: int) -> int:
        """A whole number between two bounds, both included."""
        return bas + int(self.part(cle) * (haut - bas + 1))

    def choix(self, cle: str, *valeurs):
        """One of the values."""
        return valeurs[int(self.part(cle) * len(valeurs))]

    def pile(self, cle: str) -> bool:
        """Heads or tails."""
        return self.part(cle) < 0.5
