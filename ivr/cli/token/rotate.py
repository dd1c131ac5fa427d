"""``ivr token rotate``."""

from typing import Annotated

import typer

from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.token.shown import TokenId, fresh_token, show_secret
from ivr.cli.words import say
from ivr.domain.token import overlap
from ivr.flows.rotate_token import rotate_token


def verb(
    token_id: TokenId,
    minutes: Annotated[
        int, typer.Option("--overlap", help=say("旧令牌继续有效的分钟数", "minutes that the old one stays valid"))
    ] = 0,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    secret = fresh_token()
    with working(token_file) as work:
        rotated = rotate_token(work, token_id, secret, overlap(minutes))
    show_secret(rotated, secret, as_json)
