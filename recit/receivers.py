"""What the narrative does when Wagtail says that something happened."""

from django.db.models.signals import post_save, pre_save
from wagtail.models import Site
from wagtail.signals import page_published, post_page_move, pre_page_move


def ecouter():
    """Connect every receiver; called once, when the app is ready."""
    from recit.actions import deplacer, relire, villes
    from recit.models import PositionnementPage, PromessePage, RecitPage

    pre_page_move.connect(deplacer.avant_de_deplacer, dispatch_uid="recit.avant_de_deplacer")
    post_page_move.connect(deplacer.apres_avoir_deplace, dispatch_uid="recit.apres_avoir_deplace")
    pre_save.connect(villes.avant_d_enregistrer_un_site, sender=Site, dispatch_uid="recit.site")
    villes.verifier_le_formulaire_des_sites()
    for modele in (RecitPage, PromessePage, PositionnementPage):
        post_save.connect(relire.apres_enregistrement, sender=modele, dispatch_uid=f"recit.texte.{modele.__name__}")
        page_published.connect(relire.apres_publication, sender=modele, dispatch_uid=f"recit.publie.{modele.__name__}")
