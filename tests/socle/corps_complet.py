"""A story with every block, for tests of what is drawn."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

from medias.models import Son, Visuel

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 500" width="400" height="500"><rect width="400" height="500" fill="#2e5eaa"/></svg>'


def dessin(**champs) -> Visuel:
    """A picture that is a drawing."""
    valeurs = {"title": "Affiche", "description": "Un carré bleu.", "credit": "La ville", "licence": "maison"} | champs
    return Visuel.objects.create(file=ContentFile(SVG, name="affiche.svg"), **valeurs)


def photo(largeur=640, **champs) -> Visuel:
    """A picture that is a photograph."""
    tampon = BytesIO()
    Image.new("RGB", (largeur, largeur // 2), "#2e5eaa").save(tampon, "JPEG")
    valeurs = {"title": "Photo", "description": "Un quai bleu.", "credit": "A. Photo", "licence": "cc0"} | champs
    return Visuel.objects.create(file=ContentFile(tampon.getvalue(), name="photo.jpg"), **valeurs)


def son(**champs) -> Son:
    """A sound and its transcription."""
    valeurs = {"title": "La Loire", "credit": "A. Micro", "licence": "cc0", "transcription": "On entend la Loire."}
    enregistrement = Son(type="audio", duration=3, **(valeurs | champs))
    enregistrement.file.save("loire.mp3", ContentFile(b"ID3"), save=False)
    enregistrement.save()
    return enregistrement


def corps_complet(ville) -> list:
    """Every block an editor can use, in the order of the list."""
    image, bruit = dessin(), son()
    return [
        ("chapitre", "Un chapitre"),
        (
            "texte",
            f'<p>Un <a linktype="page" id="{ville.recit.pk}">lien</a>.</p><h4>Un intertitre</h4><ul><li>un</li></ul>',
        ),
        ("citation", {"texte": "On marchait.", "voix": "Jeanne", "qualite": "riveraine"}),
        ("image", {"image": photo(), "legende": "Le quai."}),
        ("galerie", {"images": [{"image": image, "legende": "Une."}, {"image": image, "legende": ""}]}),
        ("avant_apres", {"avant": image, "avant_legende": "1987", "apres": image, "apres_legende": "2012"}),
        ("chiffre", {"valeur": "12", "unite": "km", "libelle": "de ligne", "source": "Récit", "annee": 2026}),
        ("chronologie", {"dates": [{"quand": "1987", "quoi": "On ferme."}, {"quand": "2007", "quoi": "On ouvre."}]}),
        ("son", {"son": bruit, "titre": "La Loire la nuit"}),
        (
            "video",
            {
                "adresse": "https://www.youtube.com/watch?v=abcdefghijk",
                "titre": "Le film",
                "image": image,
                "transcription": "On entend la Loire.",
            },
        ),
        ("histoire", {"histoire": ville.oeuvre, "pourquoi": "Pour le fleuve."}),
        ("carte", {"titre": "Deux lieux", "lieux": [ville.quartier, ville.oeuvre]}),
        ("appel", {"texte": "Écrire à la ville", "histoire": None, "adresse": "https://ville.example/"}),
    ]
