"""How static files are named in production: by what they hold, so that browsers may keep them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class FichiersStatiques(CompressedManifestStaticFilesStorage):
    """Also names what an ES module imports."""

    support_js_module_import_aggregation = True
