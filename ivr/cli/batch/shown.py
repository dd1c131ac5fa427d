"""What a verb did to a batch, and what of it was refused."""

from typing import Annotated

import typer

from ivr.cli.output import fields, note, table, tell
from ivr.cli.status import BAD_INPUT
from ivr.cli.words import say
from ivr.flows.batch import Outcome

BatchId = Annotated[str, typer.Argument(metavar="BATCH", help=say("批次编号", "the batch's id"))]


def show_outcome(outcome: Outcome, as_json: bool) -> None:
    """Ends with status 2 when something was refused."""
    if as_json:
        tell(fields(outcome), "", as_json)
    else:
        headings = {"enrolment_id": say("登记", "enrolment"), "field": say("字段", "field"), "why": say("原因", "why")}
        if outcome.refused:
            table([{**fields(one), "why": say(one.zh, one.en)} for one in outcome.refused], headings, as_json)
        counts = (len(outcome.done), len(outcome.refused))
        note(say("完成 {0} 条，拒绝 {1} 条。", "Done: {0}; refused: {1}.").format(*counts))
    if outcome.refused:
        raise typer.Exit(BAD_INPUT)
