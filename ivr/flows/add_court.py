"""Add a court."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ivr.domain.court import Court, check_court
from ivr.domain.errors import BadInput, RuleBroken
from ivr.domain.staff import require
from ivr.flows.desk import Work


def add_court(work: Work, court: Court) -> Court:
    """Raises BadInput for what could not be spoken or stored, RuleBroken when the id is taken."""
    require(work.actor, "add_court")
    check_court(court)
    _check_zone(court.zone)
    if work.session.get(Court, court.id) is not None:
        raise RuleBroken(field="id", reason="a court with this id exists", reason_zh="该法院代号已存在")
    work.session.add(court)
    work.session.flush()
    work.record("add_court", court.id, court_id=court.id)
    return court


def _check_zone(zone: str) -> None:
    """Which days a term ends on hangs on it."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        reason, reason_zh = "write an IANA time zone such as Asia/Shanghai", "请填写时区，例如 Asia/Shanghai"
        raise BadInput(field="zone", reason=reason, reason_zh=reason_zh) from error
