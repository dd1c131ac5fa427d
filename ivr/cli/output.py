"""What a verb prints: a table or a line for people, JSON for programs. Results go to stdout, notes to stderr."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.table import Table

from ivr.cli.words import say
from ivr.domain.moment import local

Row = Mapping[str, object]


def tell(result: object, text: str, as_json: bool) -> None:
    """One result: as JSON, or as a line that says it."""
    if as_json:
        _json(result)
    else:
        _console().print(text, markup=False, highlight=False, soft_wrap=True)


def table(rows: Sequence[Row], columns: Mapping[str, str], as_json: bool) -> None:
    """Rows; ``columns`` is field → heading, and JSON has every field."""
    if as_json:
        _json(list(rows))
        return
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for heading in columns.values():
        shown.add_column(heading, overflow="fold")
    for row in rows:
        shown.add_row(*(_cell(row.get(name)) for name in columns))
    _console().print(shown, markup=False, highlight=False)


def first_rows(limit: int, found: Sequence[Row], columns: Mapping[str, str], as_json: bool) -> None:
    """The first ``limit`` rows of a list of which one more was asked for, and a word beside them where there is one."""
    table(found[:limit], columns, as_json)
    if len(found) > limit:
        note(say(f"仅列出前 {limit} 条，其余见 --limit。", f"Only the first {limit}: --limit lists more."))


def fields(value: Any) -> dict[str, Any]:
    """A dataclass as a row, nested ones within it."""
    return asdict(value)


def note(text: str) -> None:
    """Something for people only, beside the result."""
    Console(stderr=True).print(text, markup=False, highlight=False, soft_wrap=True)


def _console() -> Console:
    return Console()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return local(value)
    return ", ".join(map(str, value)) if isinstance(value, Iterable) and not isinstance(value, str) else str(value)


def _json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1, default=_plain))


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)
