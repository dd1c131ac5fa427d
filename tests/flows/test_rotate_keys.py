"""Keys are changed while the service writes: every value opens before, during and after, and none is left behind."""

import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text, update
from sqlalchemy.orm import Session

from ivr.domain.concerns import NO_CONCERNS
from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import NotPermitted
from ivr.flows.approve import approve
from ivr.flows.desk import Desk
from ivr.flows.draft import draft
from ivr.flows.reveal import reveal
from ivr.flows.rotate_keys import Rotated, retire_keys, rotate_keys
from ivr.flows.submit import submit
from ivr.flows.warn import warn
from ivr.kit.ids import random_id
from ivr.kit.keyring import Keyring, aside
from ivr.kit.vault import Vault
from ivr.store import digest, sealed
from ivr.store.sealed import CannotOpen
from ivr.store.tables import orders, persons
from tests.flows.office import OPERATOR, Office, approver, clerk, id_number
from tests.flows.truth import broken_chains


class Keyed(Office):
    """An office whose keys lie in a folder."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        super().__init__(engine)
        self.folder = folder
        self.vault = Vault(Keyring(folder))
        self.desk = Desk(engine, self.clock, random_id, self.vault, lambda: None)

    def rotate(self) -> Rotated:
        return rotate_keys(self.desk, OPERATOR, self.folder)


@pytest.fixture
def office(engine: Engine, tmp_path: Path) -> Keyed:
    return Keyed(engine, tmp_path / "keys")


def values(engine: Engine) -> Iterator[tuple[str, str]]:
    """Every sealed value with its place."""
    with engine.connect() as connection:
        for table, columns in sealed.sealed_columns().items():
            for row in connection.execute(select(table)).mappings():
                for column in columns:
                    if row[column.name] is not None:
                        yield sealed.place(column, row["id"]), row[column.name]


def key_ids(engine: Engine) -> set[str]:
    return {value.split(".")[1] for _, value in values(engine)}


def opened(office: Keyed) -> list[str]:
    """By a process that has just started, so with nothing but the folder."""
    fresh = Vault(Keyring(office.folder))
    return sorted(fresh.open(value, place) for place, value in values(office.engine))


def filled(office: Keyed, count: int = 3) -> list[Enrolment]:
    office.court("shunqing")
    enrolments = [office.warned("shunqing", name=f"张示例{n}") for n in range(count)]
    office.pay(raw='{"payer": "王某"}')
    return enrolments


def test_every_sealed_column_belongs_to_a_table_with_one_id() -> None:
    for table in sealed.sealed_columns():
        assert [column.name for column in table.primary_key] == ["id"]
    names = {f"{column.table.name}.{column.name}" for columns in sealed.sealed_columns().values() for column in columns}
    assert names >= {"persons.name", "persons.id_number", "orders.president", "enrolments.warning_text", "payments.raw"}


def test_after_a_change_every_value_is_sealed_with_the_new_key_and_says_the_same(office: Keyed) -> None:
    enrolments = filled(office)
    before, said = key_ids(office.engine), opened(office)
    done = office.rotate()
    assert key_ids(office.engine) == {done.key_id} != before
    assert opened(office) == said
    assert (done.rows, done.resumed) == (4 * 3 + 1, False)
    assert office.do(clerk("shunqing"), reveal, enrolments[0].id, "查证").name == "张示例0"
    assert broken_chains(office.engine) == {}


def test_a_person_is_found_by_id_number_after_a_change(office: Keyed) -> None:
    office.court("shunqing")
    first = office.draft("shunqing", id_number=id_number(777))
    office.rotate()
    assert office.draft("shunqing", id_number=id_number(777)).person_id == first.person_id


def test_a_digest_stays_the_same_when_keys_are_changed_and_not_when_the_text_is_sealed_again(office: Keyed) -> None:
    (enrolment,) = filled(office, 1)
    before = row_digest(office, enrolment.id)
    office.rotate()
    assert row_digest(office, enrolment.id) == before
    with office.desk.work(OPERATOR) as work:
        one = work.session.get_one(Enrolment, enrolment.id)
        one.warning_text = work.vault.seal("您的号码将播报法院提示。", f"enrolments.warning_text.{one.id}")
    assert row_digest(office, enrolment.id) != before


def row_digest(office: Keyed, enrolment_id: str) -> str:
    with Session(office.engine) as session:
        return digest.row_digest(session.get_one(Enrolment, enrolment_id))


def test_keys_are_changed_while_others_write(office: Keyed) -> None:
    filled(office, 30)
    stop, written = threading.Event(), []

    def writes(n: int) -> None:
        while not stop.is_set():
            enrolment = office.do(clerk("shunqing"), draft, office.papers(name=f"在写{n}"))
            office.do(clerk("shunqing"), submit, enrolment.id)
            office.do(approver("shunqing"), approve, enrolment.id, NO_CONCERNS)
            office.do(clerk("shunqing"), warn, enrolment.id, f"在写{n}的告知", office.clock.now())
            shown = office.do(clerk("shunqing"), reveal, enrolment.id, "查证")
            assert shown.name == f"在写{n}"
            written.append(enrolment.id)
            stop.wait(0.05)

    def pause() -> None:
        stop.wait(0.02)

    with ThreadPoolExecutor(3) as threads:
        writers = [threads.submit(writes, n) for n in range(3)]
        try:
            for change in (1, 2, 3):
                done = rotate_keys(office.desk, OPERATOR, office.folder, rest=pause)
                assert sealed_otherwise(office, done.key_id) == 0, change
        finally:
            stop.set()
        for writer in writers:
            writer.result()
    assert written
    assert len(opened(office)) >= 30 * 4 + len(written) * 4
    assert len(aside(office.folder)) == 3
    assert broken_chains(office.engine) == {}


def sealed_otherwise(office: Keyed, key_id: str) -> int:
    with Session(office.engine) as session:
        return sealed.count_otherwise(session, key_id)


def test_a_value_sealed_by_a_transaction_that_was_under_way_opens_and_is_not_lost_when_keys_are_retired(
    office: Keyed,
) -> None:
    """As PostgreSQL may have it: sealed before the change, committed after the last round."""
    (enrolment,) = filled(office, 1)
    late = office.vault.seal("晚到的姓名", f"persons.name.{enrolment.person_id}")
    done = office.rotate()
    with office.engine.begin() as connection:
        connection.execute(update(persons).where(persons.c.id == enrolment.person_id).values(name=late))
    assert office.do(clerk("shunqing"), reveal, enrolment.id, "查证").name == "晚到的姓名"
    (old,) = aside(office.folder)
    assert retire_keys(office.desk, OPERATOR, office.folder).waiting == [old]
    age(office, timedelta(days=1, minutes=1))
    assert retire_keys(office.desk, OPERATOR, office.folder).removed == [old]
    assert key_ids(office.engine) == {done.key_id}
    assert "晚到的姓名" in opened(office)


def age(office: Keyed, by: timedelta) -> None:
    """As if the keys had been set aside so long before the office's now."""
    for path in aside(office.folder).values():
        then = (office.clock.now() - by).timestamp()
        os.utime(path, (then, then))


