"""``ivr proposal show``: what it says, and the digest by which it is accepted."""

import json
from typing import Annotated

import typer

from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import note, tell
from ivr.cli.proposal.shown import ProposalId, open_fields
from ivr.cli.words import say
from ivr.flows.list_proposals import read_proposal

_WHY = say("查看理由（记入审计）", "why you read it; it is recorded")


def verb(
    proposal_id: ProposalId,
    reason: Annotated[str, typer.Option(help=_WHY)],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with working(token_file) as work:
        view = read_proposal(work, proposal_id, reason)
    shown = {**open_fields(view.proposal), "content": view.content, "refused_for": view.refused_for}
    told = json.dumps(view.content, ensure_ascii=False, indent=1)
    tell(shown, f"{view.proposal.id}  {view.proposal.kind}  {view.proposal.subject}\n{told}", as_json)
    note(say(f"摘要：{view.proposal.digest}", f"Digest: {view.proposal.digest}"))
