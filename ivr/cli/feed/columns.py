"""``ivr feed columns``: sets the columns of a bank's tables, tries them on a sample, or shows those that are set."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from ivr.cli.feed.shown import Source
from ivr.cli.gateway import CLI, opened, read_text, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, table, tell
from ivr.cli.words import say
from ivr.domain.columns import FIELDS
from ivr.domain.errors import BadInput
from ivr.flows.desk import Work
from ivr.flows.inbox.columns import preview, set_columns, view_columns

_FILE = say(
    "JSON 文件：字段对应列名。字段：", "a JSON file of fields and the headings of their columns. Fields: "
) + "; ".join(f"{name}: {say(zh, en)}" for name, (en, zh) in FIELDS.items())
_SAMPLE = say("只以此样本试读，不保存", "only try them on this sample, keep nothing")


def verb(
    source: Source,
    file: Annotated[Path | None, typer.Option(help=_FILE)] = None,
    sample: Annotated[Path | None, typer.Option(help=_SAMPLE)] = None,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    given = None if file is None else _read(file)
    with opened() as gateway, gateway.desk.at(CLI).work(gateway.sign_in(token(token_file))) as work:
        if given is None:
            _tell(view_columns(work, source), as_json)
        elif sample is None:
            _tell(set_columns(work, source, given), as_json)
        else:
            _try(work, given, sample, as_json)


def _read(file: Path) -> dict[str, Any]:
    try:
        given = json.loads(read_text(file, "file"))
    except ValueError as error:
        raise BadInput(field="file", reason="write JSON", reason_zh="请使用 JSON") from error
    if not isinstance(given, dict):
        raise BadInput(field="file", reason="write one JSON object", reason_zh="请使用一个 JSON 对象")
    return given


def _tell(made: Any, as_json: bool) -> None:
    zh, en = f"{made.source} 第 {made.version} 版：{made.columns}", f"{made.source}, version {made.version}: "
    tell({**fields(made), "columns": json.loads(made.columns)}, say(zh, en + made.columns), as_json)


def _try(work: Work, given: dict[str, Any], sample: Path, as_json: bool) -> None:
    try:
        seen = preview(work, given, sample.read_bytes())
    except OSError as error:
        raise BadInput(field="sample", reason="it cannot be read", reason_zh="无法读取") from error
    rows = [{"line": one.line, **fields(one.remittance)} for one in seen.entries]
    bad = [{"line": one.line, "field": one.field, "why": say(one.reason_zh, one.reason)} for one in seen.bad]
    headings = {"line": say("行", "line"), "external_id": say("流水号", "id"), "booked_at": say("记账时间", "booked")}
    headings |= {"amount": say("金额", "amount"), "account": say("账号", "account"), "text": say("附言", "text")}
    headings |= {"field": say("字段", "field"), "why": say("原因", "why")}
    table([*rows, *bad], headings, as_json)
