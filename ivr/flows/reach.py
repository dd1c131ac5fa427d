"""Whose tokens and accounts the actor may manage."""

from ivr.domain.errors import ManagedElsewhere
from ivr.domain.staff import OF_A_COURT, Role, Staff, require
from ivr.flows.desk import Work
from ivr.store.tables import staff


def managed(work: Work, staff_id: str) -> Staff:
    """The person, for somebody who manages people. Raises NotFound for another court's, ManagedElsewhere."""
    require(work.actor, "manage_staff")
    person = work.scope.locked(Staff, staff_id)
    require_reach(work, person)
    return person


def require_reach(work: Work, person: Staff) -> None:
    """A court that has an administrator manages its people alone: an operator could else read its cases through them.

    Raises ManagedElsewhere. That an administrator stays within the own court is the scope's doing.
    """
    if work.actor.role == Role.COURT_ADMIN:
        if person.role not in OF_A_COURT or person.court_id != work.actor.court_id:
            raise ManagedElsewhere()
    elif person.role in OF_A_COURT - {Role.COURT_ADMIN} and _has_admin(work, person.court_id):
        raise ManagedElsewhere()


def _has_admin(work: Work, court_id: str | None) -> bool:
    admin = (staff.c.role == Role.COURT_ADMIN, staff.c.court_id == court_id, staff.c.ended_at.is_(None))
    return work.scope.first(Staff, *admin) is not None
