"""``ivr enrol cleared``: the court has deleted or corrected the listing itself."""

from typing import Annotated

import typer

from ivr.cli.enrol.shown import show_step
from ivr.cli.gateway import working
from ivr.cli.options import AsJson, EnrolmentId, TokenFile
from ivr.cli.words import say
from ivr.domain.moment import day
from ivr.flows.clear_listing import clear_listing


def verb(
    enrolment_id: EnrolmentId,
    on: Annotated[str, typer.Option(help=say("删除或更正之日", "the day on which it was done"))],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    done = day(on, "on")
    with working(token_file) as work:
        enrolment = clear_listing(work, enrolment_id, done)
    show_step(enrolment, as_json)
