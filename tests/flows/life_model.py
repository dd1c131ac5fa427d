"""What was done to each enrolment, kept beside the store, and whether anybody may hear it then."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from tests.flows.office import GRACE

SHANGHAI = ZoneInfo("Asia/Shanghai")


def end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI).astimezone(UTC)


def day_of(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()


@dataclass
class Debt:
    """``paid`` never goes back: a reversal goes to a person."""

    account: str
    credited: Decimal = Decimal("0.00")
    paid: bool = False


@dataclass
class Proof:
    """Of one person on one number, in one court."""

    on: date
    until: date


@dataclass
class Known:
    """One enrolment, by what was done to it."""

    id: str
    court: str
    number: str
    person: str
    debt: Debt
    proof: Proof
    ends: date
    drafted_by: str
    submitted_by: str | None = None
    approved_by: str | None = None
    approved_at: datetime | None = None
    told: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    activated_at: datetime | None = None
    grace_ended_at: datetime | None = None
    suspended: bool = False
    asked_by: str | None = None
    ended: bool = False

    def grace_ends(self) -> datetime | None:
        """From the first known delivery, else the last sending, of what was told since the approval."""
        arrived = [at for _, at in self.told if at]
        sent = [at for at, _ in self.told]
        return min(arrived) + GRACE if arrived else max(sent) + GRACE if sent else None

    def back_to_draft(self) -> None:
        self.submitted_by = self.approved_by = self.approved_at = None
        self.told = []

    def why_silent(self, now: datetime) -> str | None:
        """The first reason, in the words of invariant I3, for which nobody may hear this; None when they may."""
        reasons = {
            "it was never approved": self.approved_by is None,
            "one person prepared and approved it": self.approved_by in {self.drafted_by, self.submitted_by},
            "it was never activated": self.activated_at is None,
            "nobody was told": not self.told,
            "the grace period was not over": (self.activated_at or now) < (self.grace_ended_at or now),
            "it is suspended": self.suspended,
            "it has ended": self.ended,
            "the order or the listing is over": now >= end_of(self.ends),
            "the holder is not proven": now >= end_of(self.proof.until),
            "the debt is paid": self.debt.paid,
        }
        return next((reason for reason, holds in reasons.items() if holds), None)
