"""How a new person's access token is told: once, since only its digest is kept."""

from ivr.cli.output import note, tell
from ivr.cli.words import say
from ivr.domain.staff import Staff


def show_token(added: Staff, token: str, as_json: bool) -> None:
    """The token alone on stdout, so that it can be sent into a file; the words go to stderr."""
    if not as_json:
        note(say(f"已添加 {added.name}（{added.role}）。", f"Added {added.name} ({added.role})."))
        note(say("访问令牌只显示这一次，请妥善保存：", "This access token is shown only now. Keep it safe:"))
    tell({"id": added.id, "role": added.role, "court_id": added.court_id, "token": token}, token, as_json)
