"""Invariant I6: every change has an actor, a reason and a time, and nobody alters the trail unseen."""

import pytest
from sqlalchemy import Engine, delete, text, update
from sqlalchemy.orm import Session

from ivr.domain.staff import SYSTEM
from ivr.flows.list_enrolments import Wanted, list_enrolments
from ivr.flows.reveal import reveal
from ivr.flows.suspend import suspend
from ivr.store import audit as trail
from ivr.store.tables import audit, chain_heads
from tests.flows.office import Office, account, clerk, number

ENTRIES = 8
"""add_court, publish_notice, draft, submit, approve, warn, activate, suspend."""


@pytest.fixture
def told(office: Office) -> Office:
    """One court with a chain of eight entries."""
    enrolment = office.announced(office.court("shunqing"), number=number(1), account=account(1))
    office.do(clerk("shunqing"), suspend, enrolment.id, "objection")
    return office


def broken(engine: Engine) -> int | None:
    with Session(engine) as session:
        return trail.broken(session, "shunqing")


def test_an_untouched_chain_verifies_and_names_every_step(told: Office) -> None:
    assert broken(told.engine) is None
    with told.engine.connect() as connection:
        rows = connection.execute(audit.select().order_by(audit.c.n)).all()
    assert [row.action for row in rows] == [
        *("add_court", "publish_notice", "draft", "submit", "approve", "warn", "activate", "suspend"),
    ]
    assert all(row.actor and row.role for row in rows)
    assert (rows[-1].before, rows[-1].after, rows[-1].reason) == ("active", "suspended", "objection")


@pytest.mark.parametrize("n", range(1, ENTRIES + 1))
def test_a_removed_entry_is_found(told: Office, n: int) -> None:
    with told.engine.begin() as connection:
        connection.execute(delete(audit).where(audit.c.n == n))
    assert broken(told.engine) == n


@pytest.mark.parametrize("column", ["actor", "role", "action", "subject", "reason", "before", "after", "hash"])
def test_an_altered_field_is_found(told: Office, column: str) -> None:
    with told.engine.begin() as connection:
        connection.execute(update(audit).where(audit.c.n == 4).values({column: "x"}))
    assert broken(told.engine) == 4


def test_a_moved_time_is_found(told: Office) -> None:
    with told.engine.begin() as connection:
        connection.execute(update(audit).where(audit.c.n == 4).values(at=told.clock.now().replace(microsecond=1)))
    assert broken(told.engine) == 4


def test_entries_that_changed_places_are_found(told: Office) -> None:
    with told.engine.begin() as connection:
        for before, after in ((2, 99), (3, 2), (99, 3)):
            connection.execute(update(audit).where(audit.c.n == before).values(n=after))
    assert broken(told.engine) == 2


def test_an_inserted_entry_is_found(told: Office) -> None:
    with told.engine.begin() as connection:
        last = connection.execute(audit.select().where(audit.c.n == ENTRIES)).mappings().one()
        connection.execute(audit.insert().values({**last, "n": ENTRIES + 1}))
    assert broken(told.engine) == ENTRIES + 1


@pytest.mark.parametrize("removed", [1, 3, ENTRIES])
def test_a_cut_off_end_is_found(told: Office, removed: int) -> None:
    with told.engine.begin() as connection:
        connection.execute(delete(audit).where(audit.c.n > ENTRIES - removed))
    assert broken(told.engine) == ENTRIES - removed + 1


def test_a_missing_head_is_found(told: Office) -> None:
    with told.engine.begin() as connection:
        connection.execute(delete(chain_heads))
    assert broken(told.engine) == ENTRIES + 1


def test_what_is_refused_leaves_no_entry(told: Office) -> None:
    with pytest.raises(ZeroDivisionError), told.desk.work(clerk("shunqing")) as work:  # noqa: PT012
        work.record("search", "x")
        raise ZeroDivisionError
    with told.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM audit")).scalar() == ENTRIES


def test_a_name_is_shown_only_where_that_can_be_written_down(told: Office) -> None:
    with told.engine.connect() as connection:
        enrolment_id = connection.execute(text("SELECT id FROM enrolments")).scalar_one()
    with pytest.raises(RuntimeError):
        told.look(clerk("shunqing"), reveal, enrolment_id, "查证")
    with pytest.raises(RuntimeError):
        told.look(clerk("shunqing"), list_enrolments, Wanted(number=number(1)))
    assert told.do(clerk("shunqing"), reveal, enrolment_id, "查证").name == "张三"
    assert broken(told.engine) is None


def test_an_empty_chain_verifies(office: Office) -> None:
    assert office.look(SYSTEM, lambda work: trail.broken(work.session, "nobody")) is None
