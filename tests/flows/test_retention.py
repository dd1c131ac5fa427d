"""Retention (safeguard 13): when the period is over the person is gone, counts stay, and the trail still verifies."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ivr.domain.enrolment import Enrolment, State
from ivr.domain.errors import BadInput, NotFound, NotPermitted, RuleBroken
from ivr.domain.staff import SYSTEM, Actor, Role
from ivr.flows.draft import draft
from ivr.flows.erase import Erased, due_for_erasure, erase, erase_all
from ivr.flows.remove import remove
from ivr.flows.reveal import reveal
from ivr.flows.set_retention import set_retention
from ivr.flows.sweep import sweep_once
from ivr.flows.view_enrolment import view_enrolment
from ivr.store.retention import Due
from ivr.store.tables import audit, enrolments, evidence, metadata, orders, payments, persons
from tests.flows.office import OPERATOR, Office, account, approver, clerk, id_number, number
from tests.flows.test_races import overlapping
from tests.flows.truth import broken_chains

YEAR = timedelta(days=365)
SECOND = timedelta(seconds=1)
CANARIES = ("金丝雀甲", "金丝雀乙", id_number(777), "金丝雀丙", "金丝雀丁", number(1), account(1), "回函 金丝雀")
PERSON = {"name": CANARIES[0], "president": CANARIES[1], "id_number": CANARIES[2], "proof_reference": CANARIES[7]}


@pytest.fixture
def ended(office: Office) -> Enrolment:
    """Announced, heard, paid, and so removed."""
    enrolment = office.announced(office.court("shunqing"), **PERSON, number=number(1), account=account(1))
    heard = {"node_id": "n", "call": "1", "enrolment_id": enrolment.id, "heard_ms": 9000, "outcome": "heard"}
    with office.engine.begin() as connection:
        connection.execute(evidence.insert().values(**heard, at=office.clock.now()))
    office.pay(account=account(1), raw=CANARIES[4], text=CANARIES[4])
    return enrolment


def sweep(office: Office) -> Erased:
    return erase_all(office.desk, SYSTEM)


def everything(office: Office) -> str:
    with office.engine.connect() as connection:
        return "\n".join(
            repr(tuple(row))
            for table in metadata.tables.values()
            if table.name != "registrations"  # a removed number is forgotten there when every node is past it
            for row in connection.execute(select(table))
        )


def opened(office: Office) -> str:
    """Every personal value that can still be read with the key."""
    with Session(office.engine) as session:
        values = [
            (value, f"{table}.{field}.{key}")
            for table, column, field in (
                (persons, persons.c.name, "name"),
                (persons, persons.c.id_number, "id_number"),
                (orders, orders.c.president, "president"),
                (enrolments, enrolments.c.warning_text, "warning_text"),
                (payments, payments.c.raw, "raw"),
            )
            for key, value in session.execute(select(table.c.id, column))
            if value and value.startswith("1.")
        ]
    return "\n".join(office.vault.open(value, place) for value, place in values)


def test_nothing_is_erased_before_the_period_is_over_and_all_of_it_then(office: Office, ended: Enrolment) -> None:
    office.clock.pass_by(YEAR - SECOND)
    assert sweep(office) == Erased()
    assert CANARIES[0] in opened(office)
    office.clock.pass_by(SECOND)
    assert sweep(office) == Erased(enrolments=1, persons=1, payments=1)
    assert opened(office) == ""
    left = everything(office)
    assert [canary for canary in CANARIES if canary in left] == []
    assert office.vault.index(id_number(777), "id_number") not in left


def test_counts_states_and_figures_stay(office: Office, ended: Enrolment) -> None:
    before = figures(office)
    office.clock.pass_by(YEAR)
    sweep(office)
    assert figures(office) == before
    view = office.look(clerk("shunqing"), view_enrolment, ended.id)
    assert (view.enrolment.state, view.enrolment.ended_for) == (State.REMOVED, "paid")
    assert view.credited == view.obligation.owed
    assert view.enrolment.number == f"#{ended.id}"


def figures(office: Office) -> dict[str, object]:
    with office.engine.connect() as connection:
        counted = ("persons", "orders", "numbers", "obligations", "enrolments", "payments", "evidence", "registrations")
        counts = {name: connection.scalar(select(func.count()).select_from(metadata.tables[name])) for name in counted}
        states = connection.execute(select(enrolments.c.state, enrolments.c.ended_at, enrolments.c.ended_for)).all()
        money = connection.execute(select(payments.c.amount, payments.c.credited, payments.c.state)).all()
    return {**counts, "states": [*map(tuple, states)], "money": [*map(tuple, money)]}


def test_the_trail_is_longer_verifies_and_has_nothing_of_the_person(office: Office, ended: Enrolment) -> None:
    office.clock.pass_by(YEAR)
    sweep(office)
    assert broken_chains(office.engine) == {}
    with office.engine.connect() as connection:
        rows = connection.execute(select(audit).where(audit.c.action.like("erase%"))).all()
    assert {row.action for row in rows} == {"erase", "erase_person", "erase_payment"}
    assert all(len(row.before) == len(row.after) == 64 and row.before != row.after for row in rows)
    assert all(row.court_id == "shunqing" and row.actor == "system" for row in rows)


def test_a_second_sweep_finds_nothing_and_writes_nothing(office: Office, ended: Enrolment) -> None:
    office.clock.pass_by(YEAR)
    sweep(office)
    before = everything(office)
    assert sweep(office) == Erased()
    assert everything(office) == before


def test_a_dry_run_says_what_a_sweep_does_and_changes_nothing(office: Office, ended: Enrolment) -> None:
    office.court("gaoping")
    other = office.announced("gaoping", number=number(2))
    office.do(clerk("gaoping"), remove, other.id, "no-assets")
    assert office.look(OPERATOR, due_for_erasure) == []
    office.clock.pass_by(YEAR)
    before = everything(office)
    assert office.look(OPERATOR, due_for_erasure) == [Due("gaoping", 1, 1), Due("shunqing", 1, 1)]
    assert everything(office) == before
    assert sweep(office) == Erased(enrolments=2, persons=2, payments=1)
    assert office.look(OPERATOR, due_for_erasure) == []


def test_a_person_stays_while_one_of_their_enrolments_is_live(office: Office, ended: Enrolment) -> None:
    office.clock.pass_by(YEAR)
    second = office.draft("shunqing", **PERSON, number=number(3), account=account(3))
    assert second.person_id == ended.person_id
    assert office.look(OPERATOR, due_for_erasure) == [Due("shunqing", 1, 0)]
    assert sweep(office) == Erased(enrolments=1, persons=0, payments=1)
    assert office.do(clerk("shunqing"), reveal, second.id, "查证").name == CANARIES[0]
    with Session(office.engine) as session:
        assert session.get_one(Enrolment, second.id).number == number(3)
    office.do(clerk("shunqing"), remove, second.id, "order-withdrawn")
    office.clock.pass_by(YEAR)
    assert sweep(office) == Erased(enrolments=1, persons=1)
    assert opened(office) == ""


def test_the_proof_of_a_number_stays_while_another_enrolment_names_it(office: Office, ended: Enrolment) -> None:
    office.clock.pass_by(YEAR)
    again = {**PERSON, "number": number(1), "account": account(3), "proven_on": office.clock.now().date()}
    office.draft("shunqing", **again, signed_on=office.clock.now().date())
    sweep(office)
    assert number(1) in everything(office)
    assert CANARIES[7] in everything(office)


def test_what_is_live_is_never_touched_however_old(office: Office) -> None:
    office.announced(office.court("shunqing"), **PERSON)
    office.clock.pass_by(timedelta(days=179))
    with office.engine.begin() as connection:
        connection.execute(enrolments.update().values(drafted_at=office.clock.now() - 20 * YEAR))
    assert sweep(office) == Erased()


def test_a_payment_after_the_end_is_kept_for_the_period_too(office: Office, ended: Enrolment) -> None:
    office.clock.pass_by(YEAR - timedelta(days=10))
    office.pay(account=account(1), raw=CANARIES[4])
    office.clock.pass_by(timedelta(days=11))
    assert office.look(OPERATOR, due_for_erasure) == []
    assert sweep(office) == Erased()
    office.clock.pass_by(YEAR)
    assert sweep(office) == Erased(enrolments=1, persons=1, payments=2)


def test_a_late_payment_for_an_erased_account_goes_to_a_person_and_is_kept(office: Office, ended: Enrolment) -> None:
    office.clock.pass_by(YEAR)
    sweep(office)
    paid = office.pay(account=account(1))
    assert (paid.review_for, paid.obligation_id) == ("unmatched", None)


def test_an_erased_person_is_told_so_and_comes_back_as_a_new_one(office: Office, ended: Enrolment) -> None:
    office.clock.pass_by(YEAR)
    sweep(office)
    with pytest.raises(RuleBroken, match="erased"):
        office.do(clerk("shunqing"), reveal, ended.id, "查证")
    again = office.draft("shunqing", **PERSON, number=number(1), account=account(1))
    assert again.person_id != ended.person_id


def test_each_court_has_its_own_period(office: Office, ended: Enrolment) -> None:
    admin = Actor("f" * 16, Role.COURT_ADMIN, "shunqing")
    office.do(admin, set_retention, "shunqing", 30)
    office.clock.pass_by(timedelta(days=30))
    assert office.look(OPERATOR, due_for_erasure) == [Due("shunqing", 1, 1)]
    office.do(OPERATOR, set_retention, "shunqing", 31)
    assert sweep(office) == Erased()
    with office.engine.connect() as connection:
        rows = connection.execute(select(audit).where(audit.c.action == "set_retention").order_by(audit.c.n)).all()
    assert [row.role for row in rows] == ["court-admin", "operator"]
    assert rows[0].after == rows[1].before != rows[0].before


@pytest.mark.parametrize("days", [-1, 0, 29, 3651])
def test_a_period_that_is_too_short_or_too_long_is_refused(office: Office, days: int) -> None:
    office.court("shunqing")
    with pytest.raises(BadInput, match="retention_days"):
        office.do(OPERATOR, set_retention, "shunqing", days)


def test_nobody_sets_another_courts_period_and_only_operators_sweep(office: Office, ended: Enrolment) -> None:
    office.court("gaoping")
    with pytest.raises(NotFound):
        office.do(Actor("f" * 16, Role.COURT_ADMIN, "gaoping"), set_retention, "shunqing", 90)
    for who in (clerk("shunqing"), approver("shunqing"), Actor("f" * 16, Role.COURT_ADMIN, "shunqing")):
        with pytest.raises(NotPermitted):
            sweep_once(office.desk, who)
        with pytest.raises(NotPermitted):
            office.look(who, due_for_erasure)


def test_sweeping_once_expires_and_erases(office: Office) -> None:
    office.announced(office.court("shunqing"))
    office.clock.pass_by(timedelta(days=410))
    assert sweep_once(office.desk, OPERATOR).expired == 1
    office.clock.pass_by(YEAR)
    assert sweep_once(office.desk, OPERATOR).erased == Erased(enrolments=1, persons=1)


@pytest.mark.parametrize("first_erases", [True, False], ids=["erased first", "drafted first"])
def test_a_person_who_is_drafted_in_the_moment_of_erasure_is_never_an_erased_one(
    office: Office, ended: Enrolment, first_erases: bool
) -> None:
    office.clock.pass_by(YEAR)
    papers = office.papers(**PERSON, number=number(3), account=account(3))
    drafts: Callable[..., Enrolment] = lambda work: draft(work, papers)  # noqa: E731
    if first_erases:
        late = overlapping(office, erase, SYSTEM, lambda: office.do(clerk("shunqing"), drafts)).result()
    else:
        overlapping(office, drafts, clerk("shunqing"), lambda: office.do(SYSTEM, erase)).result()
        with Session(office.engine) as session:
            late = session.scalars(select(Enrolment).where(enrolments.c.number == number(3))).one()
    assert office.do(clerk("shunqing"), reveal, late.id, "查证").name == CANARIES[0]
    sweep(office)
    assert office.do(clerk("shunqing"), reveal, late.id, "查证").name == CANARIES[0]


def test_no_byte_of_the_sqlite_files_holds_an_erased_number(office: Office, ended: Enrolment) -> None:
    """Not the pages' free space either, nor the log beside the file."""
    if office.engine.dialect.name != "sqlite":
        return
    numbers = [number(n) for n in range(20, 50)]
    for one in numbers:
        office.do(clerk("shunqing"), remove, office.draft("shunqing", number=one).id, "paid")
    with office.engine.begin() as connection:
        connection.execute(metadata.tables["registrations"].delete())
    assert bytes_of(office).count(number(20).encode()) > 1
    office.clock.pass_by(YEAR)
    assert sweep(office) == Erased(enrolments=31, persons=31, payments=1)
    left = bytes_of(office)
    assert [canary for canary in (*CANARIES, *numbers) if canary.encode() in left] == []


def bytes_of(office: Office) -> bytes:
    files = [file for file in Path(office.engine.url.database or "").parent.iterdir() if file.is_file()]
    return b"".join(file.read_bytes() for file in files)
