"""``ivr staff add``."""

from typing import Annotated

import typer

from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.staff.shown import show_token
from ivr.cli.token.shown import fresh_token
from ivr.cli.words import say
from ivr.domain.staff import Role
from ivr.flows.add_staff import add_staff


def verb(
    name: Annotated[str, typer.Argument(help=say("姓名或系统名", "the person's name, or a bank system's"))],
    role: Annotated[str, typer.Option(help=" | ".join(Role))],
    court: Annotated[str | None, typer.Option(help=say("所属法院代号", "the court's id"))] = None,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    token = fresh_token()
    with working(token_file) as work:
        added = add_staff(work, name, role, court, token)
    show_token(added, token, as_json)
