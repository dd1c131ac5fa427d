"""What a carrier's report means for a proof of the holder."""

from datetime import date
from zoneinfo import ZoneInfo

from ivr.domain.court import Court
from ivr.domain.errors import RuleBroken
from ivr.flows.desk import Work
from ivr.store import lines


def reported_day(work: Work, court: Court, number: str) -> date | None:
    """The court's calendar day of the last change that a carrier reported of this number."""
    reported = lines.last_report(work.session, number)
    return None if reported is None else reported.astimezone(ZoneInfo(court.zone)).date()


def require_no_report_since(work: Work, court: Court, number: str, proven_on: date) -> None:
    """Raises RuleBroken unless the proof is of a later day than the carrier's last report: within one day nobody knows
    which came first."""
    day = reported_day(work, court, number)
    if day is not None and proven_on <= day:
        reason = f"the carrier reported a change on {day}: ask whose number it is, on a later day"
        raise RuleBroken(field="proven_on", reason=reason, reason_zh=f"运营商报告号码于 {day} 变更，请于次日后重新核验")
