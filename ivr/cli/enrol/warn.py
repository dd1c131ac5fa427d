"""``ivr enrol warn``."""

from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.enrol.shown import show_step
from ivr.cli.gateway import read_text, working
from ivr.cli.options import AsJson, EnrolmentId, TokenFile
from ivr.cli.words import say
from ivr.domain.moment import moment
from ivr.flows.warn import warn


def verb(
    enrolment_id: EnrolmentId,
    text_file: Annotated[
        Path, typer.Option(help=say("告知短信原文（文件，- 为标准输入）", "file with what was sent, or -"))
    ],
    sent_at: Annotated[str, typer.Option(help=say("发送时间，带时区", "when, such as 2026-03-01T09:30:00+08:00"))],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    text, at = read_text(text_file, "text_file"), moment(sent_at, "sent_at")
    with working(token_file) as work:
        enrolment = warn(work, enrolment_id, text, at)
    show_step(enrolment, as_json)
