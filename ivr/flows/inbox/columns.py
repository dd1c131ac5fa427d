"""The columns of a source's tables: set anew in numbered versions, and tried on a sample before."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Final

from ivr.domain.columns import ColumnMapping, columns
from ivr.domain.errors import BadInput, NotFound
from ivr.domain.staff import require
from ivr.domain.statement import BadLine, Entry, Found
from ivr.feeds.table import CsvFile, Workbook
from ivr.flows.desk import Work
from ivr.flows.inbox.sources import require_name
from ivr.store import statements

SHOWN: Final = 20
Given = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Preview:
    """The first entries and the first problems of a sample."""

    entries: list[Entry]
    bad: list[BadLine]


def set_columns(work: Work, source: str, given: Given) -> ColumnMapping:
    """A new version; statements are read by the newest. Raises NotPermitted, BadInput."""
    require(work.actor, "set_columns")
    require_name(source)
    checked = columns(given)
    before = statements.columns_of(work.session, source)
    text = json.dumps(checked.headings, ensure_ascii=False)
    version = before.version + 1 if before else 1
    made = ColumnMapping(work.new_id(), source, version, text, work.actor.id, work.now)
    work.session.add(made)
    work.record("set_columns", made.id, before=before.id if before else "", after=f"{source} {version}")
    return made


def view_columns(work: Work, source: str) -> ColumnMapping:
    """Raises NotPermitted, or NotFound when none are set."""
    require(work.actor, "set_columns")
    found = statements.columns_of(work.session, source)
    if found is None:
        raise NotFound(what="columns", what_zh="列对应关系", key=source)
    return found


def preview(work: Work, given: Given, sample: bytes) -> Preview:
    """What these columns would make of a sample; nothing is kept. Raises NotPermitted, BadInput."""
    require(work.actor, "set_columns")
    checked = columns(given)
    if not sample:
        raise BadInput(field="sample", reason="it is empty", reason_zh="样本为空")
    feed = Workbook(checked) if sample.startswith(b"PK") else CsvFile(checked)
    found: list[Found] = list(islice(feed.read(BytesIO(sample), "preview"), SHOWN * 10))
    entries = [one for one in found if isinstance(one, Entry)]
    return Preview(entries[:SHOWN], [one for one in found if isinstance(one, BadLine)][:SHOWN])
