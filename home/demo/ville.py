"""Builds the demo city in French from the facts and the stories: pages, artists, posters, settings."""

import re
from statistics import fmean

from django.core.files.base import ContentFile
from django.utils.text import slugify
from wagtail.models import Site

from home.actions import Ville, fonder_une_ville
from home.demo.affiches import affiche_lieu, affiche_oeuvre, affiche_quartier, couleurs_de, dit_de_l_oeuvre
from home.demo.affiches.motifs import LIEUX
from home.demo.agenda import batir_l_agenda, evenements
from home.demo.lecture import corps, faits, html, textes, titre_de
from home.demo.parcours import batir_les_parcours
from home.demo.sons import blocs_du_son
from home.models import ContentPage, HomePage, ReglagesVille
from lieux.models import LieuPage, PromesseTenueParUnLieu
from medias.enums import Licence
from medias.models import Visuel
from oeuvres.models import Artiste, ArtisteDeLOeuvre, ArtistesPage, OeuvrePage, PromesseProuvee
from quartiers.models import PromesseTenueParUnQuartier, QuartierPage
from recit.models import PositionnementPage, PromessePage, RecitPage
from socle.enums import LicenceDesDonnees, Precision
from socle.models import ReglagesCarte, ReglagesDonnees

NOM = "Nantes"
HOTE, PORT = "127.0.0.1", 8000
CREDIT = "Récit, affiche dessinée par programme"
COLLECTIFS = {
    "Agence Titan",
    "Appelle-moi Papa",
    "Atelier Van Lieshout",
    "Barré Lambot architectes",
    "Concept Plastique",
    "Detroit Architectes",
    "Mrzyk & Moriceau",
    "Observatorium",
    "a/LTA architectes",
}
CLASSES_TELS_QUELS = COLLECTIFS | {"Huang Yong Ping", "Xu Zhen", "Yan Pei-Ming"}
"""Groups, and names whose family name comes first: an index files them as they are said."""

GENRES_D_AFFICHE = {
    "estuaire": "estuaire",
    "quai-de-la-fosse": "quai",
    "quai-des-antilles": "quai",
    "dervallieres": "secteur-parc",
}
PRECISIONS = {
    "published": Precision.RELEVEE,
    "address": Precision.ADRESSE,
    "place": Precision.LIEU,
    "approximate": Precision.APPROCHEE,
}


def ville_de_demonstration() -> Site | None:
    """Return the demo city's site, None where it is not loaded."""
    return Site.objects.filter(site_name=NOM, hostname=HOTE).first()


def precision_du_fait(texte: str) -> tuple[str, int | None]:
    """Return the precision and its metres from a fact such as `approximate (±200 m)`."""
    metres = re.search(r"±(\d+) m", texte)
    return PRECISIONS[texte.split()[0]], int(metres.group(1)) if metres else None


