"""What one takes of a route: each address and its weight, nothing that may not leave, another name when it changes."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from comptes.models import Compte
from parcours.rules.bagage import Demandes, demandes_d_un_fichier, demandes_de
from parcours.views.bagage import PATIENCE
from tests import fabrique
from tests.medias.conftest import octets, son, visuel
from tests.villes import traduire

pytestmark = pytest.mark.django_db

GRANDE = octets("JPEG", taille=(1200, 800), gps=False)


def bagage(client, parcours, langue="fr"):
    cache.clear()
    reponse = client.get(f"/api/parcours/{parcours.code}.bagage.json?langue={langue}")
    assert reponse.status_code == 200
    return reponse.json()


def du_genre(lu, genre):
    return [a["url"] for a in lu["adresses"] if a.get("genre") == genre]


def aux_deux_pas(*adresses):
    """Each page, at the usual pace and at that of who takes their time."""
    return [f"{adresse}{pas}" for pas in ("", "?pas=tranquille") for adresse in adresses]


def poser_des_medias(ville, **droits):
    """Give the work a picture and a sound."""
    image, bruit = visuel("La grue", GRANDE, **droits), son("La grue tourne", **droits)
    ville.oeuvre.image = image
    ville.oeuvre.corps = [("texte", "<p>Ici.</p>"), ("son", {"son": bruit, "titre": "La grue"})]
    ville.oeuvre.save_revision().publish()
    return image, bruit


def test_ce_qu_une_page_demande_se_lit_dans_la_page():
    html = """<link rel="stylesheet" href="/static/a.css"><link rel="canonical" href="/fr/">
    <script type="module" src="/static/a.js"></script><script>1</script>
    <button data-carte="c1" data-feuille="/static/l.css" data-leaflet="/static/l.js"></button><button data-x="1"></button>
    <picture><source type="image/avif" srcset="/media/a.avif 480w, /media/b.avif 960w"><img src="/media/a.webp"></picture>
    <img src="/media/c.svg"><audio><source src="/media/d.mp3"></audio><audio src="/media/e.mp3"><track src="/sons/1.vtt"></audio>"""
    assert demandes_de(html) == Demandes(
        fichiers={"/static/a.css", "/static/a.js", "/static/l.css", "/static/l.js"},
        images={"/media/a.webp": {"/media/a.avif", "/media/b.avif"}, "/media/c.svg": set()},
        sons={"/media/d.mp3", "/media/e.mp3"},
        paroles={"/sons/1.vtt": "/media/e.mp3"},
    )


@pytest.mark.parametrize(
    ("adresse", "texte", "demande"),
    [
        ("/static/css/a.css", "b { background: url('../img/c.svg') } i { src: url(data:x) }", {"/static/img/c.svg"}),
        (
            "/static/js/a.js",
            'import { b } from "./b.js";\nawait import("../c.js")',
            {"/static/js/b.js", "/static/c.js"},
        ),
        ("/static/a.svg", "url(b.png)", set()),
    ],
)
def test_ce_qu_un_fichier_demande_a_son_tour(adresse, texte, demande):
    assert demandes_d_un_fichier(adresse, texte) == demande


def test_le_bagage_nomme_le_parcours_ses_arrets_et_tout_ce_qu_ils_demandent(client, ville, ligne):
    lu = bagage(client, ligne)
    arrets = [f"{ligne.url}{etape.code}/" for etape in ligne.etapes.all()]
    assert (lu["nom"], lu["code"], lu["langue"], lu["sans_droit"]) == ("La ligne", ligne.code, "fr", 0)
    assert du_genre(lu, "page") == aux_deux_pas(ligne.url, *arrets)
    assert lu["octets"] == sum(a["octets"] for a in lu["adresses"])
    # All that these pages name of this site is in the list: nobody need keep the list in step by hand.
    nommees = set()
    for adresse in du_genre(lu, "page"):
        reponse = client.get(adresse)
        assert {"url": adresse, "octets": len(reponse.content), "genre": "page"} in lu["adresses"]
        nommees |= set(re.findall(r'(?:href|src)="(/static/[^"]+)"', reponse.content.decode()))
    # A phone asks for an icon when the site is put beside its applications, never to show a page.
    nommees = {adresse for adresse in nommees if not adresse.startswith("/static/icones/")}
    assert nommees <= {a["url"] for a in lu["adresses"]}


def test_la_carte_a_explorer_part_entiere_sans_fond(client, ville, ligne):
    fichiers = {a["url"].removeprefix("/static/") for a in bagage(client, ligne)["adresses"] if "genre" not in a}
    voulus = {"js_lib_leaflet/leaflet.js", "js_lib_leaflet/leaflet.css", "js/carte-exploree.js", "js/position.js"}
    assert voulus <= fichiers


def test_une_image_part_en_une_seule_taille_qui_vaut_pour_les_autres(client, ville, ligne):
    image, bruit = poser_des_medias(ville, usage_hors_ligne=True)
    lu = bagage(client, ligne)
    [gardee] = [a for a in lu["adresses"] if a.get("genre") == "image"]
    adresses = {r.filter_spec: r.url for r in image.renditions.all()}
    assert gardee["url"] == adresses["width-480|format-webp"]
    assert gardee["octets"] == image.renditions.get(filter_spec="width-480|format-webp").file.size
    assert set(gardee["vaut_pour"]) == {
        adresses[f"width-{l}|format-{f}"] for l in (480, 960) for f in ("avif", "webp")
    } - {gardee["url"]}
    assert du_genre(lu, "son") == [bruit.url]


def test_les_paroles_suivent_leur_son(client, ville, ligne):
    _image, bruit = poser_des_medias(ville, usage_hors_ligne=True)
    bruit.sous_titres = "WEBVTT\n\n00:00.000 --> 00:01.000\nUne grue tourne.\n"
    bruit.save()
    assert du_genre(bagage(client, ligne), "paroles") == [bruit.adresse_des_sous_titres]
    bruit.usage_hors_ligne = False
    bruit.save()
    assert du_genre(bagage(client, ligne), "paroles") == []


def test_ce_que_ses_droits_retiennent_ne_part_pas_et_se_compte(client, ville, ligne):
    poser_des_medias(ville)
    lu = bagage(client, ligne)
    assert (du_genre(lu, "image"), du_genre(lu, "son"), lu["sans_droit"]) == ([], [], 2)


def test_un_droit_retire_se_voit_aussitot(client, ville, ligne):
    image, _bruit = poser_des_medias(ville, usage_hors_ligne=True)
    adresse = f"/api/parcours/{ligne.code}.bagage.json"
    avant = client.get(adresse).json()
    image.usage_hors_ligne = False
    image.save()
    apres = client.get(adresse).json()
    assert (len(du_genre(avant, "image")), len(du_genre(apres, "image"))) == (1, 0)
    assert avant["version"] != apres["version"]


def test_la_fin_des_droits_part_avec_l_image(client, ville, ligne):
    fin = timezone.localdate() + timedelta(days=40)
    poser_des_medias(ville, usage_hors_ligne=True, droits_fin=fin)
    assert {a.get("jusqu_au") for a in bagage(client, ligne)["adresses"] if "genre" in a} == {None, fin.isoformat()}


def test_la_version_change_avec_ce_qui_se_lit_et_avec_rien_d_autre(client, ville, ligne):
    premiere = bagage(client, ligne)["version"]
    assert bagage(client, ligne)["version"] == premiere
    ville.oeuvre.accroche = "On tourne autour, de nuit."
    ville.oeuvre.save_revision().publish()
    assert bagage(client, ligne)["version"] != premiere


def test_une_publication_se_voit_sans_attendre_la_fin_de_la_garde(client, ville, ligne):
    adresse = f"/api/parcours/{ligne.code}.bagage.json"
    avant = client.get(adresse).json()["version"]
    ville.oeuvre.accroche = "On tourne autour, de nuit."
    ville.oeuvre.save_revision().publish()
    assert client.get(adresse).json()["version"] != avant


def test_peser_encore_ne_relit_pas_les_pages(client, ville, ligne):
    bagage(client, ligne)
    with CaptureQueriesContext(connection) as requetes:
        client.get(f"/api/parcours/{ligne.code}.bagage.json")
    assert len(requetes) <= 15


def test_quand_quelqu_un_fait_peser_on_redemande(client, ville, ligne, monkeypatch):
    monkeypatch.setattr("parcours.views.bagage.cache.add", lambda cle, valeur, duree: duree != PATIENCE)
    reponse = client.get(f"/api/parcours/{ligne.code}.bagage.json")
    assert (reponse.status_code, reponse["Retry-After"]) == (503, "2")
    assert reponse.json() == {"raison": "Ce parcours est en train d’être pesé\xa0: redemandez dans un instant."}


def test_ce_qui_ne_se_voit_pas_ne_part_pas(client, ville, ligne):
    PageViewRestriction.objects.create(page=ville.lieu, restriction_type=PageViewRestriction.LOGIN)
    ville.oeuvre.unpublish()
    arret = f"{ligne.url}{ligne.etapes.all()[1].code}/"
    assert du_genre(bagage(client, ligne), "page") == aux_deux_pas(ligne.url, arret)
    ligne.unpublish()
    assert client.get(f"/api/parcours/{ligne.code}.bagage.json").status_code == 404


def test_qui_tient_le_site_emporte_ce_que_tout_le_monde_lit(client, ville, ligne):
    anonyme = bagage(client, ligne)
    client.force_login(Compte.objects.create_superuser("admin@ville.example", "mot de passe"))
    assert bagage(client, ligne) == anonyme


def test_le_parcours_d_une_autre_ville_ne_s_emporte_pas_d_ici(client, ville):
    rennes = fabrique.ville("Rennes", "rennes.example", par_defaut=False)
    ailleurs = fabrique.parcours(rennes.accueil, [rennes.oeuvre, rennes.quartier], slug="ligne")
    assert client.get(f"/api/parcours/{ailleurs.code}.bagage.json").status_code == 404
    reponse = client.get(f"/api/parcours/{ailleurs.code}.bagage.json", headers={"host": "rennes.example"})
    arrets = [f"{ailleurs.url}{etape.code}/".removeprefix("http://rennes.example") for etape in ailleurs.etapes.all()]
    assert du_genre(reponse.json(), "page") == aux_deux_pas("/fr/parcours/ligne/", *arrets)


def test_chaque_langue_a_son_bagage(client, ville, ligne):
    for page in (ville.accueil, ville.recit, ville.promesse, ligne.get_parent().specific):
        traduire(page, "de")
    allemand = traduire(ligne, "de")
    lu = bagage(client, ligne, "de")
    assert (lu["langue"], du_genre(lu, "page")[0]) == ("de", allemand.url)
    assert bagage(client, ligne)["version"] != lu["version"]


def test_l_ouvrier_connait_les_langues_de_la_ville_et_se_redemande_pour_rien(client, ville):
    traduire(ville.accueil, "de")
    reponse = client.get("/sw.js", headers={"accept-language": "en"})
    texte = reponse.content.decode()
    assert reponse["Content-Type"] == "text/javascript; charset=utf-8"
    assert reponse["Cache-Control"] == "no-cache"
    assert re.search(r'"secours": \{(.*?)\}', texte)[1].split(", ")[0] == '"fr": "/fr/hors-ligne/"'
    assert re.findall(r'"(fr|en|de)": ', texte) == ["fr", "de"]
    assert '"/static/js/hors-ligne.js"' in texte
    assert client.get("/sw.js", headers={"if-none-match": reponse["ETag"]}).status_code == 304
    assert "worker-src 'self'" in client.get(ville.accueil.url)["Content-Security-Policy"]


def test_la_page_sans_reseau_dit_ce_qu_il_en_est(client, ville):
    html = client.get("/fr/hors-ligne/").content.decode()
    assert ">Pas de réseau</h1>" in html
    assert '<meta name="robots" content="noindex">' in html


def test_sans_ville_il_n_y_a_pas_d_ouvrier(client, db):
    assert client.get("/sw.js").status_code == 404


def test_on_ne_fait_que_lire(client, ville, ligne):
    adresses = (
        f"/api/parcours/{ligne.code}.bagage.json",
        f"/api/parcours/{ligne.code}.pdf",
        "/sw.js",
        "/fr/hors-ligne/",
    )
    assert [client.post(adresse).status_code for adresse in adresses] == [405] * 4
