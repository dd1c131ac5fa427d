"""``ivr enrol correct``."""

from typing import Annotated

import typer

from ivr.cli.enrol.shown import show_step
from ivr.cli.gateway import working
from ivr.cli.options import AsJson, EnrolmentId, TokenFile
from ivr.domain.reasons import CORRECTED_FOR
from ivr.flows.correct import correct


def verb(
    enrolment_id: EnrolmentId,
    reason: Annotated[str, typer.Option(help=" | ".join(sorted(CORRECTED_FOR)))],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with working(token_file) as work:
        enrolment = correct(work, enrolment_id, reason)
    show_step(enrolment, as_json)
