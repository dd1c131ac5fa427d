"""Who may send for a source, and see what became of it: the bank itself, under whose name its system is kept."""

import re
from typing import Final

from ivr.domain.errors import BadInput, NotFound, NotPermitted
from ivr.domain.staff import Role, Staff, require
from ivr.domain.statement import Statement
from ivr.flows.desk import Work

_SOURCE: Final = re.compile(r"[a-z][a-z0-9-]{1,15}")


def require_sender(work: Work, source: str) -> None:
    """Raises NotPermitted, or BadInput for what is no name of a source."""
    require(work.actor, "send_statement")
    require_name(source)
    if own_source(work) not in {None, source}:
        raise NotPermitted(role=work.actor.role, action="send_statement")


def require_name(source: str) -> None:
    """Raises BadInput."""
    if not _SOURCE.fullmatch(source):
        reason = "write 2 to 16 small letters, digits and hyphens"
        raise BadInput(field="source", reason=reason, reason_zh="请填写 2 至 16 位小写字母、数字或连字符")


def own_source(work: Work) -> str | None:
    """A bank's system is kept as somebody of that name: it has that one source. None: every source."""
    if work.actor.role != Role.BANK:
        return None
    return work.scope.one(Staff, work.actor.id).name


def statement_in_reach(work: Work, statement_id: str) -> Statement:
    """Raises NotFound also for another bank's: that it exists is not told."""
    found = work.scope.one(Statement, statement_id)
    if own_source(work) not in {None, found.source}:
        raise NotFound(what="statement", what_zh="对账单", key=statement_id)
    return found
