"""Object: somebody says that the entry is wrong. The number is silent at once, and the clocks of the law start."""

from datetime import date

from ivr.domain import enrolment as life
from ivr.domain.enrolment import Action, Enrolment
from ivr.domain.errors import BadInput, RuleBroken
from ivr.domain.objection import Objection, Stage, open_on
from ivr.domain.reasons import SuspendedFor
from ivr.domain.staff import require
from ivr.domain.text import plain
from ivr.flows.desk import Work
from ivr.flows.facts import EnrolmentFacts
from ivr.flows.suspend import silence
from ivr.store import duties

LONGEST = 1000


def object_to(work: Work, enrolment_id: str, words: str, received_on: date) -> Objection:
    """``words``: what the person says, sealed. ``received_on``: the day on which it came in writing (art 12).

    Raises WrongState for what has ended, RuleBroken while another objection to it is open, BadInput for a day ahead.
    """
    require(work.actor, "object")
    enrolment = work.scope.locked(Enrolment, enrolment_id)
    life.step(enrolment, Action.SUSPEND)
    today = EnrolmentFacts(work, enrolment).today
    if received_on > today:
        raise BadInput(field="received_on", reason="it lies in the future", reason_zh="日期在将来")
    if any(open_on(one, today) for one in duties.of_enrolment(work.scope, enrolment.id)):
        raise RuleBroken(field="objection", reason="one is open already", reason_zh="已有未办结的异议")
    key = work.new_id()
    sealed = work.vault.seal(plain(words, "words", LONGEST), f"objections.words.{key}")
    objection = Objection(key, enrolment.court_id, enrolment.id, Stage.REVIEW, sealed, received_on)
    work.session.add(objection)
    work.record("object", key, court_id=enrolment.court_id, after=Stage.REVIEW)
    silence(work, enrolment, SuspendedFor.OBJECTION)
    return objection
