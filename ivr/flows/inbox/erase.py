"""Forget kept files. What each payment keeps of its entry goes by its own court's period, with the payment."""

from datetime import timedelta

from ivr.flows.desk import Work
from ivr.store import statements

AT_ONCE = 20


def erase_statements(work: Work) -> int:
    """How many. A file holds payers of many courts, so it goes by the shortest period of any, after it was read."""
    days = statements.shortest_retention(work.session)
    if days is None:
        return 0
    due = statements.handled_before(work.session, work.now - timedelta(days=days), AT_ONCE)
    for one in due:
        statements.drop_parts(work.session, one.id)
        one.erased_at = work.now
        work.record("erase_statement", one.id, before=one.progress, after="erased")
    return len(due)