def test_a_row_that_does_not_open_stops_the_change_and_is_named_and_nothing_is_lost(office: Keyed) -> None:
    (enrolment,) = filled(office, 1)
    with office.engine.begin() as connection:
        kept = connection.execute(select(orders.c.president)).scalar_one()
        connection.execute(update(orders).values(president=kept[:-8] + "AAAAAAAA"))
    with pytest.raises(CannotOpen) as stopped:
        office.rotate()
    assert enrolment.order_id in stopped.value.text()
    with office.engine.begin() as connection:
        connection.execute(update(orders).values(president=kept))
    done = office.rotate()
    assert done.resumed
    assert key_ids(office.engine) == {done.key_id}
    assert len(aside(office.folder)) == 1


def test_only_an_operator_changes_keys_and_it_is_written_down(office: Keyed) -> None:
    filled(office, 1)
    for verb in (rotate_keys, retire_keys):
        with pytest.raises(NotPermitted):
            verb(office.desk, clerk("shunqing"), office.folder)
    before = Keyring(office.folder).current().id
    after = office.rotate().key_id
    with office.engine.connect() as connection:
        told = connection.execute(
            text("SELECT action, before, after FROM audit WHERE court_id = 'gateway' ORDER BY n")
        ).all()
    assert [tuple(row) for row in told if "rotate" in row.action or "keys" in row.action] == [
        ("rotate_keys", before, after),
        ("keys_rotated", "", after),
    ]
