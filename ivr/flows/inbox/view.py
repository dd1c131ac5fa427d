"""Look at statements: how far each is, and what was wrong in it. No payer's data is in either."""

from dataclasses import dataclass
from datetime import datetime

from ivr.domain.staff import require
from ivr.domain.statement import Problem, Statement
from ivr.flows.desk import Work
from ivr.flows.inbox.sources import own_source, statement_in_reach
from ivr.store import statements
from ivr.store.tables import statements as table


@dataclass(frozen=True)
class StatementView:
    statement: Statement
    problems: list[Problem]


def view_statement(work: Work, statement_id: str) -> StatementView:
    """Raises NotPermitted, NotFound."""
    require(work.actor, "read_statements")
    one = statement_in_reach(work, statement_id)
    return StatementView(one, statements.problems(work.session, one.id))


def list_statements(work: Work, limit: int = 50, after: tuple[datetime, str] | None = None) -> list[Statement]:
    """The newest first; a bank sees its own. Raises NotPermitted."""
    require(work.actor, "read_statements")
    source = own_source(work)
    mine = [] if source is None else [table.c.source == source]
    return work.scope.newest(Statement, table.c.received_at, *mine, limit=limit, after=after)
