"""What a node must change to hold what the store says: a value that is looked at before it is applied."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from ivr.domain.errors import Unsafe
from ivr.domain.registration import Change, node_key, node_value


@dataclass(frozen=True)
class Limits:
    """A change of more than ``share`` of what is held is refused, once it is more than ``always_allowed`` numbers."""

    share: float = 0.2
    always_allowed: int = 1000


@dataclass(frozen=True)
class Plan:
    """``upto``: the seq that the node stands at when this has been applied; ``held``: numbers it holds before."""

    upto: int
    held: int
    puts: tuple[tuple[str, str], ...]
    removes: tuple[str, ...]
    certain: frozenset[str]
    prompts: frozenset[str]

    @property
    def digest(self) -> str:
        """What two people confirm: exactly this plan and no other."""
        lines = [f"upto {self.upto}", *(f"put {key} {value}" for key, value in self.puts), *self.removes]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

    @property
    def empty(self) -> bool:
        return not self.puts and not self.removes

    def certain_part(self) -> "Plan":
        """Only the removals that rest on confirmed repayment; they are applied even when the rest must wait."""
        gone = tuple(key for key in self.removes if key in self.certain)
        return Plan(self.upto, self.held, (), gone, self.certain, frozenset())


def plan_changes(changes: Sequence[Change], upto: int, held: int) -> Plan:
    """The plan that brings a node, which holds ``held`` numbers, from its applied seq to ``upto``."""
    kept = [change for change in changes if not change.removed]
    gone = [change for change in changes if change.removed]
    return Plan(
        upto=upto,
        held=held,
        puts=tuple((node_key(one.number), node_value(one)) for one in kept),
        removes=tuple(node_key(one.number) for one in gone),
        certain=frozenset(node_key(one.number) for one in gone if one.certain),
        prompts=frozenset(prompt for one in kept for prompt in one.notice.split("&")),
    )


def require_safe(plan: Plan, limits: Limits, node: str) -> None:
    """Raises Unsafe for a plan that adds or removes too large a share at once; certain removals do not count."""
    removing = len([key for key in plan.removes if key not in plan.certain])
    most = max(limits.always_allowed, int(plan.held * limits.share))
    if plan.held and max(len(plan.puts), removing) > most:
        raise Unsafe(node=node, adding=len(plan.puts), removing=removing, held=plan.held)
