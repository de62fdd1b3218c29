"""How a distance, a day, a number, a name are said in the reader's language: {{ metres|a_pied }}, {{ date|jour }}."""

from django import template

from socle import mots

register = template.Library()

for dire in (
    mots.a_pied,
    mots.insecable,
    mots.en_metres,
    mots.jour,
    mots.a_la_commune,
    mots.nom_de_langue,
    mots.en_lettres,
    mots.en_suite,
    mots.nombre_d_oeuvres,
    mots.duree,
    mots.hote,
):
    register.filter(dire)
