"""``ivr court code``."""

from typing import Annotated

import typer

from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, tell
from ivr.cli.words import say
from ivr.flows.set_court_code import set_court_code


def verb(
    court: Annotated[str, typer.Argument(help=say("法院代号", "the court's id"))],
    code: Annotated[str, typer.Argument(help=say("案号中的代字，例如 川1302", "as in case numbers, such as 川1302"))],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with working(token_file) as work:
        kept = set_court_code(work, court, code)
    tell(
        fields(kept), say(f"{kept.id}：案号代字 {code}。", f"Case numbers of {kept.id} have the code {code}."), as_json
    )
