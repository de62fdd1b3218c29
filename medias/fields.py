"""The file of a picture: whatever the door, it is stored without the place it was taken at."""

from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from medias.fichiers import sans_position


class FichierDeVisuel(WagtailImageFieldFile):
    """Strips the position where files are stored, not in forms: some doors store without a form."""

    def save(self, name, content, save=True):
        if not name.lower().endswith(".svg"):
            contenu = sans_position(content, name)
            if contenu is not content:
                content = contenu
                # Orientation was applied: what was measured before may be sideways.
                self.__dict__.pop("_dimensions_cache", None)
        super().save(name, content, save=save)


class VisuelField(WagtailImageField):
    attr_class = FichierDeVisuel
