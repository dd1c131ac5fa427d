"""Forget removed numbers that every node has read back as gone."""

from ivr.flows.desk import Work
from ivr.store import nodes, registrations


def purge(work: Work) -> int:
    """How many were forgotten."""
    return registrations.purge_tombstones(work.session, nodes.slowest(work.session))
