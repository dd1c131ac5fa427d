"""``ivr staff first``: the operator who adds everybody else, with a secret that is good for one use."""

from typing import Annotated

import typer

from ivr.cli.first import first_operator
from ivr.cli.gateway import opened
from ivr.cli.options import AsJson
from ivr.cli.staff.shown import show_once
from ivr.cli.token.shown import fresh_token
from ivr.cli.words import say


def verb(
    name: Annotated[str, typer.Argument(help=say("操作员姓名", "the operator's name"))],
    as_json: AsJson = False,
) -> None:
    secret = fresh_token()
    with opened() as gateway:
        added = first_operator(gateway.desk, name, secret, once=True)
    show_once(added, secret, as_json)
