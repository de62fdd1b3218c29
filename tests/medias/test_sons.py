"""What a sound says of itself: its nature, its words in each language, its captions, what it weighs."""

import wave
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from medias.models import Son
from medias.rules import Paroles, paroles_pour
from medias.sous_titres import OCTETS_AU_PLUS, Replique, SousTitresRefuses, normaliser, repliques
from tests.medias.conftest import DROITS, son

VTT = """WEBVTT

STYLE
::cue { color: red }

NOTE de la monteuse

1
00:00.000 --> 00:01.500 align:start
<v Jeanne>On traversait</v> le bras.

00:00:01.500 --> 00:00:03.000
Il n’y avait <i>pas</i> de pont.
"""
SRT = "1\n00:00:00,000 --> 00:00:01,500\nOn traversait.\n\n2\n00:00:01,500 --> 00:00:02,000\nÀ pied.\n"


def enregistrement(secondes=4) -> bytes:
    """A silent sound that lasts as long as it says."""
    sortie = BytesIO()
    with wave.open(sortie, "wb") as onde:
        onde.setnchannels(1)
        onde.setsampwidth(1)
        onde.setframerate(8_000)
        onde.writeframes(b"\x80" * 8_000 * secondes)
    return sortie.getvalue()


# --- captions -------------------------------------------------------------------


def test_des_sous_titres_se_lisent_en_webvtt_ou_en_subrip():
    assert repliques(normaliser(VTT)) == [
        Replique(0.0, 1.5, "On traversait le bras."),
        Replique(1.5, 3.0, "Il n’y avait pas de pont."),
    ]
    assert repliques(normaliser("\ufeff" + SRT)) == [
        Replique(0.0, 1.5, "On traversait."),
        Replique(1.5, 2.0, "À pied."),
    ]
    assert normaliser(SRT).startswith("WEBVTT\n")


def test_des_sous_titres_ecrits_par_nous_se_relisent_et_ne_changent_plus():
    ecrits = normaliser(VTT)
    assert (normaliser(ecrits), "STYLE" in ecrits, "NOTE" in ecrits) == (ecrits, False, False)


def _vtt(*temps) -> str:
    return "WEBVTT\n\n" + "\n\n".join(f"{debut} --> {fin}\nUn mot." for debut, fin in temps) + "\n"


@pytest.mark.parametrize(
    ("texte", "duree", "raison", "rang"),
    [
        ("", 0, SousTitresRefuses.ILLISIBLES, 0),
        ("WEBVTT\n", 0, SousTitresRefuses.VIDES, 0),
        ("Bonjour.", 0, SousTitresRefuses.ILLISIBLES, 0),
        ("<html><script>alert(1)</script></html>", 0, SousTitresRefuses.ILLISIBLES, 0),
        ("WEBVTT\n\n00:00.000 -> 00:01.000\nUn mot.\n", 0, SousTitresRefuses.VIDES, 0),
        (_vtt(("00:00.000", "00:99.000")), 0, SousTitresRefuses.ILLISIBLES, 0),
        (_vtt(("00:02.000", "00:01.000")), 0, SousTitresRefuses.TEMPS, 1),
        (_vtt(("00:02.000", "00:03.000"), ("00:01.000", "00:02.000")), 0, SousTitresRefuses.ORDRE, 2),
        (_vtt(("00:00.000", "00:01.000"), ("00:08.000", "00:09.000")), 4, SousTitresRefuses.DUREE, 2),
        ("WEBVTT\n\n" + "a" * OCTETS_AU_PLUS, 0, SousTitresRefuses.TROP, 0),
        (_vtt(*[("00:00.000", "00:01.000")] * 4_001), 0, SousTitresRefuses.TROP, 0),
    ],
    ids=["rien", "vides", "texte", "html", "flèche", "minutes", "envers", "ordre", "durée", "lourds", "nombreux"],
)
def test_des_sous_titres_qui_n_en_sont_pas_sont_refuses_avec_leur_raison(texte, duree, raison, rang):
    with pytest.raises(SousTitresRefuses) as refus:
        normaliser(texte, duree)
    assert (refus.value.raison, refus.value.rang) == (raison, rang)


