"""``ivr subscription add``: have a court's own system told of events; the secret is shown once."""

from typing import Annotated

import typer

from ivr.cli.gateway import CLI, opened, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import note, tell
from ivr.cli.subscription.shown import row
from ivr.cli.words import say
from ivr.domain.event import ASKED_FOR
from ivr.flows.subscribe import subscribe
from ivr.kit.secret import new_secret

KINDS = ", ".join(sorted(ASKED_FOR))


def verb(
    url: Annotated[str, typer.Argument(help=say("接收地址（https）", "where events are sent: https"))],
    kinds: Annotated[list[str], typer.Option("--kind", help=say(f"事件，可多次：{KINDS}", f"again for more: {KINDS}"))],
    court: Annotated[str | None, typer.Option(help=say("法院，默认本院", "yours by default"))] = None,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    secret = new_secret()
    with opened() as gateway:
        actor = gateway.sign_in(token(token_file))
        with gateway.desk.at(CLI).work(actor) as work:
            one = subscribe(work, court, url, kinds, secret, gateway.addresses)
    if not as_json:
        note(say(f"订阅 {one.id}；签名密钥只显示这一次：", f"Subscription {one.id}. Its secret, shown only now:"))
    tell({**row(one), "secret": secret}, secret, as_json)
