"""``ivr wording draft``: spoken now, proposed, and not heard by callers until another person accepts it."""

from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.fallback import tell_fallback
from ivr.cli.gateway import CLI, opened, read_bytes, read_text, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, tell
from ivr.cli.words import say
from ivr.domain.staff import require
from ivr.flows.draft_wording import draft_wording
from ivr.flows.list_courts import view_court

_RECORDING = say("真人录音（WAV、FLAC、MP3、Opus）", "the text as a person has recorded it: WAV, FLAC, MP3 or Opus")
_FILE = say("文本文件（含 {court} 和 {enquiry}，- 为标准输入）", "file with the text, with {court} and {enquiry}, or -")


def verb(  # noqa: PLR0913, PLR0917  each is an option of its own
    court_id: Annotated[str, typer.Argument(metavar="COURT", help=say("法院代号", "the court's id"))],
    language: Annotated[
        str, typer.Argument(help=say("语言，例如 zh-CN、en、bo", "the language, such as zh-CN, en, bo"))
    ],
    text_file: Annotated[Path, typer.Argument(help=_FILE)],
    recording: Annotated[Path | None, typer.Option(help=_RECORDING)] = None,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    text = read_text(text_file, "text_file").strip()
    with opened() as gateway:
        actor = gateway.sign_in(token(token_file))
        require(actor, "propose")
        with gateway.desk.read(actor) as work:
            court = view_court(work, court_id).court
        before = gateway.studio.text_in_force(court, language)
        if recording is None:
            prompt = gateway.studio.try_wording(court, language, text)
        else:
            prompt = gateway.studio.try_recording(court, language, text, read_bytes(recording, "recording"))
        with gateway.desk.at(CLI).work(actor) as work:
            wording, proposal = draft_wording(work, court_id, text, prompt, before)
    zh = f"已起草 {wording.id}（{wording.seconds} 秒，{wording.engine}），待他人试听后决定提议 {proposal.id}。"
    en = f"Drafted {wording.id} ({wording.seconds} s, {wording.engine}); another listens and decides {proposal.id}."
    tell_fallback(court_id, prompt.fallback)
    tell({**fields(wording), "proposal": proposal.id}, say(zh, en), as_json)
