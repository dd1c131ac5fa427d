"""Forget what nobody needs any more: numbers that every node has read back as gone, old answers, old deliveries."""

from ivr.flows.desk import Work
from ivr.store import claims, nodes, outbox, registrations


def purge(work: Work) -> int:
    """How many numbers were forgotten."""
    claims.forget(work.session, work.now)
    outbox.forget(work.session, work.now)
    return registrations.purge_tombstones(work.session, nodes.slowest(work.session))
