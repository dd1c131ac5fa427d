"""``ivr batch warn``: sends the warning to everybody of it who is approved."""

from ivr.cli.batch.shown import BatchId, show_outcome
from ivr.cli.gateway import opened, token
from ivr.cli.options import AsJson, TokenFile
from ivr.flows.batch import warn_batch


def verb(batch_id: BatchId, token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with opened() as gateway:
        outcome = warn_batch(gateway.desk, gateway.sign_in(token(token_file)), batch_id)
    show_outcome(outcome, as_json)
