"""The audit itself: what it says, where, and at what price."""

from io import StringIO

import pytest
from django.core import management
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from comptes.models import Compte
from oeuvres.models import OeuvrePage
from quartiers.models import QuartierPage
from recit.models import RecitPage
from socle.registres import audits
from tests import fabrique
from tests.portes.conftest import fautes

pytestmark = pytest.mark.django_db


def _commande(*arguments) -> tuple[str, int]:
    sortie = StringIO()
    try:
        management.call_command("coherence", *arguments, stdout=sortie)
    except SystemExit as fin:
        return sortie.getvalue(), fin.code
    return sortie.getvalue(), 0


def test_la_commande_dit_aucune_faute(ville_traduite):
    assert _commande() == ("aucune faute\n", 0)


def test_la_commande_dit_une_faute_par_ligne_et_sort_avec_1(ville):
    OeuvrePage.objects.update(ancrage=" ")
    Page.objects.filter(pk=ville.quartier.pk).update(live=False)
    pk = ville.oeuvre.pk
    assert _commande("--langue", "fr") == (f"sans-ancrage: Les Anneaux ({pk}): elle est en ligne sans ancrage.\n", 1)


def test_chaque_regle_trouve_sa_faute(ville_traduite, suivant):
    ville, en = ville_traduite, ville_traduite.en
    QuartierPage.objects.filter(pk=ville.quartier.pk).update(code="00000000")
    OeuvrePage.objects.filter(pk=ville.oeuvre.pk).update(alias_of=en["oeuvre"])
    RecitPage.objects.filter(pk=suivant[0].pk).update(live=True)
    ville.quartier.promesses_tenues.model.objects.filter(page=en["quartier"]).update(promesse=suivant[1])
    assert sorted(fautes()) == [
        ("alias", ville.oeuvre.pk),
        ("code", ville.quartier.pk),
        ("plusieurs-recits", suivant[0].pk),
        ("promesse-d-un-autre-recit", en["quartier"].pk),
        ("sans-promesse", en["quartier"].pk),
    ]


def test_un_renvoi_vers_une_autre_ville_est_une_faute_et_refuse_la_publication(ville):
    rennes = fabrique.ville("Rennes", "rennes.example", par_defaut=False)
    page = QuartierPage.objects.get(pk=ville.quartier.pk)
    page.corps = [("histoire", {"histoire": rennes.quartier, "pourquoi": ""})]
    assert [m.message for m in _refus(page)] == [
        "Un lien ou un bloc renvoie à une page d’une autre ville : retirez-le."
    ]
    page.corps = [("texte", f'<p><a linktype="page" id="{rennes.oeuvre.pk}">là</a></p>')]
    assert len(_refus(page)) == 1
    page.save(clean=False)
    assert fautes() == [("autre-ville", ville.quartier.pk)]


def _refus(page):
    from socle.enums import Niveau
    from socle.exigences import manques

    return manques(page, Niveau.PUBLICATION)


def test_l_audit_ne_coute_pas_plus_pour_plus_de_pages(ville_traduite):
    audits.fautes()
    with CaptureQueriesContext(
        connection,
    ) as peu:
        audits.fautes()
    for rang in range(12):
        fabrique.oeuvre(ville_traduite.quartier, ville_traduite.promesse, titre=f"Œuvre {rang}")
    with CaptureQueriesContext(connection) as beaucoup:
        audits.fautes()
    assert len(peu) == len(beaucoup)


def test_le_rapport_mene_a_la_page_et_se_telecharge(admin, ville):
    OeuvrePage.objects.filter(pk=ville.oeuvre.pk).update(ancrage="")
    Page.objects.filter(pk=ville.oeuvre.pk).update(title="=1+1")
    rapport = admin.get(reverse("recit_coherence"))
    assert reverse("wagtailadmin_pages:edit", args=[ville.oeuvre.pk]) in rapport.content.decode()
    csv = admin.get(reverse("recit_coherence"), {"export": "csv"})
    assert csv.content.decode().removeprefix("\ufeff").splitlines() == [
        "règle,page,titre,raison,adresse",
        f"sans-ancrage,{ville.oeuvre.pk},'=1+1,elle est en ligne sans ancrage.,/admin/pages/{ville.oeuvre.pk}/edit/",
    ]


def test_le_rapport_est_pour_qui_ecrit_et_ne_montre_que_ses_pages(client, ville):
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission

    autre = fabrique.quartier(ville.recit, ville.promesse, titre="Doulon", slug="doulon")
    QuartierPage.objects.update(ancrage="")
    personne = Compte.objects.create_user("plume@ville.example", "x")
    personne.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(personne)
    assert client.get(reverse("recit_coherence")).status_code == 302
    plumes = Group.objects.create(name="plumes")
    GroupPagePermission.objects.create(group=plumes, page=Page.objects.get(pk=autre.pk), permission_type="change")
    personne.groups.add(plumes)
    assert [faute.page_id for faute in client.get(reverse("recit_coherence")).context["fautes"]] == [autre.pk]
