"""List the people whom the actor manages."""

from ivr.domain.staff import Staff, require
from ivr.flows.desk import Work


def list_staff(work: Work, after: str = "", limit: int = 200) -> list[Staff]:
    """A court's administrator sees the own court's, an operator everybody. In the order of their ids."""
    require(work.actor, "manage_staff")
    return work.scope.all(Staff, limit=limit, after=after)
