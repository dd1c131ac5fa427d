"""Say in which languages a court's notice is heard, and in which order."""

from collections.abc import Mapping

from ivr.domain.court import Court, Notice, check_court
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.store.tables import notices


def set_languages(work: Work, court_id: str, languages: str, names: Mapping[str, str]) -> Court:
    """``languages``: one or two, comma-separated; ``names``: the court's name in each besides zh-CN and en.

    A new one is heard once it is published. One that is left out falls silent in this step, and if it comes back it is
    published anew: what it said may be out of date. Raises BadInput, or NotFound also for another court.
    """
    require(work.actor, "set_languages")
    court = work.scope.locked(Court, court_id)
    before, court.languages, court.names = court.languages, languages, dict(names)
    check_court(court)
    for notice in work.scope.all(Notice, notices.c.court_id == court_id):
        if notice.language not in court.spoken:
            work.session.delete(notice)
    work.touch_court(court)
    work.record("set_languages", court.id, court_id=court.id, before=before, after=languages)
    return court
