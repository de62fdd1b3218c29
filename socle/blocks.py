"""The blocks an editor tells a story with."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.coreutils import resolve_model_string
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import AudioChooserBlock

from socle import registres
from socle.lectures import cle_de_la_source, est_lu, une_fois

TEXTE = ["bold", "italic", "link", "document-link", "ul", "ol", "h4"]


class ReferenceBlock(blocks.PageChooserBlock):
    """Chooses a story of the city, of one of the types the apps have registered."""

    @cached_property
    def target_models(self):
        return [resolve_model_string(nom) for nom in registres.references.types()]

    def bulk_to_python(self, values):
        # A page that is being drawn has read all that its text names at once.
        if values and all(est_lu(cle_de_la_source(numero)) for numero in values):
            return [une_fois(cle_de_la_source(numero), lambda: None) for numero in values]
        return super().bulk_to_python(values)


class ChapitreBlock(blocks.CharBlock):
    """Opens a chapter: what follows is under its title."""

    class Meta:
        label = _("Titre de chapitre")
        icon = "title"
        template = "socle/blocs/chapitre.html"


class CitationBlock(blocks.StructBlock):
    texte = blocks.TextBlock(label=_("citation"), max_length=600)
    voix = blocks.CharBlock(label=_("voix"), help_text=_("Qui parle."), max_length=120)
    qualite = blocks.CharBlock(label=_("qui est cette personne"), required=False, max_length=160)

    class Meta:
        label = _("Citation")
        icon = "openquote"
        template = "socle/blocs/citation.html"


class ImageLegendeeBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("image"))
    legende = blocks.CharBlock(label=_("légende"), required=False, max_length=250)

    class Meta:
        label = _("Image")
        icon = "image"
        template = "socle/blocs/image.html"


class GalerieBlock(blocks.StructBlock):
    images = blocks.ListBlock(ImageLegendeeBlock(), label=_("images"), min_num=2, max_num=24)

    class Meta:
        label = _("Galerie")
        icon = "images"
        template = "socle/blocs/galerie.html"


class AvantApresBlock(blocks.StructBlock):
    avant = ImageChooserBlock(label=_("avant"))
    avant_legende = blocks.CharBlock(label=_("quand, avant"), max_length=120)
    apres = ImageChooserBlock(label=_("après"))
    apres_legende = blocks.CharBlock(label=_("quand, après"), max_length=120)

    class Meta:
        label = _("Avant, après")
        icon = "history"
        template = "socle/blocs/avant_apres.html"


class ChiffreBlock(blocks.StructBlock):
    """A key figure: without its source it is an opinion."""

    valeur = blocks.CharBlock(label=_("valeur"), max_length=20)
    unite = blocks.CharBlock(label=_("unité"), required=False, max_length=30)
    libelle = blocks.CharBlock(label=_("ce que le chiffre compte"), max_length=200)
    source = blocks.CharBlock(label=_("source"), max_length=200)
    annee = blocks.IntegerBlock(
        label=_("année"), required=False, validators=[MinValueValidator(1000), MaxValueValidator(2200)]
    )

    class Meta:
        label = _("Chiffre clé")
        icon = "order"
        template = "socle/blocs/chiffre.html"


class DateBlock(blocks.StructBlock):
    quand = blocks.CharBlock(label=_("quand"), max_length=60)
    quoi = blocks.TextBlock(label=_("ce qui se passe"), max_length=500)


class ChronologieBlock(blocks.StructBlock):
    dates = blocks.ListBlock(DateBlock(), label=_("dates"), min_num=2, max_num=40)

    class Meta:
        label = _("Chronologie")
        icon = "date"
        template = "socle/blocs/chronologie.html"


class SonBlock(blocks.StructBlock):
    son = AudioChooserBlock(label=_("son"))
    titre = blocks.CharBlock(label=_("titre"), required=False, max_length=160)

    class Meta:
        label = _("Son et sa transcription")
        icon = "media"
        template = "socle/blocs/son.html"


class VideoBlock(blocks.StructBlock):
    """A video somewhere else: nothing is asked of that host before a click."""

    adresse = blocks.URLBlock(label=_("adresse de la vidéo"))
    titre = blocks.CharBlock(label=_("titre"), max_length=160)
    image = ImageChooserBlock(label=_("image d’attente"), required=False)
    transcription = blocks.TextBlock(label=_("transcription"), required=False)

    class Meta:
        label = _("Vidéo")
        icon = "media"
        template = "socle/blocs/video.html"

    def clean(self, valeur):
        valeur = super().clean(valeur)
        if not str(valeur["adresse"]).startswith("https://"):
            raise blocks.StructBlockValidationError(
                {"adresse": ValidationError(_("L’adresse d’une vidéo commence par https://."))}
            )
        return valeur


class HistoireBlock(blocks.StructBlock):
    """Sends to another story of the city."""

    histoire = ReferenceBlock(label=_("histoire"))
    pourquoi = blocks.CharBlock(label=_("pourquoi y aller"), required=False, max_length=200)

    class Meta:
        label = _("Une histoire de la ville")
        icon = "link"
        template = "socle/blocs/histoire.html"


class CarteBlock(blocks.StructBlock):
    titre = blocks.CharBlock(label=_("titre"), required=False, max_length=120)
    lieux = blocks.ListBlock(ReferenceBlock(label=_("lieu")), label=_("lieux"), min_num=1, max_num=60)

    class Meta:
        label = _("Carte de lieux")
        icon = "site"
        template = "socle/blocs/carte.html"


class AppelBlock(blocks.StructBlock):
    """A call to action, to a story or to an address."""

    texte = blocks.CharBlock(label=_("texte du lien"), max_length=80)
    histoire = ReferenceBlock(label=_("vers une histoire"), required=False)
    adresse = blocks.URLBlock(label=_("ou vers une adresse"), required=False)

    class Meta:
        label = _("Appel")
        icon = "link-external"
        template = "socle/blocs/appel.html"

    def clean(self, valeur):
        valeur = super().clean(valeur)
        if bool(valeur["histoire"]) == bool(valeur["adresse"]):
            raise blocks.StructBlockValidationError(
                {"histoire": ValidationError(_("Choisissez une histoire ou une adresse, l’une des deux."))}
            )
        return valeur


class CorpsBlock(blocks.StreamBlock):
    """A story, in the order it is read."""

    chapitre = ChapitreBlock(max_length=120)
    texte = blocks.RichTextBlock(label=_("Texte"), features=TEXTE, icon="pilcrow")
    citation = CitationBlock()
    image = ImageLegendeeBlock()
    galerie = GalerieBlock()
    avant_apres = AvantApresBlock()
    chiffre = ChiffreBlock()
    chronologie = ChronologieBlock()
    son = SonBlock()
    video = VideoBlock()
    histoire = HistoireBlock()
    carte = CarteBlock()
    appel = AppelBlock()

    class Meta:
        max_num = 200


class ChiffresBlock(blocks.StreamBlock):
    """Key figures and nothing else."""

    chiffre = ChiffreBlock()
