"""The inbox, on both databases: kept before it is read; each entry counts once, whichever statements tell of it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from ivr.domain.enrolment import State
from ivr.domain.errors import BadInput, NotFound, NotPermitted, RuleBroken
from ivr.domain.payment import ReviewFor
from ivr.domain.staff import SYSTEM, Actor, Role
from ivr.domain.statement import Progress, Statement
from ivr.flows.add_staff import add_staff
from ivr.flows.desk import Work
from ivr.flows.erase import erase_all
from ivr.flows.inbox import handle as handling
from ivr.flows.inbox.again import again
from ivr.flows.inbox.columns import set_columns
from ivr.flows.inbox.handle import handle
from ivr.flows.inbox.keep import PART_BYTES, Intake, keep
from ivr.flows.inbox.take import Taking
from ivr.flows.inbox.view import list_statements, view_statement
from ivr.flows.inbox.work_through import CRASHED, forget_broken_off, work_through
from ivr.store.tables import payments, statement_parts, statements
from tests.flows.office import OPERATOR, Office, account, number
from tests.flows.truth import broken_chains
from tests.unit.feeds.camt_samples import message, ntry, txdtls
from tests.unit.feeds.table_samples import HEADINGS, ROW, TWO, csv, xlsx


def came(office: Office, content: bytes, source: str = "bank") -> Statement:
    """Kept and worked through."""
    kept, _ = keep(office.desk, SYSTEM, source, [content])
    handle(office.desk, kept.id)
    return office.look(SYSTEM, view_statement, kept.id).statement


def wrong(office: Office, one: Statement) -> list[tuple[int, str]]:
    return [(bad.line, bad.field) for bad in office.look(SYSTEM, view_statement, one.id).problems]


def counts(one: Statement) -> tuple[int, int, int, int]:
    return one.fresh, one.repeated, one.outgoing, one.bad


def kept_payments(engine: Engine) -> dict[str, tuple[Decimal, Any]]:
    wanted = select(payments.c.external_id, payments.c.credited, payments.c.review_for)
    with engine.connect() as connection:
        return {row.external_id: (row.credited, row.review_for) for row in connection.execute(wanted)}


@pytest.fixture
def town(office: Office) -> Office:
    """A notice for a debt of 100 yuan."""
    office.announced(office.court("shunqing"), account=account(1), number=number(1))
    return office


def paid(amount: str = "100.00", ref: str = "R1", **given: Any) -> str:
    return ntry(txdtls(account=account(1), **given), amount=amount, ref=ref)


def test_a_file_is_kept_before_it_is_read_and_a_payment_in_it_ends_the_notice(town: Office) -> None:
    kept, fresh = keep(town.desk, SYSTEM, "bank", [message(paid())])
    assert (kept.progress, fresh, kept_payments(town.engine)) == (Progress.WAITING, True, {})
    assert work_through(town.desk) == 1
    done = town.look(SYSTEM, view_statement, kept.id).statement
    assert (done.progress, counts(done)) == (Progress.DONE, (1, 0, 0, 0))
    assert kept_payments(town.engine) == {"R1": (Decimal("100.00"), None)}
    assert town.woken
    assert work_through(town.desk) == 0
    assert broken_chains(town.engine) == {}


def test_what_is_kept_is_sealed_and_in_pieces(town: Office) -> None:
    content = message(*(ntry(txdtls(text="付款人甲乙丙"), ref=f"R{n}") for n in range(2500)))
    assert len(content) > 2 * PART_BYTES
    kept, _ = keep(town.desk, SYSTEM, "bank", [content[:7], content[7:]])
    with town.engine.connect() as connection:
        pieces = list(connection.execute(select(statement_parts.c.content)).scalars())
    assert len(pieces) == kept.parts == len(content) // PART_BYTES + 1
    assert all(piece.startswith("1.") and "Ntry" not in piece for piece in pieces)
    handle(town.desk, kept.id)
    assert len(kept_payments(town.engine)) == 2500


def test_the_same_file_again_is_the_same_statement(town: Office) -> None:
    first = came(town, message(paid("60.00")))
    again_, fresh = keep(town.desk, SYSTEM, "bank", [message(paid("60.00"))])
    assert (again_.id, fresh) == (first.id, False)
    with town.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(statements)) == 1


def test_the_same_entries_in_another_file_count_once(town: Office) -> None:
    came(town, message(paid("60.00")))
    again_ = came(town, message(paid("60.00"), before="<CpyDplctInd>DUPL</CpyDplctInd>"))
    assert counts(again_) == (0, 1, 0, 0)
    assert kept_payments(town.engine) == {"R1": (Decimal("60.00"), None)}


def test_a_closing_statement_confirms_what_was_announced_and_names_what_it_lacks_or_contradicts(town: Office) -> None:
    came(town, message(*(paid("10.00", ref) for ref in ("A", "B", "C")), kind="054"))
    closing = came(town, message(paid("10.00", "A"), paid("11.00", "B"), paid("10.00", "D"), kind="053"))
    assert counts(closing)[:2] == (1, 1)
    assert wrong(town, closing) == [(6, "id"), (0, "AcctSvcrRef"), (0, "AcctSvcrRef")]
    told = [bad.reason for bad in town.look(SYSTEM, view_statement, closing.id).problems]
    assert [name for name in "ABCD" if any(one.startswith(f"{name} was announced") for one in told)] == ["B", "C"]
    assert {name: credited for name, (credited, _) in kept_payments(town.engine).items()} == dict.fromkeys(
        "ABCD", Decimal("10.00")
    )


def test_an_entry_that_one_statement_names_by_the_payers_reference_only_is_known_again(town: Office) -> None:
    """054 without the bank's reference, then 053 with it; and the other way round."""
    came(town, message(paid("10.00", "", e2e="E1"), paid("20.00", "R2", tx="T2"), kind="054"))
    closing = came(town, message(paid("10.00", "R1", e2e="E1"), paid("20.00", "", tx="T2"), kind="053"))
    assert counts(closing) == (0, 2, 0, 0)
    assert len(kept_payments(town.engine)) == 2


