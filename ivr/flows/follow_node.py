"""Follow the store for one node: begin after every connection, then turn after turn; and the lease only at the head.

Chosen direction, all through: what fails leaves the lease to run out, so the node falls silent and calls connect.
"""

from collections import deque
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Final

from ivr.domain.errors import Unsafe
from ivr.domain.plan import Limits, Plan, plan_changes, require_safe
from ivr.domain.staff import SYSTEM
from ivr.flows.desk import Desk, Work
from ivr.flows.ports import Node, PromptShelf
from ivr.kit.errors import GatewayError
from ivr.store import nodes, registrations

LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)
RECORD_WITHIN_S: Final = 0.5
PORTION: Final = 1000
"""Numbers read back in one turn: about 20 ms (measured)."""


class FollowedElsewhere(GatewayError):
    code = "followed-elsewhere"
    zh = "节点 {node} 正由另一个进程跟随；同一节点只能有一个。"
    en = "Node {node} is followed by another process; a node has one follower."
    retry = True


class LostWrite(GatewayError):
    code = "lost-write"
    zh = "节点 {node} 未保留 {count} 个号码的写入，将重新核对。检查其磁盘空间。"
    en = "Node {node} did not keep what was written for {count} numbers; all is compared afresh. Check its disk."
    retry = True


@dataclass(frozen=True)
class Cadence:
    """Seconds. AstDB commits about once a second (measured), so what was written is read back after more than that."""

    lease_s: float = 20.0
    renew_s: float = 5.0
    read_back_s: float = 1.5


@dataclass(frozen=True)
class _Unproven:
    """What was acknowledged and is still to be read back: key → value, or None where it must be absent."""

    due: float
    upto: int
    expected: dict[str, str | None]


