"""The tests: nothing is kept, later work is done at once, passwords hash fast; nothing of a `.env` is acted upon."""

import tempfile
import warnings

from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, env

SECRET_KEY = "only-for-tests"
DEBUG = False
ALLOWED_HOSTS = ["*"]
DATABASES["default"]["CONN_MAX_AGE"] = 0
# What the machine's own installation is set to use: its index, its cache, its web server, its hour.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
ELASTICSEARCH_URL = ELASTICSEARCH_CLE = ""
ELASTICSEARCH_PREFIXE = "recit-tests"
RECHERCHE_BUDGET = 1.5
RECHERCHE_COUPURE = 30.0
MEDIAS_INTERNES = ""
TIME_ZONE = "Europe/Paris"
INDEXABLE = False
WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"
DEFAULT_FROM_EMAIL = "recit@localhost"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MESURE_PERIODE = env.float("MESURE_PERIODE", default=0)
MEDIA_ROOT = tempfile.mkdtemp(prefix="recit-media-")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
warnings.filterwarnings("ignore", message="No directory at", module="whitenoise")
