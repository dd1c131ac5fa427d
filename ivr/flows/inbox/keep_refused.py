"""Keep what a bank signed and sent and what cannot be read as it is: nothing that speaks of money is thrown away."""

import hashlib
import zlib

from ivr.domain.errors import BadInput
from ivr.domain.staff import Actor
from ivr.domain.statement import Problem, Progress, Statement
from ivr.flows.desk import Desk, Work
from ivr.store import statements
from ivr.store.errors import Clash
from ivr.store.tables import statements as table


def keep_refused(desk: Desk, actor: Actor, source: str, body: bytes, error: BadInput) -> None:
    """Sealed, with what is wrong, where the operator looks for files that were refused; the same again is kept once.

    The bank is told too, and sends it again, corrected. Raises StoreFailed: then it is not answered as refused.
    """
    if not body:
        return
    digest = hashlib.sha256(body).hexdigest()
    try:
        with desk.unclaimed().work(actor) as work:
            if work.scope.first(Statement, table.c.source == source, table.c.external_id == digest) is None:
                _keep(work, Statement(work.new_id(), source, digest, Progress.REFUSED, work.now, actor.id), body, error)
    except Clash:  # the same came twice in this moment, and is kept
        return


def _keep(work: Work, one: Statement, body: bytes, error: BadInput) -> None:
    one.size, one.parts, one.bad, one.handled_at = len(body), 1, 1, work.now
    work.session.add(one)
    work.session.flush()
    part = work.new_id()
    text = zlib.compress(body, level=1).decode("latin-1")
    statements.add_part(work.session, part, one.id, 0, work.vault.seal(text, f"statement_parts.content.{part}"))
    facts = error.facts
    problem = Problem(work.new_id(), one.id, 0, 1, str(error.field)[:40], str(facts["reason"]), str(facts["reason_zh"]))
    statements.keep_problems(work.session, [problem])
    work.record("keep_statement", one.id, after=one.progress)
