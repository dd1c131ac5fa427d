"""How one proposal is told after a step."""

from typing import Annotated

import typer

from ivr.cli.output import fields, tell
from ivr.cli.words import say
from ivr.domain.proposal import Proposal

ProposalId = Annotated[str, typer.Argument(metavar="PROPOSAL", help=say("提议编号", "the proposal's id"))]

_SEALED = {"content", "reason"}
_VERDICTS_ZH = {"accepted": "已采纳", "refused": "已驳回", "withdrawn": "已撤回", "open": "待决定"}


def open_fields(proposal: Proposal) -> dict[str, object]:
    """Without what is sealed."""
    return {name: value for name, value in fields(proposal).items() if name not in _SEALED}


def show_proposal(proposal: Proposal, as_json: bool) -> None:
    tell(open_fields(proposal), f"{proposal.id}  {proposal.kind}  {verdict(proposal)}", as_json)


def verdict(proposal: Proposal) -> str:
    stands = proposal.verdict or "open"
    return say(_VERDICTS_ZH[stands], stands)
