"""An address that changes keeps answering; each administration looks after its own redirects."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from tests import fabrique
from tests.bureau.outils import client_de, envoyer
from tests.comptes.test_roles import personne


def mene_a(client, ancienne):
    reponse = client.get(ancienne)
    return reponse.status_code, getattr(reponse, "url", None)


def test_renommer_un_quartier_garde_son_ancienne_adresse_et_celles_d_en_dessous(
    nantes, client, django_capture_on_commit_callbacks
):
    nantes.quartier.save_revision().publish()
    ancienne, ancienne_oeuvre = nantes.quartier.url, nantes.oeuvre.url

    with django_capture_on_commit_callbacks(execute=True):
        envoyer(client_de(personne("Administration")), nantes.quartier, "action-publish", slug="ile")

    assert mene_a(client, ancienne) == (301, "/fr/recit/ile/")
    assert mene_a(client, ancienne_oeuvre) == (301, "/fr/recit/ile/les-anneaux/")


def test_deplacer_une_oeuvre_garde_son_ancienne_adresse(nantes, client, django_capture_on_commit_callbacks):
    ailleurs = fabrique.quartier(nantes.recit, nantes.promesse, titre="Chantenay", slug="chantenay")
    ancienne = nantes.oeuvre.url

    with django_capture_on_commit_callbacks(execute=True):
        nantes.oeuvre.move(ailleurs, pos="last-child")

    assert mene_a(client, ancienne) == (301, "/fr/recit/chantenay/les-anneaux/")


def test_l_ancienne_adresse_d_une_traduction_aussi_repond(nantes, client, django_capture_on_commit_callbacks):
    anglais = nantes.accueils["en"]
    anglais.phrase = "The city tells itself."
    anglais.save_revision().publish()
    for page in (nantes.recit, nantes.promesse, nantes.quartier, nantes.oeuvre):
        version = page.copy_for_translation(anglais.locale)
        version.live = True
        version.save()
    ancienne = nantes.oeuvre.get_translation(anglais.locale).url
    ailleurs = fabrique.quartier(nantes.recit, nantes.promesse, titre="Chantenay", slug="chantenay")
    en_anglais = ailleurs.copy_for_translation(anglais.locale)
    en_anglais.live = True
    en_anglais.save()

    with django_capture_on_commit_callbacks(execute=True):
        nantes.oeuvre.move(ailleurs, pos="last-child")

    nouvelle = nantes.oeuvre.get_translation(anglais.locale).url
    assert nouvelle != ancienne
    assert mene_a(client, ancienne) == (301, nouvelle)


def test_chaque_administration_ne_voit_et_ne_change_que_ses_redirections(nantes, saint_nazaire):
    la_leur = Redirect.objects.create(old_path="/submarine", site=saint_nazaire.site, redirect_page=saint_nazaire.recit)
    Redirect.objects.create(old_path="/elephant", site=nantes.site, redirect_page=nantes.recit)
    client = client_de(personne("Administration"))

    html = client.get(reverse("wagtailredirects:index")).content.decode()
    assert "/elephant" in html
    assert "/submarine" not in html
    assert "Saint-Nazaire" not in html
    for vue in ("edit", "delete"):
        assert client.get(reverse(f"wagtailredirects:{vue}", args=[la_leur.pk])).status_code == 302


@pytest.mark.parametrize("role", ["Communication", "Relecture", "Traduction · English"])
def test_seule_l_administration_tient_les_redirections(nantes, role):
    client = client_de(personne(role))
    for vue in ("index", "add", "start_import"):
        assert client.get(reverse(f"wagtailredirects:{vue}")).status_code == 302


def test_une_redirection_ne_mene_pas_a_une_autre_ville_ni_ne_couvre_toutes_les_villes(nantes, saint_nazaire):
    client = client_de(personne("Administration"))

    ailleurs = client.post(
        reverse("wagtailredirects:add"),
        {"old_path": "/a", "site": nantes.site.pk, "redirect_page": saint_nazaire.recit.pk},
    )
    partout = client.post(reverse("wagtailredirects:add"), {"old_path": "/a", "redirect_link": "https://ville.example"})

    assert list(ailleurs.context["form"].errors) == ["redirect_page"]
    assert list(partout.context["form"].errors) == ["site"]
    assert not Redirect.objects.filter(old_path="/a").exists()


def importer(client, contenu, site, nom="anciennes.csv"):
    fichier = SimpleUploadedFile(nom, contenu if isinstance(contenu, bytes) else contenu.encode())
    return client.post(
        reverse("wagtailredirects:start_import"), {"fichier": fichier, "site": site.pk, "is_permanent": "on"}
    )


def test_importer_les_adresses_d_un_ancien_site_meme_avec_de_mauvaises_lignes(nantes):
    reponse = importer(
        client_de(personne("Administration")),
        "ancienne;nouvelle\n"
        "/index.php?page=12;/fr/recit/\n"
        "/seule\n"
        "\n"
        "/mauvaise;pas une adresse\n"
        "/vieux;https://ailleurs.example/vieux\n"
        "/vieux;https://ailleurs.example/encore\n",
        nantes.site,
    )

    assert reponse.status_code == 200
    assert {r.old_path: r.redirect_link for r in Redirect.objects.all()} == {
        "/index.php?page=12": nantes.site.root_url + "/fr/recit/",
        "/vieux": "https://ailleurs.example/vieux",
    }
    refusees = reponse.context["refusees"]
    assert [ligne.numero for ligne in refusees] == [3, 5, 7]  # as an editor of texts numbers them
    assert refusees[0].raison == "Il faut ces colonnes\u00a0: ancienne, nouvelle."


@pytest.mark.parametrize(
    "contenu", [b"\xff\xfe\x00pas de l'utf-8", b"", b"a" * (2 * 1024 * 1024 + 1), b"ancienne;nouvelle\n/a\x00;/b"]
)
def test_un_fichier_illisible_est_refuse_en_clair(nantes, contenu):
    reponse = importer(client_de(personne("Administration")), contenu, nantes.site)
    assert reponse.status_code == 200
    assert reponse.context["form"].errors or reponse.context["refusees"]
    assert not Redirect.objects.exists()


def test_on_n_importe_pas_pour_une_autre_ville(nantes, saint_nazaire):
    reponse = importer(client_de(personne("Administration")), "/a;https://b.example", saint_nazaire.site)
    assert list(reponse.context["form"].errors) == ["site"]
    assert not Redirect.objects.exists()


def test_une_redirection_exportee_n_est_une_formule_pour_aucun_tableur(nantes):
    Redirect.objects.create(old_path="/vieux", site=nantes.site, redirect_link="=1+1")
    reponse = client_de(personne("Administration")).get("/admin/redirects/", {"export": "csv"})
    assert "'=1+1" in reponse.getvalue().decode()
