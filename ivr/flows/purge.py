"""Forget what nobody needs any more: numbers that every node has read back as gone, old answers, deliveries …"""

from ivr.flows.desk import Work
from ivr.store import claims, lines, nodes, outbox, registrations


def purge(work: Work) -> int:
    """How many numbers were forgotten."""
    claims.forget(work.session, work.now)
    outbox.forget(work.session, work.now)
    lines.purge_reports(work.session)
    return registrations.purge_tombstones(work.session, nodes.slowest(work.session))
