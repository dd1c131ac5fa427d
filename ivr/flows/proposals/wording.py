"""Bring a court's own wording into force: everybody who calls one of its numbers hears it from then on."""

from ivr.domain.prompt import Prompt
from ivr.domain.proposal import Proposal
from ivr.domain.wording import WordingVersion, require_heard
from ivr.flows.desk import Work
from ivr.flows.proposals.content import only
from ivr.flows.proposals.kind import Content, Kind, Subject
from ivr.flows.publish_notice import put_in_place
from ivr.store import wordings
from ivr.store.digest import row_digest

NAME = "wording"


def _look(work: Work, wording_id: str) -> Subject:
    wording = work.scope.locked(WordingVersion, wording_id)
    before = wordings.in_force(work.session, wording.court_id, wording.language)
    return Subject(wording.court_id, None, f"{row_digest(wording)} {before.id if before else ''}")


def _check(work: Work, wording_id: str, content: Content) -> Content:
    """What is decided is the draft; whatever was written beside it is not."""
    only(content, "language", "before", "after", "seconds")
    one = work.scope.one(WordingVersion, wording_id)
    return {"language": one.language, "before": one.replaces, "after": one.text, "seconds": one.seconds}


def _apply(work: Work, proposal: Proposal, content: Content) -> None:  # noqa: ARG001  the draft says it all
    wording = work.scope.locked(WordingVersion, proposal.subject)
    require_heard(wordings.has_heard(work.session, wording.id, work.actor.id))
    wording.in_force_since = work.now
    said = (wording.shown, wording.seconds, wording.engine, "")
    put_in_place(work, wording.court_id, Prompt(wording.prompt, wording.language, *said))


KIND = Kind("启用法院播报文本", "bring a court's wording into force", _look, _check, _apply)
