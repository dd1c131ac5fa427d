"""``ivr enrol reconsider``: the person asks the court above."""

from typing import Annotated

import typer

from ivr.cli.enrol.objection_shown import ObjectionId, show_objection
from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.words import say
from ivr.domain.moment import day
from ivr.flows.decide_objection import ask_reconsideration


def verb(
    objection_id: ObjectionId,
    received_on: Annotated[str, typer.Option(help=say("收到复议申请之日", "the day on which the person asked"))],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    received = day(received_on, "received_on")
    with working(token_file) as work:
        objection = ask_reconsideration(work, objection_id, received)
    show_objection(objection, as_json)
