"""``ivr token revoke``."""

from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import tell
from ivr.cli.token.shown import TokenId, row
from ivr.cli.words import say
from ivr.flows.revoke_token import revoke_token


def verb(token_id: TokenId, token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with working(token_file) as work:
        ended = row(revoke_token(work, token_id))
    tell(ended, say(f"令牌 {token_id} 已失效。", f"The token {token_id} is over."), as_json)
