"""Add somebody who works with the gateway, and tell the first access token, once."""

from ivr.domain.court import Court
from ivr.domain.errors import BadInput
from ivr.domain.staff import OF_A_COURT, Role, Staff, require
from ivr.domain.text import plain
from ivr.domain.token import LASTS, ONCE, ONCE_LASTS, Token, digest
from ivr.flows.desk import Work
from ivr.flows.reach import require_reach


def add_staff(  # noqa: PLR0913
    work: Work, name: str, role: str, court_id: str | None, token: str, *, once: bool = False
) -> Staff:
    """Keeps only the token's digest; with ``once`` it is a one-time secret, to be exchanged within a day.

    Raises BadInput for an unknown role, or a court where none or one is needed; NotFound for another court's.
    """
    require(work.actor, "add_staff")
    staff = Staff(work.new_id(), court_id, plain(name, "name", 80), _role(role, court_id))
    if court_id is not None:
        work.scope.one(Court, court_id)
    require_reach(work, staff)
    work.session.add(staff)
    work.session.flush()
    work.session.add(_first(work, staff, token, once))
    work.record("add_staff", staff.id, court_id=court_id, after=staff.role)
    return staff


def _first(work: Work, staff: Staff, token: str, once: bool) -> Token:
    ends_at = work.now + (ONCE_LASTS if once else LASTS)
    actions = ",".join(ONCE) if once else None
    issued = (work.actor.id, work.now, ends_at)
    return Token(work.new_id(), staff.court_id, staff.id, "first", digest(token), actions, *issued)


def _role(role: str, court_id: str | None) -> Role:
    if role not in set(Role):
        raise BadInput(field="role", reason=f"one of {', '.join(Role)}", reason_zh=f"请选择：{'、'.join(Role)}")
    if (court_id is None) == (Role(role) in OF_A_COURT):
        inside = ", ".join(sorted(OF_A_COURT))
        reason = f"{inside} belong to one court, others to none"
        raise BadInput(field="court", reason=reason, reason_zh=f"{inside} 须属于一个法院，其他角色不属于任何法院")
    return Role(role)
