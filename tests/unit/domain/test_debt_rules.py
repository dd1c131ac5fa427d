"""Each rule of a judgment's money debt, with figures that were worked out by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ivr.domain.debt.balance import Balance
from ivr.domain.debt.credit import Credit, Refund
from ivr.domain.debt.instalments import Instalment, Standing, schedule
from ivr.domain.debt.judgment import Basis, Creditor, Due, Judgment, Late, Rate, Tranche
from ivr.domain.debt.ledger import statement
from ivr.domain.debt.part import Part
from ivr.domain.debt.shares import divide
from ivr.domain.debt.statement import Accrual, Statement
from ivr.domain.debt.terms import Agreement, Stay, Terms, Waiver
from ivr.domain.debt.words import in_words

OWED = Decimal("100000.00")
PERIOD_ENDED = date(2015, 1, 31)
DAY_100 = date(2015, 5, 11)
"""The hundredth day after it."""
LATE = Late((Due(PERIOD_ENDED),))


def yuan(text: str) -> Decimal:
    return Decimal(text)


def at(judgment: Judgment, on: date, *money: Credit, **more: object) -> Statement:
    return statement(Terms(judgment, **more), money, on)  # type: ignore[arg-type]


def test_a_hundred_thousand_late_for_a_hundred_days_is_1750_yuan() -> None:
    told = at(Judgment(OWED, late=LATE), DAY_100)
    assert told.balance == Balance(principal=OWED, doubled=yuan("1750.00"))
    (line,) = told.entries
    assert in_words(line, "en") == (
        "2015-02-01 to 2015-05-11, doubled part for late performance: 100,000.00 × 0.0175% a day × 100 days = 1,750.00"
    )
    assert in_words(line, "zh-CN") == (
        "2015-02-01 至 2015-05-11，加倍部分债务利息：100,000.00 元 × 日 0.0175% × 100 天 = 1,750.00 元"
    )


def test_the_doubled_part_begins_on_the_day_after_the_period_ended() -> None:
    judgment = Judgment(OWED, late=LATE)
    assert at(judgment, PERIOD_ENDED).balance.doubled == 0
    assert at(judgment, date(2015, 2, 1)).balance.doubled == yuan("17.50")


def test_days_before_2014_08_01_are_the_courts_own_working() -> None:
    judgment = Judgment(OWED, doubled=yuan("3000.00"), late=Late((Due(date(2010, 1, 1)),)))
    assert at(judgment, date(2014, 7, 31)).balance.doubled == yuan("3000.00")
    assert at(judgment, date(2014, 8, 10)).balance.doubled == yuan("3175.00")


def test_a_part_payment_stops_it_for_the_part_paid_from_the_next_day() -> None:
    paid = Credit(date(2015, 3, 12), "a", yuan("40000.00"))
    told = at(Judgment(OWED, late=LATE), DAY_100, paid)
    lines = [(line.days, line.base, line.amount) for line in told.entries if isinstance(line, Accrual)]
    assert lines == [(40, OWED, yuan("700.00")), (60, yuan("60000.00"), yuan("630.00"))]
    assert told.balance == Balance(principal=yuan("60000.00"), doubled=yuan("1330.00"))


def test_it_accrues_on_costs_that_the_judgment_awards_and_never_on_general_interest() -> None:
    rate = Rate(date(2014, 2, 1), date(2015, 1, 31), yuan("6"))
    given: dict[str, Any] = {"costs": yuan("2000.00"), "interest": yuan("500.00"), "rates": (rate,)}
    told = at(Judgment(OWED, **given, late=LATE), DAY_100)
    assert told.balance == Balance(yuan("2000.00"), yuan("6500.00"), OWED, yuan("1785.00"))
    assert at(Judgment(OWED, **given, late=Late(LATE.dues, on_costs=False)), DAY_100).balance.doubled == yuan("1750.00")


@pytest.mark.parametrize(("asked_by_debtor", "doubled"), [(False, "1225.00"), (True, "1750.00")])
def test_days_of_a_stay_do_not_count_unless_the_debtor_asked_for_it(asked_by_debtor: bool, doubled: str) -> None:
    stay = Stay(date(2015, 3, 2), date(2015, 3, 31), asked_by_debtor, "再审")
    again = Stay(date(2015, 3, 20), date(2015, 3, 25), asked_by_debtor, "再审")
    told = at(Judgment(OWED, late=LATE), DAY_100, stays=(stay, again))
    assert told.balance.doubled == yuan(doubled)


def test_a_stay_that_goes_on_stops_the_doubled_part_and_not_the_general_interest() -> None:
    judgment = Judgment(OWED, rates=(Rate(date(2015, 2, 1), None, yuan("3.65")),), late=LATE)
    told = at(judgment, DAY_100, stays=(Stay(date(2015, 2, 1), None, False, "再审"),))
    assert (told.balance.interest, told.balance.doubled) == (yuan("1000.00"), 0)


def test_when_the_judgment_orders_several_payments_each_is_late_from_its_own_day() -> None:
    late = Late((Due(date(2015, 4, 1), yuan("60000.00")), Due(PERIOD_ENDED, yuan("40000.00"))))
    told = at(Judgment(OWED, late=late), DAY_100, Credit(date(2015, 2, 10), "a", yuan("30000.00")))
    lines = [(line.days, line.base, line.amount) for line in told.entries if isinstance(line, Accrual)]
    assert lines == [
        (10, yuan("40000.00"), yuan("70.00")),
        (50, yuan("10000.00"), yuan("87.50")),
        (40, yuan("70000.00"), yuan("490.00")),
    ]


@pytest.mark.parametrize(
    ("basis", "lines"),
    [
        (Basis.DAYS_360, [(125, "2083.33")]),
        (Basis.DAYS_365, [(125, "2054.79")]),
        (Basis.ACTUAL, [(31, "509.59"), (94, "1540.98")]),
    ],
)
def test_a_yearly_rate_is_of_360_or_365_days_or_of_each_years_own(basis: Basis, lines: list[tuple[int, str]]) -> None:
    rate = Rate(date(2019, 12, 1), None, yuan("6"), basis)
    told = at(Judgment(OWED, rates=(rate,)), date(2020, 4, 3))
    found = [(line.days, str(line.amount)) for line in told.entries if isinstance(line, Accrual)]
    assert found == lines
    assert ("÷ 366" in in_words(told.entries[-1], "en")) is (basis is Basis.ACTUAL)


def test_interest_runs_at_each_rate_in_its_own_time_and_ends_with_the_principal() -> None:
    rates = (
        Rate(date(2015, 1, 1), date(2015, 1, 10), yuan("3.65")),
        Rate(date(2015, 1, 11), date(2015, 1, 20), yuan("7.30")),
        Rate(date(2015, 2, 1), None, yuan("36.5")),
    )
    paid = Credit(date(2015, 2, 10), "a", yuan("101300.00"))
    told = at(Judgment(OWED, rates=rates), date(2016, 1, 1), paid)
    lines = [(line.days, str(line.amount)) for line in told.entries if isinstance(line, Accrual)]
    assert lines == [(10, "100.00"), (10, "200.00"), (10, "1000.00")]
    assert told.balance.nil


def test_money_is_credited_to_costs_interest_principal_and_last_to_the_doubled_part() -> None:
    judgment = Judgment(yuan("100.00"), yuan("10.00"), yuan("20.00"), yuan("30.00"))
    day = date(2026, 3, 1)
    left = [at(judgment, day, Credit(day, "a", yuan(paid))).balance for paid in ("10.00", "25.00", "130.00", "159.99")]
    assert left == [
        Balance(yuan("0.00"), yuan("20.00"), yuan("100.00"), yuan("30.00")),
        Balance(yuan("0.00"), yuan("5.00"), yuan("100.00"), yuan("30.00")),
        Balance(doubled=yuan("30.00")),
        Balance(doubled=yuan("0.01")),
    ]


def test_or_in_the_order_that_was_agreed() -> None:
    order = (Part.PRINCIPAL, Part.COSTS, Part.INTEREST, Part.DOUBLED)
    judgment = Judgment(yuan("100.00"), yuan("10.00"), yuan("20.00"), order=order)
    day = date(2026, 3, 1)
    assert at(judgment, day, Credit(day, "a", yuan("105.00"))).balance == Balance(yuan("5.00"), yuan("20.00"))


def test_an_identified_reversal_undoes_its_original_on_the_originals_own_day() -> None:
    judgment = Judgment(OWED, late=LATE)
    money = (Credit(date(2015, 2, 10), "a", OWED), Credit(date(2015, 3, 1), "b", -OWED, reverses="a"))
    assert at(judgment, DAY_100, *money) == at(judgment, DAY_100)


def test_another_one_takes_credit_back_in_the_reverse_order_from_its_own_day() -> None:
    judgment = Judgment(yuan("100.00"), costs=yuan("10.00"), doubled=yuan("5.00"))
    money = (Credit(date(2026, 3, 1), "a", yuan("115.00")), Credit(date(2026, 3, 5), "b", yuan("-20.00")))
    told = at(judgment, date(2026, 3, 5), *money)
    assert told.balance == Balance(principal=yuan("15.00"), doubled=yuan("5.00"))
    assert in_words(told.entries[-1], "zh-CN") == (
        "2026-03-05，冲回 20.00 元（本金 15.00，加倍部分债务利息 5.00），余 20.00 元"
    )


def test_a_waiver_takes_off_at_most_what_there_is_and_a_whole_one_stops_the_part() -> None:
    judgment = Judgment(OWED, late=LATE)
    some = at(judgment, DAY_100, waivers=(Waiver(date(2015, 2, 10), Part.DOUBLED, yuan("500.00")),))
    assert (some.waived, some.balance.doubled) == (yuan("175.00"), yuan("1575.00"))
    whole = at(judgment, DAY_100, waivers=(Waiver(date(2015, 2, 10), Part.DOUBLED),))
    assert (whole.waived, whole.balance) == (yuan("175.00"), Balance(principal=OWED))


def test_a_waiver_comes_before_the_money_of_its_day() -> None:
    day = date(2026, 3, 1)
    waived = (Waiver(day, Part.PRINCIPAL, yuan("40.00")),)
    told = at(Judgment(yuan("100.00")), day, Credit(day, "a", yuan("61.00"), "o"), waivers=waived)
    assert (told.balance, told.refunds) == (Balance(unapplied=yuan("1.00")), (Refund("a", "o", yuan("1.00")),))


def agreement(**changes: object) -> Agreement:
    dues = (Due(date(2026, 3, 31), yuan("30.00")), Due(date(2026, 4, 30), yuan("50.00")))
    return Agreement(date(2026, 3, 1), dues, **({"settles": True} | changes))  # type: ignore[arg-type]


def test_a_settlement_that_is_performed_in_full_gives_up_the_rest() -> None:
    money = (Credit(date(2026, 3, 31), "a", yuan("30.00"), "o"), Credit(date(2026, 5, 5), "b", yuan("55.00"), "o"))
    told = at(Judgment(yuan("100.00")), date(2026, 6, 1), *money, agreement=agreement())
    assert (told.balance, told.waived) == (Balance(unapplied=yuan("5.00")), yuan("20.00"))
    assert told.refunds == (Refund("b", "o", yuan("5.00")),)
    assert at(Judgment(yuan("100.00")), date(2026, 5, 4), *money, agreement=agreement()).balance.left == yuan("70.00")


@pytest.mark.parametrize("changes", [{"settles": False}, {"ended_on": date(2026, 4, 1)}])
def test_else_the_whole_judgment_stays_owed(changes: dict[str, object]) -> None:
    money = (Credit(date(2026, 3, 31), "a", yuan("30.00")), Credit(date(2026, 4, 5), "b", yuan("50.00")))
    told = at(Judgment(yuan("100.00")), date(2026, 6, 1), *money, agreement=agreement(**changes))
    assert told.balance.left == yuan("20.00")


def test_a_bounced_instalment_is_no_performance() -> None:
    paid = Credit(date(2026, 3, 31), "a", yuan("80.00"))
    back = Credit(date(2026, 4, 2), "b", yuan("-80.00"), reverses="a")
    told = at(Judgment(yuan("100.00")), date(2026, 6, 1), paid, back, agreement=agreement())
    assert told.balance.left == yuan("100.00")


def test_instalments_are_due_late_or_performed() -> None:
    money = [Credit(date(2026, 2, 1), "before", yuan("9.00")), Credit(date(2026, 4, 2), "a", yuan("40.00"))]
    first, second = date(2026, 3, 31), date(2026, 4, 30)
    assert schedule(agreement(), money, date(2026, 4, 1)) == [
        Instalment(first, yuan("30.00"), yuan("0.00"), Standing.LATE, None),
        Instalment(second, yuan("50.00"), yuan("0.00"), Standing.DUE, None),
    ]
    assert schedule(agreement(), money, date(2026, 5, 1)) == [
        Instalment(first, yuan("30.00"), yuan("30.00"), Standing.PERFORMED, date(2026, 4, 2)),
        Instalment(second, yuan("50.00"), yuan("10.00"), Standing.LATE, None),
    ]


def test_too_much_is_given_back_from_what_came_last() -> None:
    days = [date(2026, 3, n) for n in (1, 2, 3)]
    money = [Credit(day, f"e{n}", yuan("60.00"), f"o{n}") for n, day in enumerate(days)]
    assert at(Judgment(yuan("100.00")), days[2], *money).refunds == (
        Refund("e2", "o2", yuan("60.00")),
        Refund("e1", "o1", yuan("20.00")),
    )


def test_several_creditors_share_by_their_claims_and_the_fen_left_over_goes_to_the_largest_remainder() -> None:
    claims = [Creditor("甲", yuan("1.00")), Creditor("乙", yuan("1.00")), Creditor("丙", yuan("1.00"))]
    assert [str(one.amount) for one in divide(yuan("100.00"), claims)] == ["33.34", "33.33", "33.33"]
    claims = [Creditor("甲", yuan("2.00")), Creditor("乙", yuan("1.00"))]
    assert [str(one.amount) for one in divide(yuan("0.05"), claims)] == ["0.03", "0.02"]


def test_each_of_several_loans_bears_its_own_interest_and_what_comes_is_for_the_first() -> None:
    loans = (
        Tranche(yuan("60000.00"), (Rate(date(2015, 1, 1), None, yuan("3.65")),)),
        Tranche(yuan("40000.00"), (Rate(date(2015, 2, 1), None, yuan("7.30")),)),
    )
    judgment = Judgment(OWED, tranches=loans, order=(Part.PRINCIPAL, Part.INTEREST, Part.COSTS, Part.DOUBLED))
    told = at(judgment, date(2015, 3, 2), Credit(date(2015, 1, 20), "a", yuan("70000.00")))
    lines = [(line.days, line.base, str(line.amount)) for line in told.entries if isinstance(line, Accrual)]
    assert lines == [(20, yuan("60000.00"), "120.00"), (30, yuan("30000.00"), "180.00")]


def test_what_is_in_none_of_the_loans_bears_no_interest_and_is_paid_last() -> None:
    loan = Tranche(yuan("60000.00"), (Rate(date(2015, 1, 1), None, yuan("3.65")),))
    paid = Credit(date(2015, 1, 1), "a", yuan("60006.00"))
    assert at(Judgment(OWED, tranches=(loan,)), date(2015, 12, 31), paid).balance == Balance(principal=yuan("40000.00"))
