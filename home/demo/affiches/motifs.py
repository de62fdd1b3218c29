"""Which form each story takes: read aloud, it is the list of what the posters show.

`dit` says in words what the picture shows, so that it can be the alternative of the image.
Chosen from what the work is, what it is made of and where it stands (`donnees/oeuvres.json`).
"""

from dataclasses import dataclass

TOUTES = ("jour", "nuit", "jour", "nuit", "papier", "encre")
DE_NUIT = ("nuit", "encre", "encre")
DE_JOUR = ("jour", "nuit", "papier")


@dataclass(frozen=True)
class Motif:
    """A form, what it shows in words, and the lights it may be seen in."""

    forme: str
    dit: str
    ambiances: tuple[str, ...] = TOUTES


#: What a story without a motif of its own gets.
PAR_DEFAUT = Motif("art", "un cercle, un carré et un triangle sur un socle")

OEUVRES = {
    # Île de Nantes
    "les-anneaux": Motif("anneaux", "une file d'anneaux au bord d'un quai", DE_JOUR),
    "l-absence": Motif("bulle", "une maison toute en bosses, avec des fenêtres rondes"),
    "station-prouve": Motif("station", "une station ronde en panneaux de métal percés de hublots"),
    "air": Motif("ondes", "deux haut-parleurs et le son qui passe"),
    "the-zebra-crossing": Motif("zebre", "de longues rayures obliques"),
    "de-temps-en-temps": Motif("meteo", "un soleil, un nuage et de la pluie en tubes de lumière", DE_NUIT),
    "metre-a-ruban": Motif("metre", "un mètre de couturière grand comme une rue", DE_JOUR),
    "on-va-marcher-sur-la-lune": Motif("lunes", "une lune et des cratères où rebondir", DE_NUIT),
    "resolution-des-forces-en-presence": Motif("pieux", "des pieux taillés, serrés en éventail"),
    "l-arbre-a-basket": Motif("paniers", "un arbre dont les fruits sont des paniers de basket"),
    "invendus-bottes": Motif("bottes", "deux bottes géantes, toutes deux du pied gauche", DE_JOUR),
    "skate-o-drome": Motif("rampe", "une vague de bois et une planche qui s'envole"),
    "portail-0-90-portail-8-98": Motif("portails", "deux grands portails, l'un droit, l'autre penché"),
    "sans-titre-palais-de-justice": Motif("points", "des colonnes de points lumineux", DE_NUIT),
    "le-refuge": Motif("cabane", "une cabane où il pleut à l'intérieur"),
    "changing-rooms": Motif("enfilade", "des cabines l'une derrière l'autre, comme dans un miroir"),
    "108-brigands": Motif("portraits", "des visages en rangs, et un qui diffère"),
    "reve-municipal": Motif("ville", "une mairie de cubes avec son horloge", DE_JOUR),
    "banaball": Motif("banane", "un terrain de jeu courbé comme une banane"),
    "la-colline": Motif("colline", "une colline à rayures et son drapeau", DE_JOUR),
    # Centre-ville
    "eloge-du-pas-de-cote": Motif("pas_de_cote", "un homme sur un socle, un pied déjà dans le vide"),
    "eloge-de-la-transgression": Motif("transgression", "une jeune fille qui enjambe un socle"),
    "eloge-de-la-paresse": Motif("paresse", "un homme étendu dans un hamac entre deux colonnes"),
    "eloge-de-la-discretion": Motif("discretion", "un homme à demi caché derrière un pilier"),
    "eloge-du-deplacement": Motif("deplacement", "un homme qui emporte son socle"),
    "feydball": Motif("terrain", "un terrain de football bombé comme dans un miroir déformant"),
    "jungle-interieure": Motif("feuillage", "de grandes feuilles qui emplissent un passage"),
    "dragon-du-square-mercoeur": Motif("dragon", "un dragon de bois à demi sorti de terre"),
    "memorial-de-l-abolition-de-l-esclavage": Motif(
        "memorial", "des lames de verre qui sortent du quai, et un passage en dessous", ("encre",)
    ),
    "radiographie-des-temps": Motif("profils", "des profils emboîtés les uns dans les autres"),
    "nouveau-labyrinthe-pour-nantes": Motif("labyrinthe", "un labyrinthe de haies autour d'un cœur de verre"),
    "rhizome": Motif("rhizome", "des racines de lumière qui se ramifient", DE_NUIT),
    "le-nid": Motif("grand_oiseau", "un oiseau immense qui couve au sommet d'une tour"),
    "monte-meubles-l-ultime-demenagement": Motif("echelle", "une fenêtre suspendue dans les airs et son échelle"),
    "la-meute": Motif("loups", "des loups dans les douves d'un château"),
    "hotel-nantes": Motif("hotel", "une chambre bâtie autour de la statue d'une fontaine"),
    "from-here-to-ear": Motif("oiseaux", "des oiseaux posés sur des cordes de guitare"),
    "paralleles": Motif("bandes", "des bandes qui restent parallèles"),
    "mont-royal-e": Motif("montagne", "une montagne à facettes à escalader"),
    "follow-the-leaders": Motif("suiveurs", "des hommes en costume, dans l'eau jusqu'à la poitrine"),
    "stellar": Motif("chaises", "des chaises qui éclatent en étoile"),
    "rideau": Motif("rideau", "un rideau d'eau entre les colonnes d'un théâtre"),
    "versus": Motif("piste", "une piste de roller en couloirs"),
    "coque-echouee-ugo-schiavi-2021": Motif("coque", "la coque d'un navire échoué, les membrures à l'air"),
    "european-thousand-arms-classical-sculpture": Motif("bras", "une statue aux bras rayonnants"),
    "pacific": Motif("tete", "une grande tête de terre cuite, les yeux clos"),
    "le-reve-de-fitzcarraldo": Motif("vapeur", "un bateau à vapeur hissé sur une colline"),
    # Malakoff - Saint-Donatien
    "nymphea": Motif("nymphea", "une fleur de nénuphar sur l'eau", DE_NUIT),
    "peage-sauvage": Motif("peage", "un péage de planches perdu dans les herbes"),
    "banc-geant": Motif("banc", "un banc de géant et un petit banc dessous"),
    "le-dormanron": Motif("dormeur", "une grande bête d'herbe qui dort"),
    "poussin-endormi": Motif("poussin", "un poussin endormi, grand comme une maison"),
    "l-angle-drac": Motif("neons", "un même angle droit tracé plusieurs fois, en éventail"),
    "leviathan-thot": Motif("gouttes", "de grandes gouttes de toile suspendues"),
    "svayambh": Motif("voutes", "un bloc de cire qui passe sous une arche", ("jour", "nuit")),
    "ad-infinitum": Motif("baleine", "une baleine qui plonge sous les voûtes d'une chapelle"),
    "antipodos": Motif("antipodes", "deux personnages, pieds contre pieds"),
    # Bellevue - Chantenay - Sainte-Anne
    "lunar-tree": Motif("arbre_lunaire", "un arbre nu devant la lune", DE_NUIT),
    "belvedere-de-l-hermitage": Motif("belvedere", "un belvédère de planches au-dessus du fleuve"),
    "operatio": Motif("operations", "les quatre opérations sur un damier"),
    "pied-a-terre-lumiere": Motif("abri", "une station de tramway éclairée, un soir", DE_NUIT),
    # Hauts-Pavés - Saint-Félix, Breil - Barberie
    "la-plante-imaginaire": Motif("plante", "une plante imaginaire entre les rails du tramway"),
    "l-attente-occupee-par-une-assise": Motif("assises", "trois sièges d'acier en rang"),
    # L'estuaire
    "le-pendule": Motif("pendule", "un pendule qui se balance sur un silo"),
    "the-settlers-les-colons": Motif("singe", "un singe suspendu à une branche par la queue"),
    "serpentine-rouge": Motif("tuyau", "un gros tuyau qui serpente"),
    "did-i-miss-something": Motif("banc_jet", "un banc et un jet d'eau qui s'élève"),
    "misconceivable": Motif("bateau_mou", "un voilier mou qui se penche vers l'eau"),
    "la-maison-dans-la-loire": Motif("maison", "une maison penchée dans le fleuve"),
    "villa-cheminee": Motif("cheminee", "une villa au sommet d'une cheminée rayée"),
    "l-observatoire": Motif("observatoire", "une tour de bois au-dessus des roseaux"),
    "le-jardin-etoile": Motif("etoile", "un jardin en forme d'étoile"),
    "serpent-d-ocean": Motif("squelette", "le squelette d'un serpent de mer sur la plage"),
    "suite-de-triangles": Motif("triangles", "des triangles peints en travers des silos"),
    "jardin-du-tiers-paysage": Motif("tiers_paysage", "un bois de trembles sur un toit de béton"),
    "le-pied-le-pull-over-et-le-systeme-digestif": Motif("pied", "un pied énorme et ce qui s'y digère"),
    "canard-de-bain": Motif("canard", "un canard de bain trop grand pour le port", DE_JOUR),
    "capitaine-cat": Motif("chat", "un chat capitaine sur son bateau"),
    "bit-fall": Motif("pluie", "un rideau de gouttes carrées"),
    "la-machine-a-remplir-la-loire": Motif("robinet", "un robinet pour remplir la Loire"),
    # Without a position
    "l-ile-flottante": Motif("ile", "un jardin sur des bateaux"),
    "les-nids": Motif("nids", "des nids de planches dans un arbre et sur une façade"),
    "fontaine": Motif("jet", "deux jambes d'argile dans un bassin et l'eau qui en sort"),
    "la-mauvaise-troupe": Motif("trompettes", "des cuivres pointés dans tous les sens"),
}

