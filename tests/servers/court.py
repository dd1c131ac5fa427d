"""A court with its people and papers, all invented: numbers of the unassigned block 154, ID numbers of no province."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from ivr.domain.concerns import NO_CONCERNS
from ivr.domain.court import Court
from ivr.domain.enrolment import Enrolment
from ivr.domain.idnumber import check_character
from ivr.domain.papers import Papers
from ivr.domain.payment import Payment, Remittance
from ivr.domain.prompt import Prompt
from ivr.domain.staff import Actor
from ivr.flows.activate import activate
from ivr.flows.add_court import add_court
from ivr.flows.approve import approve
from ivr.flows.desk import Desk
from ivr.flows.draft import draft
from ivr.flows.publish_notice import publish_notice
from ivr.flows.record_payment import record_payment
from ivr.flows.submit import submit
from ivr.flows.warn import warn
from ivr.kit.clock import SystemClock

OPERATOR = Actor("operator", "operator", None)
SECOND_OPERATOR = Actor("operator-two", "operator", None)
BANK = Actor("bank", "bank", None)


@dataclass
class ShiftedClock(SystemClock):
    """The machine's time plus ``shift``: a court's past days are gone through in no time, the present is real."""

    shift: timedelta = timedelta()

    def now(self) -> datetime:
        return super().now() + self.shift


def id_number(serial: int) -> str:
    """An adult's, with the check character right; region 990000 is no province."""
    first = f"99000019800101{serial:03d}"
    return first + check_character(first)


def number(serial: int) -> str:
    return f"+86154{serial:08d}"


def papers(serial: int, today: date, **change: object) -> Papers:
    """Complete papers of one invented person; ``change`` replaces fields."""
    facts: dict[str, object] = {
        "number": number(serial),
        "name": "张示例",
        "id_number": id_number(serial % 1000),
        "case_number": f"(2025)川1302执{serial + 1}号",
        "decision": "listing",
        "ground": 1,
        "decided_on": today - timedelta(days=30),
        "served_on": today - timedelta(days=28),
        "warned_in_notice_on": today - timedelta(days=60),
        "president": "李院长",
        "signed_on": today - timedelta(days=30),
        "order_ends_on": today + timedelta(days=365),
        "proven_on": today - timedelta(days=1),
        "proven_until": today + timedelta(days=29),
        "proof_reference": "川移协2026-17",
        "account": f"6220{serial:012d}",
        "owed": Decimal("2951.00"),
    }
    facts = {**facts, **change}
    return Papers(**{"holder_id_number": facts["id_number"], **facts})  # type: ignore[arg-type]


@dataclass
class SampleCourt:
    """One court at a desk whose clock the test shifts."""

    desk: Desk
    clock: ShiftedClock
    id: str = "mingchuan"

    @property
    def clerk(self) -> Actor:
        return Actor(f"{self.id[:6]}-clerk", "clerk", self.id)

    @property
    def approver(self) -> Actor:
        return Actor(f"{self.id[:6]}-appr", "approver", self.id)

    def open(self, prompt: str, languages: str = "zh-CN") -> "SampleCourt":
        """The court and its published notice, one prompt key for each of its languages."""
        with self.desk.work(OPERATOR) as work:
            add_court(
                work,
                Court(
                    self.id,
                    "明川区人民法院",
                    "Mingchuan District People's Court",
                    "0817-12368",
                    3,
                    languages,
                    "Asia/Shanghai",
                ),
            )
        for language in languages.split(","):
            self.publish(prompt, language)
        return self

    def publish(self, prompt: str, language: str = "zh-CN") -> None:
        with self.desk.work(OPERATOR) as work:
            publish_notice(work, self.id, Prompt(prompt, language, "播报，详询0817-12368。", 2.0, "test", "test"))

    def warned(self, serial: int, **change: object) -> Enrolment:
        """Drafted, approved by another and warned four days ago, so that the grace period of three is over."""
        self.clock.shift = timedelta(days=-4)
        enrolment = self.drafted(serial, **change)
        with self.desk.work(self.clerk) as work:
            submit(work, enrolment.id)
        with self.desk.work(self.approver) as work:
            approve(work, enrolment.id, NO_CONCERNS)
        with self.desk.work(self.clerk) as work:
            warned = warn(work, enrolment.id, "您的号码将播放告知。", work.now)
        self.clock.shift = timedelta()
        return warned

    def drafted(self, serial: int, **change: object) -> Enrolment:
        with self.desk.work(self.clerk) as work:
            return draft(work, papers(serial, work.now.date(), **change))

    def active(self, serial: int, **change: object) -> Enrolment:
        enrolment = self.warned(serial, **change)
        with self.desk.work(self.clerk) as work:
            return activate(work, enrolment.id)

    def pays(self, serial: int, amount: str, reference: str) -> Payment:
        """Money on the person's virtual account."""
        with self.desk.work(BANK) as work:
            return record_payment(work, self.remittance(serial, amount, reference), "{}")

    def remittance(self, serial: int, amount: str, reference: str) -> Remittance:
        account, now = f"6220{serial:012d}", self.desk.clock.now()
        return Remittance("bank", reference, account, Decimal(amount), "CNY", "BOOK", False, now, "")
