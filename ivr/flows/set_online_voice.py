"""Turn an online voice on for a court, or off: it sends the notice's text to somebody else to be spoken."""

from ivr.domain.court import Court, check_court
from ivr.domain.staff import require
from ivr.flows.desk import Work


def set_online_voice(work: Work, court_id: str, voice: str | None) -> Court:
    """For what is spoken from now on; callers hear it once that is published, or brought into force by two people.

    None: the offline voices only. Raises BadInput, or NotFound also for another court.
    """
    require(work.actor, "set_online_voice")
    court = work.scope.locked(Court, court_id)
    before, court.online_voice = court.online_voice or "", voice
    check_court(court)
    work.record("set_online_voice", court.id, court_id=court.id, before=before, after=voice or "")
    return court
