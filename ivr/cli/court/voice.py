"""``ivr court voice``: who speaks a court's notices."""

from typing import Annotated

import typer

from ivr.cli.gateway import settings, working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, note, tell
from ivr.cli.words import say
from ivr.domain.court import ONLINE_VOICES
from ivr.flows.set_online_voice import set_online_voice

_ONLINE = say(
    f"在线语音：{'、'.join(ONLINE_VOICES)}；不填则只用离线语音。"
    "通知文本（法院名称与咨询电话）会发送到境外：gtts 发送给 Google，edge-tts 发送给微软",
    f"an online voice: {', '.join(ONLINE_VOICES)}; without it the offline voices only. It is sent the notice's text "
    "(the court's name and telephone number), outside the mainland: gtts by Google, edge-tts by Microsoft",
)


def verb(
    court: Annotated[str, typer.Argument(help=say("法院代号", "the court's id"))],
    online: Annotated[str | None, typer.Option(help=_ONLINE)] = None,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with working(token_file) as work:
        kept = set_online_voice(work, court, online)
    by = say(online or "离线语音", online or "an offline voice")
    tell(fields(kept), say(f"{kept.id} 的通知今后由 {by} 合成。", f"{kept.id} is spoken by {by} from now on."), as_json)
    if online and not settings().online_voice:
        zh = "本机未允许在线语音（online_voice = false），暂不生效。"
        note(say(zh, "This machine allows none (online_voice = false)."))
