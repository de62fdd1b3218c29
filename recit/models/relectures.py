"""What must be read again, what was read and by whom."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from recit.rules import Morceau, difference


class TextePublie(models.Model):
    """The text of a narrative, a promise or a positioning as it was last published: what stories rest on."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    textes = models.JSONField(_("textes"))
    le = models.DateTimeField(_("publié le"), auto_now=True)

    class Meta:
        verbose_name = _("texte publié")
        verbose_name_plural = _("textes publiés")

    def __str__(self):
        return f"{self.page_id}"


class SignatureQuerySet(models.QuerySet):
    def valable_pour(self, page):
        """The last signature of this story, while nothing it was given for has changed; else None."""
        derniere = (
            self.filter(page=page.pk)
            .annotate(a_relire=Exists(ARelire.objects.filter(page=OuterRef("page"), signature__isnull=True)))
            .order_by("-le", "-pk")
            .first()
        )
        if derniere is None or derniere.a_relire or derniere.textes.get("ancrage") != page.ancrage:
            return None
        return derniere


class Signature(models.Model):
    """A garant signed that an ancrage holds, in words that they have read."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    garant = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("garant")
    )
    nom = models.CharField(_("nom du garant"), max_length=300)
    le = models.DateTimeField(_("signé le"))
    textes = models.JSONField(_("textes lus"))
    empreinte = models.CharField(_("empreinte"), max_length=64)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["-le", "-pk"]

    def __str__(self):
        return f"{self.nom}, {self.le:%Y-%m-%d}"


class ARelireQuerySet(models.QuerySet):
    def ouvertes(self):
        """Those that no garant has confirmed yet."""
        return self.filter(signature__isnull=True)

    def pour(self, user):
        """Those of the pages that this person may publish."""
        return self.filter(page__in=page_permission_policy.instances_user_has_permission_for(user, "publish"))

    def sous(self, page):
        """Those of `page` and of all that hangs below it."""
        return self.filter(page__path__startswith=page.path)


class ARelire(models.Model):
    """A story that rests on a text that has changed; open until a garant signs."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="a_relire", verbose_name=_("page"))
    cause = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("ce qui a changé"))
    avant = models.JSONField(_("avant"))
    apres = models.JSONField(_("après"))
    depuis = models.DateTimeField(_("depuis le"))
    signature = models.ForeignKey(
        Signature, on_delete=models.CASCADE, null=True, related_name="relectures", verbose_name=_("signature")
    )

    objects = ARelireQuerySet.as_manager()

    class Meta:
        verbose_name = _("à relire")
        verbose_name_plural = _("à relire")
        ordering = ["-depuis", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "cause"], condition=Q(signature__isnull=True), name="a_relire_une_fois_par_cause"
            )
        ]

    def __str__(self):
        return f"{self.page_id} ← {self.cause_id}"

    @property
    def differences(self) -> list[tuple[str, list[Morceau]]]:
        """The fields that changed: (label, words kept, taken away and added)."""
        modele = self.cause.specific_class
        changes = [champ for champ in {**self.avant, **self.apres} if self.avant.get(champ) != self.apres.get(champ)]
        return [
            (
                modele._meta.get_field(champ).verbose_name,
                difference(self.avant.get(champ, ""), self.apres.get(champ, "")),
            )
            for champ in changes
        ]
