"""Keep what a node reports of one announced call."""

from ivr.domain.evidence import Heard
from ivr.flows.desk import Work
from ivr.store import evidence


def keep_evidence(work: Work, heard: Heard) -> None:
    """Once per call, however often it is reported."""
    evidence.keep(work.session, heard)
