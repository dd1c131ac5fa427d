"""``ivr court languages``."""

from typing import Annotated

import typer

from ivr.cli.court.names import NameIn, named
from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, tell
from ivr.cli.words import say
from ivr.flows.set_languages import set_languages


def verb(
    court: Annotated[str, typer.Argument(help=say("法院代号", "the court's id"))],
    languages: Annotated[str, typer.Argument(help=say("播报语言及顺序，例如 zh-CN,en", "in order, such as zh-CN,en"))],
    name_in: NameIn = [],  # noqa: B006
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with working(token_file) as work:
        kept = set_languages(work, court, languages, named(name_in))
    zh = f"{kept.id}：播报语言 {languages}。新语言在发布后播放：ivr prompts publish {kept.id}"
    en = f"{kept.id} speaks {languages}. What is new is heard after: ivr prompts publish {kept.id}"
    tell(fields(kept), say(zh, en), as_json)