#: What a place, a street or a promise may look like, by kind. Every échelle of a story is a kind.
LIEUX = {
    "quartier": Motif("quartiers", "des pièces de couleur qui s'ajustent", ("papier", "jour")),
    "secteur": Motif("tours", "des tours, des arbres entre elles"),
    "secteur-parc": Motif("barres", "de longs immeubles au-dessus d'un parc"),
    "rue": Motif("facades", "une rue de hautes maisons un peu penchées"),
    "quai": Motif("quai", "un quai, ses maisons, un bateau"),
    "territoire": Motif("estuaire", "un fleuve qui s'élargit jusqu'à la mer"),
    "estuaire": Motif("estuaire", "un fleuve qui s'élargit jusqu'à la mer"),
    "recit": Motif("recit", "un livre ouvert d'où la ligne s'échappe"),
    "promesse-art": Motif("art", "un cercle, un carré et un triangle sur un socle"),
    "promesse-fleuve": Motif("fleuve", "des bandes d'eau, un ponton, un soleil"),
    "promesse-quartiers": Motif("quartiers", "des pièces de couleur qui s'ajustent", ("papier", "jour")),
    "place": Motif("colonne", "une colonne entre deux rangs d'arbres"),
    "place-fontaine": Motif("fontaine", "une fontaine à trois vasques"),
    "jardin": Motif("jardin", "un jardin d'arbres ronds"),
    "chateau": Motif("chateau", "un château, ses tours rondes et sa porte"),
    "eglise": Motif("eglise", "une église à deux tours et sa rosace"),
    "pont": Motif("pont", "une passerelle tenue par un mât"),
    "grue": Motif("grue", "une grue géante qui soulève la ligne"),
    "elephant": Motif("elephant", "un éléphant de bois et d'acier"),
    "livres": Motif("livres", "des livres debout, un qui penche"),
    "miroir": Motif("miroir", "des toits et leur reflet dans une nappe d'eau"),
    "gare": Motif("gare", "une gare sur des arbres d'acier et un train"),
    "halle": Motif("halle", "des hangars aux toits en dents de scie"),
    "passage": Motif("couloir", "une galerie d'arches"),
    "theatre": Motif("rideau", "un théâtre et ses colonnes"),
    "mairie": Motif("ville", "un bâtiment public avec son horloge"),
    "musee": Motif("portraits", "des portraits accrochés en rangs, et un qui diffère"),
    "museum": Motif("squelette", "le squelette d'un grand animal marin"),
    "tribunal": Motif("enfilade", "des salles l'une derrière l'autre, vues par leurs portes"),
    "ecole": Motif("bandes", "de grands plateaux qui restent parallèles"),
    "manege": Motif("baleine", "une baleine qui plonge sous une grande voûte"),
}

#: The water, the sun or the fields behind each quartier's outline: where it lies in the city.
FONDS_DE_QUARTIER = {
    "centre-ville": "soleil",
    "bellevue-chantenay-sainte-anne": "fleuve-sud",
    "dervallieres-zola": "parc",
    "hauts-paves-saint-felix": "riviere-est",
    "malakoff-saint-donatien": "fleuve-sud",
    "ile-de-nantes": "deux-bras",
    "breil-barberie": "parc",
    "nantes-nord": "colline",
    "nantes-erdre": "riviere-ouest",
    "doulon-bottiere": "champs",
    "nantes-sud": "fleuve-nord",
}
