"""``ivr court enquiry``."""

from typing import Annotated

import typer

from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, tell
from ivr.cli.words import say
from ivr.flows.set_enquiry import set_enquiry


def verb(
    court: Annotated[str, typer.Argument(help=say("法院代号", "the court's id"))],
    enquiry: Annotated[str, typer.Argument(help=say("咨询电话，例如 12368", "the number, such as 12368"))],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with working(token_file) as work:
        kept = set_enquiry(work, court, enquiry)
    zh = f"{kept.id}：咨询电话 {enquiry}。重新发布前，来电者听到的仍是原号码：ivr prompts publish {kept.id}"
    en = f"{kept.id} is asked at {enquiry}. Callers hear the old number until: ivr prompts publish {kept.id}"
    tell(fields(kept), say(zh, en), as_json)