def test_two_alike_in_one_statement_are_two(town: Office) -> None:
    one = came(town, message(paid("10.00", "", e2e="E1"), paid("10.00", "", e2e="E1")))
    assert counts(one) == (2, 0, 0, 0)
    assert counts(came(town, message(paid("10.00", "", e2e="E1"), paid("10.00", "", e2e="E1"), kind="054"))) == (
        0,
        2,
        0,
        0,
    )


def test_without_any_reference_it_goes_to_a_person(town: Office) -> None:
    came(town, message(paid("10.00", "")))
    ((credited, why),) = kept_payments(town.engine).values()
    assert (credited, why) == (0, ReviewFor.NO_REFERENCE)


def test_the_parts_of_a_sum_count_once_whether_they_came_before_or_after_it(town: Office) -> None:
    parts = [txdtls(amount="60.00", tx="T1", account=account(1)), txdtls(amount="40.00", tx="T2", account="0")]
    came(town, message(ntry(*parts), kind="054"))
    assert counts(came(town, message(ntry(), kind="053"))) == (0, 1, 0, 0)
    came(town, message(ntry(ref="R9", amount="30.00"), kind="053"))
    late = [txdtls(amount="10.00", tx="T3", account=account(1)), txdtls(amount="20.00", tx="T4", account="0")]
    came(town, message(ntry(*late, ref="R9", amount="30.00"), kind="054"))
    kept = kept_payments(town.engine)
    assert kept["R9"] == (Decimal("0.00"), ReviewFor.IN_PARTS)
    assert {name: credited for name, (credited, _) in kept.items() if credited} == {
        "R1/T1": Decimal("60.00"),
        "R9/T3": Decimal("10.00"),
    }


def test_a_sum_that_its_parts_contradict_is_named_and_is_no_money(town: Office) -> None:
    came(town, message(ntry(txdtls(amount="60.00", tx="A"), txdtls(amount="40.00", tx="B")), kind="054"))
    closing = came(town, message(ntry(amount="90.00"), kind="053"))
    assert (3, "Amt") in wrong(town, closing)
    assert "R1" not in kept_payments(town.engine)


def test_a_reversal_in_a_statement_is_taken_off_and_goes_to_a_person(town: Office) -> None:
    came(town, message(paid("60.00")))
    came(town, message(ntry(txdtls(account=account(1)), amount="60.00", way="DBIT", reversal=True)))
    assert kept_payments(town.engine)["R1#reversal"] == (Decimal("-60.00"), ReviewFor.REVERSAL)


def test_a_crash_between_two_handfuls_loses_nothing_and_counts_nothing_twice(
    town: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handling, "AT_ONCE", 3)
    rows = [paid("1.00", f"R{n}") if n % 3 else ntry(amount="x") for n in range(10)]
    kept, _ = keep(town.desk, SYSTEM, "bank", [message(*rows)])

    def dies(taken: int) -> None:
        if taken > 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        handle(town.desk, kept.id, dies)
    assert 0 < len(kept_payments(town.engine)) < 6
    assert handle(town.desk, kept.id) is None  # it is held by who seems to be at work
    town.clock.pass_by(handling.HOLD + timedelta(seconds=1))
    done = handle(town.desk, kept.id)
    assert done is not None
    assert counts(done) == (6, 0, 0, 4)
    assert sum(credited for credited, _ in kept_payments(town.engine).values()) == Decimal("6.00")
    assert len(wrong(town, done)) == 4


