"""``ivr enrol tell-ended``."""

from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.gateway import read_text, working
from ivr.cli.options import AsJson, EnrolmentId, TokenFile
from ivr.cli.output import fields, tell
from ivr.cli.words import say
from ivr.domain.message import Channel
from ivr.domain.moment import moment
from ivr.flows.own_telling import Told
from ivr.flows.record_ended import record_ended


def verb(  # noqa: PLR0913, PLR0917  each is an option of the command line
    enrolment_id: EnrolmentId,
    text_file: Annotated[
        Path, typer.Option(help=say("告知原文（文件，- 为标准输入）", "file with what was sent, or -"))
    ],
    sent_at: Annotated[str, typer.Option(help=say("发送时间，带时区", "when, such as 2026-03-01T09:30:00+08:00"))],
    channel: Annotated[str, typer.Option(help=" | ".join(Channel))] = Channel.LETTER,
    delivered_at: Annotated[str | None, typer.Option(help=say("送达时间，如已知", "when it arrived, if known"))] = None,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    arrived = None if delivered_at is None else moment(delivered_at, "delivered_at")
    told = Told(read_text(text_file, "text_file"), moment(sent_at, "sent_at"), channel, arrived)
    with working(token_file) as work:
        message = record_ended(work, enrolment_id, told)
    text = say(f"已登记：{message.enrolment_id} 的终止已告知", f"Recorded: told of the end of {message.enrolment_id}")
    tell(fields(message) | {"text": None}, text, as_json)
