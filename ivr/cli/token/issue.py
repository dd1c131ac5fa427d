"""``ivr token issue``."""

from typing import Annotated

import typer

from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.token.shown import fresh_token, show_secret
from ivr.cli.words import say
from ivr.flows.issue_token import NewToken, issue_token


def verb(  # noqa: PLR0913, PLR0917
    name: Annotated[str, typer.Argument(help=say("用途", "what it is for"))],
    action: Annotated[
        list[str] | None, typer.Option(help=say("允许的操作，可多次给出", "an action it is for; may be repeated"))
    ] = None,
    days: Annotated[int | None, typer.Option(help=say("有效天数，默认 90", "days until it ends (90)"))] = None,
    staff: Annotated[str | None, typer.Option(help=say("人员编号，默认本人", "whose it is; yours by default"))] = None,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    secret = fresh_token()
    with working(token_file) as work:
        issued = issue_token(work, NewToken(name, secret, staff, action or None, days))
    show_secret(issued, secret, as_json)
