"""``ivr court retain``."""

from typing import Annotated

import typer

from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, tell
from ivr.cli.words import say
from ivr.flows.set_retention import set_retention


def verb(
    court: Annotated[str, typer.Argument(help=say("法院代号", "the court's id"))],
    days: Annotated[int, typer.Option(help=say("结束后保留的天数", "days after an enrolment's end"))],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with working(token_file) as work:
        kept = set_retention(work, court, days)
    zh = f"{kept.id}：登记结束 {days} 天后删除个人信息。"
    tell(fields(kept), say(zh, f"{kept.id} erases personal data {days} days after an enrolment's end."), as_json)
