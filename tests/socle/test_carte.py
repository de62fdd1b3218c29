"""The map: what is drawn is where it is, and the list says the same."""

import json
import re
from datetime import timedelta
from itertools import pairwise
from math import cos, pi, sin

import pytest
from django.core.exceptions import ValidationError
from django.template import engines
from hypothesis import given, settings
from hypothesis import strategies as st

from socle.carte import LARGEUR, Lieu, arrondir, cadrer, dessiner, simplifier
from socle.models import ReglagesCarte
from socle.rules import Point, temps_a_pied

latitudes = st.floats(-80, 80, allow_nan=False)
longitudes = st.floats(-179, 179, allow_nan=False)
sans_delai = settings(deadline=None, derandomize=True)


AILLEURS = {
    "fond": "autre",
    "tuiles": "https://{s}.tuiles.example/{z}/{x}/{y}.png",
    "attribution": "© les gens",
    "attribution_lien": "https://tuiles.example/droits",
}


def carre(ouest=-1.58, sud=47.2, cote=0.02) -> dict:
    est, nord = ouest + cote, sud + cote
    anneau = [[ouest, sud], [est, sud], [est, nord], [ouest, nord], [ouest, sud]]
    return {"type": "Polygon", "coordinates": [anneau]}


def rendre(lieux, request=None, **options) -> str:
    arguments = " ".join(f"{nom}={nom}" for nom in options)
    gabarit = engines["django"].from_string(f"{{% load carte %}}{{% carte lieux {arguments} %}}")
    return gabarit.render({"lieux": lieux, **options}, request)


# --- the projection -----------------------------------------------------------


@sans_delai
@given(st.lists(st.tuples(longitudes, latitudes), min_size=1, max_size=20))
def test_tout_ce_que_l_on_cadre_tient_sur_la_feuille(positions):
    feuille = cadrer(positions)
    projetees = [feuille.projeter(*position) for position in positions]
    assert all(-0.01 <= x <= LARGEUR + 0.01 and -0.01 <= y <= feuille.hauteur + 0.01 for x, y in projetees)


@sans_delai
@given(st.lists(st.tuples(longitudes, latitudes), min_size=1, max_size=5))
def test_un_lieu_dessine_se_retrouve(positions):
    feuille = cadrer(positions)
    for longitude, latitude in positions:
        trouve = feuille.retrouver(*feuille.projeter(longitude, latitude))
        assert trouve.latitude == pytest.approx(latitude, abs=1e-6)
        assert trouve.longitude == pytest.approx(longitude, abs=1e-6)


@sans_delai
@given(st.floats(-1.7, -1.4), st.floats(47.1, 47.3), st.floats(-1.7, -1.4), st.floats(47.1, 47.3))
def test_dans_une_ville_le_dessin_garde_les_distances(lon_a, lat_a, lon_b, lat_b):
    a, b = Point(lat_a, lon_a), Point(lat_b, lon_b)
    metres = a.metres_jusqu_a(b)
    if metres < 200:
        return
    feuille = cadrer([(lon_a, lat_a), (lon_b, lat_b)])
    (xa, ya), (xb, yb) = feuille.projeter(lon_a, lat_a), feuille.projeter(lon_b, lat_b)
    dessines = ((xa - xb) ** 2 + (ya - yb) ** 2) ** 0.5 / feuille.echelle * 111_195
    assert dessines == pytest.approx(metres, rel=0.01)


@sans_delai
@given(st.lists(st.tuples(st.floats(0, 640), st.floats(0, 640)), min_size=2, max_size=40))
def test_une_ligne_simplifiee_garde_ses_bouts_et_ne_s_ecarte_pas(ligne):
    simple = simplifier(ligne, 2)
    assert (simple[0], simple[-1], set(simple) <= set(ligne)) == (ligne[0], ligne[-1], True)
    for point in ligne:
        assert min(_ecart(point, a, b) for a, b in pairwise(simple)) <= 2.001


