"""``ivr audit export``: the file is whole or it is not there."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.gateway import CLI, opened, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import tell
from ivr.cli.words import say
from ivr.domain.errors import BadInput
from ivr.flows.export_audit import export_audit
from ivr.kit.wholefile import whole_file


def verb(
    court: Annotated[str, typer.Option(help=say("法院代号；网关自身为 gateway", "the court's id; or gateway"))],
    out: Annotated[Path, typer.Option(help=say("写入的文件", "the file to write"))],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with opened() as gateway:
        lines = export_audit(gateway.desk.at(CLI), gateway.sign_in(token(token_file)), court)
        entries = _write(out, lines) - 1  # the header is none
    text = say(f"已将 {entries} 条审计记录写入 {out}", f"Wrote {entries} entries to {out}")
    tell({"court_id": court, "entries": entries, "file": str(out)}, text, as_json)


def _write(out: Path, lines: Iterable[str]) -> int:
    """How many lines."""
    count = 0
    try:
        with whole_file(out) as file:
            for line in lines:
                file.write(line.encode())
                count += 1
    except OSError as error:
        reason = f"{out} cannot be written ({error.strerror})"
        raise BadInput(field="out", reason=reason, reason_zh=f"无法写入 {out}") from error
    return count
