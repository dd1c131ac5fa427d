"""Draft a court's own wording, and propose it: another person listens to it and decides."""

from ivr.domain.court import Court, require_language
from ivr.domain.prompt import Prompt
from ivr.domain.proposal import Proposal
from ivr.domain.staff import require
from ivr.domain.wording import WordingVersion
from ivr.flows.desk import Work
from ivr.flows.proposals.wording import NAME
from ivr.flows.propose import propose


def draft_wording(
    work: Work, court_id: str, text: str, prompt: Prompt, replaces: str
) -> tuple[WordingVersion, Proposal]:
    """``prompt``: ``text`` as it is heard, its files in place. What callers hear does not change by this.

    Raises NotFound for another court, BadInput for a language that it does not speak.
    """
    require(work.actor, "propose")
    court = work.scope.one(Court, court_id)
    require_language(court, prompt.language)
    said = (prompt.text, prompt.key, prompt.seconds, prompt.engine)
    who = (work.actor.id, work.now)
    wording = WordingVersion(work.new_id(), court_id, prompt.language, text, replaces, *said, *who)
    work.session.add(wording)
    work.session.flush()
    work.record("draft_wording", wording.id, court_id=court_id, after=prompt.key)
    return wording, propose(work, NAME, wording.id, {})
