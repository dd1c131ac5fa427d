"""Whatever anybody does, in any order: invariants I3, I5 and I6 after each step, on a real store.

A thousand steps by default; ``LIFE_STEPS=10000`` takes as many, from another seed each time.
"""

import os
import re
from collections.abc import Iterable
from typing import Any, ClassVar

from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.domain.registration import node_value
from ivr.domain.staff import Actor, Role
from ivr.flows.list_due import list_due
from ivr.store.registrations import since
from ivr.store.tables import audit, enrolments, payments
from tests.flows.life_outside import Everybody
from tests.flows.life_rules import COURTS, NAME, PERSONS, WORDS
from tests.flows.office import Office
from tests.flows.truth import broken_chains, from_scratch, registered

STEPS = int(os.environ.get("LIFE_STEPS", "1000"))
EACH = 50


class Held(Everybody):
    """The machine with its invariants; ``heard`` counts after how many steps somebody could hear something."""

    heard: ClassVar[int] = 0
    steps: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.states: dict[str, str] = {}
        self.read: set[tuple[str, int]] = set()

    @invariant()
    def i3_nothing_is_heard_that_may_not_be(self) -> None:
        type(self).steps += 1
        said, known = registered(self.office), {one.id: one for one in self.all}
        for which, (_, ids) in said.items():
            for key in ids.split("+"):
                assert known[key].why_silent(self._now) is None, key
                assert known[key].number == which
        assert said.items() <= from_scratch(self.office).items()
        type(self).heard += bool(said)

    @invariant()
    def i5_each_court_sees_its_own_and_no_value_for_a_node_says_who(self) -> None:
        with Session(self.office.engine) as session:
            for change in since(session, 0):
                assert change.removed or re.fullmatch(r"\d+:[0-9a-f&]+:[0-9a-f+]+", node_value(change))
            owners = pairs(session.execute(select(enrolments.c.id, enrolments.c.court_id)))
            owners |= pairs(session.execute(select(payments.c.id, payments.c.court_id)))
        for court in COURTS:
            tasks = self.office.look(Actor("x" * 16, Role.CLERK, court), list_due)
            assert {owners[one.task.enrolment_id or one.task.payment_id or ""] for one in tasks} <= {court}

    @invariant()
    def i6_every_change_is_in_a_trail_that_verifies_and_names_nobody(self) -> None:
        assert broken_chains(self.office.engine) == {}
        with self.office.engine.connect() as connection:
            entries = connection.execute(select(audit)).all()
            now = pairs(connection.execute(select(enrolments.c.id, enrolments.c.state)))
        for entry in (entry for entry in entries if (entry.court_id, entry.n) not in self.read):
            assert entry.actor
            assert entry.role
            assert not any(canary in str(entry) for canary in (NAME, WORDS, *PERSONS))
        told = {(entry.subject, entry.after) for entry in entries}
        for key, state in now.items():
            assert self.states.get(key) == state or (key, state) in told
        self.states, self.read = now, {(entry.court_id, entry.n) for entry in entries}


def pairs(rows: Iterable[Any]) -> dict[str, str]:
    return {key: str(value) for key, value in rows}


def run(office: Office, steps: int) -> None:
    class Here(Held):
        pass

    Here.office = office
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    bounded = settings(
        max_examples=max(steps * 11 // (EACH * 10), 1),  # some examples end early
        stateful_step_count=EACH,
        deadline=None,
        suppress_health_check=quiet,
        derandomize="LIFE_STEPS" not in os.environ,
        database=None,
    )
    run_state_machine_as_test(Here, settings=bounded)
    print(f"{Here.steps} steps, something was heard after {Here.heard} of them")
    assert Here.heard > Here.steps // 20, "a machine that never announces proves nothing"


def test_no_order_of_steps_breaks_an_invariant(office: Office) -> None:
    """PostgreSQL, whose every step takes longer, gets a fifth of them."""
    run(office, STEPS if office.engine.dialect.name == "sqlite" else STEPS // 5)
