"""What comes from outside the way of an enrolment: objections, carriers, the bank, another court's people."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.domain.errors import NotFound, NotPermitted
from ivr.domain.line import LineEvent
from ivr.domain.objection import OPEN, Objection
from ivr.domain.staff import Actor
from ivr.flows.activate import activate
from ivr.flows.decide_objection import ask_reconsideration, decide_objection, withdraw_objection
from ivr.flows.object import object_to
from ivr.flows.prove_holder import CarrierAnswer, prove_holder
from ivr.flows.report_line import Reported, report_line
from ivr.flows.restore import restore
from ivr.flows.resume import resume
from ivr.flows.submit import submit
from ivr.flows.view_enrolment import view_enrolment
from ivr.flows.withdraw import withdraw
from tests.flows.life_model import day_of
from tests.flows.life_rules import CARRIER, COURTS, OWED, PERSONS, WORDS, Courts, Step, Who, numbers, people, picks
from tests.flows.office import number


class Everybody(Courts):
    """The machine with all its rules."""

    @precondition(lambda self: self.all)
    @rule(pick=picks, who=people)
    def object(self, pick: int, who: Who) -> None:
        one = self._pick(pick)
        if self._done(one, who, lambda work: object_to(work, one.id, WORDS, day_of(self._now))):
            one.suspended, one.asked_by = True, None

    @precondition(lambda self: self.all)
    @rule(pick=picks, who=people, step=st.sampled_from(["uphold", "refuse", "ask", "withdraw"]))
    def move_objection(self, pick: int, who: Who, step: str) -> None:
        with Session(self.office.engine) as session:
            found = session.scalars(select(Objection).where(Objection.stage.in_(OPEN))).all()  # type: ignore[misc, attr-defined]
        if not found:
            return
        objection, today = found[pick % len(found)], day_of(self._now)
        one = next(one for one in self.all if one.id == objection.enrolment_id)
        steps: dict[str, Step] = {
            "uphold": lambda work: decide_objection(work, objection.id, True, today),
            "refuse": lambda work: decide_objection(work, objection.id, False, today),
            "ask": lambda work: ask_reconsideration(work, objection.id, today),
            "withdraw": lambda work: withdraw_objection(work, objection.id),
        }
        if self._done(one, who, steps[step]) and step == "uphold":
            one.ended = True

    @precondition(lambda self: self.all)
    @rule(pick=picks, who=people, holder=st.sampled_from(PERSONS), days=st.integers(0, 40))
    def prove(self, pick: int, who: Who, holder: str, days: int) -> None:
        one, today = self._pick(pick), day_of(self._now)
        answer = CarrierAnswer(today, "川移核〔2026〕9号", holder, today + timedelta(days=days))
        if not self._done(one, who, lambda work: prove_holder(work, one.id, answer)):
            return
        if holder == one.person:
            one.proof.on, one.proof.until = today, today + timedelta(days=days)
            return
        for each in self.all:
            if each.proof is one.proof and not each.ended:
                each.suspended, each.asked_by = True, None

    @rule(which=numbers, event=st.sampled_from(LineEvent))
    def report(self, which: int, event: LineEvent) -> None:
        self.office.do(CARRIER, report_line, Reported(number(which), event, self._now))
        for one in self.all:
            if one.number == number(which) and not one.ended:
                one.suspended, one.asked_by = True, None

    @precondition(lambda self: self.all)
    @rule(pick=picks, amount=st.sampled_from(["100.00", "50.00"]), reversal=st.booleans())
    def pay(self, pick: int, amount: str, reversal: bool) -> None:
        debt = self._pick(pick).debt
        self.office.pay(account=debt.account, amount=Decimal(amount), reversal=reversal)
        debt.credited += -Decimal(amount) if reversal else Decimal(amount)
        if not debt.paid and not reversal and debt.credited >= OWED:
            debt.paid = True
            for one in self.all:
                one.ended |= one.debt is debt

    @precondition(lambda self: self.all)
    @rule(pick=picks, who=people)
    def trespass(self, pick: int, who: Who) -> None:
        """I5: nobody reaches into another court's case, and nothing says that it exists."""
        one = self._pick(pick)
        stranger = Actor(who[1], who[0], next(court for court in COURTS if court != one.court))
        for step in (submit, activate, withdraw, restore, resume, view_enrolment):
            with pytest.raises((NotFound, NotPermitted)):
                self.office.do(stranger, step, one.id)
