"""Reads once a request what does not change while it is answered."""

from socle.lectures import une_requete


class LecturesParRequete:
    """Opens a memory for the length of one request (see `socle.lectures`)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with une_requete():
            return self.get_response(request)
