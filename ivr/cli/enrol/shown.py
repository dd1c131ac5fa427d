"""How one enrolment is told after a step."""

from ivr.cli.output import fields, tell
from ivr.cli.words import say, spoken
from ivr.domain.called import STATES, called
from ivr.domain.enrolment import Enrolment
from ivr.domain.moment import local

SEALED = ("warning_text", "sent_back_for", "answers")
"""Kept encrypted; they leave by ``--reveal`` only."""


def show_step(enrolment: Enrolment, as_json: bool) -> None:
    """One line: which one, and where it stands now."""
    tell(row(enrolment), f"{enrolment.id}  {state(enrolment)}{_next(enrolment)}", as_json)


def row(enrolment: Enrolment) -> dict[str, object]:
    """Every open field."""
    return {name: value for name, value in fields(enrolment).items() if name not in SEALED}


def state(enrolment: Enrolment) -> str:
    return called(STATES, enrolment.state, spoken())


def _next(enrolment: Enrolment) -> str:
    if enrolment.resume_asked_by and not enrolment.ended_at:
        return say("（已申请恢复，等待另一人决定）", " (asked to resume; another person decides)")
    if enrolment.state == "warned" and enrolment.grace_ends_at:
        since = local(enrolment.grace_ends_at)
        return say(f"（{since} 起可启用）", f" (may be activated from {since})")
    return ""
