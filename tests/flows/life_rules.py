"""Everything that anybody may try with an enrolment, as rules of a state machine, each kept in the model."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy.orm import Session

from ivr.domain.concerns import NO_CONCERNS, Answer, Concern
from ivr.domain.enrolment import Enrolment
from ivr.domain.reasons import CORRECTED_FOR, REMOVED_FOR, SuspendedFor
from ivr.domain.staff import SYSTEM, Actor, Role
from ivr.flows.activate import activate
from ivr.flows.approve import approve
from ivr.flows.correct import correct
from ivr.flows.expire import expire
from ivr.flows.own_telling import Told
from ivr.flows.remove import remove
from ivr.flows.restore import restore
from ivr.flows.resume import resume
from ivr.flows.send_back import send_back
from ivr.flows.submit import submit
from ivr.flows.suspend import suspend
from ivr.flows.warn import record_telling
from ivr.flows.withdraw import withdraw
from ivr.kit.errors import GatewayError
from tests.flows.life_model import Debt, Known, Proof, day_of
from tests.flows.office import Office, account, id_number, number
from tests.servers.databases import empty

OWED = Decimal("100.00")
COURTS = ("shunqing", "gaoping")
NAME, WORDS = "金丝雀甲", "金丝雀乙不是被执行人"
PERSONS = [id_number(n) for n in (1, 2, 3)]
CARRIER = Actor("d" * 16, Role.CARRIER, None)
persons, numbers = st.sampled_from(PERSONS), st.integers(1, 3)
courts = st.sampled_from(COURTS)
picks = st.integers(0, 15)
Who = tuple[str, str]
CLERKS: list[Who] = [(Role.CLERK, f"cle{n}") for n in (1, 2)]
OTHERS: list[Who] = [(Role.APPROVER, "app1"), (Role.PRESIDENT, "pre1"), (Role.AUDITOR, "aud1")]
people = st.sampled_from([*CLERKS, *OTHERS, (Role.APPROVER, "cle1")])
"""The last one changed roles: who prepared something as a clerk does not decide it as an approver."""
Step = Callable[[Any], object]


def waits(one: Known) -> bool:
    """Submitted, and nobody has decided."""
    return bool(one.submitted_by) and not one.approved_by and not one.ended


class Courts(RuleBasedStateMachine):
    """Two courts whose people, the bank, a carrier and the clock do anything at any time."""

    office: Office

    @initialize()
    def open(self) -> None:
        empty(self.office.engine)
        self.office = Office(self.office.engine)
        self.all: list[Known] = []
        self.debts: dict[tuple[str, str], Debt] = {}
        self.proofs: dict[tuple[str, str, str], Proof] = {}
        for court in COURTS:
            self.office.court(court)
        for at, who, which in ((0, 0, 1), (1, 0, 1), (0, 1, 2)):
            self.announce(COURTS[at], PERSONS[who], which, hours=75)

    @rule(court=courts, person=persons, which=numbers, days=st.integers(1, 60), steps=st.integers(0, 2))
    def begin(self, court: str, person: str, which: int, days: int, steps: int) -> None:
        """A draft, perhaps submitted, perhaps approved."""
        for one in self.draft(court, person, which, days):
            if steps > 0:
                self._submit(one, CLERKS[0])
            if steps > 1:
                self._approve(one, OTHERS[0], None)

    def draft(self, court: str, person: str, which: int, days: int) -> list[Known]:
        """The one that was drafted; none where the rules forbid it."""
        debt = self.debts.setdefault((court, person), Debt(account(len(self.debts) + 1)))
        today, n = day_of(self._now), len(self.all)
        until, ends = today + timedelta(days=days), today + timedelta(days=45)
        given = {
            "number": number(which),
            "name": NAME,
            "id_number": person,
            "account": debt.account,
            "case_number": f"（2025）川1302执{1 + PERSONS.index(person) + 10 * COURTS.index(court)}号",
            "proven_on": today,
            "proven_until": until,
            "order_ends_on": ends,
            "signed_on": date(2025, 1, 1) + timedelta(days=n),
        }
        with suppress(GatewayError):
            drafted = self.office.draft(court, **given)
            proof = self.proofs.setdefault((court, person, number(which)), Proof(today, until))
            proof.on, proof.until = today, until
            self.all.append(Known(drafted.id, court, number(which), person, debt, proof, ends, drafted.drafted_by))
            return self.all[-1:]
        return []

    @rule(court=courts, person=persons, which=numbers, hours=st.integers(70, 80))
    def announce(self, court: str, person: str, which: int, hours: int) -> None:
        """The ordinary way to the notice, as far as it goes; without it the machine would seldom get there."""
        for one in self.draft(court, person, which, days=40):
            self._submit(one, CLERKS[0])
            self._approve(one, OTHERS[0], None)
            self._tell(one, CLERKS[0], 0, False)
            self.time_goes_by(hours, sweep=False)
            self._activate(one, CLERKS[0])

    @precondition(lambda self: self.all)
    @rule(pick=picks, who=people)
    def submit(self, pick: int, who: Who) -> None:
        self._submit(self._pick(pick), who)

    def _submit(self, one: Known, who: Who) -> None:
        if self._done(one, who, lambda work: submit(work, one.id)):
            one.submitted_by = who[1]

    @precondition(lambda self: self.all)
    @rule(pick=picks, who=people)
    def send_back(self, pick: int, who: Who) -> None:
        one = self._pick(pick, waits)
        if self._done(one, who, lambda work: send_back(work, one.id, WORDS)):
            one.back_to_draft()

    @precondition(lambda self: self.all)
    @rule(pick=picks, who=people)
    def withdraw(self, pick: int, who: Who) -> None:
        one = self._pick(pick)
        if self._done(one, who, lambda work: withdraw(work, one.id)):
            one.ended = True

    @precondition(lambda self: self.all)
    @rule(pick=picks, who=people)
    def restore(self, pick: int, who: Who) -> None:
        one = self._pick(pick)
        if self._done(one, who, lambda work: restore(work, one.id)):
            one.ended = False
            one.back_to_draft()

    @precondition(lambda self: self.all)
    @rule(pick=picks, who=people, yes=st.none() | st.sampled_from(Concern))
    def approve(self, pick: int, who: Who, yes: Concern | None) -> None:
        self._approve(self._pick(pick, waits), who, yes)

    def _approve(self, one: Known, who: Who, yes: Concern | None) -> None:
        answers = dict(NO_CONCERNS)
        if yes:
            answers[yes] = Answer(True, WORDS)
        if self._done(one, who, lambda work: approve(work, one.id, answers)):
            assert yes not in {Concern.OTHER_HOLDER, Concern.SECURED}
            assert who[1] not in {one.drafted_by, one.submitted_by}
            one.approved_by, one.approved_at = who[1], self._now

    @precondition(lambda self: self.all)
    @rule(pick=picks, who=people, hours_ago=st.integers(0, 30), arrived=st.booleans())
    def tell(self, pick: int, who: Who, hours_ago: int, arrived: bool) -> None:
        self._tell(self._pick(pick), who, hours_ago, arrived)

    def _tell(self, one: Known, who: Who, hours_ago: int, arrived: bool) -> None:
        at = self._now - timedelta(hours=hours_ago)
        told = Told(WORDS, at, "letter", self._now if arrived else None)
        if self._done(one, who, lambda work: record_telling(work, one.id, told)):
            assert one.approved_at is not None
            assert at >= one.approved_at
            one.told.append((at, told.delivered_at))

    @precondition(lambda self: self.all)
    @rule(pick=picks, who=people)
    def activate(self, pick: int, who: Who) -> None:
        self._activate(self._pick(pick), who)

    def _activate(self, one: Known, who: Who) -> None:
        if self._done(one, who, lambda work: activate(work, one.id)):
            one.activated_at, one.grace_ended_at = self._now, one.grace_ends()

    @precondition(lambda self: self.all)
    @rule(pick=picks, who=people, reason=st.sampled_from(SuspendedFor))
    def suspend(self, pick: int, who: Who, reason: SuspendedFor) -> None:
        one = self._pick(pick)
        if self._done(one, who, lambda work: suspend(work, one.id, reason)):
            one.suspended, one.asked_by = True, None

    @precondition(lambda self: any(one.suspended for one in self.all))
    @rule(pick=picks, first=people, second=st.none() | people)
    def resume(self, pick: int, first: Who, second: Who | None) -> None:
        """Two people, or one who tries it twice."""
        suspended = [one for one in self.all if one.suspended and not one.ended]
        for who in (first, second or first) if suspended else ():
            one = suspended[pick % len(suspended)]
            if self._done(one, who, partial(resume, enrolment_id=one.id)):
                if one.asked_by is None:
                    one.asked_by = who[1]
                    continue
                assert one.asked_by != who[1]
                assert who[0] in {Role.APPROVER, Role.PRESIDENT}
                one.suspended, one.asked_by = False, None

    @precondition(lambda self: self.all)
    @rule(pick=picks, who=people, reason=st.sampled_from(sorted(REMOVED_FOR)))
    def remove(self, pick: int, who: Who, reason: str) -> None:
        one = self._pick(pick)
        if self._done(one, who, lambda work: remove(work, one.id, reason)):
            one.ended = True

    @precondition(lambda self: self.all)
    @rule(pick=picks, who=people, reason=st.sampled_from(sorted(CORRECTED_FOR)))
    def correct(self, pick: int, who: Who, reason: str) -> None:
        one = self._pick(pick)
        if self._done(one, who, lambda work: correct(work, one.id, reason)):
            one.ended = True

    @rule(hours=st.integers(1, 24 * 12), sweep=st.booleans())
    def time_goes_by(self, hours: int, sweep: bool) -> None:
        self.office.clock.pass_by(timedelta(hours=hours))
        if sweep:
            self.office.do(SYSTEM, expire)
            self._swept()

    def _swept(self) -> None:
        """What the sweep ended or suspended is silent by the model's own days already."""
        with Session(self.office.engine) as session:
            for one in self.all:
                row = session.get_one(Enrolment, one.id)
                one.ended = one.ended or row.ended_at is not None
                if row.suspended_for and not one.suspended:
                    assert "proof-over" in row.suspended_for
                    one.suspended, one.asked_by = True, None

    @property
    def _now(self) -> datetime:
        return self.office.clock.now()

    def _pick(self, pick: int, fit: Callable[[Known], bool] = lambda _: True) -> Known:
        """One of those that fit, if there are any."""
        fitting = [one for one in self.all if fit(one)] or self.all
        return fitting[pick % len(fitting)]

    def _done(self, one: Known, who: Who, step: Step) -> bool:
        try:
            self.office.do(Actor(who[1], who[0], one.court), step)
        except GatewayError:
            return False
        return True
