"""List what changed for carriers: the numbers that their switches must route to the gateway, and no longer."""

from dataclasses import dataclass

from ivr.domain.registration import Change
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.store import registrations


@dataclass(frozen=True)
class Changes:
    """``head`` is the newest seq of all; a reader that stands there has everything."""

    head: int
    items: list[Change]


def list_registrations(work: Work, since: int, limit: int) -> Changes:
    """Each number's latest state that changed after ``since``, in the order of commits. For carriers."""
    require(work.actor, "read_feed")
    # The head first: what commits in between is then above it, never counted as seen.
    head = registrations.head(work.session)
    return Changes(head, registrations.since(work.session, since, limit))
