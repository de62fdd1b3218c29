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
    """Return all that one reads before signing: the ancrage, the promises it rests on, what has changed."""
    return textes_a_lire_en_lot([page])[page.pk]


def textes_a_lire_en_lot(pages) -> dict[int, dict]:
    """Return what one reads of each of these stories (specific pages), by page id.

    The promises are told in the story's language where they have it. The number of
    queries does not grow with the number of pages.
    """
    reposent = _promesses_sur_lesquelles_reposent(pages)
    cles = {promesse.translation_key for promesses in reposent.values() for promesse in promesses}
    versions = {
        (promesse.translation_key, promesse.locale_id): promesse
        for promesse in PromessePage.objects.filter(
            translation_key__in=cles, locale__in={page.locale_id for page in pages}
        )
    }
    changements = {}
    for marque in ARelire.objects.ouvertes().filter(page__in=reposent).order_by("cause_id"):
        changements.setdefault(marque.page_id, {})[str(marque.cause_id)] = marque.apres
    return {
        page.pk: {
            "ancrage": page.ancrage if isinstance(page, AvecAncrage) else getattr(page, "enonce", ""),
            "promesses": {
                cle: [promesse.title, promesse.enonce]
                for cle, promesse in sorted(
                    (
                        (str(p.translation_key), versions.get((p.translation_key, page.locale_id), p))
                        for p in {p.translation_key: p for p in reposent[page.pk]}.values()
                    ),
                    key=lambda paire: paire[0],
                )
            },
            "changements": changements.get(page.pk, {}),
        }
        for page in pages
    }


def _promesses_sur_lesquelles_reposent(pages) -> dict[int, list[PromessePage]]:
    """Return, by page id, the promises that each story keeps, or the one that a promise takes up."""
    reposent = {page.pk: [] for page in pages}
    for modele in {type(page) for page in pages if isinstance(page, AvecAncrage)}:
        tenues = modele._meta.get_field("promesses_tenues").related_model.objects
        for tenue in tenues.filter(page__in=reposent).select_related("promesse"):
            reposent[tenue.page_id].append(tenue.promesse)
    reprises = {page.reprend_id for page in pages if isinstance(page, PromessePage) and page.reprend_id}
    reprises = PromessePage.objects.in_bulk(reprises)
    for page in pages:
        if isinstance(page, PromessePage) and page.reprend_id in reprises:
            reposent[page.pk].append(reprises[page.reprend_id])
    return reposent


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
