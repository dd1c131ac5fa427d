"""``ivr enrol submit``."""

from ivr.cli.enrol.shown import show_step
from ivr.cli.gateway import working
from ivr.cli.options import AsJson, EnrolmentId, TokenFile
from ivr.flows.submit import submit


def verb(enrolment_id: EnrolmentId, token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with working(token_file) as work:
        enrolment = submit(work, enrolment_id)
    show_step(enrolment, as_json)
