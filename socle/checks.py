"""What every page type owes, checked by `manage.py check`."""

from django.apps import apps
from django.core.checks import Error, Tags, register

from socle import registres


@register(Tags.models)
def chaque_type_de_page_a_une_fiche(app_configs, **options):
    """A page type without a card would be published and never found."""
    from socle.models import PageSocle

    return [
        Error(
            f"{modele.__name__} has no card: no search finds its pages.",
            hint="Give its kind and what its card says: registres.fiches.ajouter(…) in the ready() of its app.",
            obj=modele,
            id="socle.E001",
        )
        for modele in apps.get_models()
        if issubclass(modele, PageSocle) and registres.fiches.genre(modele) is None
    ]
