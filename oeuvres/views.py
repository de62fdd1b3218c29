"""The list of a city's works."""

from django.shortcuts import render


def liste_des_oeuvres(request):
    return render(request, "oeuvres/liste.html", {})
