"""``ivr wording hear``: its sound, as callers will hear it, in a file for any player."""

from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.gateway import CLI, opened, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import tell
from ivr.cli.whole import written_whole
from ivr.cli.words import say
from ivr.flows.hear_wording import hear_wording


def verb(
    wording_id: Annotated[str, typer.Argument(metavar="ID", help=say("文本编号", "the text's id"))],
    out: Annotated[Path, typer.Option(help=say("写入的 WAV 文件", "the WAV file to write"))],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with opened() as gateway, gateway.desk.at(CLI).work(gateway.sign_in(token(token_file))) as work:
        wording = hear_wording(work, wording_id)
        written_whole(out, gateway.studio.sound(wording.prompt))
    zh, en = f"已写入 {out}，请试听；已记入审计。", f"Listen to {out}; the trail says that you were given it."
    tell({"file": str(out)}, say(zh, en), as_json)
