"""The tests act on nothing of a real installation, whatever its `.env` says."""

import json
import os
import subprocess
import sys

from django.conf import settings

D_UNE_INSTALLATION = {
    "ELASTICSEARCH_URL": "http://cluster.example:9200",
    "ELASTICSEARCH_CLE": "cle",
    "ELASTICSEARCH_PREFIXE": "recit",
    "CACHE_URL": "rediscache://cache.example:6379/1",
    "MEDIAS_INTERNES": "/_medias/",
    "TIME_ZONE": "Pacific/Auckland",
    "ADRESSE": "https://ville.example",
    "EMAIL_URL": "smtp://courriel.example:25",
}
LIRE = """
import json
from config.settings import test as reglages
noms = ["ELASTICSEARCH_URL", "ELASTICSEARCH_CLE", "ELASTICSEARCH_PREFIXE", "CACHES", "MEDIAS_INTERNES", "TIME_ZONE",
        "WAGTAILADMIN_BASE_URL", "EMAIL_BACKEND"]
print(json.dumps([getattr(reglages, nom) for nom in noms]))
"""


def test_les_reglages_des_tests_ne_viennent_pas_de_l_installation():
    lu = subprocess.run(
        [sys.executable, "-c", LIRE],
        cwd=settings.RACINE,
        env=os.environ | D_UNE_INSTALLATION,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(lu.stdout) == [
        "",
        "",
        "recit-tests",
        {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        "",
        "Europe/Paris",
        "http://127.0.0.1:8000",
        "django.core.mail.backends.locmem.EmailBackend",
    ]
