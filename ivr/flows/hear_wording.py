"""Listen to a wording: that somebody was given its sound is written down, and acceptance asks for it."""

from ivr.domain.staff import require
from ivr.domain.wording import WordingVersion
from ivr.flows.desk import Work
from ivr.store import wordings


def hear_wording(work: Work, wording_id: str) -> WordingVersion:
    """Raises NotFound also for another court's."""
    require(work.actor, "read_cases")
    wording = work.scope.one(WordingVersion, wording_id)
    if wordings.keep_hearing(work.session, wording.id, work.actor.id, work.now):
        work.record("hear_wording", wording.id, court_id=wording.court_id, after=wording.prompt)
    return wording
