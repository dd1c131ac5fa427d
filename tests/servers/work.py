"""How much a database has to do for what is asked of it, counted: the same on a busy machine as on an idle one."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Engine, event

STEPS: Final = 100
"""SQLite tells of so many steps of its virtual machine at a time."""


@dataclass
class Work:
    """Of SQLite its virtual machine's steps; of PostgreSQL the rows and the pages that its queries looked at."""

    engine: Engine
    steps: int = 0
    asked: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def slack(self) -> int:
        """What it may differ by for no reason."""
        return 2000 if self.engine.dialect.name == "sqlite" else 50

    def total(self) -> int:
        return self.steps + sum(map(self._looked_at, self.asked))

    def _looked_at(self, asked: tuple[str, Any]) -> int:
        """With an index wherever one can be used, as in a store so large that the planner would."""
        with self.engine.connect() as connection:
            for way in ("seqscan", "hashjoin", "mergejoin"):
                connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
            explain = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {asked[0]}"
            plan = connection.exec_driver_sql(explain, asked[1]).scalar_one()[0]["Plan"]
        return int(_rows(plan)) + int(plan["Shared Hit Blocks"]) + int(plan["Shared Read Blocks"])


@contextmanager
def counted(engine: Engine) -> Iterator[Work]:
    work = Work(engine)
    listeners = _sqlite(work) if engine.dialect.name == "sqlite" else {"before_cursor_execute": _noting(work)}
    for name, listener in listeners.items():
        event.listen(engine, name, listener)
    yield work
    for name, listener in listeners.items():
        event.remove(engine, name, listener)


def _sqlite(work: Work) -> dict[str, Any]:
    def step() -> None:
        work.steps += STEPS

    def begin(connection: sqlite3.Connection, *_: object) -> None:
        connection.set_progress_handler(step, STEPS)

    def end(connection: sqlite3.Connection, *_: object) -> None:
        connection.set_progress_handler(None, 0)

    return {"checkout": begin, "checkin": end}


def _noting(work: Work) -> Any:
    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: object) -> None:
        if statement.startswith("SELECT") and "FOR " not in statement:
            work.asked.append((statement, parameters))

    return note


def _rows(plan: dict[str, Any]) -> float:
    seen = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0) if "Relation Name" in plan else 0
    return float(seen * plan["Actual Loops"]) + sum(map(_rows, plan.get("Plans", [])))
