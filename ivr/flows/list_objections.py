"""List the objections to one enrolment."""

from dataclasses import dataclass, field

from ivr.domain.enrolment import Enrolment
from ivr.domain.erased import ERASED
from ivr.domain.objection import Objection
from ivr.domain.staff import require
from ivr.domain.text import plain
from ivr.flows.desk import Work
from ivr.store import duties


@dataclass(frozen=True)
class ObjectionView:
    """``words``: None unless they were asked for."""

    objection: Objection
    words: str | None = field(default=None, repr=False)


def list_objections(work: Work, enrolment_id: str) -> list[ObjectionView]:
    """Without the person's words. Raises NotFound also for another court's enrolment."""
    require(work.actor, "read_cases")
    enrolment = work.scope.one(Enrolment, enrolment_id)
    return [ObjectionView(one) for one in duties.of_enrolment(work.scope, enrolment.id)]


def read_objection(work: Work, objection_id: str, reason: str) -> ObjectionView:
    """With them: that somebody read what a person wrote is written down. Raises BadInput without a reason."""
    require(work.actor, "reveal")
    objection = work.scope.one(Objection, objection_id)
    why = plain(reason, "reason", 200)
    work.record("read_objection", objection.id, court_id=objection.court_id, reason=why)
    if objection.words == ERASED:
        return ObjectionView(objection)
    return ObjectionView(objection, work.vault.open(objection.words, f"objections.words.{objection.id}"))
