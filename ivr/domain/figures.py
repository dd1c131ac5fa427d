"""How many paid, when and how much: by what callers and the person had been told till then. Counts, never a cause.

Who is announced was chosen by a court, and those who were not were left out for some reason: the groups were not alike
to begin with. So the figures say what happened, not why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from statistics import quantiles
from typing import Final

FEW: Final = 5
"""A count below it, unless it is none, is not told: a count of one is a person."""

NOTE_ZH: Final = "以上只是各组的统计结果，各组情形本不相同，不能据此认为履行由提示所致。少于 5 人的数字不予显示。"
NOTE_EN: Final = (
    "These figures say what happened in each group. The groups differ in more than the notice, so nothing here shows "
    "that a notice made anybody pay. Numbers of fewer than 5 people are not shown."
)


class Group(StrEnum):
    """What had happened by the time of the payment, or until now."""

    NO_NOTICE = "no-notice"
    WARNED = "warned"
    """Told, and not announced."""
    ANNOUNCED = "announced"


@dataclass
class Debtor:
    """One person's debt in one case; times are the first of its enrolments'. ``came``: what was paid, and when."""

    court_id: str
    drafted_at: datetime
    warned_at: datetime | None
    activated_at: datetime | None
    paid_at: datetime | None
    came: list[tuple[datetime, Decimal]] = field(default_factory=list)

    @property
    def group(self) -> Group:
        if _before(self.activated_at, self.paid_at):
            return Group.ANNOUNCED
        return Group.WARNED if _before(self.warned_at, self.paid_at) else Group.NO_NOTICE

    @property
    def since(self) -> datetime:
        """From when the time to the payment is counted: the notice, the warning, or else the draft."""
        of_group = {Group.ANNOUNCED: self.activated_at, Group.WARNED: self.warned_at}
        return of_group.get(self.group) or self.drafted_at


@dataclass(frozen=True)
class Figure:
    """One group of one court. ``days``: quartile, median, quartile from ``since`` to the payment in full.

    None where it may not be told or there is nothing to tell. ``yuan``: all that came since, part payments too.
    """

    court_id: str
    group: Group
    debtors: int | None
    paid: int | None
    days: tuple[float, float, float] | None
    yuan: Decimal | None

    @property
    def share(self) -> float | None:
        return None if self.paid is None or not self.debtors else self.paid / self.debtors


def figures(debtors: Iterable[Debtor]) -> list[Figure]:
    """By court and group; a court's groups are all there, or none of them."""
    courts: dict[str, dict[Group, list[Debtor]]] = {}
    for one in debtors:
        courts.setdefault(one.court_id, {group: [] for group in Group})[one.group].append(one)
    return [_figure(court, group, found) for court, groups in sorted(courts.items()) for group, found in groups.items()]


def _figure(court: str, group: Group, found: Sequence[Debtor]) -> Figure:
    """Nor is told how many paid where all but a few did: that would tell of the few."""
    days = sorted((one.paid_at - one.since).total_seconds() / 86400 for one in found if one.paid_at)
    payers = sum(any(at >= one.since for at, _ in one.came) for one in found)
    open_ones = len(found) - len(days)
    return Figure(
        court,
        group,
        None if _few(len(found)) else len(found),
        None if _few(len(found)) or _few(len(days)) or _few(open_ones) else len(days),
        None if len(days) < FEW or _few(open_ones) else _quartiles(days),
        None if _few(payers) else _sum(found),
    )


def _few(count: int) -> bool:
    return 0 < count < FEW


def _quartiles(days: Sequence[float]) -> tuple[float, float, float]:
    low, middle, high = quantiles(days, n=4, method="inclusive")
    return round(low, 1), round(middle, 1), round(high, 1)


def _sum(found: Iterable[Debtor]) -> Decimal:
    return sum((yuan for one in found for at, yuan in one.came if at >= one.since), Decimal("0.00"))


def _before(at: datetime | None, paid_at: datetime | None) -> bool:
    return at is not None and (paid_at is None or at <= paid_at)
