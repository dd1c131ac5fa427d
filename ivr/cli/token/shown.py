"""How tokens are told: the secret once, alone on stdout, so that it can be sent into a file."""

from typing import Annotated

import typer

from ivr.cli.output import note, tell
from ivr.cli.words import say
from ivr.domain.token import PREFIX, Token
from ivr.kit.secret import new_secret

TokenId = Annotated[str, typer.Argument(metavar="ID", help=say("令牌编号", "the token's id"))]


def fresh_token() -> str:
    return PREFIX + new_secret()


def row(token: Token) -> dict[str, object]:
    """Without the digest: it is of no use to anybody."""
    told = ("id", "staff_id", "name", "actions", "issued_at", "ends_at", "last_used_at")
    return {name: getattr(token, name) for name in told}


def show_secret(token: Token, secret: str, as_json: bool) -> None:
    if not as_json:
        ends = f"{token.ends_at:%Y-%m-%d}"
        note(say(f"访问令牌只显示这一次，有效期至 {ends}：", f"Shown only now, valid until {ends}. Keep it safe:"))
    tell({**row(token), "token": secret}, secret, as_json)
