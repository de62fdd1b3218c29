"""The list of a city's quartiers."""

from django.shortcuts import render


def liste_des_quartiers(request):
    return render(request, "quartiers/liste.html", {})
