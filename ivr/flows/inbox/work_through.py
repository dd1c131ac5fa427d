"""What the inbox does by itself: every statement that waits is worked through, and what broke off is forgotten."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from ivr.domain.staff import SYSTEM
from ivr.domain.statement import Progress, Statement
from ivr.flows.desk import Desk
from ivr.flows.inbox.handle import Advance, handle
from ivr.kit.errors import GatewayError
from ivr.store import statements

BROKEN_OFF_AFTER: Final = timedelta(days=1)
LONGEST_WAIT: Final = timedelta(hours=1)
CRASHED: Final = "crashed"


def work_through(desk: Desk, rest: Callable[[], None] = lambda: None) -> int:
    """How many were taken up. One that fails is tried again later, and holds up no other."""
    with desk.read(SYSTEM) as work:
        due = statements.due(work.session, work.now)
    for key in due:
        handle_or_note(desk, key, rest=rest)
    return len(due)


def handle_or_note(
    desk: Desk, statement_id: str, advance: Advance = lambda _taken: None, rest: Callable[[], None] = lambda: None
) -> None:
    """What went wrong on our side is noted with the statement: only its code, for its text may be somebody's data."""
    try:
        handle(desk, statement_id, advance, rest)
    except GatewayError as error:
        _note(desk, statement_id, error.code)
    except Exception:
        _note(desk, statement_id, CRASHED)
        raise


def forget_broken_off(desk: Desk) -> int:
    """Files whose sender stopped in the middle: they were never acknowledged, so they come again."""
    with desk.work(SYSTEM) as work:
        keys = statements.broken_off(work.session, work.now - BROKEN_OFF_AFTER)
        for key in keys:
            statements.drop(work.session, key)
    return len(keys)


def _note(desk: Desk, statement_id: str, trouble: str) -> None:
    with desk.work(SYSTEM) as work:
        one = work.scope.locked(Statement, statement_id)
        if one.progress is Progress.WAITING:
            wait = min(timedelta(seconds=2.0 ** min(one.tries, 12)), LONGEST_WAIT)
            one.trouble, one.next_try_at = trouble, work.now + wait
