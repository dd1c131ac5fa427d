"""A trail from before entries said where they came from verifies after the migration that adds it."""

from datetime import timedelta
from pathlib import Path

from alembic import command
from sqlalchemy import text
from sqlalchemy.orm import Session

from ivr.store import audit
from ivr.store.engine import open_engine
from ivr.store.upgrade import migrations, upgrade
from tests.servers.court import ShiftedClock

COLUMNS = "court_id, n, at, actor, role, action, subject, reason, before, after, previous, hash"


def test_older_entries_are_linked_anew_and_go_on(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'store.db'}")
    with engine.begin() as connection:
        command.upgrade(migrations(connection), "0001")
        for n in (1, 2, 3):
            now = (ShiftedClock().now() + timedelta(seconds=n)).replace(tzinfo=None).isoformat(" ")
            values = f"'shunqing', {n}, '{now}', 'a', 'clerk', 'draft', 'x', '', '', '', 'old', 'old'"
            connection.execute(text(f"INSERT INTO audit ({COLUMNS}) VALUES ({values})"))  # noqa: S608
        connection.execute(text("INSERT INTO chain_heads VALUES ('shunqing', 3, 'old')"))
    upgrade(engine)
    with Session(engine) as session:
        assert audit.broken(session, "shunqing") is None
        assert audit.head(session, "shunqing").n == 3
    engine.dispose()
