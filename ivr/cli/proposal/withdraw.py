"""``ivr proposal withdraw``: one's own."""

from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.proposal.shown import ProposalId, show_proposal
from ivr.flows.decide_proposal import withdraw_proposal


def verb(proposal_id: ProposalId, token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with working(token_file) as work:
        proposal = withdraw_proposal(work, proposal_id)
    show_proposal(proposal, as_json)
