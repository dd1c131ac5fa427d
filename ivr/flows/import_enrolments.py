"""Import many drafts from one file: all of them or none, unless the good ones are to be kept."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from ivr.domain.batch import Batch
from ivr.domain.errors import BadInput, RuleBroken
from ivr.domain.staff import Actor, require
from ivr.flows.desk import Desk, Work
from ivr.flows.draft import draft
from ivr.flows.enrolment_rows import Row, read_rows
from ivr.flows.read_papers import read_papers
from ivr.flows.savepoint import all_or_nothing

Progress = Callable[[int, int], None]
Rest = Callable[[], None]
AT_ONCE = 100
"""With good rows kept, rows a transaction: payments get their turn in between.

All or nothing is one transaction, and SQLite has one writer: 3,000 rows took 12 s (measured, two cores), in which a
payment had to be sent again. So a large file is better tried dry at a quiet hour, and then kept by its good rows.
"""


@dataclass(frozen=True)
class BadRow:
    """One row that cannot be drafted: its line in the file, the field, and why, in both languages."""

    line: int
    field: str
    code: str
    zh: str
    en: str


@dataclass
class ImportReport:
    """``good`` rows could be drafted; ``drafted`` are the ids of those that were, so empty unless something is kept.

    ``batch``: by which they are taken further together.
    """

    rows: int
    batch: str | None = None
    good: int = 0
    drafted: list[str] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)


class _NotKept(Exception):
    """Undoes all of it; never seen outside."""


@dataclass(frozen=True)
class Choice:
    dry_run: bool = False
    keep_good: bool = False


def import_enrolments(  # noqa: PLR0913, PLR0917
    desk: Desk,
    actor: Actor,
    data: bytes,
    choice: Choice,
    progress: Progress = lambda _done, _total: None,
    rest: Rest = lambda: None,
) -> ImportReport:
    """Raises NotPermitted, or BadInput when it is no such file; bad rows are in the report, every one of them.

    ``rest`` is called after each transaction: SQLite's waiting writers look again every 100 ms at the latest, and
    without a rest that long they would never get in.
    """
    require(actor, "draft")
    rows = read_rows(data)
    report = ImportReport(len(rows))
    size = AT_ONCE if choice.keep_good and not choice.dry_run else len(rows)
    for start in range(0, len(rows), size):
        with desk.work(actor) as work:
            _together(work, rows[start : start + size], choice, report, progress)
        rest()
    return report


def _together(work: Work, rows: list[Row], choice: Choice, report: ImportReport, progress: Progress) -> None:
    drafted: list[str] = []
    with suppress(_NotKept), all_or_nothing(work):
        batch_id = report.batch or _new_batch(work, report.rows)
        for row in rows:
            drafted += _one(work, row, report, batch_id)
            progress(report.good + len(report.bad), report.rows)
        if choice.dry_run or not drafted or (report.bad and not choice.keep_good):
            raise _NotKept
        report.drafted += drafted
        report.batch = batch_id


def _new_batch(work: Work, rows: int) -> str:
    batch = Batch(work.new_id(), work.actor.court_id or "", work.actor.id, work.now, rows)
    work.session.add(batch)
    work.session.flush()
    return batch.id


def _one(work: Work, row: Row, report: ImportReport, batch_id: str) -> list[str]:
    """The id of the row's draft, or nothing: a bad row leaves no trace but its line in the report."""
    try:
        with all_or_nothing(work):
            drafted = _draft(work, row, batch_id)
    except (BadInput, RuleBroken) as error:
        report.bad.append(BadRow(row.line, error.field or "row", error.code, error.text("zh-CN"), error.text("en")))
        return []
    report.good += 1
    return [drafted]


def _draft(work: Work, row: Row, batch_id: str) -> str:
    if row.wrong is not None:
        raise row.wrong
    return draft(work, read_papers(row.cells), batch_id).id