def _ecart(p, a, b) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    carre_ = dx * dx + dy * dy
    part = 0 if carre_ == 0 else max(0, min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / carre_))
    return ((p[0] - a[0] - part * dx) ** 2 + (p[1] - a[1] - part * dy) ** 2) ** 0.5


@pytest.mark.parametrize(
    "lieux",
    [
        [],
        [Lieu("Nulle part")],
        [Lieu("NaN", point=Point(float("nan"), 1.0))],
        [Lieu("Infini", point=Point(47.0, float("inf")))],
        [Lieu("Hors du globe", point=Point(91.0, 1.0))],
        [Lieu("Pas un contour", contour={"type": "Point", "coordinates": [1, 2]})],
        [Lieu("Cassé", contour={"type": "Polygon", "coordinates": [["a"], None]})],
        [Lieu("Vide", contour={})],
    ],
    ids=lambda lieux: lieux[0].nom if lieux else "rien",
)
def test_sans_rien_a_placer_rien_n_est_dessine(lieux):
    assert (dessiner(lieux), rendre(lieux).strip()) == (None, "")


# --- the drawing ----------------------------------------------------------------


def test_les_noms_ne_se_recouvrent_pas_et_restent_sur_la_feuille():
    lieux = [Lieu(f"Un nom assez long {i}", f"/{i}/", Point(47.2 + i * 0.0004, -1.55)) for i in range(60)]
    dessin = dessiner(lieux)
    assert 0 < len(dessin.noms) < 60
    for corps, noms in ((23, [n for n in dessin.noms if n.etroit]), (13, dessin.noms)):
        boites = [_boite(nom, corps) for nom in noms]
        assert all(g >= 0 and d <= LARGEUR and h >= 0 and b <= dessin.hauteur for g, h, d, b in boites)
        for rang, a in enumerate(boites):
            for b in boites[rang + 1 :]:
                assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])


def _boite(nom, corps):
    x, y = float(nom.x), float(nom.y)
    large, haut = max(map(len, nom.lignes)) * 0.56 * corps, len(nom.lignes) * 1.1 * corps
    gauche = {"start": x, "middle": x - large / 2, "end": x - large}[nom.ancre]
    return gauche, y - haut / 2, gauche + large, y + haut / 2


def test_un_lieu_loin_de_tout_contour_se_montre_avec_la_ville_entiere():
    quartier = Lieu("Quartier", "/q/", contour=carre())
    loin = Lieu("Loin", point=Point(47.21, -1.9), ici=True)
    dessin = dessiner([quartier, loin], cadre="quartier")
    assert ([aire.lieu.nom for aire in dessin.aires], len(dessin.haltes)) == (["Quartier"], 1)
    assert [halte.lieu.nom for halte in dessiner([quartier, loin], cadre="arrets").haltes] == ["Loin"]


def test_des_points_plus_ecartes_que_la_ville_ne_coupent_pas_ses_contours():
    quartiers = [Lieu("Ouest", contour=carre()), Lieu("Est", contour=carre(ouest=-1.56))]
    points = [Lieu("Dedans", point=Point(47.21, -1.575)), Lieu("Dehors", point=Point(47.25, -2.1))]
    dessin = dessiner([*quartiers, *points], cadre="arrets")
    abscisses = [float(x) for aire in dessin.aires for x in re.findall(r"[ML ]?(-?[\d.]+) -?[\d.]+", aire.d)]
    assert (len(dessin.aires), min(abscisses) >= 0, max(abscisses) <= LARGEUR) == (2, True, True)


def test_les_arrets_ne_touchent_pas_le_bord_de_la_feuille():
    dessin = dessiner([Lieu("Un", point=Point(47.2, -1.6)), Lieu("Deux", point=Point(47.24, -1.55))], cadre="arrets")
    bords = [min(float(h.x), LARGEUR - float(h.x), float(h.y), dessin.hauteur - float(h.y)) for h in dessin.haltes]
    assert min(bords) >= 40


