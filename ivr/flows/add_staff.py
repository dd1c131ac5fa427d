"""Add somebody who works with the gateway, and tell the access token, once."""

import hashlib

from ivr.domain.court import Court
from ivr.domain.errors import BadInput
from ivr.domain.staff import Role, Staff, require
from ivr.domain.text import plain
from ivr.flows.desk import Work

_NO_COURT = frozenset({Role.OPERATOR, Role.BANK})


def add_staff(work: Work, name: str, role: str, court_id: str | None, token: str) -> Staff:
    """Keeps only the token's digest. Raises BadInput for an unknown role, or a court where none or one is needed."""
    require(work.actor, "add_staff")
    if role not in set(Role):
        raise BadInput(field="role", reason=f"one of {', '.join(Role)}", reason_zh=f"请选择：{'、'.join(Role)}")
    if (court_id is None) != (Role(role) in _NO_COURT):
        reason = "clerks and approvers belong to one court, others to none"
        raise BadInput(field="court", reason=reason, reason_zh="书记员和审批人须属于一个法院，其他角色不属于任何法院")
    if court_id is not None:
        work.scope.one(Court, court_id)
    staff = Staff(work.new_id(), court_id, plain(name, "name", 80), Role(role), token_digest(token))
    work.session.add(staff)
    work.record("add_staff", staff.id, court_id=court_id)
    return staff


def token_digest(token: str) -> str:
    """A token has 256 random bits, so a plain SHA-256 of it is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
