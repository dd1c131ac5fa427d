"""Add a court."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ivr.domain.court import Court, check_court
from ivr.domain.errors import BadInput, RuleBroken
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.store import keys


def add_court(work: Work, court: Court) -> Court:
    """Raises BadInput for what could not be spoken or stored, RuleBroken when the id is taken."""
    require(work.actor, "add_court")
    check_court(court)
    _check_zone(court.zone)
    if work.session.get(Court, court.id) is not None:
        raise RuleBroken(field="id", reason="a court with this id exists", reason_zh="该法院代号已存在")
    require_free_code(work, court)
    work.session.add(court)
    work.session.flush()
    work.record("add_court", court.id, court_id=court.id)
    return court


def require_free_code(work: Work, court: Court) -> None:
    """Raises RuleBroken when it is another court's: money that matches nothing is shown by it."""
    taken = keys.of_codes(work.session, [court.code]) if court.code else []
    if any(one.id != court.id for one in taken):
        raise RuleBroken(field="code", reason="another court has this code", reason_zh="该法院代字已属于另一法院")


def _check_zone(zone: str) -> None:
    """Which days a term ends on hangs on it."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        reason, reason_zh = "write an IANA time zone such as Asia/Shanghai", "请填写时区，例如 Asia/Shanghai"
        raise BadInput(field="zone", reason=reason, reason_zh=reason_zh) from error