def test_le_cadre_d_un_quartier_laisse_dehors_ce_qui_est_loin():
    ici = Lieu("Ici", "/ici/", contour=carre(), ici=True)
    voisin = Lieu("Voisin", "/voisin/", contour=carre(ouest=-1.56))
    loin = Lieu("Loin", "/loin/", contour=carre(ouest=-1.2))
    oeuvre, estuaire = Lieu("Œuvre", point=Point(47.21, -1.57)), Lieu("Estuaire", point=Point(47.28, -2.1))
    dessin = dessiner([ici, voisin, loin, oeuvre, estuaire], cadre="quartier")
    assert [aire.lieu.nom for aire in dessin.aires] == ["Voisin", "Ici"]
    assert [halte.lieu.nom for halte in dessin.haltes] == ["Œuvre"]
    assert [etape.lieu.nom for etape in dessin.etapes] == ["Ici", "Voisin", "Œuvre"]
    assert [etape.lieu.nom for etape in dessiner([ici, loin], cadre="ville").etapes] == ["Ici", "Loin"]


def test_la_liste_dit_la_distance_du_precedent():
    a, b, c = Point(47.2, -1.55), Point(47.203, -1.55), Point(47.5, -1.55)
    etapes = dessiner([Lieu("A", point=a), Lieu("B", point=b), Lieu("C", point=c), Lieu("D")]).etapes
    assert [(e.lieu.nom, e.metres, e.minutes, e.se_marche) for e in etapes] == [
        ("A", None, None, False),
        ("B", 330, 7, True),
        ("C", 33_000, 644, False),
        ("D", None, None, False),
    ]


def test_les_metres_se_disent_comme_on_les_dit():
    assert [arrondir(m) for m in (0, 4, 337, 996, 1_449)] == [10, 10, 340, 1_000, 1_400]
    assert [temps_a_pied(m) for m in (0, 1_000)] == [timedelta(minutes=1), timedelta(minutes=20)]


def test_la_carte_et_sa_liste_disent_les_memes_lieux():
    lieux = [
        Lieu("Île <de> Nantes", "/ile/", contour=carre(), ici=True),
        Lieu("Les Anneaux", "/anneaux/", Point(47.205, -1.57), numero=1),
        Lieu("The Ring", "/ring/", Point(47.21, -1.565), numero=2, langue="en", precision_approchee=True),
    ]
    html = rendre(lieux, titre="Ici")
    svg, liste = html[html.index("<svg") : html.index("</svg>")], html[html.index("<ol") : html.index("</ol>")]
    assert (
        re.findall(r'href="([^"]+)"', svg) == re.findall(r'href="([^"]+)"', liste) == ["/ile/", "/anneaux/", "/ring/"]
    )
    assert re.findall(r"<title[^>]*>([^<]+)", svg) == ["Île &lt;de&gt; Nantes", "Les Anneaux", "The Ring"]
    assert "<de>" not in html
    assert 'lang="en" hreflang="en">The Ring' in liste
    assert "position approchée" in liste
    assert "13 min à pied depuis le précédent, 670\u00a0m" in liste
    assert ('aria-hidden="true"' in svg, svg.count('tabindex="-1"')) == (True, 3)


def test_sans_sa_liste_la_carte_se_parcourt_elle_meme():
    html = rendre([Lieu("Ici", "/ici/", Point(47.2, -1.55))], titre="Le quartier", liste=False)
    svg = html[html.index("<svg") : html.index("</svg>")]
    assert 'role="group" aria-label="Le quartier"' in svg
    assert ("tabindex" in svg, "<ol" in html) == (False, False)


