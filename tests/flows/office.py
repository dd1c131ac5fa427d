"""A court's office in miniature: real flows over a real store, with a clock that tests turn by hand."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from ivr.domain.concerns import NO_CONCERNS
from ivr.domain.court import Court
from ivr.domain.enrolment import Enrolment
from ivr.domain.idnumber import check_character
from ivr.domain.papers import Papers
from ivr.domain.payment import Payment, Remittance
from ivr.domain.prompt import Prompt
from ivr.domain.staff import Actor, Role
from ivr.flows.activate import activate
from ivr.flows.add_court import add_court
from ivr.flows.approve import approve
from ivr.flows.desk import Desk
from ivr.flows.draft import draft
from ivr.flows.publish_notice import publish_notice
from ivr.flows.record_payment import record_payment
from ivr.flows.submit import submit
from ivr.flows.warn import warn
from ivr.kit.ids import random_id
from ivr.kit.vault import Vault

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
GRACE = timedelta(days=3)
OPERATOR = Actor("0" * 16, Role.OPERATOR, None)
BANK = Actor("b" * 16, Role.BANK, None)

Answer = TypeVar("Answer")


class SteeredClock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    def pass_by(self, time: timedelta) -> None:
        self.at += time


class Office:
    """Verbs with everything filled in that a test does not care about; each verb is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.clock = SteeredClock()
        self.vault = Vault(b"k" * 32)
        self.woken = 0
        self.desk = Desk(engine, self.clock, random_id, self.vault, self._wake)
        self._serial = count(1)

    def do(self, actor: Actor, verb: Callable[..., Answer], *given: Any) -> Answer:
        with self.desk.work(actor) as work:
            return verb(work, *given)

    def look(self, actor: Actor, query: Callable[..., Answer], *given: Any) -> Answer:
        with self.desk.read(actor) as work:
            return query(work, *given)

    def court(self, slug: str, languages: str = "zh-CN") -> str:
        court = Court(slug, "示例区人民法院", "Sample District Court", "0817-12368", 3, languages, "Asia/Shanghai")
        self.do(OPERATOR, add_court, court)
        for language in languages.split(","):
            self.publish(slug, language)
        return slug

    def publish(self, slug: str, language: str = "zh-CN", key: str | None = None) -> str:
        prompt = Prompt(key or random_id() * 2, language, "您拨打的号码……详询0817-12368。", 9.5, "test", "test")
        self.do(OPERATOR, publish_notice, slug, prompt)
        return prompt.key

    def draft(self, slug: str, **changes: Any) -> Enrolment:
        return self.do(clerk(slug), draft, self.papers(**changes))

    def submitted(self, slug: str, **changes: Any) -> Enrolment:
        return self.do(clerk(slug), submit, self.draft(slug, **changes).id)

    def approved(self, slug: str, **changes: Any) -> Enrolment:
        return self.do(approver(slug), approve, self.submitted(slug, **changes).id, NO_CONCERNS)

    def warned(self, slug: str, **changes: Any) -> Enrolment:
        enrolment = self.approved(slug, **changes)
        return self.do(clerk(slug), warn, enrolment.id, "您的号码将播报法院提示。", self.clock.now())

    def announced(self, slug: str, **changes: Any) -> Enrolment:
        enrolment = self.warned(slug, **changes)
        self.clock.pass_by(GRACE)
        return self.do(clerk(slug), activate, enrolment.id)

    def pay(self, **changes: Any) -> Payment:
        raw = changes.pop("raw", "{}")
        return self.do(BANK, record_payment, self.remittance(**changes), raw)

    def papers(self, **changes: Any) -> Papers:
        n = next(self._serial)
        today = self.clock.now().date()
        given: dict[str, Any] = {
            "number": number(n),
            "name": "张三",
            "id_number": id_number(n),
            "case_number": f"（2025）川1302执{n}号",
            "decision": "listing",
            "ground": 1,
            "decided_on": date(2026, 1, 5),
            "served_on": date(2026, 1, 8),
            "warned_in_notice_on": date(2025, 12, 1),
            "president": "李四",
            "signed_on": date(2026, 1, 6),
            "order_ends_on": today + timedelta(days=400),
            "proven_on": today,
            "proven_until": today + timedelta(days=180),
            "proof_reference": "回函 2026-17",
            "account": account(n),
            "owed": Decimal("100.00"),
        }
        given |= changes
        return Papers(**({"holder_id_number": given["id_number"]} | given))

    def remittance(self, **changes: Any) -> Remittance:
        given: dict[str, Any] = {
            "source": "bank",
            "external_id": f"entry-{next(self._serial)}",
            "account": "",
            "amount": Decimal("100.00"),
            "currency": "CNY",
            "status": "BOOK",
            "reversal": False,
            "booked_at": self.clock.now(),
            "text": "",
        }
        return Remittance(**(given | changes))

    def found(self, one: Enrolment) -> Enrolment:
        """As it stands in the store now."""
        with Session(self.engine) as session:
            return session.get_one(Enrolment, one.id)

    def _wake(self) -> None:
        self.woken += 1


def clerk(slug: str) -> Actor:
    return Actor("c" * 16, Role.CLERK, slug)


def approver(slug: str) -> Actor:
    return Actor("a" * 16, Role.APPROVER, slug)


def number(n: int) -> str:
    """From the unassigned block +86 154 00."""
    return f"+8615400{n:06d}"


def account(n: int) -> str:
    return f"6222{n:012d}"


def id_number(n: int, born: str = "19900307") -> str:
    body = f"51130{n // 1000 % 10}{born}{n % 1000:03d}"
    return body + check_character(body)


__all__ = [
    "BANK",
    "NO_CONCERNS",
    "OPERATOR",
    "START",
    "Office",
    "SteeredClock",
    "approver",
    "clerk",
    "id_number",
    "number",
]