@dataclass
class Following:
    """One follower of one node. ``follower`` is this process's own id."""

    desk: Desk
    node_id: str
    follower: str
    shelf: PromptShelf
    limits: Limits = field(default_factory=Limits)
    cadence: Cadence = field(default_factory=Cadence)
    _applied: int = 0
    _boot: str = ""
    _renewed: float | None = None
    _unproven: deque[_Unproven] = field(default_factory=deque)

    def begin(self, node: Node) -> None:
        """Once per connection: nothing is replayed; what the node holds is compared with what the store says.

        Raises FollowedElsewhere, Unsafe, and whatever the node raises.
        """
        self._renewed = None
        self._unproven.clear()
        row = self._take()
        boot = node.boot()
        if boot is None or boot != row.boot:
            self._afresh(node)
            return
        self._applied, self._boot = row.applied_seq, boot
        self._expect(row.applied_seq, self._plan(row.confirmed_seq, row.applied_seq))

    def turn(self, node: Node) -> float:
        """Applies what changed, reads back what is due, renews the lease; the seconds until something is due again."""
        self._follow(node)
        self._read_back(node)
        if self._renewed is None or self._now() - self._renewed >= self.cadence.renew_s:
            self._renew(node)
        return self._next_due()

    def end(self) -> None:
        """Lets another follower take the node at once."""
        with self._work() as work:
            nodes.release(work.session, self.node_id, self.follower)

    def _work(self) -> AbstractContextManager[Work]:
        """Before others who write: while a follower waits, it applies no removal."""
        return self.desk.work(SYSTEM, urgent=True)

    def _now(self) -> float:
        return self.desk.clock.monotonic()

    def _take(self) -> nodes.NodeRow:
        with self._work() as work:
            hold = timedelta(seconds=self.cadence.lease_s)
            taken = nodes.take(work.session, self.node_id, self.follower, work.now, hold)
            row = nodes.get(work.session, self.node_id)
        if not taken or row is None:
            raise FollowedElsewhere(node=self.node_id)
        return row

    def _afresh(self, node: Node) -> None:
        """The node is silent first: its whole database is read, and that holds the lock that calls need."""
        node.lease(LONG_AGO)
        with self._work() as work:
            nodes.forget_applied(work.session, self.node_id)
            boot = work.new_id()
        self._apply(node, self._whole_plan(node.held()))
        node.mark(boot)
        self._record(boot)

    def _whole_plan(self, held: Mapping[str, str]) -> Plan:
        """What differs between all that the node holds and all that the store says."""
        with self.desk.read(SYSTEM) as work:
            upto = registrations.head(work.session)
            wanted = plan_changes(registrations.since(work.session, 0), upto, len(held))
        desired = dict(wanted.puts)
        puts = tuple((key, value) for key, value in wanted.puts if held.get(key) != value)
        return Plan(upto, len(held), puts, tuple(held.keys() - desired.keys()), wanted.certain, wanted.prompts)

    def _follow(self, node: Node) -> None:
        """Again and again until there is nothing new, and only then recorded: that waits behind others who write."""
        before, until = self._applied, self._now() + RECORD_WITHIN_S
        while (plan := self._plan(self._applied)).upto > self._applied and self._now() <= until:
            self._apply(node, plan)
        if self._applied > before:
            self._record(self._boot)

    def _plan(self, after: int, upto: int | None = None) -> Plan:
        with self.desk.read(SYSTEM) as work:
            changes = registrations.since(work.session, after)
            # How much the node holds matters only to a plan that could be too large a share of it.
            large = len(changes) > self.limits.always_allowed
            held = registrations.live_count(work.session) if large else 0
        known = [change for change in changes if upto is None or change.seq <= upto]
        return plan_changes(known, known[-1].seq if known else after, held)

    def _apply(self, node: Node, plan: Plan) -> None:
        try:
            self._require_safe(plan)
        except Unsafe as unsafe:
            node.apply((), plan.certain_part().removes)
            node.lease(LONG_AGO)
            self._renewed = None
            self._trouble(unsafe, plan.digest)
            raise
        self.shelf.hold(plan.prompts)
        node.apply(plan.puts, plan.removes)
        self._applied = plan.upto
        self._expect(plan.upto, plan)

    def _require_safe(self, plan: Plan) -> None:
        try:
            require_safe(plan, self.limits, self.node_id)
        except Unsafe:
            with self.desk.read(SYSTEM) as work:
                if not nodes.confirmed(work.session, self.node_id, plan.digest):
                    raise

    def _expect(self, upto: int, plan: Plan) -> None:
        expected: dict[str, str | None] = dict.fromkeys(plan.removes)
        expected.update(plan.puts)
        self._unproven.append(_Unproven(self._now() + self.cadence.read_back_s, upto, expected))

    def _record(self, boot: str) -> None:
        self._boot = boot
        at = self.desk.clock.now()
        with self._work() as work:
            nodes.applied(work.session, self.node_id, self._applied, boot, at)

    def _read_back(self, node: Node) -> None:
        """One portion a turn: a removal that comes meanwhile waits for a portion, not for the whole."""
        if not self._unproven or self._unproven[0].due > self._now():
            return
        batch = self._unproven[0]
        portion = [batch.expected.popitem() for _ in range(min(PORTION, len(batch.expected)))]
        changed_since = {key for later in islice(self._unproven, 1, None) for key in later.expected}
        self._prove(node, {key: value for key, value in portion if key not in changed_since})
        if not batch.expected:
            self._unproven.popleft()
            with self._work() as work:
                nodes.read_back(work.session, self.node_id, batch.upto, work.now)

    def _prove(self, node: Node, expected: Mapping[str, str | None]) -> None:
        lost = sum(value != expected[key] for key, value in node.read(expected))
        if lost:
            with self._work() as work:
                nodes.forget_applied(work.session, self.node_id)
            raise LostWrite(node=self.node_id, count=lost)

    def _renew(self, node: Node) -> None:
        """The store is told before the node is: what it says of a lease is never less than what the node has."""
        self._take()
        with self._work() as work:
            at_head = registrations.head(work.session) == self._applied
            until = work.now + timedelta(seconds=self.cadence.lease_s)
            if at_head:
                nodes.leased(work.session, self.node_id, until)
        if at_head:
            node.lease(until)
            self._renewed = self._now()

    def _trouble(self, error: GatewayError, waits_for: str | None = None) -> None:
        with self._work() as work:
            nodes.troubled(work.session, self.node_id, error.text(), waits_for)

    def _next_due(self) -> float:
        renew = (self._renewed + self.cadence.renew_s) if self._renewed is not None else self._now()
        due = min([renew, *(batch.due for batch in self._unproven)])
        return max(0.0, due - self._now())
