"""What every installation shares. What differs is read from the environment."""

from pathlib import Path
from zoneinfo import available_timezones

import environ

RACINE = Path(__file__).resolve().parent.parent.parent
VAR = RACINE / "var"

env = environ.Env()
environ.Env.read_env(RACINE / ".env")

INSTALLED_APPS = [
    # From the top of the staircase to its foot: a command or a template found
    # in two places is taken from the higher one.
    "home",
    "search",
    "traduction",
    "diffusion",
    "agenda",
    "parcours",
    "oeuvres",
    "lieux",
    "quartiers",
    "recit",
    "mesure",
    "socle",
    "medias",
    "comptes",
    "wagtail_localize",
    "wagtail.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtailmedia",
    "modelcluster",
    "taggit",
    "js_lib_leaflet",
    "django_tasks",
    "django_tasks_db",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "socle.middleware.LangueDeLAdresse",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "socle.middleware.ImagesDAilleurs",
    "socle.middleware.LecturesParRequete",
    "socle.middleware.RefusEnClair",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [RACINE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
            "builtins": ["wagtail.templatetags.wagtailcore_tags", "django.templatetags.i18n"],
        },
    }
]

# Whether search engines may list this site: production says yes, unless told not to (a rehearsal, a site to come).
INDEXABLE = env.bool("INDEXABLE", default=False)

# --- data -------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'recit.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 600
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A server and a worker write to one file: readers never wait, writers queue.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "comptes.Compte"
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{nom}"}
    for nom in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- search -----------------------------------------------------------------

# Empty: the site's own database answers. Several nodes are separated by commas; see docs/exploitation.md.
ELASTICSEARCH_URL = env("ELASTICSEARCH_URL", default="")
ELASTICSEARCH_CLE = env("ELASTICSEARCH_CLE", default="")
ELASTICSEARCH_PREFIXE = env("ELASTICSEARCH_PREFIXE", default="recit")
RECHERCHE_BUDGET = env.float("RECHERCHE_BUDGET", default=1.5)
"""Seconds that a visitor waits for the cluster before the database answers."""
RECHERCHE_COUPURE = env.float("RECHERCHE_COUPURE", default=30)
"""Seconds during which a cluster that failed is not asked again."""

# --- passages ---------------------------------------------------------------

MESURE_PERIODE = env.float("MESURE_PERIODE", default=5)
"""Seconds between two writings of what each process has counted; 0: it is only kept in memory."""

# --- languages --------------------------------------------------------------

LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("fr", "Français"),
    ("en", "English"),
    ("de", "Deutsch"),
]
LOCALE_PATHS = [RACINE / "locale"]
TIME_ZONE = env("TIME_ZONE", default="Europe/Paris")
# Debian lists the machine's own zone among the zones of the world: no browser knows it.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime"})
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "config.formats"

# --- files ------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = RACINE / "staticfiles"
STATICFILES_DIRS = [RACINE / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = str(env.path("MEDIA_ROOT", default=str(VAR / "media")))
# Where the web server in front finds media for itself (`/_medias/`, see docs/exploitation.md); empty: Django sends them.
MEDIAS_INTERNES = env("MEDIAS_INTERNES", default="")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# --- Wagtail ----------------------------------------------------------------

WAGTAIL_SITE_NAME = "Récit"
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_USER_LOGIN_FORM = "comptes.forms.SeConnecterForm"
WAGTAILADMIN_BASE_URL = env("ADRESSE", default="http://127.0.0.1:8000")
# As they are typed and read here; `config.formats` says what else is understood.
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français"), ("en", "English")]
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "link", "document-link", "ul", "ol", "h4"]},
    }
}
WAGTAILIMAGES_IMAGE_MODEL = "medias.Visuel"
WAGTAILIMAGES_IMAGE_FORM_BASE = "medias.forms.VisuelForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 80_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "medias.Fichier"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "txt", "xlsx"]
WAGTAILMEDIA = {
    "MEDIA_MODEL": "medias.Son",
    "MEDIA_FORM_BASE": "medias.forms.SonForm",
    "AUDIO_EXTENSIONS": ["aac", "m4a", "mp3", "ogg", "opus", "wav"],
    "VIDEO_EXTENSIONS": [],
}
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILEMBEDS_RESPONSIVE_HTML = True
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True

# --- what a public page may load --------------------------------------------

# Nothing from elsewhere but what a visitor asks for with a click: a video's player, and the tiles of a map,
# whose host is added on the pages that have one (`socle.middleware.ImagesDAilleurs`).
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/admin/",),
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "frame-src": ["'self'", "https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "style-src": ["'self'"],
        "worker-src": ["'self'"],
        "style-src-attr": ["'unsafe-inline'"],  # the hue of a promise, the places of a map
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    },
}

# --- mail -------------------------------------------------------------------

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env("EXPEDITEUR", default="recit@localhost")
