"""``ivr prompts check``: every file of every finished prompt, measured as it is heard."""

from typing import Annotated

import typer

from ivr.cli.gateway import opened
from ivr.cli.options import AsJson
from ivr.cli.output import fields, note, progress, table
from ivr.cli.words import say
from ivr.speech.judge import judge

_KEYS = say("内容编号，默认全部", "content keys; all by default")


def verb(
    keys: Annotated[list[str] | None, typer.Argument(metavar="[KEY]...", help=_KEYS)] = None,
    as_json: AsJson = False,
) -> None:
    with opened() as gateway, progress() as bar:
        wanted = keys or gateway.library.keys()
        task = bar.add_task(say("检查播报", "checking notices"), total=len(wanted))
        judged = []
        for key in wanted:
            judged.append(judge(gateway.library, key))
            bar.advance(task)
    headings = {
        "key": say("内容编号", "content key"),
        "codec": say("编码", "codec"),
        "seconds": say("秒", "seconds"),
        "dbov": "dBov",
        "peak": say("峰值", "peak"),
        "lead": say("开头静默", "lead"),
        "tail": say("结尾静默", "tail"),
        "low_db": say("200 Hz 以下 dB", "dB below 200 Hz"),
    }
    table([{"key": one.key, **fields(file)} for one in judged for file in one.files], headings, as_json)
    bad = [(one.key, fault) for one in judged for fault in one.faults]
    for key, fault in bad:
        note(f"{key} {say(fault.zh, fault.en)}")
    note(say(f"{len(judged)} 条，{len(bad)} 处超出范围。", f"{len(judged)} prompts, {len(bad)} things out of bounds."))
    if bad:
        raise typer.Exit(1)
