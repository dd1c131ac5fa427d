"""``ivr staff account``: a local account, or a new one-time password for it."""

import os
from typing import Annotated

import typer

from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import note, tell
from ivr.cli.staff.shown import StaffId
from ivr.cli.words import say
from ivr.flows.open_account import one_time_password, open_account
from ivr.kit.passwords import Passwords


def verb(
    staff_id: StaffId,
    login: Annotated[str, typer.Argument(help=say("登录名", "the sign-in name"))],
    new_factor: Annotated[
        bool, typer.Option("--new-factor", help=say("同时重设第二验证因素", "also forget the second factor"))
    ] = False,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    password = one_time_password(os.urandom)
    hashed = Passwords().hashed(password)
    with working(token_file) as work:
        account = open_account(work, staff_id, login, hashed, new_factor=new_factor)
    if not as_json:
        note(say("一次性密码只显示这一次，一天内登录并更改：", "One-time password, shown only now, good for a day:"))
    tell({"login": account.login, "password": password, "until": account.one_time_until}, password, as_json)
