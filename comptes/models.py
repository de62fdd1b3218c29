"""The account of someone who works here, known by an e-mail address and nothing else."""

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class CompteManager(BaseUserManager):
    """Finds and makes accounts, whatever the case the address was typed in."""

    use_in_migrations = True

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email.strip())

    def _creer(self, email, password, **champs):
        if not email:
            raise ValueError("An account needs an e-mail address.")
        compte = self.model(email=self.normalize_email(email).strip(), **champs)
        compte.set_password(password)
        compte.save(using=self._db)
        return compte

    def create_user(self, email, password=None, **champs):
        return self._creer(email, password, **{"is_staff": False, "is_superuser": False, **champs})

    def create_superuser(self, email, password=None, **champs):
        return self._creer(email, password, **{**champs, "is_staff": True, "is_superuser": True})


class Compte(AbstractUser):
    """Someone who works here. `Marie@ville.fr` and `marie@VILLE.fr` are one account."""

    username = None
    email = models.EmailField(_("adresse électronique"), unique=True)

    objects = CompteManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("compte")
        verbose_name_plural = _("comptes")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="compte_email_unique",
                violation_error_message=_("Un compte porte déjà cette adresse."),
            )
        ]

    def __str__(self):
        return self.get_full_name() or self.email
