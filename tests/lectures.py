"""What is given to machines, read back by others than who wrote it."""

import os
import shutil
import subprocess

import pytest


def lu_par_gdal(fichier) -> str:
    """Return what GDAL says of a file, all its layers; skip where there is no GDAL, unless it is required."""
    if shutil.which("ogrinfo") is None:
        if os.environ.get("RECIT_EXIGER_OGRINFO") == "1":
            pytest.fail("RECIT_EXIGER_OGRINFO=1, and there is no ogrinfo on this machine")
        pytest.skip("no ogrinfo on this machine")
    commande = ["ogrinfo", "-ro", "-al", "-so", str(fichier)]
    lu = subprocess.run(commande, capture_output=True, text=True, check=True, timeout=60)
    assert lu.stderr == ""
    return lu.stdout
