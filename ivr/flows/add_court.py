"""Add a court."""

from ivr.domain.court import Court, check_court
from ivr.domain.errors import RuleBroken
from ivr.domain.staff import require
from ivr.flows.desk import Work


def add_court(work: Work, court: Court) -> Court:
    """Raises BadInput for what could not be spoken or stored, RuleBroken when the id is taken."""
    require(work.actor, "add_court")
    check_court(court)
    if work.session.get(Court, court.id) is not None:
        raise RuleBroken(field="id", reason="a court with this id exists", reason_zh="该法院代号已存在")
    work.session.add(court)
    work.session.flush()
    work.record("add_court", court.id, court_id=court.id)
    return court
