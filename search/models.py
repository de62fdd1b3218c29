"""What the site's own database knows of each story, what still has to reach an index, and what editors teach it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale, Page, Site

from search.enums import Moteur
from search.queries import AEnvoyerQuerySet, RechercheManqueeQuerySet
from search.rules.synonymes import (
    EXPRESSIONS_AU_PLUS,
    LONGUEUR_D_UNE_EXPRESSION,
    Groupe,
    expressions,
    groupes,
)
from search.rules.texte import mots_de
from socle.lectures import une_fois


class FicheIndexee(models.Model):
    """The card of a visible page, as `IndexSql` keeps it and as results show it."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    ville = models.CharField(_("ville"), max_length=36)
    langue = models.CharField(_("langue"), max_length=10)
    genre = models.CharField(_("genre"), max_length=40)
    code = models.CharField(_("code public"), max_length=8, db_index=True)
    titre = models.CharField(_("titre"), max_length=255)
    adresse = models.TextField(_("adresse"), blank=True)
    mention = models.CharField(_("mention"), max_length=300, blank=True)
    resume = models.TextField(_("résumé"), blank=True)
    texte = models.TextField(_("texte"), blank=True)
    artistes = models.JSONField(_("artistes"), default=list)
    latitude = models.FloatField(_("latitude"), null=True)
    longitude = models.FloatField(_("longitude"), null=True)
    position_approchee = models.BooleanField(_("position approchée"), default=False)
    image_id = models.BigIntegerField(_("image"), null=True)
    fin = models.DateField(_("jusqu’au, exclu"), null=True)
    parti = models.BooleanField(_("n’est plus là"), default=False)
    poids = models.FloatField(_("poids"), default=1.0)
    expire_le = models.DateTimeField(_("expire le"), null=True)
    chemin = models.TextField(_("chemin"))
    facettes = models.TextField(_("facettes"), blank=True)
    exacts = models.TextField(_("noms exacts"), blank=True)
    noms = models.TextField(_("noms, sans accents"), blank=True)
    gens = models.TextField(_("artistes, sans accents"), blank=True)
    autour = models.TextField(_("où, en quoi, pour quelle promesse, sans accents"), blank=True)
    racines_noms = models.TextField(_("racines des noms"), blank=True)
    racines_autour = models.TextField(_("racines de ce qui est autour"), blank=True)
    racines_resume = models.TextField(_("racines du résumé"), blank=True)
    racines_texte = models.TextField(_("racines du texte"), blank=True)

    class Meta:
        verbose_name = _("fiche de recherche")
        verbose_name_plural = _("fiches de recherche")
        indexes = [models.Index(fields=["ville", "langue"], name="fiches_d_une_ville")]

    def __str__(self):
        return self.titre


class MotConnu(models.Model):
    """A word of a name, an artist or a place of a city: what a slip of the finger is compared with.

    Words are added, never taken away: before one is proposed, a story that has it must be there to be seen.
    """

    ville = models.CharField(_("ville"), max_length=36)
    langue = models.CharField(_("langue"), max_length=10)
    mot = models.CharField(_("mot"), max_length=60)

    class Meta:
        verbose_name = _("mot connu")
        verbose_name_plural = _("mots connus")
        constraints = [models.UniqueConstraint(fields=["ville", "langue", "mot"], name="un_mot_connu_une_fois")]

    def __str__(self):
        return self.mot


class AEnvoyer(models.Model):
    """A page, or all that hangs below it, whose card an index does not know yet: one line for each engine."""

    moteur = models.CharField(_("moteur"), max_length=20, choices=Moteur)
    page_id = models.BigIntegerField(_("page"))
    branche = models.BooleanField(_("et ce qui en dépend"), default=False)
    depuis = models.DateTimeField(_("depuis le"), auto_now_add=True)
    envoye_le = models.DateTimeField(_("envoyé le"), null=True)

    objects = AEnvoyerQuerySet.as_manager()

    class Meta:
        verbose_name = _("changement à indexer")
        verbose_name_plural = _("changements à indexer")
        ordering = ["pk"]
        indexes = [models.Index(fields=["moteur", "envoye_le", "id"], name="a_envoyer_dans_l_ordre")]

    def __str__(self):
        return f"{self.moteur} ← {self.page_id}"


def pages_concernees(changements) -> list[int]:
    """Return the ids that these changes, (page id, whether its branch too), are about; gone pages are among them."""
    numeros = dict.fromkeys(numero for numero, _branche in changements)
    branches = [numero for numero, branche in changements if branche]
    chemins = Page.objects.filter(pk__in=branches).values_list("path", flat=True) if branches else ()
    for dessous in sous_ces_chemins(chemins):
        numeros |= dict.fromkeys(Page.objects.filter(dessous).values_list("pk", flat=True))
    return list(numeros)


CHEMINS_A_LA_FOIS = 200
"""Branches asked for in one query: SQLite refuses a thousand conditions."""


