"""``ivr proposal decide``: by another person than who made it."""

from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.gateway import read_text, working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.proposal.shown import ProposalId, show_proposal
from ivr.cli.words import say
from ivr.flows.decide_proposal import accept_proposal, refuse_proposal

_ACCEPT = say("采纳，填写查看时所示摘要", "accept it: the digest that was shown with what it says")
_REFUSE = say("驳回，理由（文件，- 为标准输入）", "refuse it: file with the reason, or -")


def verb(
    proposal_id: ProposalId,
    accept: Annotated[str | None, typer.Option(metavar="DIGEST", help=_ACCEPT)] = None,
    refuse: Annotated[Path | None, typer.Option(metavar="REASON_FILE", help=_REFUSE)] = None,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    if (accept is None) == (refuse is None):
        raise typer.BadParameter(say("请选择 --accept 或 --refuse", "give either --accept or --refuse"))
    reason = None if refuse is None else read_text(refuse, "refuse").strip()
    with working(token_file) as work:
        if reason is None:
            proposal = accept_proposal(work, proposal_id, str(accept))
        else:
            proposal = refuse_proposal(work, proposal_id, reason)
    show_proposal(proposal, as_json)
