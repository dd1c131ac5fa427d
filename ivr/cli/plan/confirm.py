"""``ivr plan confirm``: one operator, and then another, for exactly the change that a node waits for."""

from typing import Annotated

import typer

from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import tell
from ivr.cli.words import say
from ivr.flows.confirm_plan import confirm_plan

_DIGEST = say("变更摘要，见 ivr plan show", "the plan's digest, see ivr plan show")


def verb(
    node: Annotated[str, typer.Argument(help=say("节点", "the node"))],
    digest: Annotated[str, typer.Argument(help=_DIGEST)],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with working(token_file) as work:
        confirmed = confirm_plan(work, node, digest)
    done = say("已由两人确认，节点即将应用。", "Two operators have confirmed it; the node applies it now.")
    half = say("已记录，还须另一名操作员确认。", "Noted; another operator must confirm it too.")
    tell({"node": node, "plan": digest, "confirmed": confirmed}, done if confirmed else half, as_json)
