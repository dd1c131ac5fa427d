"""A part of a transaction that is done whole or leaves no trace."""

from collections.abc import Iterator
from contextlib import contextmanager

from ivr.flows.desk import Work


@contextmanager
def all_or_nothing(work: Work) -> Iterator[None]:
    """What is undone is not in the audit trail either, which is written at the transaction's end."""
    written, touched = len(work.entries), len(work.touched)
    try:
        with work.session.begin_nested():
            yield
    except Exception:
        del work.entries[written:], work.touched[touched:]
        raise
