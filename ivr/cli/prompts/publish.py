"""``ivr prompts publish``: from now on callers hear these."""

from typing import Annotated

import typer

from ivr.cli.gateway import opened, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, tell
from ivr.cli.publish import publish
from ivr.cli.words import say


def verb(
    court: Annotated[str, typer.Argument(help=say("法院代号", "the court's id"))],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with opened() as gateway:
        notices = publish(gateway, gateway.sign_in(token(token_file)), court)
    lines = [f"{notice.court_id} {notice.language} {notice.seconds} s  {notice.text}" for notice in notices]
    tell([fields(notice) for notice in notices], "\n".join(lines), as_json)
