"""A machine that forgets a field of a request to the admin is told which, and nothing it wrote is markup."""

from django.utils.datastructures import MultiValueDictKeyError

from socle.middleware import RefusEnClair


def test_le_nom_d_un_champ_oublie_n_est_jamais_du_balisage(rf):
    porte = RefusEnClair(lambda request: None)

    reponse = porte.process_exception(rf.get("/admin/"), MultiValueDictKeyError("<img src=x onerror=alert(1)>"))

    assert (reponse.status_code, reponse["Content-Type"]) == (400, "text/plain; charset=utf-8")
