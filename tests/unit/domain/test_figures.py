"""Figures: who belongs to which group, what is counted, and what is never told because it is somebody."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.figures import FEW, Debtor, Figure, Group, figures

START = datetime(2026, 3, 2, tzinfo=UTC)
YUAN = Decimal("100.00")


def day(n: float | None) -> datetime | None:
    return None if n is None else START + timedelta(days=n)


def debtor(warned: float | None = None, announced: float | None = None, paid: float | None = None) -> Debtor:
    came = [] if paid is None else [(START + timedelta(days=paid), YUAN)]
    return Debtor("shunqing", START, day(warned), day(announced), day(paid), came)


def of(group: Group, found: list[Figure]) -> Figure:
    return next(one for one in found if one.group is group)


@pytest.mark.parametrize(
    ("one", "group"),
    [
        (debtor(), Group.NO_NOTICE),
        (debtor(paid=1), Group.NO_NOTICE),
        (debtor(warned=2), Group.WARNED),
        (debtor(warned=2, paid=3), Group.WARNED),
        (debtor(warned=2, announced=6), Group.ANNOUNCED),
        (debtor(warned=2, announced=6, paid=9), Group.ANNOUNCED),
    ],
)
def test_the_group_is_what_had_happened_by_the_payment(one: Debtor, group: Group) -> None:
    assert one.group is group


def test_the_days_count_from_the_notice_the_warning_or_the_draft() -> None:
    everybody = [debtor(2, 6, 6 + n) for n in range(1, 6)] + [debtor(2, None, 2 + 2 * n) for n in range(1, 6)]
    found = figures(everybody + [debtor(paid=n) for n in range(10, 15)])
    assert [one.days for one in found] == [(11.0, 12.0, 13.0), (4.0, 6.0, 8.0), (2.0, 3.0, 4.0)]
    assert [(one.debtors, one.paid, one.yuan) for one in found] == [(5, 5, Decimal("500.00"))] * 3


def test_what_came_before_the_notice_is_not_counted_as_after_it() -> None:
    early = [debtor(2, 6, 9) for _ in range(FEW)]
    for one in early:
        one.came.append((START + timedelta(days=3), YUAN))
    assert of(Group.ANNOUNCED, figures(early)).yuan == YUAN * FEW


def test_a_part_payment_is_money_and_no_performance() -> None:
    part = [debtor(2, 6) for _ in range(9)]
    for one in part:
        one.came.append((START + timedelta(days=7), Decimal("0.01")))
    told = of(Group.ANNOUNCED, figures(part))
    assert (told.debtors, told.paid, told.days, told.yuan) == (9, 0, None, Decimal("0.09"))


@given(st.integers(0, 12), st.integers(0, 12))
def test_no_few_people_can_be_read_from_a_figure(paid: int, still_open: int) -> None:
    told = of(Group.ANNOUNCED, figures([debtor(1, 2, 5)] * paid + [debtor(1, 2)] * still_open + [debtor()]))
    for shown, count in ((told.debtors, paid + still_open), (told.paid, paid)):
        assert shown is None or shown == count
        assert shown is None or shown == 0 or shown >= FEW
    if told.paid is not None and told.debtors is not None:
        assert told.debtors - told.paid == 0 or told.debtors - told.paid >= FEW
    if told.days is not None or told.yuan:
        assert paid >= FEW


def test_nobody_at_all_is_told_as_none() -> None:
    assert figures([]) == []
    assert of(Group.WARNED, figures([debtor()])) == Figure("shunqing", Group.WARNED, 0, 0, None, Decimal("0.00"))
