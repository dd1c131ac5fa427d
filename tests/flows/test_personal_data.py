"""Names, ID numbers, warnings and payloads are nowhere in the database in plain text, nor in what errors say."""

import sqlite3
import traceback
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from ivr.domain.enrolment import Enrolment
from ivr.domain.order import Order, Person
from ivr.domain.papers import Papers, checked
from ivr.flows.draft import draft
from ivr.flows.reveal import reveal
from ivr.flows.warn import warn
from ivr.kit.errors import GatewayError
from ivr.kit.vault import VaultSealedOtherwise
from ivr.store.errors import Clash, StoreFailed
from ivr.store.tables import metadata, persons
from ivr.store.transaction import writing
from tests.flows.office import GRACE, Office, account, approver, clerk, id_number, number

NAME, PRESIDENT, WARNING, PAYER = "金丝雀甲", "金丝雀乙", "金丝雀丙已收到告知", "金丝雀丁付款"
ID_NUMBER = id_number(777)
CANARIES = (NAME, PRESIDENT, WARNING, PAYER, ID_NUMBER)


@pytest.fixture
def planted(office: Office) -> Enrolment:
    slug = office.court("shunqing")
    given = {"name": NAME, "president": PRESIDENT, "id_number": ID_NUMBER, "number": number(1), "account": account(1)}
    enrolment = office.approved(slug, **given)
    office.do(clerk(slug), warn, enrolment.id, WARNING, office.clock.now())
    office.clock.pass_by(GRACE)
    office.pay(account=account(1), raw=f'{{"payer": "{PAYER}"}}', text=PAYER)
    office.do(approver(slug), reveal, enrolment.id, "查证")
    return enrolment


def plain_text(engine: Engine) -> str:
    """Every value of every row."""
    with engine.connect() as connection:
        return "\n".join(
            repr(tuple(row)) for table in metadata.tables.values() for row in connection.execute(select(table))
        )


def found_in(told: str) -> list[str]:
    return [canary for canary in CANARIES if canary in told]


def test_no_row_of_any_table_holds_a_canary(office: Office, planted: Enrolment) -> None:
    everything = plain_text(office.engine)
    assert planted.number in everything
    assert found_in(everything) == []


def test_no_byte_of_the_sqlite_files_holds_a_canary(office: Office, planted: Enrolment) -> None:
    if office.engine.dialect.name != "sqlite":
        return
    files = [file for file in Path(office.engine.url.database or "").parent.iterdir() if file.is_file()]
    data = b"".join(file.read_bytes() for file in files)
    assert planted.number.encode() in data
    assert [canary for canary in CANARIES if canary.encode() in data] == []


def test_what_is_sealed_opens_for_its_own_row_only(office: Office, planted: Enrolment) -> None:
    shown = office.do(clerk("shunqing"), reveal, planted.id, "查证")
    assert (shown.name, shown.id_number) == (NAME, ID_NUMBER)
    with Session(office.engine) as session:
        order = session.get_one(Order, planted.order_id)
        enrolment = session.get_one(Enrolment, planted.id)
    assert office.vault.open(order.president, f"orders.president.{order.id}") == PRESIDENT
    assert office.vault.open(enrolment.warning_text or "", f"enrolments.warning_text.{planted.id}") == WARNING


def test_a_name_moved_to_another_person_does_not_open(office: Office, planted: Enrolment) -> None:
    another = office.draft("shunqing")
    with writing(office.engine) as session:
        name = session.get_one(Person, planted.person_id).name
        session.execute(persons.update().where(persons.c.id == another.person_id).values(name=name))
    with pytest.raises(VaultSealedOtherwise):
        office.do(clerk("shunqing"), reveal, another.id, "查证")


def refused_drafts(office: Office) -> list[Papers]:
    """Papers that fail, each in another place, with the canaries in all of them."""
    base = {"name": NAME, "president": PRESIDENT, "id_number": ID_NUMBER}
    far = timedelta(days=4000)
    changes: list[dict[str, object]] = [
        {"id_number": ID_NUMBER[:-1] + ("0" if ID_NUMBER[-1] != "0" else "1")},
        {"name": NAME * 60},
        {"name": NAME + "$"},
        {"president": PRESIDENT + "\a"},
        {"number": "110"},
        {"number": NAME},
        {"case_number": NAME},
        {"account": NAME},
        {"signed_on": office.clock.now().date() + far},
        {"proven_until": office.clock.now().date() - far},
        {"account": account(1)},
        {"owed": "NaN"},
    ]
    return [office.papers(**(base | change)) for change in changes]


def test_no_refusal_repeats_personal_data(office: Office, planted: Enrolment) -> None:
    told = []
    for papers in refused_drafts(office):
        with pytest.raises(GatewayError) as refused:
            office.do(clerk("shunqing"), draft, papers)
        error = refused.value
        told += [str(error), repr(error), error.text("zh-CN"), "".join(traceback.format_exception(error))]
    assert found_in("\n".join(told)) == []


def test_what_the_database_refuses_is_told_without_the_values(office: Office, planted: Enrolment) -> None:
    sealed = Person("f" * 16, "shunqing", NAME, ID_NUMBER, office.vault.index(ID_NUMBER, "id_number"))
    with pytest.raises(Clash) as clash, writing(office.engine) as session:
        session.add(sealed)
    with pytest.raises(StoreFailed) as failed, writing(office.engine) as session:
        session.execute(text("SELECT :name FROM nowhere"), {"name": NAME})
    told = [*traceback.format_exception(clash.value), *traceback.format_exception(failed.value)]
    assert found_in("".join(told)) == []
    assert "nothing was changed" in "".join(told)


def test_papers_and_what_is_revealed_do_not_print_themselves(office: Office, planted: Enrolment) -> None:
    papers = checked(office.papers(name=NAME, president=PRESIDENT, id_number=ID_NUMBER))
    shown = office.do(clerk("shunqing"), reveal, planted.id, "查证")
    remittance = office.remittance(text=PAYER)
    assert found_in(f"{papers!r} {papers} {shown!r} {remittance!r}") == []


def test_sqlite_is_really_what_was_looked_into(office: Office, planted: Enrolment) -> None:
    """The file is closed and read by another program's eyes, so that nothing hides in a page cache."""
    if office.engine.dialect.name != "sqlite":
        return
    with sqlite3.connect(office.engine.url.database or "") as other:
        dump = "\n".join(other.iterdump())
    other.close()
    assert planted.number in dump
    assert found_in(dump) == []
