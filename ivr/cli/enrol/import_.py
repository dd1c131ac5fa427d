"""``ivr enrol import``: ends with status 2 when a row is bad."""

from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.gateway import CLI, opened, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, note, table, tell
from ivr.cli.progress import progress
from ivr.cli.status import BAD_INPUT
from ivr.cli.words import say
from ivr.domain.errors import BadInput
from ivr.flows.enrolment_rows import CHINESE
from ivr.flows.import_enrolments import Choice, ImportReport, import_enrolments

_HELP = say("CSV 文件，首行为列名：", "a CSV file whose first line names the columns: ") + ", ".join(
    say(zh, en) for zh, en in CHINESE.items()
)


def verb(
    file: Annotated[Path, typer.Argument(help=_HELP)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("只检查，不保存", "only check, keep nothing"))] = False,
    keep_good: Annotated[
        bool,
        typer.Option("--keep-good", help=say("保留无误的行（默认全有或全无）", "keep good rows though others are bad")),
    ] = False,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    data = _content(file)
    with opened() as gateway, progress() as bar:
        task = bar.add_task(say("核对材料", "checking papers"), total=None)
        report = import_enrolments(
            gateway.desk.at(CLI),
            gateway.sign_in(token(token_file)),
            data,
            Choice(dry_run, keep_good),
            lambda done, total: bar.update(task, completed=done, total=total),
        )
    _show(report, as_json)
    if report.bad:
        raise typer.Exit(BAD_INPUT)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        reason = f"{file} cannot be read ({error.strerror})"
        raise BadInput(field="file", reason=reason, reason_zh=f"无法读取 {file}") from error


def _show(report: ImportReport, as_json: bool) -> None:
    if as_json:
        tell(fields(report), "", as_json)
        return
    if report.bad:
        headings = {"line": say("行", "line"), "field": say("列", "field"), "why": say("原因", "why")}
        table([{**fields(bad), "why": say(bad.zh, bad.en)} for bad in report.bad], headings, as_json)
    counts = (len(report.drafted), report.good, len(report.bad), report.rows)
    if report.batch:
        note(say(f"批次：{report.batch}", f"Batch: {report.batch}"))
    zh = "起草 {0} 条；共 {3} 行，{1} 行无误，{2} 行有误。".format(*counts)
    note(say(zh, "Drafted {0}; of {3} rows {1} are good and {2} are bad.".format(*counts)))
