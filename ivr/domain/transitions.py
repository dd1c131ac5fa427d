"""The machine of an enrolment's life, as one table of values: what leads from where to where, who may, and why.

Everything that asks what may happen next reads it here: the flows, the tests, and the diagram in the README
(``ivr/domain/diagram.py``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ivr.domain.errors import WrongState
from ivr.domain.staff import PERMITTED


class State(StrEnum):
    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    WARNED = "warned"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    REMOVED = "removed"
    EXPIRED = "expired"
    CORRECTED = "corrected"


class Action(StrEnum):
    AMEND = "amend"
    SUBMIT = "submit"
    SEND_BACK = "send_back"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    APPROVE = "approve"
    WARN = "warn"
    TELL_AGAIN = "tell_again"
    ACTIVATE = "activate"
    SUSPEND = "suspend"
    RESUME = "resume"
    REMOVE = "remove"
    EXPIRE = "expire"
    CORRECT = "correct"


class Guard(StrEnum):
    """What a step needs besides the right state and the right role; ``ivr/domain/guards.py`` checks each."""

    SECOND_PERSON = "another person than the one who prepared it"
    TWO_PEOPLE = "one person asks, another who may approve decides"
    REASON = "a reason"
    ORDER_IN_FORCE = "the listing and the order still run"
    CONCERNS_ANSWERED = "the approver has answered for what papers cannot show"
    HOLDER_PROVEN = "the proof of the number's holder is in force"
    PERSON_TOLD = "a message has reached the person, or is not known to have failed"
    GRACE_OVER = "the grace period is over"
    NO_OBJECTION = "no objection is open"
    DEBT_OPEN = "the debt is not paid"
    NOTICE_PUBLISHED = "the court's notice is published in all its languages"
    WITHDRAWN_DRAFT = "it was withdrawn as a draft"
    TIME_OVER = "the listing or the order has ended"


class Cause(StrEnum):
    """What follows in the same transaction."""

    SILENCE = "the number is silent on every node"
    SOUND = "callers hear the court"
    LISTING_DUE = "the court deletes or corrects the listing itself within three working days"


class Target(StrEnum):
    """Where a step leads that does not name one state."""

    BACK = "where it stood"
    SAME = "the same"


@dataclass(frozen=True)
class Transition:
    """``BACK``: to the state in which it was suspended. ``ground``: the law, where there is one."""

    action: Action
    sources: frozenset[State]
    target: State | Target
    needs: tuple[Guard, ...] = ()
    causes: tuple[Cause, ...] = ()
    ground: str = ""

    @property
    def who(self) -> frozenset[str]:
        """The roles that may; ``system`` is the gateway itself."""
        return PERMITTED[self.action]


BEFORE = frozenset({State.DRAFTED, State.SUBMITTED, State.APPROVED, State.WARNED})
"""On the way to the notice."""
RUNNING = BEFORE | {State.ACTIVE}
LIVING = RUNNING | {State.SUSPENDED}
"""Whatever has not ended."""

_SOUNDS = (Guard.ORDER_IN_FORCE, Guard.HOLDER_PROVEN, Guard.DEBT_OPEN, Guard.NOTICE_PUBLISHED)

_ALL = (
    Transition(Action.AMEND, frozenset({State.DRAFTED}), State.DRAFTED, ground="SPC Provisions 2017, arts 1-5"),
    Transition(
        Action.SUBMIT,
        frozenset({State.DRAFTED}),
        State.SUBMITTED,
        (Guard.ORDER_IN_FORCE, Guard.HOLDER_PROVEN),
        ground="SPC Provisions 2017, arts 1-5",
    ),
    Transition(Action.SEND_BACK, frozenset({State.SUBMITTED, State.APPROVED}), State.DRAFTED, (Guard.REASON,)),
    Transition(Action.WITHDRAW, frozenset({State.DRAFTED, State.SUBMITTED}), State.REMOVED),
    Transition(Action.RESTORE, frozenset({State.REMOVED}), State.DRAFTED, (Guard.WITHDRAWN_DRAFT, Guard.DEBT_OPEN)),
    Transition(
        Action.APPROVE,
        frozenset({State.SUBMITTED}),
        State.APPROVED,
        (
            Guard.SECOND_PERSON,
            Guard.CONCERNS_ANSWERED,
            Guard.ORDER_IN_FORCE,
            Guard.HOLDER_PROVEN,
            Guard.DEBT_OPEN,
        ),
        ground="SPC Provisions 2017, arts 3-5; 法发〔2019〕35号",
    ),
    Transition(
        Action.WARN,
        frozenset({State.APPROVED}),
        State.WARNED,
        ground="SPC Provisions 2017, art 5; 法发〔2019〕35号 (grace)",
    ),
    Transition(Action.TELL_AGAIN, frozenset({State.WARNED, State.ACTIVE, State.SUSPENDED}), Target.SAME),
    Transition(
        Action.ACTIVATE,
        frozenset({State.WARNED}),
        State.ACTIVE,
        (Guard.PERSON_TOLD, Guard.GRACE_OVER, *_SOUNDS),
        (Cause.SOUND,),
        ground="the order that names the number",
    ),
    Transition(
        Action.SUSPEND,
        LIVING,
        State.SUSPENDED,
        (Guard.REASON,),
        (Cause.SILENCE,),
        ground="SPC Provisions 2017, arts 11-12; Personal Information Protection Law, art 6",
    ),
    Transition(
        Action.RESUME,
        frozenset({State.SUSPENDED}),
        Target.BACK,
        (Guard.TWO_PEOPLE, Guard.NO_OBJECTION, Guard.PERSON_TOLD, Guard.GRACE_OVER, *_SOUNDS),
        (Cause.SOUND,),
    ),
    Transition(
        Action.REMOVE,
        LIVING,
        State.REMOVED,
        (Guard.REASON,),
        (Cause.SILENCE, Cause.LISTING_DUE),
        ground="SPC Provisions 2017, art 10",
    ),
    Transition(
        Action.EXPIRE,
        LIVING,
        State.EXPIRED,
        (Guard.TIME_OVER,),
        (Cause.SILENCE, Cause.LISTING_DUE),
        ground="SPC Provisions 2017, art 2, and art 10, last paragraph",
    ),
    Transition(
        Action.CORRECT,
        LIVING,
        State.CORRECTED,
        (Guard.REASON,),
        (Cause.SILENCE, Cause.LISTING_DUE),
        ground="SPC Provisions 2017, arts 9 and 12",
    ),
)

TRANSITIONS: Mapping[Action, Transition] = {one.action: one for one in _ALL}


def require_from(state: State, action: Action) -> Transition:
    """The transition. Raises WrongState unless the machine allows this action in this state."""
    transition = TRANSITIONS[action]
    if state not in transition.sources:
        raise WrongState(state=state, action=action)
    return transition
