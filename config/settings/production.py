"""A city's server: HTTPS only, secrets from the environment, hashed static files."""

from config.settings.base import *  # noqa: F403
from config.settings.base import env

DEBUG = False
INDEXABLE = env.bool("INDEXABLE", default=True)
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{hote}" for hote in ALLOWED_HOSTS if not hote.startswith(".")]

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Binding for that long, for all that lives under the city's domain: docs/exploitation.md says when to lower it.
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDES", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SOUS_DOMAINES", default=True)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRECHARGE", default=True)
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.statiques.FichiersStatiques"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("NIVEAU_DE_JOURNAL", default="INFO")},
}