def test_a_crash_inside_a_handful_leaves_no_trace_of_it(town: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, _ = keep(town.desk, SYSTEM, "bank", [message(paid())])
    close = Taking.close

    def breaks(self: Taking) -> None:
        raise OSError

    monkeypatch.setattr(Taking, "close", breaks)
    with pytest.raises(OSError):  # noqa: PT011 - any
        work_through(town.desk)
    monkeypatch.setattr(Taking, "close", close)
    one = town.look(SYSTEM, view_statement, kept.id).statement
    assert (one.progress, one.trouble, kept_payments(town.engine)) == (Progress.WAITING, CRASHED, {})
    town.clock.pass_by(timedelta(hours=1))
    assert work_through(town.desk) == 1
    assert kept_payments(town.engine) == {"R1": (Decimal("100.00"), None)}


def test_tables_are_read_by_the_columns_of_their_source_and_again_once_these_are_set(town: Office) -> None:
    row = [*ROW[:3], "100.00", "", "", account(1), "", ""]
    refused = came(town, csv(row).encode("gb18030"))
    assert (refused.progress, wrong(town, refused)) == (Progress.REFUSED, [(0, "columns")])
    town.do(OPERATOR, set_columns, "bank", TWO.headings)
    town.do(OPERATOR, again, refused.id)
    assert work_through(town.desk) == 1
    assert kept_payments(town.engine) == {"L1": (Decimal("100.00"), None)}
    assert counts(came(town, xlsx(row))) == (0, 1, 0, 0)


def test_a_newer_version_of_the_columns_is_used_from_then_on(town: Office) -> None:
    for heading in ("流水", "交易流水号"):
        made = town.do(OPERATOR, set_columns, "bank", {**TWO.headings, "id": heading})
    assert made.version == 2
    assert came(town, csv(ROW).encode()).columns_version == 2
    assert HEADINGS[0] == "交易流水号"


def test_a_file_of_nothing_is_refused_and_leaves_nothing(town: Office) -> None:
    with pytest.raises(BadInput) as refused:
        keep(town.desk, SYSTEM, "bank", [b""])
    assert refused.value.field == "file"
    with town.engine.connect() as connection:
        assert connection.execute(select(statements)).all() == []


def test_what_broke_off_on_its_way_in_is_never_read_and_forgotten_after_a_day(town: Office) -> None:
    Intake(town.desk, SYSTEM, "bank").add(message(paid()) * 100)
    assert work_through(town.desk) == 0
    assert forget_broken_off(town.desk) == 0
    town.clock.pass_by(timedelta(days=2))
    assert forget_broken_off(town.desk) == 1
    with town.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(statement_parts)) == 0


def test_a_bank_sends_and_sees_its_own_source_only(town: Office) -> None:
    def bank(work: Work, name: str) -> Actor:
        staff = add_staff(work, name, Role.BANK, None, f"{name}-token-{name}")
        return Actor(staff.id, Role.BANK, None)

    ours, theirs = (town.do(OPERATOR, bank, name) for name in ("bank", "other"))
    kept, _ = keep(town.desk, ours, "bank", [message(paid())])
    assert [one.id for one in town.look(ours, list_statements)] == [kept.id]
    assert town.look(ours, view_statement, kept.id).statement.id == kept.id
    assert town.look(theirs, list_statements) == []
    with pytest.raises(NotFound):
        town.look(theirs, view_statement, kept.id)
    with pytest.raises(NotPermitted):
        keep(town.desk, theirs, "bank", [message(paid())])
    assert [one.id for one in town.look(OPERATOR, list_statements)] == [kept.id]


@pytest.mark.parametrize("role", [Role.CLERK, Role.APPROVER, Role.OPERATOR, Role.CARRIER])
def test_nobody_but_a_bank_sends_statements(town: Office, role: Role) -> None:
    """A clerk's own file would be one person's word for a payment."""
    with pytest.raises(NotPermitted):
        keep(town.desk, Actor("x" * 16, role, None), "bank", [message(paid())])


def test_kept_files_go_by_the_shortest_period_of_any_court_once_they_are_read(town: Office) -> None:
    one = came(town, message(paid()))
    waiting, _ = keep(town.desk, SYSTEM, "bank", [message(paid(ref="R2"))])
    town.clock.pass_by(timedelta(days=366))
    assert erase_all(town.desk, OPERATOR).statements == 1
    with town.engine.connect() as connection:
        assert set(connection.execute(select(statement_parts.c.statement_id)).scalars()) == {waiting.id}
    with pytest.raises(RuleBroken):
        town.do(OPERATOR, again, one.id)
    assert broken_chains(town.engine) == {}


def test_a_statement_that_pays_ends_every_notice_of_it(town: Office) -> None:
    enrolment = town.announced("shunqing", account=account(2), number=number(2))
    parts = [txdtls(amount="100.00", account=account(n)) for n in (1, 2)]
    one = ntry(*parts, amount="200.00", day=str(town.clock.now().date()))
    came(town, message(one))
    assert town.found(enrolment).state is State.REMOVED
