"""``ivr prompts publish``: from now on callers hear these."""

from collections.abc import Sequence
from typing import Annotated

import typer

from ivr.cli.gateway import opened, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, note, tell
from ivr.cli.publish import publish, publish_every
from ivr.cli.words import say, spoken
from ivr.domain.court import Notice
from ivr.domain.errors import BadInput
from ivr.kit.errors import GatewayError

_ALL = say("全部法院；内容未变的保持原样", "every court; what callers hear already is left as it is")
_FALLBACK = say("首选语音不可用时，以后备语音发布", "publish though another voice than the court's stood in")


def verb(
    court: Annotated[str | None, typer.Argument(help=say("法院代号", "the court's id"))] = None,
    every: Annotated[bool, typer.Option("--all", help=_ALL)] = False,
    fallback: Annotated[bool, typer.Option("--fallback", help=_FALLBACK)] = False,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    if every == (court is not None):
        reason = "name one court, or write --all"
        raise BadInput(field="court", reason=reason, reason_zh="请指定一个法院，或使用 --all")
    with opened() as gateway:
        actor = gateway.sign_in(token(token_file))
        if court is not None:
            _show(publish(gateway, actor, court, fallback), as_json)
            return
        answers = list(publish_every(gateway, actor, fallback))
    _show([notice for _, answer in answers if isinstance(answer, list) for notice in answer], as_json)
    failed = {of: answer for of, answer in answers if isinstance(answer, GatewayError)}
    for of, error in failed.items():
        note(f"{of}: {error.text(spoken())}")
    unchanged = sum(answer is None for _, answer in answers)
    counts = (len(answers) - unchanged - len(failed), unchanged, len(failed))
    note(say("发布 {} 家，未变 {} 家，失败 {} 家。", "Courts: {} published, {} unchanged, {} failed.").format(*counts))
    if failed:
        raise typer.Exit(1)


def _show(notices: Sequence[Notice], as_json: bool) -> None:
    if not notices and not as_json:
        return
    lines = [f"{notice.court_id} {notice.language} {notice.seconds} s  {notice.text}" for notice in notices]
    tell([fields(notice) for notice in notices], "\n".join(lines), as_json)
