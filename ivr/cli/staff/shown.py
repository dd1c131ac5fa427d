"""How a new person's access token is told: once, since only its digest is kept."""

from typing import Annotated

import typer

from ivr.cli.output import note, tell
from ivr.cli.words import say
from ivr.domain.staff import Staff

StaffId = Annotated[str, typer.Argument(metavar="ID", help=say("人员编号", "the person's id"))]


def show_once(added: Staff, secret: str, as_json: bool) -> None:
    """A secret that is good for one use."""
    if not as_json:
        note(say(f"已添加 {added.name}（{added.role}）。", f"Added {added.name} ({added.role})."))
        how = "IVR_TOKEN=… ivr token claim"
        note(say(f"一次性密钥，一天内用 {how} 换取访问令牌：", f"One-time secret. Within a day, exchange it: {how}"))
    tell({"id": added.id, "role": added.role, "court_id": added.court_id, "token": secret}, secret, as_json)


def show_token(added: Staff, token: str, as_json: bool) -> None:
    """The token alone on stdout, so that it can be sent into a file; the words go to stderr."""
    if not as_json:
        note(say(f"已添加 {added.name}（{added.role}）。", f"Added {added.name} ({added.role})."))
        note(say("访问令牌只显示这一次，请妥善保存：", "This access token is shown only now. Keep it safe:"))
    tell({"id": added.id, "role": added.role, "court_id": added.court_id, "token": token}, token, as_json)
