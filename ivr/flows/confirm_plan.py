"""Confirm a large plan for a node: an operator, and then a second one, for exactly this plan."""

from ivr.domain.errors import SamePerson
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.flows.list_nodes import require_waiting
from ivr.store import nodes


def confirm_plan(work: Work, node_id: str, digest: str) -> bool:
    """True when the second person has confirmed it. Raises SamePerson when the first one comes again.

    Raises NotFound or RuleBroken when no node waits for this plan.
    """
    require(work.actor, "confirm_plan")
    require_waiting(work, node_id, digest)
    first = nodes.confirm(work.session, node_id, digest, work.actor.id)
    if first == work.actor.id:
        raise SamePerson(action="confirm_plan")
    work.record("confirm_plan", node_id, after=digest)
    return first is not None
