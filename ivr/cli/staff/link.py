"""``ivr staff link``: who somebody is at the identity provider."""

from typing import Annotated

import typer

from ivr.cli.gateway import CLI, opened, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, tell
from ivr.cli.staff.shown import StaffId
from ivr.cli.words import say
from ivr.domain.errors import RuleBroken
from ivr.flows.link_subject import link_subject


def verb(
    staff_id: StaffId,
    subject: Annotated[str, typer.Argument(help=say("身份认证系统中的标识", "the claim that names the person there"))],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with opened() as gateway, gateway.desk.at(CLI).work(gateway.sign_in(token(token_file))) as work:
        provider = gateway.settings.openid
        if provider is None:
            raise RuleBroken(reason="set openid in the settings first", reason_zh="请先在设置中填写 openid")
        linked = link_subject(work, staff_id, provider.issuer, subject)
    tell(fields(linked), say(f"已关联 {linked.name}。", f"{linked.name} can sign in there now."), as_json)