def sous_ces_chemins(chemins: Iterable[str]) -> Iterator[models.Q]:
    """Yield what narrows pages to these branches of the tree, some at a time; a branch is asked for once."""
    hauts = []
    for chemin in sorted(chemins):
        if not (hauts and chemin.startswith(hauts[-1])):
            hauts.append(chemin)
    for rang in range(0, len(hauts), CHEMINS_A_LA_FOIS):
        lot = hauts[rang : rang + CHEMINS_A_LA_FOIS]
        yield reduce(or_, (models.Q(path__startswith=chemin) for chemin in lot))


class Synonyme(models.Model):
    """Words that mean the same to the people of a city, in one language."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("ville"))
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("langue"))
    termes = models.CharField(
        _("mots équivalents"),
        max_length=300,
        help_text=_("Séparés par des virgules : « skatepark, rampe, skate »."),
    )

    panels = [
        FieldPanel("site"),
        FieldPanel("locale"),
        FieldPanel(
            "termes",
            help_text=_(
                "Séparés par des virgules : « skatepark, rampe, skate ». Qui cherche l’un trouve aussi ce qui dit "
                "un autre. Une expression peut avoir plusieurs mots : « Tour LU, lieu unique »."
            ),
        ),
    ]

    class Meta:
        verbose_name = _("synonyme")
        verbose_name_plural = _("synonymes")
        ordering = ["termes"]

    def __str__(self):
        return self.termes

    def clean(self):
        """Refuse what would teach the search nothing: too little, too much, or the same again."""
        super().clean()
        ecrites = expressions(self.termes)
        langue = self.locale.language_code if self.locale_id else ""
        if len(ecrites) < 2:
            raise ValidationError({"termes": _("Écrivez au moins deux expressions, séparées par une virgule.")})
        if len(ecrites) > EXPRESSIONS_AU_PLUS:
            raise ValidationError(
                {
                    "termes": _("Écrivez au plus %(nombre)s expressions : il y en a %(ecrites)s.")
                    % {"nombre": EXPRESSIONS_AU_PLUS, "ecrites": len(ecrites)}
                }
            )
        vues = set()
        for ecrite in ecrites:
            if len(ecrite) > LONGUEUR_D_UNE_EXPRESSION:
                raise ValidationError(
                    {
                        "termes": _("« %(expression)s… » est trop long : %(nombre)s caractères au plus.")
                        % {"expression": ecrite[:20], "nombre": LONGUEUR_D_UNE_EXPRESSION}
                    }
                )
            mots = mots_de(ecrite, langue)
            if not mots:
                raise ValidationError(
                    {"termes": _("« %(expression)s » ne contient aucun mot.") % {"expression": ecrite}}
                )
            if mots in vues:
                raise ValidationError(
                    {
                        "termes": _("« %(expression)s » est déjà écrit : accents et majuscules ne comptent pas.")
                        % {"expression": ecrite}
                    }
                )
            vues.add(mots)
        self.termes = ", ".join(ecrites)
        if deja := self._deja_ecrit(langue):
            raise ValidationError({"termes": _("Ce groupe existe déjà : « %(termes)s ».") % {"termes": deja}})

    def _deja_ecrit(self, langue: str):
        """Return the synonyms of this city and language that say the same, in any order."""
        if not (self.site_id and self.locale_id):
            return None
        autres = Synonyme.objects.filter(site=self.site_id, locale=self.locale_id).exclude(pk=self.pk)
        ceci = groupes([self.termes], langue)
        return next((autre for autre in autres if groupes([autre.termes], langue) == ceci), None)


def synonymes_de_la_ville(site, langue: str) -> tuple[Groupe, ...]:
    """Return the groups that a city's editors added in one language, for `lire_la_requete`.

    Those of all its languages are read at once, once a request.
    """

    def lire():
        lues = defaultdict(list)
        for code, termes in Synonyme.objects.filter(site=site).values_list("locale__language_code", "termes"):
            lues[code].append(termes)
        return {code: groupes(lignes, code) for code, lignes in lues.items()}

    return une_fois(("synonymes", site.pk), lire).get(langue, ())


class RechercheManquee(models.Model):
    """What people looked for and did not find. Its text is kept from the third time only (see `rules.journal`)."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("ville"))
    langue = models.CharField(_("langue"), max_length=10)
    jour = models.DateField(_("jour"))
    empreinte = models.CharField(_("empreinte"), max_length=64)
    texte = models.CharField(_("recherche"), max_length=80, blank=True)
    nombre = models.PositiveIntegerField(_("fois"), default=0)

    objects = RechercheManqueeQuerySet.as_manager()

    class Meta:
        verbose_name = _("recherche sans réponse")
        verbose_name_plural = _("recherches sans réponse")
        ordering = ["-jour", "-nombre"]
        constraints = [
            models.UniqueConstraint(fields=["site", "langue", "jour", "empreinte"], name="recherche_manquee_une_fois")
        ]

    def __str__(self):
        return self.texte or "…"
