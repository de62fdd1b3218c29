"""Who is counted: people who open a page themselves and did not ask to be left out."""

from collections.abc import Mapping

from crawleruseragents import is_crawler

NE_PAS_COMPTER = "ne-pas-me-compter"
"""The cookie that somebody asks for to be left out: the same for all, it says nothing else."""

_D_AVANCE = ("prefetch", "prerender", "preview")


def se_compte(methode: str, entetes: Mapping[str, str], biscuits: Mapping[str, str], session: str) -> bool:
    """Tell whether a request is somebody passing by.

    `session` names the session's cookie: only those who write the site have one, and they are not counted.
    A page fetched in advance may never be looked at; what a browser says of the way it asks is believed.
    """
    return (
        methode == "GET"
        and biscuits.get(NE_PAS_COMPTER) != "1"
        and session not in biscuits
        and entetes.get("DNT") != "1"
        and entetes.get("Sec-GPC") != "1"
        and not _demandee_d_avance(entetes)
        and entetes.get("Sec-Fetch-Mode", "navigate") == "navigate"
        # The worker of who took a route along fetches their pages for them: « empty ».
        and entetes.get("Sec-Fetch-Dest", "document") in ("document", "empty")
        and not est_un_robot(entetes.get("User-Agent", ""))
    )


def _demandee_d_avance(entetes: Mapping[str, str]) -> bool:
    raisons = " ".join(entetes.get(nom, "") for nom in ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")).lower()
    return any(mot in raisons for mot in _D_AVANCE)


def est_un_robot(agent: str) -> bool:
    """Tell whether a program says so itself, or says nothing: the list is kept by its authors, not by us."""
    return not agent.strip() or is_crawler(agent)
