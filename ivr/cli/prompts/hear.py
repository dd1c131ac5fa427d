"""``ivr prompts hear``: what a court's callers hear now, in a file for any player."""

from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.gateway import opened, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import tell
from ivr.cli.whole import written_whole
from ivr.cli.words import say
from ivr.flows.published_notice import published_notice


def verb(
    court: Annotated[str, typer.Argument(help=say("法院代号", "the court's id"))],
    language: Annotated[str, typer.Argument(help=say("语言，例如 zh-CN", "the language, such as zh-CN"))],
    out: Annotated[Path, typer.Option(help=say("写入的 WAV 文件", "the WAV file to write"))],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with opened() as gateway:
        with gateway.desk.read(gateway.sign_in(token(token_file))) as work:
            notice = published_notice(work, court, language)
        written_whole(out, gateway.studio.sound(notice.prompt))
    tell({"file": str(out), "text": notice.text}, f"{out}: {notice.text}", as_json)
