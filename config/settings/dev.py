"""One's own machine: `make demo`, `manage.py` typed by hand."""

import os

from django.core.management.utils import get_random_secret_key

from config.settings.base import *  # noqa: F403
from config.settings.base import VAR, env

# Off, so that one sees the pages a visitor sees: `DEBUG=1` to see the tracebacks.
DEBUG = env.bool("DEBUG", default=False)
VAR.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True  # no collectstatic here
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]

# The key is drawn once for this machine and never leaves it.
_cle = VAR / "cle-secrete"
if not _cle.exists():
    descripteur = os.open(_cle, os.O_WRONLY | os.O_CREAT, 0o600)
    os.write(descripteur, get_random_secret_key().encode())
    os.close(descripteur)
SECRET_KEY = _cle.read_text()
