"""Take payments that come one by one, each told on its own; those that come at one time are recorded together.

A transaction of its own costs a payment some eight milliseconds of processor time, one that sixteen share two for each.
Who comes alone does not wait for company.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from ivr.domain.payment import Payment, Remittance
from ivr.domain.staff import Actor, Role
from ivr.flows.desk import Desk
from ivr.flows.record_payment import record_payment
from ivr.flows.record_payments import Arrived, Recorded, record_payments
from ivr.kit.gather import Gather
from ivr.store.errors import StoreFailed

AT_ONCE: Final = 50
"""So few that the first of them waits no longer for its answer, nor the node for its silence, than a person notices."""


@dataclass(frozen=True)
class _Given:
    desk: Desk
    arrived: Arrived

    @property
    def sender(self) -> tuple[str, str]:
        """The trail names both, so a transaction has one."""
        return self.arrived.remittance.source, self.desk.origin


class Cashier:
    """One for a process. Chosen direction: a payment that cannot be kept takes no other with it."""

    def __init__(self) -> None:
        self._gather = Gather(_take, AT_ONCE, hopeless=StoreFailed)

    def receive(self, desk: Desk, remittance: Remittance, raw: str) -> Payment:
        """As ``record_payment``, and committed. Raises what that raises for this one, Clash or StoreFailed."""
        taken = self._gather.ask(_Given(desk, Arrived(remittance, raw)))
        if taken.payment is None:
            raise taken.refused or RuntimeError("neither kept nor refused")
        return taken.payment


def _take(given: Sequence[_Given]) -> list[Recorded]:
    return [taken for _, some in groupby(given, lambda one: one.sender) for taken in _record(list(some))]


def _record(given: Sequence[_Given]) -> list[Recorded]:
    desk, (source, _) = given[0].desk, given[0].sender
    with desk.work(Actor(source, Role.BANK, None)) as work:
        if len(given) > 1:
            return record_payments(work, [one.arrived for one in given])
        return [Recorded(record_payment(work, given[0].arrived.remittance, given[0].arrived.raw))]
