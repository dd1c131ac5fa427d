"""``ivr enrol remove``."""

from typing import Annotated

import typer

from ivr.cli.enrol.shown import show_step
from ivr.cli.gateway import working
from ivr.cli.options import AsJson, EnrolmentId, TokenFile
from ivr.domain.reasons import REMOVED_FOR
from ivr.flows.remove import remove


def verb(
    enrolment_id: EnrolmentId,
    reason: Annotated[str, typer.Option(help=" | ".join(sorted(REMOVED_FOR)))],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with working(token_file) as work:
        enrolment = remove(work, enrolment_id, reason)
    show_step(enrolment, as_json)