class Batisseur:
    """Builds the city page by page; keeps what is built at hand by its id."""

    def __init__(self, dire):
        self.dire = dire
        self.promesses = {}
        self.quartiers = {}
        self.oeuvres = {}
        self.lieux = {}
        self.artistes = {}

    def batir(self) -> Ville:
        self.ville = fonder_une_ville(NOM, HOTE, port=PORT, par_defaut=True)
        self._regler()
        self._accueillir()
        self._raconter()
        for identifiant, texte in textes("quartiers").items():
            self._quartier(identifiant, texte)
        self.dire(f"{len(self.quartiers)} quartiers, secteurs, rues et territoires")
        for fait in faits("oeuvres"):
            if fait.get("lat") is not None:
                self._oeuvre(fait)
        self.dire(f"{len(self.oeuvres)} œuvres, {len(self.artistes)} artistes")
        for arret in faits("ligne_verte"):
            if arret["nature"] == "lieu":
                self._lieu(arret)
        self.dire(f"{len(self.lieux)} lieux")
        self._parcourir()
        endroits = self.quartiers | self.oeuvres | self.lieux
        batir_l_agenda(self.ville, self.accueil, endroits, self._publier)
        self.dire(f"{len(evenements())} événements fictifs, à partir d’aujourd’hui")
        return self.ville

    def _publier(self, parent, page):
        parent.add_child(instance=page)
        page.save_revision().publish()
        return page

    def _affiche(self, nom: str, titre: str, svg: str, description: str) -> Visuel:
        return Visuel.objects.create(
            title=titre,
            description=description[:255],
            file=ContentFile(svg.encode(), name=f"affiche-{nom}.svg"),
            credit=CREDIT,
            licence=Licence.CC0,
            usage_impression=True,
            usage_donnees=True,
            usage_hors_ligne=True,
            collection=self.ville.collection,
        )

    def _regler(self):
        ReglagesVille.objects.filter(site=self.ville.site).update(courriel="contact@exemple.fr")
        ReglagesDonnees.objects.create(site=self.ville.site, licence=LicenceDesDonnees.LICENCE_OUVERTE)
        ReglagesCarte.objects.create(site=self.ville.site, latitude=47.2146, longitude=-1.5506, zoom=12)

    def _accueillir(self):
        texte = textes("pages")["accueil"]
        accueil: HomePage = self.ville.accueils["fr"]
        accueil.title, accueil.phrase, accueil.chapo = texte["titre"], texte["phrase"], texte["chapo"]
        accueil.save_revision().publish()
        self.accueil = HomePage.objects.get(pk=accueil.pk)

    def _raconter(self):
        texte = textes("recit")
        self.recit = self._publier(
            self.accueil,
            RecitPage(
                title=texte["titre"],
                slug="recit",
                accroche=texte["accroche"],
                vision=texte["vision"],
                corps=corps(texte["chapitres"]),
                image=self._affiche(
                    "recit",
                    texte["titre"],
                    affiche_lieu("recit", "recit", couleurs_de(None)),
                    "Affiche : une ligne verte traverse la ville.",
                ),
            ),
        )
        self._publier(
            self.accueil,
            ArtistesPage(
                title=textes("pages")["artistes"]["titre"],
                slug="artistes",
                accroche=textes("pages")["artistes"]["accroche"],
            ),
        )
        self._positionner(self.recit, texte["positionnement"])
        for cle, promesse in texte["promesses"].items():
            self.promesses[cle] = self._promettre(self.recit, cle, promesse)
        for cle, page in textes("pages").items():
            if "sections" in page:
                self._publier(
                    self.accueil,
                    ContentPage(
                        title=page["titre"],
                        slug=cle,
                        accroche=page["accroche"],
                        corps=corps(page["sections"]),
                        au_pied=True,
                    ),
                )
        self.dire("le récit, ses promesses, les pages simples")

    def _promettre(self, parent, adresse, texte, reprend=None) -> PromessePage:
        return self._publier(
            parent,
            PromessePage(
                title=texte["titre"],
                slug=adresse,
                enonce=texte["enonce"],
                accroche=texte["accroche"],
                corps=[("texte", html(texte["texte"]))],
                couleur=texte["couleur"] if reprend is None else reprend.couleur,
                publics=texte.get("publics", []),
                reprend=reprend,
            ),
        )

    def _positionner(self, parent, texte):
        self._publier(
            parent,
            PositionnementPage(
                title=texte["titre"],
                slug="positionnement",
                enonce=texte["enonce"],
                vision=texte["vision"],
                distingue=texte["distingue"],
                publics=texte["publics"],
                qualites=[
                    ("qualite", {"qualite": q["qualite"], "nom": q.get("nom", ""), "pourquoi": q["pourquoi"]})
                    for q in texte["qualites"]
                ],
                corps=[("texte", html(texte["texte"]))] if texte.get("texte") else [],
            ),
        )

    def _quartier(self, identifiant, texte):
        fait = next((f for f in faits("quartiers") if f["id"] == identifiant), None)
        parent = self.quartiers[texte["parent"]] if texte.get("parent") else self.recit
        point = self._position_du_quartier(identifiant, texte)
        couleurs = couleurs_de(texte.get("parent") or identifiant)
        contour = fait and {"type": "Polygon", "coordinates": [fait["contour_approche"]]}
        if fait:
            svg = affiche_quartier(identifiant, [tuple(p) for p in fait["contour_approche"]], couleurs)
            dit = "le contour du quartier, traversé par la ligne verte."
        else:
            genre = GENRES_D_AFFICHE.get(identifiant, texte["echelle"])
            svg = affiche_lieu(identifiant, genre, couleurs)
            dit = LIEUX[genre].dit
        page = self.quartiers[identifiant] = self._publier(
            parent,
            QuartierPage(
                title=texte["titre"],
                slug=identifiant,
                echelle=texte["echelle"],
                autres_noms="\n".join(texte.get("autres_noms", [])),
                accroche=texte["accroche"],
                image=self._affiche(identifiant, texte["titre"], svg, f"Affiche, formes découpées : {dit}"),
                corps=corps(texte["chapitres"]),
                chiffres=[("chiffre", {"annee": None, "unite": ""} | chiffre) for chiffre in texte.get("chiffres", [])],
                ancrage=texte["ancrage"],
                publics=texte.get("publics", []),
                contour=contour,
                contour_approche=bool(contour),
                latitude=point and point[0],
                longitude=point and point[1],
                precision=Precision.APPROCHEE,
                qpv=texte["qpv"],
                qpv_source=texte.get("qpv_source", ""),
                promesses_tenues=[PromesseTenueParUnQuartier(promesse=self.promesses[p]) for p in texte["promesses"]],
            ),
        )
        if "promesse" in texte:
            promesse = {"publics": texte.get("publics", [])} | texte["promesse"]
            self._promettre(page, "promesse", promesse, self.promesses[promesse["reprend"]])
        if "positionnement" in texte:
            self._positionner(page, texte["positionnement"])

    def _position_du_quartier(self, identifiant, texte):
        """Where a story without outline is: its QPV's place, else the middle of the works told there."""
        nom = texte["titre"]
        for qpv in faits("qpv"):
            if slugify(qpv["nom"]) == identifiant:
                return qpv["lat"], qpv["lon"]
        if texte["echelle"] == "quartier":
            return None
        la = [
            f
            for f in faits("oeuvres")
            if f.get("lat") and (f["quartier"] == identifiant or nom.lower() in (f.get("lieu") or "").lower())
        ]
        return (round(fmean(f["lat"] for f in la), 5), round(fmean(f["lon"] for f in la), 5)) if la else None

    def _oeuvre(self, fait):
        texte = textes("oeuvres")[fait["id"]]
        precision, metres = precision_du_fait(fait["precision"])
        self.oeuvres[fait["id"]] = self._publier(
            self.quartiers[fait["quartier"]],
            OeuvrePage(
                title=titre_de(fait),
                slug=fait["id"],
                autres_noms="\n".join(texte.get("autres_noms", [])),
                accroche=texte["accroche"],
                image=self._affiche(
                    fait["id"],
                    titre_de(fait),
                    affiche_oeuvre(fait["id"], couleurs_de(fait["quartier"])),
                    f"Affiche, formes découpées : {dit_de_l_oeuvre(fait['id'])}",
                ),
                corps=[("texte", html(texte["recit"])), *blocs_du_son(fait["id"], self.ville.collection)],
                ancrage=texte["ancrage"],
                genre=texte["genre"],
                annee=fait["annee"],
                technique=texte["technique"],
                collection=fait["collection"],
                statut=fait["statut"],
                lieu=texte["lieu"],
                commune=fait["commune"],
                latitude=fait["lat"],
                longitude=fait["lon"],
                precision=precision,
                precision_metres=metres,
                promesses_tenues=[PromesseProuvee(promesse=self.promesses[p]) for p in texte["promesses"]],
                artistes=[ArtisteDeLOeuvre(artiste=self._artiste(nom)) for nom in fait["artistes"] or []],
            ),
        )

    def _lieu(self, arret):
        identifiant = arret["lieu"]
        texte = textes("lieux")[identifiant]
        genre = texte["affiche"]
        self.lieux[identifiant] = self._publier(
            self.quartiers[arret["quartier"]],
            LieuPage(
                title=texte["titre"],
                slug=identifiant,
                genre=texte["genre"],
                autres_noms="\n".join(texte["autres_noms"]),
                accroche=texte["accroche"],
                image=self._affiche(
                    identifiant,
                    texte["titre"],
                    affiche_lieu(identifiant, genre, couleurs_de(arret["quartier"])),
                    f"Affiche, formes découpées : {LIEUX[genre].dit}",
                ),
                corps=[("texte", html(texte["recit"])), *blocs_du_son(identifiant, self.ville.collection)],
                ancrage=texte["ancrage"],
                lieu=texte["lieu"],
                commune=NOM,
                ouverture=texte["ouverture"],
                tarif=texte.get("tarif", ""),
                site_web=texte.get("site_web", ""),
                latitude=arret["lat"],
                longitude=arret["lon"],
                precision=Precision.LIEU,
                **{question: texte[question] for question in LieuPage.QUESTIONS if question in texte},
                acces_precisions=texte.get("acces_precisions", ""),
                promesses_tenues=[PromesseTenueParUnLieu(promesse=self.promesses[p]) for p in texte["promesses"]],
            ),
        )

    def _parcourir(self):
        parcours = batir_les_parcours(
            self.accueil, self.oeuvres | self.lieux, self.promesses, self._publier, self._affiche
        )
        self.dire(f"{len(parcours)} parcours")

    def _artiste(self, nom) -> Artiste:
        if nom not in self.artistes:
            self.artistes[nom] = Artiste.objects.create(
                site=self.ville.site,
                nom=nom,
                nom_de_tri=nom if nom in CLASSES_TELS_QUELS else "",
                collectif=nom in COLLECTIFS,
                locale=self.accueil.locale,
            )
        return self.artistes[nom]
