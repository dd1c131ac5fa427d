"""After any sequence of verbs the registrations equal the projection from scratch, on both databases."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ivr.domain.concerns import NO_CONCERNS
from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import RuleBroken
from ivr.domain.reasons import REMOVED_FOR, EndedFor, SuspendedFor
from ivr.domain.staff import SYSTEM
from ivr.flows.activate import activate
from ivr.flows.approve import approve
from ivr.flows.expire import expire
from ivr.flows.remove import remove
from ivr.flows.resume import resume
from ivr.flows.submit import submit
from ivr.flows.suspend import suspend
from ivr.flows.warn import warn
from tests.flows.office import Office, account, approver, clerk, number
from tests.flows.truth import broken_chains, from_scratch, registered
from tests.servers.databases import empty

COURTS = ("shunqing", "gaoping", "jialing")
picks = st.integers(min_value=0, max_value=11)


class Courts(RuleBasedStateMachine):
    """Three courts and two numbers, so that they meet on one; the clock moves too."""

    office: Office

    @initialize()
    def open(self) -> None:
        empty(self.office.engine)
        self.office = Office(self.office.engine)
        self.swept = self.office.clock.now()
        self.all: list[tuple[str, Enrolment, int]] = []
        for court, languages in zip(COURTS, ("zh-CN", "zh-CN,en", "zh-CN"), strict=True):
            self.office.court(court, languages)

    @rule(
        court=st.sampled_from(COURTS),
        which=st.integers(min_value=1, max_value=2),
        days=st.integers(min_value=1, max_value=90),
    )
    def draft(self, court: str, which: int, days: int) -> None:
        n, today = len(self.all) + 1, self.office.clock.now().date()
        until = today + timedelta(days=days)
        drafted = self.office.draft(court, number=number(which), account=account(n), proven_until=until)
        self.all.append((court, drafted, n))

    @rule(
        court=st.sampled_from(COURTS),
        which=st.integers(min_value=1, max_value=2),
        days=st.integers(min_value=4, max_value=90),
    )
    def announce(self, court: str, which: int, days: int) -> None:
        n, today = len(self.all) + 1, self.office.clock.now().date()
        until = today + timedelta(days=days)
        one = self.office.announced(court, number=number(which), account=account(n), proven_until=until)
        self.all.append((court, one, n))

    @precondition(lambda self: self.all)
    @rule(pick=picks)
    def go_on(self, pick: int) -> None:
        """The next step of the way to the notice, taken in order."""
        court, one, _ = self.all[pick % len(self.all)]
        self._may(lambda: self.office.do(clerk(court), submit, one.id))
        self._may(lambda: self.office.do(approver(court), approve, one.id, NO_CONCERNS))
        self._may(lambda: self.office.do(clerk(court), warn, one.id, "告知", self.office.clock.now()))
        self._may(lambda: self.office.do(clerk(court), activate, one.id))

    @precondition(lambda self: self.all)
    @rule(pick=picks, reason=st.sampled_from(SuspendedFor))
    def suspend(self, pick: int, reason: SuspendedFor) -> None:
        court, one, _ = self.all[pick % len(self.all)]
        self._may(lambda: self.office.do(clerk(court), suspend, one.id, reason))

    @precondition(lambda self: self.all)
    @rule(pick=picks)
    def resume(self, pick: int) -> None:
        court, one, _ = self.all[pick % len(self.all)]
        self._may(lambda: self.office.do(clerk(court), resume, one.id))
        self._may(lambda: self.office.do(approver(court), resume, one.id))

    @precondition(lambda self: self.all)
    @rule(pick=picks, reason=st.sampled_from(sorted(REMOVED_FOR)))
    def remove(self, pick: int, reason: EndedFor) -> None:
        court, one, _ = self.all[pick % len(self.all)]
        self._may(lambda: self.office.do(clerk(court), remove, one.id, reason))

    @precondition(lambda self: self.all)
    @rule(pick=picks, part=st.sampled_from(["100.00", "50.00", "0.01"]), reversal=st.booleans())
    def pay(self, pick: int, part: str, reversal: bool) -> None:
        n = self.all[pick % len(self.all)][2]
        self.office.pay(account=account(n), amount=Decimal(part), reversal=reversal)

    @rule(court=st.sampled_from(COURTS))
    def publish(self, court: str) -> None:
        self.office.publish(court)

    @rule(days=st.integers(min_value=1, max_value=40), sweep=st.booleans())
    def time_goes_by(self, days: int, sweep: bool) -> None:
        self.office.clock.pass_by(timedelta(days=days))
        if sweep:
            self.office.do(SYSTEM, expire)
            self.swept = self.office.clock.now()

    @invariant()
    def the_table_is_the_projection(self) -> None:
        """Past the first end of two the number is silent until the sweep: less than the projection, never more."""
        table, truth = registered(self.office), from_scratch(self.office)
        assert table.items() <= truth.items()
        if self.swept == self.office.clock.now():
            assert table == truth

    def teardown(self) -> None:
        assert broken_chains(self.office.engine) == {}

    def _may(self, step: object) -> None:
        try:
            step()  # type: ignore[operator]
        except RuleBroken:
            return


def test_the_registrations_equal_the_projection_after_any_verbs(office: Office) -> None:
    class Here(Courts):
        pass

    Here.office = office
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large]
    bounded = settings(
        max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=quiet, derandomize=True
    )
    run_state_machine_as_test(Here, settings=bounded)