@settings(deadline=None, derandomize=True)
@given(
    st.text(max_size=300),
    st.sampled_from(["", "WEBVTT\n\n", "WEBVTT\n\n00:00.000 --> 00:01.000\n", "1\n00:00:00,000 --> "]),
)
def test_rien_de_ce_que_l_on_ecrit_ne_casse_la_lecture(texte, debut):
    try:
        ecrits = normaliser(debut + texte)
    except SousTitresRefuses:
        return
    assert repliques(ecrits)


# --- words in each language --------------------------------------------------------


def test_on_lit_dans_sa_langue_sinon_dans_celle_du_son():
    du_son = Paroles("On traversait.", "fr")
    traductions = {"en": "We used to cross.", "de": "  "}
    assert [paroles_pour(langue, du_son, traductions) for langue in ("fr", "en", "de")] == [
        du_son,
        Paroles("We used to cross.", "en"),
        du_son,
    ]


@pytest.mark.django_db
def test_un_son_sans_paroles_est_transcrit_partout():
    assert Son(langue="", transcription="Une grue tourne.").est_transcrit_en("de") is True
    assert Son(langue="fr", transcription="On parle.").est_transcrit_en("de") is False
    assert (
        Son(langue="fr", transcription="On parle.", traductions={"de": "Man spricht."}).est_transcrit_en("de") is True
    )


# --- the desk --------------------------------------------------------------------


@pytest.fixture
def poster(bureau, racine):
    """Return what hands a sound in, with what the form holds: `poster(sous_titres=…)`."""
    ecrit = {
        "title": "La traversée",
        "nature": "entretien",
        "langue": "fr",
        "duration": "0",
        "transcription": "On traversait.",
        "tags": "",
        "collection": racine.pk,
        **DROITS,
    }

    def envoyer(fichier=None, **champs):
        depose = {"file": SimpleUploadedFile("grue.wav", enregistrement() if fichier is None else fichier)}
        reponse = bureau.post(reverse("wagtailmedia:add", args=["audio"]), ecrit | depose | champs)
        return reponse, Son.objects.first()

    return envoyer


def test_un_son_dit_sa_nature_sa_duree_et_son_poids(poster):
    reponse, le_son = poster()
    assert reponse.status_code == 302
    assert (le_son.nature, le_son.langue, le_son.duration, le_son.poids) == (
        "entretien",
        "fr",
        4.0,
        len(enregistrement()),
    )


def test_un_fichier_de_sous_titres_passe_devant_le_texte(poster):
    _reponse, le_son = poster(
        sous_titres=_vtt(("00:00.000", "00:01.000")), fichier_de_sous_titres=_fichier(SRT.encode())
    )
    assert repliques(le_son.sous_titres) == [Replique(0.0, 1.5, "On traversait."), Replique(1.5, 2.0, "À pied.")]


def _fichier(contenu: bytes):
    return SimpleUploadedFile("paroles.srt", contenu)


