"""``ivr token claim``."""

from ivr.cli.gateway import CLI, opened, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.token.shown import fresh_token, show_secret
from ivr.flows.claim_token import claim_token


def verb(token_file: TokenFile = None, as_json: AsJson = False) -> None:
    once, secret = token(token_file), fresh_token()
    with opened() as gateway, gateway.desk.at(CLI).work(gateway.sign_in(once)) as work:
        claimed = claim_token(work, once, secret)
    show_secret(claimed, secret, as_json)
