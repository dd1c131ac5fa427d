"""Read a statement once more, after its columns were corrected: what is known counts no second time."""

from ivr.domain.errors import RuleBroken
from ivr.domain.staff import require
from ivr.domain.statement import Progress, Statement
from ivr.flows.desk import Work
from ivr.store import statements


def again(work: Work, statement_id: str) -> Statement:
    """Raises NotPermitted, NotFound, or RuleBroken while it is being read, or when its file was erased."""
    require(work.actor, "read_again")
    one = work.scope.locked(Statement, statement_id)
    if one.progress not in {Progress.DONE, Progress.REFUSED} or one.erased_at is not None:
        reason = "only a statement that was read, and whose file is still kept, can be read again"
        raise RuleBroken(field="statement", reason=reason, reason_zh="只有已读取且文件仍保留的对账单可以重新读取")
    before, one.progress = one.progress, Progress.WAITING
    one.taken = one.fresh = one.repeated = one.outgoing = one.bad = one.tries = 0
    one.columns_version = one.handled_at = None
    statements.drop_problems(work.session, one.id)
    work.record("read_again", one.id, before=before, after=one.progress)
    return one
