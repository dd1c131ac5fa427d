"""``ivr staff first``: the operator who adds everybody else."""

import secrets
from typing import Annotated

import typer

from ivr.cli.first import first_operator
from ivr.cli.gateway import opened
from ivr.cli.options import AsJson
from ivr.cli.staff.shown import show_token
from ivr.cli.words import say


def verb(
    name: Annotated[str, typer.Argument(help=say("操作员姓名", "the operator's name"))],
    as_json: AsJson = False,
) -> None:
    token = secrets.token_urlsafe(32)
    with opened() as gateway:
        added = first_operator(gateway.desk, name, token)
    show_token(added, token, as_json)