def test_onze_contours_et_quatre_vingts_oeuvres_pesent_moins_de_vingt_cinq_kibioctets():
    contours = [
        {
            "type": "Polygon",
            "coordinates": [
                [
                    [
                        -1.6 + 0.03 * (i % 4) + 0.014 * cos(a * pi / 30) * (1 + 0.2 * sin(a)),
                        47.19 + 0.02 * (i // 4) + 0.01 * sin(a * pi / 30),
                    ]
                    for a in [*range(60), 0]
                ]
            ],
        }
        for i in range(11)
    ]
    lieux = [Lieu(f"Quartier numéro {i}", f"/fr/recit/quartier-{i}/", contour=c) for i, c in enumerate(contours)]
    lieux += [
        Lieu(
            f"Une œuvre {i}", f"/fr/recit/un-quartier/une-oeuvre-{i}/", Point(47.19 + i % 9 * 0.006, -1.6 + i * 0.0013)
        )
        for i in range(80)
    ]
    html = rendre(lieux)
    svg = html[html.index("<svg") : html.index("</svg>")]
    assert (svg.count("<path"), svg.count("<circle")) == (11, 80)
    assert len(svg.encode()) < 25 * 1024
    assert re.findall(r"\d\.\d\d", " ".join(re.findall(r' (?:d|cx|cy|x|y)="([^"]*)"', svg))) == []


def test_une_trace_passe_par_ses_points():
    dessin = dessiner([Lieu("A", point=Point(47.2, -1.55))], trace=[Point(47.2, -1.55), Point(47.21, -1.54)])
    assert re.fullmatch(r"M[\d. ]+", dessin.trace)
    assert dessiner([Lieu("A", point=Point(47.2, -1.55))]).trace == ""


# --- what it asks of others -------------------------------------------------------


@pytest.mark.django_db
def test_sans_tuiles_aucun_autre_hote_n_est_nomme(ville, rf):
    requete = rf.get("/")
    html = rendre([Lieu("Ici", "/ici/", Point(47.2, -1.55))], requete)
    assert re.findall(r"https?://[^\"' ]+", html.replace("http://www.w3.org/2000/svg", "")) == []
    assert "data-tuiles" not in html


@pytest.mark.django_db
def test_avec_des_tuiles_le_bouton_dit_a_qui_il_les_demande(ville, rf):
    _regler(ville, **AILLEURS)
    html = rendre([Lieu("Ici", "/ici/", Point(47.2, -1.55))], rf.get("/"))
    assert "Ce bouton demande le fond de carte à tuiles.example, qui verra votre adresse IP" in html
    donnees = json.loads(re.search(r"<script[^>]*json[^>]*>(.*?)</script>", html).group(1))
    assert donnees["fond"] == {
        "adresse": "https://{s}.tuiles.example/{z}/{x}/{y}.png",
        "mention": "© les gens",
        "lien": "https://tuiles.example/droits",
        "zoom": 19,
    }


@pytest.mark.parametrize(
    ("reglages", "permis"),
    [
        ({}, "'self' data:"),
        ({"fond": "ign"}, "'self' data: https://data.geopf.fr"),
        ({"fond": "osm"}, "'self' data: https://tile.openstreetmap.org"),
        (AILLEURS, "'self' data: https://a.tuiles.example https://b.tuiles.example https://c.tuiles.example"),
    ],
    ids=["aucun", "ign", "osm", "autre"],
)
@pytest.mark.django_db
def test_seule_une_page_qui_a_une_carte_permet_les_images_du_fond(ville, client, reglages, permis):
    _regler(ville, **reglages)
    ville.quartier.contour = carre()
    ville.quartier.save_revision().publish()
    assert (_images_permises(client, ville.quartier), _images_permises(client, ville.artistes)) == (
        permis,
        "'self' data:",
    )


def _images_permises(client, page) -> str:
    directives = client.get(page.url).headers["Content-Security-Policy"].split("; ")
    return next(d.removeprefix("img-src ") for d in directives if d.startswith("img-src "))


@pytest.mark.parametrize(
    ("tuiles", "raison"),
    [
        ("", "L’adresse commence par https://, nomme un hôte et contient {z}, {x} et {y}."),
        ("http://a.example/{z}/{x}/{y}", "L’adresse commence par https://, nomme un hôte et contient {z}, {x} et {y}."),
        ("https://a.example/{z}", "L’adresse commence par https://, nomme un hôte et contient {z}, {x} et {y}."),
        (
            "https://a.example; script-src */{z}/{x}/{y}",
            "L’adresse commence par https://, nomme un hôte et contient {z}, {x} et {y}.",
        ),
    ],
)
def test_une_adresse_de_tuiles_qui_n_en_est_pas_une_est_refusee(tuiles, raison):
    with pytest.raises(ValidationError) as refus:
        ReglagesCarte(fond="autre", tuiles=tuiles, attribution="© les gens").clean()
    assert refus.value.message_dict == {"tuiles": [raison]}
    assert ReglagesCarte(fond="autre", tuiles=tuiles).tuiles_demandees is None


@pytest.mark.django_db
def test_regarder_une_page_n_ecrit_aucun_reglage(ville, client):
    ReglagesCarte.objects.all().delete()
    ville.oeuvre.latitude, ville.oeuvre.longitude = 47.2053, -1.5668
    ville.oeuvre.save_revision().publish()
    assert client.get(ville.oeuvre.url).status_code == 200
    assert ReglagesCarte.objects.count() == 0


def _regler(ville, **reglages):
    """Set the city's map as the settings form does."""
    ReglagesCarte.objects.filter(site=ville.site).delete()
    ReglagesCarte(site=ville.site, **reglages).save()


# --- what the list says -------------------------------------------------------------


def test_la_liste_dit_le_quartier_quand_il_y_en_a_plusieurs():
    anneaux = Lieu("Les Anneaux", "/anneaux/", Point(47.205, -1.57), quartier="Île de Nantes")
    banc = Lieu("Un banc", "/banc/", Point(47.206, -1.57), quartier="Île de Nantes")
    air = Lieu("Air", "/air/", Point(47.21, -1.57), quartier="Chantenay")
    assert re.findall(r"<small>([^<]*)</small>", rendre([anneaux, banc])) == [
        "2 min à pied depuis le précédent, 110\u00a0m"
    ]
    assert re.findall(r"<small>([^<]*)</small>", rendre([anneaux, air])) == [
        "Île de Nantes",
        "Chantenay",
        "11 min à pied depuis le précédent, 560\u00a0m",
    ]


def test_ce_qui_n_est_plus_la_est_en_creux_et_se_dit():
    html = rendre([Lieu("Ancre", "/ancre/", Point(47.205, -1.57), numero=3, passe=True)])
    assert re.findall(r'class="(halte[^"]*)"', html) == ["halte passee numerotee"]
    assert re.findall(r"<title>(.*?)</title>", html) == ["Ancre (n’est plus là)"]
    assert "Cercle en creux : n’est plus là".replace(" :", "\u00a0:") in html
    assert "<small>n’est plus là</small>" in html


def test_ce_que_la_page_liste_ne_se_parcourt_pas_deux_fois_au_clavier():
    lieux = [Lieu("Le voisin", "/voisin/", contour=carre()), Lieu("Air", "/air/", Point(47.205, -1.57), numero=1)]
    arrets = re.findall(r'<a href="([^"]*)"( tabindex="-1")?', rendre(lieux, liste=False))
    assert arrets == [("/voisin/", ""), ("/air/", ' tabindex="-1"')]
    assert re.findall(r'<a href="([^"]*)"( tabindex="-1")?', rendre(lieux, liste="page")) == [
        ("/voisin/", ' tabindex="-1"'),
        ("/air/", ' tabindex="-1"'),
    ]


@pytest.mark.django_db
def test_deux_cartes_d_une_page_ont_chacune_leur_nom(ville, rf):
    requete = rf.get("/")
    lieux = [Lieu("Ici", "/ici/", Point(47.2, -1.55))]
    html = rendre(lieux, requete) + rendre(lieux, requete)
    ids = re.findall(r' id="([^"]+)"', html)
    assert (len(ids), len(set(ids))) == (6, 6)
