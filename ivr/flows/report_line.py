"""A carrier reports that a number was ported out, closed, or has a new holder: every court's notice on it is silent."""

from dataclasses import dataclass
from datetime import datetime

from ivr.domain.errors import BadInput
from ivr.domain.line import SUSPENDS, LineEvent, LineReport
from ivr.domain.number import enrollable
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.flows.suspend import silence
from ivr.store import lines


@dataclass(frozen=True)
class Reported:
    """What a carrier tells: ``at`` is when it happened."""

    number: str
    event: str
    at: datetime


def report_line(work: Work, told: Reported) -> str:
    """The report's id, and nothing about whether any court had named the number.

    It suspends in every court at once, and the holder must be proven anew, from a later day. Raises BadInput,
    NeverEnrolled for what is no subscriber's number.
    """
    require(work.actor, "report_line")
    report = _report(work, told)
    if lines.proven_anywhere(work.session, report.number):
        work.session.add(report)
    work.record("report_line", report.id, after=report.event)
    for enrolment in lines.living(work.session, report.number):
        silence(work, enrolment, SUSPENDS[report.event])
    return report.id


def _report(work: Work, told: Reported) -> LineReport:
    if told.event not in set(LineEvent):
        known = ", ".join(LineEvent)
        raise BadInput(field="event", reason=f"one of {known}", reason_zh=f"请选择：{known}")
    if told.at > work.now:
        raise BadInput(field="at", reason="it lies in the future", reason_zh="时间在将来")
    number = enrollable(told.number)
    return LineReport(work.new_id(), number, LineEvent(told.event), told.at, work.actor.id, work.now)
