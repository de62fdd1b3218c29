"""The city's promise changed: which stories must be read again? And: a garant has read them."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Revision

from recit.models import (
    ARelire,
    AvecAncrage,
    PositionnementPage,
    PromessePage,
    RecitPage,
    Signature,
    TextePublie,
    types_d_histoires,
)
from recit.rules import empreinte

# --- a text changes -----------------------------------------------------------


@transaction.atomic
def suivre_le_texte(page):
    """Compare what has just been published with what was before; mark the stories that rest on it."""
    ancien = TextePublie.objects.select_for_update().filter(page=page.pk).first()
    nouveau = page.textes
    if ancien is not None and ancien.textes == nouveau:
        return
    TextePublie.objects.update_or_create(page_id=page.pk, defaults={"textes": nouveau})
    if ancien is not None and not page.correction_mineure:
        marquer(page, histoires_qui_reposent_sur(page), ancien.textes, nouveau)


def apres_enregistrement(sender, instance, raw=False, update_fields=None, **_signal):
    """Receive `post_save` of the texts that stories rest on, at every door that makes them live."""
    if raw or update_fields is not None:  # a revision being kept: what is in memory is not what is stored
        return
    if instance.live:
        suivre_le_texte(instance)
        if instance.correction_mineure:
            # It was for this publication: the next one will be asked again.
            sender.objects.filter(pk=instance.pk).update(correction_mineure=False)
            instance.correction_mineure = False


def apres_publication(sender, instance, revision, **_signal):
    """Receive `page_published`: take the tick out of the revision, or the next edit would start from it."""
    if instance.live and revision is not None and revision.content.get("correction_mineure"):
        revision.content["correction_mineure"] = False
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def histoires_qui_reposent_sur(cause) -> set[int]:
    """Return the ids of the stories, published once at least, that rest on this text, in its language."""
    publiees = Q(locale=cause.locale_id) & (Q(live=True) | Q(first_published_at__isnull=False))
    ancrees = [modele for modele in types_d_histoires() if issubclass(modele, AvecAncrage)]
    trouvees = set()

    def ajouter(modele, condition):
        trouvees.update(modele.objects.filter(publiees & condition).values_list("pk", flat=True))

    if isinstance(cause, PromessePage):
        for modele in ancrees:
            ajouter(modele, Q(promesses_tenues__promesse__translation_key=cause.translation_key))
        ajouter(PromessePage, Q(reprend__translation_key=cause.translation_key))
        return trouvees
    if isinstance(cause, PositionnementPage) and cause.depth > cause.recit.depth + 1:
        quartier = cause.path[: -Page.steplen]
        for modele in ancrees:
            ajouter(modele, Q(path__startswith=quartier))
        return trouvees
    recit = cause if isinstance(cause, RecitPage) else cause.recit
    for modele in ancrees:
        if modele.repose_sur_le_recit:
            ajouter(modele, Q(recit=recit))
    return trouvees


def marquer(cause, pages, avant: dict, apres: dict):
    """Mark these pages (ids) to be read again, `cause` having gone from one text to the other.

    A page that waits already keeps the text that was last read; back to that text, it waits no more.
    """
    en_attente = {marque.page_id: marque for marque in ARelire.objects.ouvertes().filter(cause=cause.pk)}
    for marque in en_attente.values():
        if marque.page_id in pages:
            if marque.avant == apres:
                marque.delete()
            else:
                marque.apres = apres
                marque.save(update_fields=["apres"])
    maintenant = timezone.now()
    ARelire.objects.bulk_create(
        ARelire(page_id=page, cause_id=cause.pk, avant=avant, apres=apres, depuis=maintenant)
        for page in sorted(set(pages) - set(en_attente))
    )


# --- a garant reads -----------------------------------------------------------


class TexteChangeEntreTemps(Exception):
    """What is signed is not what was shown: it changed while it was being read."""


def textes_a_lire(page) -> dict:
    """Return all that one reads before signing: the ancrage, the promises it rests on, what has changed.

    The promises are told in the story's language where they have it.
    """
    promesses = {
        tenue.promesse.translation_key: tenue.promesse
        for tenue in (page.promesses_tenues.select_related("promesse") if isinstance(page, AvecAncrage) else ())
    }
    if isinstance(page, PromessePage) and page.reprend:
        promesses[page.reprend.translation_key] = page.reprend
    for promesse in PromessePage.objects.filter(translation_key__in=promesses, locale=page.locale_id):
        promesses[promesse.translation_key] = promesse
    return {
        "ancrage": page.ancrage if isinstance(page, AvecAncrage) else getattr(page, "enonce", ""),
        "promesses": {str(cle): [p.title, p.enonce] for cle, p in sorted(promesses.items(), key=lambda c: str(c[0]))},
        "changements": {
            str(marque.cause_id): marque.apres
            for marque in ARelire.objects.ouvertes().filter(page=page.pk).order_by("cause_id")
        },
    }


@transaction.atomic
def signer(page, garant, lue: str | None = None) -> Signature:
    """Sign that the ancrage holds, in the words of now; what waited for it waits no more.

    `lue` is the fingerprint of what was shown: raise TexteChangeEntreTemps if it is another.
    """
    ouvertes = list(ARelire.objects.select_for_update().filter(page=page.pk, signature__isnull=True))
    textes = textes_a_lire(page)
    marque = empreinte(textes)
    if lue is not None and lue != marque:
        raise TexteChangeEntreTemps
    signature = Signature.objects.create(
        page_id=page.pk, garant=garant, nom=str(garant), le=timezone.now(), textes=textes, empreinte=marque
    )
    ARelire.objects.filter(pk__in=[ouverte.pk for ouverte in ouvertes]).update(signature=signature)
    return signature
