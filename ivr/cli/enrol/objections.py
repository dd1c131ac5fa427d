"""``ivr enrol objections``: to one enrolment; with a reason, what the persons wrote."""

from typing import Annotated

import typer

from ivr.cli.enrol.objection_shown import due
from ivr.cli.gateway import reading, working
from ivr.cli.options import AsJson, EnrolmentId, TokenFile
from ivr.cli.output import fields, table
from ivr.cli.words import say
from ivr.flows.list_objections import ObjectionView, list_objections, read_objection

_REVEAL = say("显示异议内容，须写明理由（记入审计）", "show what the persons wrote; give a reason, it is recorded")


def verb(
    enrolment_id: EnrolmentId,
    why: Annotated[str | None, typer.Option("--reveal", metavar="REASON", help=_REVEAL)] = None,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with (reading if why is None else working)(token_file) as work:
        found = list_objections(work, enrolment_id)
        if why is not None:
            found = [read_objection(work, one.objection.id, why) for one in found]
    headings = {
        "id": say("编号", "id"),
        "stage": say("阶段", "stage"),
        "received_on": say("收到", "received"),
        "due": say("期限", "due"),
        "words": say("内容", "words"),
    }
    table([_row(one) for one in found], headings, as_json)


def _row(view: ObjectionView) -> dict[str, object]:
    shown = due(view.objection.due) if view.objection.due else None
    return {**fields(view.objection), "due": shown, "words": view.words}
