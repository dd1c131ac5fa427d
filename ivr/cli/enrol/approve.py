"""``ivr enrol approve``: every question must be answered, with an option of its own or with ``--none``."""

from typing import Annotated

import typer

from ivr.cli.enrol.shown import show_step
from ivr.cli.gateway import working
from ivr.cli.options import AsJson, EnrolmentId, TokenFile
from ivr.cli.words import say
from ivr.domain.concerns import NO_CONCERNS, QUESTIONS, Answer, Concern
from ivr.domain.errors import BadInput
from ivr.flows.approve import approve

_YES = say("此项为“是”，并说明理由：CONCERN=说明。", "this one is a yes, and why: CONCERN=NOTE. ") + "; ".join(
    f"{one}: {say(question.zh, question.en)}" for one, question in QUESTIONS.items()
)
_NONE = say("其余各项均为“否”", "all others are a no")


def verb(
    enrolment_id: EnrolmentId,
    yes: Annotated[list[str] | None, typer.Option("--yes", metavar="CONCERN=NOTE", help=_YES)] = None,
    no_others: Annotated[bool, typer.Option("--none", help=_NONE)] = False,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    answers = dict(NO_CONCERNS) if no_others else {}
    answers |= dict(map(_answer, yes or []))
    with working(token_file) as work:
        enrolment = approve(work, enrolment_id, answers)
    show_step(enrolment, as_json)


def _answer(given: str) -> tuple[Concern, Answer]:
    concern, _, note = given.partition("=")
    if concern not in set(Concern):
        known = ", ".join(Concern)
        raise BadInput(field="yes", reason=f"write one of {known}, then = and a note", reason_zh=f"请选择：{known}")
    return Concern(concern), Answer(True, note)