@pytest.mark.parametrize(
    ("champs", "champ", "phrase"),
    [
        (
            {"sous_titres": "Bonjour."},
            "sous_titres",
            "Ce ne sont pas des sous-titres WebVTT ou SubRip que le site sait lire.",
        ),
        (
            {"sous_titres": _vtt(("01:00.000", "01:02.000"))},
            "sous_titres",
            "La réplique 1 vient après la fin du son.",
        ),
        (
            {"fichier_de_sous_titres": _fichier("é".encode("latin-1"))},
            "fichier_de_sous_titres",
            "Ce fichier n’est pas en UTF-8. Enregistrez-le de nouveau en UTF-8.",
        ),
        (
            {"fichier_de_sous_titres": _fichier(b"x" * (OCTETS_AU_PLUS + 1))},
            "fichier_de_sous_titres",
            "Ce fichier est trop lourd pour des sous-titres\u00a0: 400\u00a0Ko au plus.",
        ),
        (
            {"fichier_de_sous_titres": _fichier(b"\x89PNG")},
            "fichier_de_sous_titres",
            "Ce fichier n’est pas en UTF-8. Enregistrez-le de nouveau en UTF-8.",
        ),
        (
            {"fichier_de_sous_titres": _fichier(b"Bonjour.")},
            "fichier_de_sous_titres",
            "Ce ne sont pas des sous-titres WebVTT ou SubRip que le site sait lire.",
        ),
    ],
    ids=["texte", "après la fin", "latin-1", "lourd", "image", "fichier"],
)
def test_de_mauvais_sous_titres_sont_refuses_a_cote_de_leur_champ(poster, champs, champ, phrase):
    for depose in champs.values():
        getattr(depose, "seek", lambda _debut: None)(0)
    reponse, le_son = poster(**champs)
    assert (reponse.status_code, le_son, reponse.context["form"].errors) == (200, None, {champ: [phrase]})


def test_le_fichier_de_sous_titres_se_demande_juste_avant_leur_texte(bureau, racine):
    le_son = son(collection=racine)
    champs = bureau.get(reverse("wagtailmedia:edit", args=[le_son.pk])).context["form"]
    assert list(champs.fields)[3:8] == [
        "langue",
        "duration",
        "transcription",
        "fichier_de_sous_titres",
        "sous_titres",
    ]


@pytest.mark.django_db
def test_du_code_qui_depose_de_mauvais_sous_titres_a_un_refus():
    with pytest.raises(ValidationError) as refus:
        Son(type="audio", title="La grue", sous_titres="Bonjour.").clean()
    assert list(refus.value.message_dict) == ["sous_titres"]


# --- what goes out ----------------------------------------------------------------


@pytest.mark.django_db
def test_les_sous_titres_sortent_comme_le_son_et_pas_plus(client):
    le_son = son(sous_titres=normaliser(VTT))
    adresse = le_son.adresse_des_sous_titres
    reponse = client.get(adresse)
    assert (reponse.status_code, reponse["Content-Type"], reponse["X-Content-Type-Options"]) == (
        200,
        "text/vtt; charset=utf-8",
        "nosniff",
    )
    assert reponse.content.decode() == le_son.sous_titres
    le_son.consentement = "manquant"
    le_son.save()
    sans_paroles = son("Sans paroles")
    muet = reverse("sous_titres", args=[sans_paroles.pk, sans_paroles.cle_des_sous_titres])
    codes = [client.get(a).status_code for a in (adresse, muet, f"/sons/{10**30}-{'0' * 16}.vtt", "/sons/0.vtt")]
    assert codes == [404, 404, 404, 404]


@pytest.mark.django_db
def test_les_sous_titres_ne_s_enumerent_pas(client):
    l_un, l_autre = (son(titre, sous_titres=normaliser(VTT)) for titre in ("La grue", "Le quai"))
    assert l_un.cle_des_sous_titres != l_autre.cle_des_sous_titres
    essais = [
        l_un.adresse_des_sous_titres,
        f"/sons/{l_un.pk}.vtt",
        f"/sons/{l_un.pk}-{'0' * 16}.vtt",
        f"/sons/{l_un.pk}-{l_autre.cle_des_sous_titres}.vtt",
    ]
    assert [client.get(adresse).status_code for adresse in essais] == [200, 404, 404, 404]


@pytest.mark.django_db
def test_on_n_emporte_que_ce_que_les_droits_permettent():
    assert (son().telechargeable, son(usage_hors_ligne=True).telechargeable) == (False, True)
    assert son(usage_hors_ligne=True, usage_site=False).telechargeable is False
