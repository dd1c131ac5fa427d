"""``ivr enrol send-back``: the reason comes from a file, for its words may name somebody."""

from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.enrol.shown import show_step
from ivr.cli.gateway import read_text, working
from ivr.cli.options import AsJson, EnrolmentId, TokenFile
from ivr.cli.words import say
from ivr.flows.send_back import send_back

_FILE = say("退回理由（文件，- 为标准输入）", "file with the reason, or -")


def verb(
    enrolment_id: EnrolmentId,
    reason_file: Annotated[Path, typer.Option(help=_FILE)],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    reason = read_text(reason_file, "reason_file")
    with working(token_file) as work:
        enrolment = send_back(work, enrolment_id, reason)
    show_step(enrolment, as_json)
