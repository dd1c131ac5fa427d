"""Invariant I6 over any sequence of verbs: what changes is written down, and what is refused changes nothing."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from ivr.domain.enrolment import Enrolment, State
from ivr.domain.staff import SYSTEM, Actor, Role
from ivr.flows.activate import activate
from ivr.flows.approve import approve
from ivr.flows.decide_proposal import accept_proposal, refuse_proposal
from ivr.flows.desk import Work
from ivr.flows.erase import erase, erase_payments
from ivr.flows.expire import expire
from ivr.flows.list_enrolments import Wanted, list_enrolments
from ivr.flows.list_proposals import list_proposals
from ivr.flows.own_telling import Told
from ivr.flows.propose import propose
from ivr.flows.prove_silence import prove_silences
from ivr.flows.record_ended import record_ended
from ivr.flows.record_payment import record_payment
from ivr.flows.remove import remove
from ivr.flows.restore import restore
from ivr.flows.resume import resume
from ivr.flows.reveal import reveal
from ivr.flows.send_back import send_back
from ivr.flows.set_enquiry import set_enquiry
from ivr.flows.set_languages import set_languages
from ivr.flows.set_online_voice import set_online_voice
from ivr.flows.set_retention import set_retention
from ivr.flows.submit import submit
from ivr.flows.suspend import suspend
from ivr.flows.warn import warn
from ivr.flows.withdraw import withdraw
from ivr.kit.errors import GatewayError
from ivr.store.tables import audit, metadata
from tests.flows.office import BANK, OPERATOR, Office, account, approver, clerk, number
from tests.flows.truth import broken_chains
from tests.servers.databases import empty

COURTS = ("shunqing", "gaoping")
FOLLOWS = {"audit", "chain_heads", "counters", "registrations"}
"""Written by every change, or worked out from what was changed."""
PEOPLE: list[Actor] = [*(role(court) for court in COURTS for role in (clerk, approver)), OPERATOR, BANK, SYSTEM]
READS = {"reveal", "search"}


def propose_payment(work: Work, key: str, n: int) -> object:
    """Made straight to the creditor, for whoever the enrolment is about."""
    debt = work.scope.one(Enrolment, key).obligation_id
    content = {"amount": "30.00", "on": "2026-03-01", "document": f"收据 {n}", "proof": "receipt"}
    return propose(work, "direct-payment", debt, content)


def decide_any(work: Work, n: int) -> object:
    waiting = list_proposals(work)
    key = waiting[n % len(waiting)].id if waiting else "0" * 16
    return (
        accept_proposal(work, key, waiting[n % len(waiting)].digest if waiting else "") if n % 3 else refuse(work, key)
    )


def refuse(work: Work, key: str) -> object:
    return refuse_proposal(work, key, "证据不足")


Verb = Callable[[Any, str, int], object]
VERBS: dict[str, Verb] = {
    "submit": lambda work, key, _n: submit(work, key),
    "send_back": lambda work, key, _n: send_back(work, key, "请补正"),
    "withdraw": lambda work, key, _n: withdraw(work, key),
    "restore": lambda work, key, _n: restore(work, key),
    "approve": lambda work, key, _n: approve(work, key),
    "warn": lambda work, key, n: warn(work, key, "告知", work.now - timedelta(hours=n % 3)),
    "tell_ended": lambda work, key, n: record_ended(work, key, Told("告知", work.now - timedelta(hours=n % 3))),
    "activate": lambda work, key, _n: activate(work, key),
    "suspend": lambda work, key, n: suspend(work, key, ("objection", "number-closed", "none")[n % 3]),
    "resume": lambda work, key, _n: resume(work, key),
    "remove": lambda work, key, n: remove(work, key, ("creditor-asked", "died", "")[n % 3]),
    "reveal": lambda work, key, n: reveal(work, key, "查证" if n % 3 else ""),
    "search": lambda work, _key, n: list_enrolments(work, Wanted(number=number(1 + n % 3))),
    "expire": lambda work, _key, _n: expire(work),
    "erase": lambda work, _key, _n: erase(work),
    "erase_payments": lambda work, _key, _n: erase_payments(work),
    "propose": propose_payment,
    "decide": lambda work, _key, n: decide_any(work, n),
    "set_enquiry": lambda work, _key, n: set_enquiry(work, COURTS[n % 2], ("12368", "0817-12368", "x")[n % 3]),
    "set_languages": lambda work, _key, n: set_languages(work, COURTS[n % 2], ("zh-CN", "en,zh-CN", "x")[n % 3], {}),
    "set_online_voice": lambda work, _key, n: set_online_voice(work, COURTS[n % 2], (None, "gtts", "loud")[n % 3]),
    "set_retention": lambda work, _key, n: set_retention(work, COURTS[n % 2], (30, 60, 1)[n % 3]),
}
STORIES = [
    ("suspend", "resume"),
    ("pay", "wait", "erase", "erase_payments"),
    ("remove", "wait", "erase", "erase_payments", "reveal"),
    ("wait", "expire"),
    ("propose", "decide"),
    ("remove", "prove", "tell_ended"),
]
SYSTEMS_OWN = {"expire", "erase", "erase_payments"}


class Life(RuleBasedStateMachine):
    """Two courts, and whatever people may do in any order, by anybody, at any time."""

    engine: Engine

    @initialize()
    def open(self) -> None:
        empty(self.engine)
        self.office = Office(self.engine)
        self.drafted: list[str] = []
        for n, court in enumerate(COURTS, 1):
            self.drafted.append(
                self.office.announced(self.office.court(court), account=account(n), number=number(n)).id
            )
            self.office.do(OPERATOR, set_retention, court, 30)

    @rule(court=st.sampled_from(COURTS))
    def draft(self, court: str) -> None:
        n = len(self.drafted) + 1
        made = self._try(lambda: self.office.draft(court, account=account(n), number=number(1 + n % 3)))
        self.drafted += [made.id] if made else []

    @rule(
        verb=st.sampled_from(sorted(VERBS)), who=st.sampled_from(PEOPLE), which=st.integers(0, 50), n=st.integers(0, 5)
    )
    def act(self, verb: str, who: Actor, which: int, n: int) -> None:
        """By anybody, so that it is mostly refused."""
        actor = SYSTEM if verb in SYSTEMS_OWN else who
        self._try(lambda: self.office.do(actor, VERBS[verb], self._one(which), n), reads=verb in READS)

    @rule(verb=st.sampled_from(sorted(VERBS)), second=st.booleans(), which=st.integers(0, 5), n=st.integers(0, 5))
    def act_rightly(self, verb: str, second: bool, which: int, n: int) -> None:
        """By somebody of the right court, so that it is mostly done."""
        with Session(self.engine) as session:
            court = session.get_one(Enrolment, self._one(which)).court_id
        person = (clerk, approver)[second](court)
        admins = dict.fromkeys(("set_retention", "set_enquiry", "set_languages"), OPERATOR)
        special = {**admins, "set_online_voice": Actor("f" * 16, Role.COURT_ADMIN, court)}
        actor = SYSTEM if verb in SYSTEMS_OWN else special.get(verb, person)
        self._try(lambda: self.office.do(actor, VERBS[verb], self._one(which), n), reads=verb in READS)

    @rule(which=st.integers(0, 50))
    def go_on(self, which: int) -> None:
        """The next step on the way to the notice, so that what lies behind it is reached too."""
        key = self._one(which)
        with Session(self.engine) as session:
            one = session.get_one(Enrolment, key)
        who = approver if one.state is State.SUBMITTED else clerk
        step = {State.DRAFTED: "submit", State.SUBMITTED: "approve", State.APPROVED: "warn", State.WARNED: "activate"}
        if one.state in step:
            self._try(lambda: self.office.do(who(one.court_id), VERBS[step[one.state]], key, 0))

    @rule(n=st.integers(1, 3), amount=st.sampled_from(["100.00", "40.00"]), reversal=st.booleans())
    def pay(self, n: int, amount: str, reversal: bool) -> None:
        given = {"account": account(n), "amount": Decimal(amount), "reversal": reversal}
        remittance = self.office.remittance(**given)
        self._try(lambda: self.office.do(BANK, record_payment, remittance, "{}"))

    @rule(verbs=st.sampled_from(STORIES), which=st.integers(0, 5))
    def do_in_turn(self, verbs: tuple[str, ...], which: int) -> None:
        """What chance alone would hardly ever do one after the other."""
        for verb in verbs:
            if verb == "pay":
                self.pay(1 + which % len(self.drafted), "100.00", reversal=False)
            elif verb == "wait":
                self.wait(420)
            elif verb == "prove":
                self.prove()
            else:
                self.act_rightly(verb, second=verb in {"resume", "decide"}, which=which, n=0)

    @rule()
    def prove(self) -> None:
        self._try(lambda: prove_silences(self.office.desk))

    @rule(days=st.sampled_from([1, 4, 31, 420]))
    def wait(self, days: int) -> None:
        self.office.clock.pass_by(timedelta(days=days))

    @invariant()
    def every_chain_verifies(self) -> None:
        assert broken_chains(self.engine) == {}

    @invariant()
    def the_trail_tells_every_state(self) -> None:
        """Step by step: each entry starts where the one before it ended, and the last one is how things are."""
        with self.engine.connect() as connection:
            entries = connection.execute(select(audit).order_by(audit.c.court_id, audit.c.n)).all()
        with Session(self.engine) as session:
            for one in session.scalars(select(Enrolment)):
                steps = [row for row in entries if row.subject == one.id and row.after in set(State)]
                assert steps[0].action == "draft"
                assert all(now.before == then.after for then, now in pairwise(steps))
                assert steps[-1].after == one.state
                assert all(row.actor and row.role and row.origin and row.at for row in steps)

    def _one(self, which: int) -> str:
        return self.drafted[which % len(self.drafted)]

    def _try(self, verb: Callable[[], Any], reads: bool = False) -> Any:
        """Done and written down in the chain of whom it concerns; or refused, and nothing at all has changed."""
        before, trail = self._rows(), self._entries()
        try:
            answer = verb()
        except GatewayError:
            assert self._rows() == before
            assert self._entries() == trail
            return None
        after, written = self._rows(), self._entries() - trail
        changed = {row for name in after for row in set(after[name]) ^ set(before[name])}
        assert not changed or written, changed
        assert {court for court, _ in changed if court} <= {row.court_id for row in written}
        assert written or not reads
        return answer

    def _rows(self) -> dict[str, list[tuple[str | None, str]]]:
        with self.engine.connect() as connection:
            return {
                table.name: [
                    (getattr(row, "court_id", None), repr(tuple(row))) for row in connection.execute(select(table))
                ]
                for table in metadata.sorted_tables
                if table.name not in FOLLOWS
            }

    def _entries(self) -> set[Any]:
        with self.engine.connect() as connection:
            return set(connection.execute(select(audit)))


def test_whatever_is_done_is_written_down(engine: Engine) -> None:
    machine = type("OneLife", (Life,), {"engine": engine})
    few = 12 if engine.dialect.name == "sqlite" else 6
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run_state_machine_as_test(
        machine, settings=settings(max_examples=few, stateful_step_count=40, deadline=None, suppress_health_check=quiet)
    )
