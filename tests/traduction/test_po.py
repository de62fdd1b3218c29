"""PO files: whatever comes, a clear message; what is right is kept, what is fuzzy is not final."""

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from tests.traduction.conftest import paroles, tout_traduire


def fichier(traduction, textes=None, flous=()):
    po = traduction.export_po()
    for entree in po:
        entree.msgstr = (textes or {}).get(entree.msgid, entree.msgstr)
        if entree.msgid in flous:
            entree.flags.append("fuzzy")
    return str(po).encode()


def envoyer(client, traduction, octets):
    donnees = {} if octets is None else {"file": SimpleUploadedFile("x.po", octets)}
    reponse = client.post(f"/admin/localize/translate/{traduction.pk}/pofile/upload/", donnees)
    assert reponse.status_code == 302
    return paroles(client)


def gardes():
    return dict(StringTranslation.objects.values_list("translation_of__data", "data"))


def test_ce_qui_sort_rentre(commandee, gens):
    cliente = gens["Traduction · English"]
    reponse = cliente.get(f"/admin/localize/translate/{commandee.pk}/pofile/download/")
    assert reponse["Content-Disposition"] == 'attachment; filename="ile-de-nantes-en.po"'
    po = polib.pofile(f"#\n{reponse.content.decode()}")
    assert [entree.msgid for entree in po] == [
        "Île de Nantes",
        "ile-de-nantes",
        "Ici aussi, le fleuve.",
        "Un bord de fleuve.",
        "Ce qui se raconte ici.",
    ]
    assert "1 texte enregistré." in envoyer(
        cliente, commandee, fichier(commandee, {"Un bord de fleuve.": "A riverside."})
    )
    assert gardes() == {"Un bord de fleuve.": "A riverside."}


def test_aller_et_retour_ne_change_rien(commandee, gens):
    tout_traduire(commandee, {"Un bord de fleuve.": "A <b>river</b>\u00a0&amp; side<br/>more"})
    avant = gardes()
    octets = fichier(commandee)
    envoyer(gens["Traduction · English"], commandee, octets)
    assert gardes() == avant

    def sans_date(po):
        return [ligne for ligne in po.split(b"\n") if b"Creation-Date" not in ligne]

    assert sans_date(fichier(commandee)) == sans_date(octets)


def test_une_entree_floue_n_est_pas_une_traduction(commandee, gens):
    octets = fichier(
        commandee, {"Un bord de fleuve.": "A riverside?", "Île de Nantes": "Isle"}, flous=["Un bord de fleuve."]
    )
    dit = envoyer(gens["Traduction · English"], commandee, octets)
    assert "1 texte enregistré." in dit
    assert "1 entrée floue" in dit
    assert gardes() == {"Île de Nantes": "Isle"}


@pytest.mark.parametrize(
    ("changer", "phrase"),
    [
        (lambda octets: None, "Choisissez un fichier PO."),
        (lambda octets: b"", "L’en-tête de ce fichier a disparu"),
        (lambda octets: octets[octets.index(b"msgctxt") :], "L’en-tête de ce fichier a disparu"),
        (lambda octets: octets.replace(b"charset=utf-8", b"charset=klingon"), "enregistrez-le en UTF-8"),
        (lambda octets: octets.replace(b"charset=utf-8", b"charset=rot13"), "enregistrez-le en UTF-8"),
        (lambda octets: octets + b"\xff\xfe", "enregistrez-le en UTF-8"),
        (lambda octets: b"PK\x03\x04 pas un PO \x00\x01", "n’est pas un fichier PO lisible"),
        (lambda octets: octets + b"\nceci n'est pas une ligne de PO\n", "n’est pas un fichier PO lisible"),
        (lambda octets: octets + b"\n# " + b"x" * (50 * 1024 * 1024), "trop gros : 2 Mo au plus"),
        (lambda octets: b"/etc/passwd", "n’est pas un fichier PO lisible"),
    ],
    ids=[
        "rien",
        "vide",
        "sans en-tête",
        "jeu inconnu",
        "jeu qui n’est pas un texte",
        "octets",
        "zip",
        "mal écrit",
        "50 Mo",
        "chemin",
    ],
)
def test_un_fichier_qui_ne_va_pas_se_dit(commandee, gens, changer, phrase):
    octets = fichier(commandee, {"Un bord de fleuve.": "A riverside."})
    assert phrase in envoyer(gens["Traduction · English"], commandee, changer(octets))
    assert gardes() == {}


def test_le_fichier_d_une_autre_traduction_se_dit(commandee, gens):
    octets = fichier(commandee, {"Un bord de fleuve.": "A riverside."}).replace(
        str(commandee.uuid).encode(), b"00000000-0000-0000-0000-000000000000"
    )
    assert "celui d’une autre traduction" in envoyer(gens["Traduction · English"], commandee, octets)
    assert gardes() == {}


def test_un_texte_qui_ne_va_pas_est_cite_et_les_autres_restent(commandee, quartier_en, gens):
    octets = fichier(
        commandee,
        {
            "Île de Nantes": "T" * 5000,
            "Un bord de fleuve.": "<script>alert(1)</script>",
            "Ici aussi, le fleuve.": "Here too, the river.",
        },
    )
    dit = envoyer(gens["Traduction · English"], commandee, octets)
    assert "« Île de Nantes » n’est pas enregistré. Trop long : 5000 signes, 255 au plus." in dit
    assert "« Un bord de fleuve. » n’est pas enregistré. Ce balisage n’est pas permis" in dit
    assert gardes() == {"Ici aussi, le fleuve.": "Here too, the river."}
    assert Page.objects.get(pk=quartier_en.pk).draft_title == "Île de Nantes"


def test_un_texte_inconnu_se_compte(commandee, gens):
    octets = fichier(commandee).replace(b"Un bord de fleuve.", b"Autre chose.") + (
        b'\nmsgctxt "accroche"\nmsgid "Un texte d\'avant"\nmsgstr "An older text"\n'
    )
    assert "1 texte n’est plus dans la source" in envoyer(gens["Traduction · English"], commandee, octets)
