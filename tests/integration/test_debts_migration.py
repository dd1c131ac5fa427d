"""Obligations from before debts were shared each get a debt of their own, and the money on them still counts."""

from collections.abc import Iterator
from datetime import UTC
from decimal import Decimal
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ivr.domain.debt.debt import Debt
from ivr.domain.payment import Obligation
from ivr.store import debts
from ivr.store.engine import open_engine
from ivr.store.errors import Dangling
from ivr.store.upgrade import migrating, migrations, upgrade

ROWS = (
    "INSERT INTO courts VALUES ('shunqing', 'x', 'x', 'x', 3, 'en', 'UTC', 365)",
    "INSERT INTO persons VALUES ('p', 'shunqing', 'x', 'x', 'x')",
    "INSERT INTO obligations VALUES ('o1', 'shunqing', 'p', 'case 1', 'account1', 10000, NULL)",
    "INSERT INTO obligations VALUES ('o2', 'shunqing', 'p', 'case 2', 'account2', 20000, '2026-03-01 00:00:00')",
    "INSERT INTO payments VALUES ('m', 'bank', 'e', 4000, 'CNY', '2026-03-01 00:00:00', '2026-03-01 00:00:00', "
    "'x', 'credited', NULL, 'o1', 'shunqing', 4000)",
)


def test_each_obligation_becomes_a_debt_that_its_money_counts_for(engine: Engine) -> None:
    with migrating(engine) as connection:
        command.downgrade(migrations(connection), "0012")
        for row in ROWS:
            connection.execute(text(row))
    upgrade(engine)
    with Session(engine) as session:
        one, two = session.get_one(Obligation, "o1"), session.get_one(Obligation, "o2")
        debt = session.get_one(Debt, one.debt_id)
        assert (debt.court_id, debt.terms, debt.version) == ("shunqing", None, 0)
        assert [one.amount for one in debts.credits_of(session, debt, UTC)] == [Decimal("40.00")]
        assert debts.obligations_of(session, debt) == [one]
        assert one.debt_id != two.debt_id
        assert (one.discharged_at is None, two.discharged_at is None) == (True, False)


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(f"sqlite:///{tmp_path / 'store.db'}")
    upgrade(opened)
    yield opened
    opened.dispose()


def test_what_refers_to_nothing_is_not_upgraded_and_references_are_checked_again_afterwards(sqlite: Engine) -> None:
    orphan = text(ROWS[1].replace("shunqing", "nowhere"))
    with pytest.raises(Dangling) as refused, migrating(sqlite) as connection:
        connection.execute(orphan)
    assert (refused.value.facts["table"], refused.value.facts["count"]) == ("persons", 1)
    with pytest.raises(IntegrityError), sqlite.begin() as connection:
        connection.execute(orphan)
    with sqlite.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM persons")) == 0
