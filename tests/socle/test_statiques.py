"""In production a script is named by what it holds, and so is what it imports: browsers may keep both for ever."""

import re
import shutil
from pathlib import Path

from config.statiques import FichiersStatiques

SCRIPTS = Path(__file__).parents[2] / "static" / "js"


def test_ce_qu_un_module_importe_est_nomme_par_son_contenu(tmp_path):
    shutil.copytree(SCRIPTS, tmp_path / "js")
    rangement = FichiersStatiques(location=tmp_path, base_url="/static/")
    noms = [f"js/{fichier.name}" for fichier in sorted(SCRIPTS.glob("*.js"))]
    faits = rangement.post_process({nom: (rangement, nom) for nom in noms})
    nommes = {ancien: nouveau for ancien, nouveau, _fait in faits if nouveau.endswith(".js")}

    def importes(nom) -> set[str]:
        return set(re.findall(r'(?:from|import\()\s*"\./([^"]+)"', (tmp_path / nommes[nom]).read_text()))

    position, fond = (Path(nommes[f"js/{nom}.js"]).name for nom in ("position", "fond-de-carte"))
    assert {nom: importes(nom) for nom in noms if importes(nom)} == {
        "js/carte.js": {Path(nommes["js/carte-exploree.js"]).name},
        "js/carte-admin.js": {fond},
        "js/carte-exploree.js": {position},
        "js/pres-de-moi.js": {position},
        "js/trace-admin.js": {fond},
    }
