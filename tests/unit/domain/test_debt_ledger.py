"""The ledger of a debt: nothing is lost, only days matter, and the law's own formula gives the same to the fen."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.debt.balance import Balance
from ivr.domain.debt.credit import Credit, came
from ivr.domain.debt.ledger import statement
from ivr.domain.debt.part import Part
from ivr.domain.debt.statement import Accrual
from ivr.domain.debt.terms import plain
from tests.unit.domain.debt_by_the_day import ByTheDay, fen
from tests.unit.domain.debt_cases import cases

YUAN = st.integers(1, 10**9).map(lambda n: Decimal(n) / 100)


def test_credits_and_balance_are_debt_and_interest_to_the_fen() -> None:
    for case in cases(2000, agreed=True):
        told = statement(case.terms, case.money, case.on)
        assert told.fixed.left + told.accrued == told.credited + told.waived + told.balance.left, case
        assert told.came == told.credited + told.balance.unapplied, case
        assert told.came == sum(one.amount for one in came(case.money) if one.on <= case.on), case
        assert told.accrued == sum(one.amount for one in told.entries if isinstance(one, Accrual)), case
        assert min(told.balance.of(part) for part in Part) >= 0, case
        assert told.balance.left == 0 or told.balance.unapplied <= 0, case
        assert sum(one.amount for one in told.refunds) == told.balance.overpaid, case
        assert sum(one.amount for one in told.divided) == (told.credited if told.divided else 0), case


def test_neither_the_order_of_arrival_nor_a_replay_matters() -> None:
    for case in cases(500, agreed=True):
        mixed = [*case.money, *case.money]
        Random(case.seed).shuffle(mixed)  # noqa: S311
        assert statement(case.terms, mixed, case.on) == statement(case.terms, case.money, case.on), case


def test_the_laws_own_formula_day_by_day_gives_the_same_to_the_fen() -> None:
    for case in cases(3000):
        balance = statement(case.terms, case.money, case.on).balance
        ours = {part.value: fen(balance.of(part)) for part in Part} | {"over": fen(balance.unapplied)}
        assert ours == ByTheDay(case.terms).work_out(case.money, case.first, case.on), case


def test_an_identified_reversal_leaves_the_debt_as_if_the_money_had_never_come() -> None:
    for case in cases(300):
        bounced = Credit(case.first, "bounced", Decimal("777.77"))
        back = replace(bounced, key="back", amount=-bounced.amount, on=case.on, reverses="bounced")
        expected = statement(case.terms, case.money, case.on)
        assert statement(case.terms, [back, *case.money, bounced], case.on) == expected, case


def test_what_lies_behind_a_day_does_not_change_with_the_day_of_the_statement() -> None:
    for case in cases(300):
        day = case.first + (case.on - case.first) / 2
        then, later = (statement(case.terms, case.money, on).entries for on in (day, case.on))
        behind = [one for one in then if (one.last if isinstance(one, Accrual) else one.on) < day]
        assert set(map(str, behind)) <= set(map(str, later)), case


@given(YUAN, YUAN)
def test_the_simplest_debt_is_one_amount_and_a_fen_less_is_not_enough(owed: Decimal, paid: Decimal) -> None:
    day = date(2026, 3, 1)
    balance = statement(plain(owed), [Credit(day, "a", paid)], day + timedelta(days=3650)).balance
    assert balance == Balance(principal=max(owed - paid, Decimal(0)), unapplied=max(paid - owed, Decimal(0)))
    assert balance.nil is (paid >= owed)
