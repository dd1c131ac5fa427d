"""Hand a court its audit trail in one file, which anybody can check with nothing of ours (README)."""

import json
from collections.abc import Iterator, Mapping

from ivr.domain.court import GATEWAY, Court
from ivr.domain.staff import Actor, require
from ivr.flows.desk import Desk
from ivr.store import audit

FORMAT = "ivr-audit"


def export_audit(desk: Desk, actor: Actor, court_id: str) -> Iterator[str]:
    """JSON Lines: a header with count and head, then the entries; that it was handed out is the last of them.

    Raises NotPermitted, or NotFound also for another court's, before the first line. Entries are never changed, so
    they are read some at a time, each time in a transaction of its own: a slow reader holds nothing up.
    """
    with desk.work(actor) as work:
        require(actor, "audit_export")
        if actor.court_id is not None or court_id != GATEWAY:
            work.scope.one(Court, court_id)
        work.record("export_audit", court_id, court_id=court_id)
    with desk.read(actor) as work:
        head = audit.head(work.session, court_id)
    return _lines(desk, actor, court_id, head)


def _lines(desk: Desk, actor: Actor, court_id: str, head: audit.Head) -> Iterator[str]:
    yield _line(
        {
            "format": FORMAT,
            "algorithm": audit.ALGORITHM,
            "court_id": court_id,
            "count": head.n,
            "head": head.hash,
        }
    )
    last = 0
    while last < head.n:
        with desk.read(actor) as work:
            page = audit.batch(work.session, court_id, last)
        if not page:
            return  # entries are missing: whoever checks the file finds fewer than its header says
        yield from (_line(_entry(row)) for row in page if int(str(row["n"])) <= head.n)
        last = int(str(page[-1]["n"]))


def _entry(row: audit.Row) -> dict[str, object]:
    """In the order in which the fields are hashed, so that the file has one form only, to the byte."""
    told = audit.told(row)
    return {name: told[name] for name in (*audit.HASHED, "hash")}


def _line(fields: Mapping[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"
