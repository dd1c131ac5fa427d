"""``ivr prompts check``: every file of every finished prompt, measured as it is heard."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from ivr.cli.gateway import opened
from ivr.cli.options import AsJson
from ivr.cli.output import fields, note, table
from ivr.cli.progress import progress
from ivr.cli.whole import require_place, written_whole
from ivr.cli.words import say, spoken
from ivr.speech.hearing import Hearing, Listener, faults
from ivr.speech.judge import judge
from ivr.speech.report import Told, page

_AT_ONCE = 8
_LISTEN = say("并由语音识别核对听到的内容", "also let the recogniser tell what it hears, against the text")
_HEARD = {
    "key": say("内容编号", "content key"),
    "syllables": say("音节错误", "wrong syllables"),
    "tones": say("含声调错误", "with tones"),
    "words": say("英文词错误", "wrong words"),
    "stoi": say("清晰度 STOI", "clearness (STOI)"),
    "pesq": say("音质 PESQ", "quality (PESQ)"),
    "heard": say("听到", "heard"),
}
_REPORT = say("另存为网页：可听、可看波形、频谱与音高", "also leave a page: sound, waveform, spectrum and pitch")
_KEYS = say("内容编号，默认全部", "content keys; all by default")


def verb(
    keys: Annotated[list[str] | None, typer.Argument(metavar="[KEY]...", help=_KEYS)] = None,
    report: Annotated[Path | None, typer.Option(help=_REPORT)] = None,
    listen: Annotated[bool, typer.Option("--listen", help=_LISTEN)] = False,
    as_json: AsJson = False,
) -> None:
    if report is not None:
        require_place(report, "report")
    with opened() as gateway, progress() as bar:
        wanted = keys or gateway.library.keys()
        task = bar.add_task(say("检查播报", "checking notices"), total=len(wanted))
        judged = []
        for key in wanted:
            judged.append(judge(gateway.library, key))
            bar.advance(task)
        whole = [one.key for one in judged if one.files] if listen else []
        heard = list(_heard(gateway.listener, whole, bar)) if whole else []
        if report is not None:
            by_key = {one.key: one for one in heard}
            told = [Told(one, by_key.get(one.key)) for one in judged]
            shown = page(gateway.library, told, {"zh-CN": gateway.listener.read}, spoken())
            written_whole(report, shown.encode(), "report")
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
    words = {one.key: {name: value for name, value in fields(one).items() if name != "key"} for one in heard}
    rows = [{"key": one.key, **fields(file), **words.get(one.key, {})} for one in judged for file in one.files]
    table(rows, headings, as_json)
    if heard and not as_json:
        table([_shares(one) for one in heard], _HEARD, as_json)
    bad = [(one.key, fault) for one in judged for fault in one.faults]
    bad += [(one.key, fault) for one in heard for fault in faults(one)]
    for key, fault in bad:
        note(f"{key} {say(fault.zh, fault.en)}")
    note(say(f"{len(judged)} 条，{len(bad)} 处超出范围。", f"{len(judged)} prompts, {len(bad)} things out of bounds."))
    if bad:
        raise typer.Exit(1)


def _heard(listener: Listener, keys: Sequence[str], bar: Progress) -> Iterator[Hearing]:
    task = bar.add_task(say("识别播报", "listening to notices"), total=len(keys))
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        yield from listener.hear(some)
        bar.advance(task, len(some))


def _shares(one: Hearing) -> dict[str, object]:
    told = {"syllables": one.syllables, "tones": one.tones, "words": one.words}
    shown = {name: "" if share is None else f"{share:.1%}" for name, share in told.items()}
    return {"key": one.key, **shown, "stoi": one.stoi, "pesq": one.pesq, "heard": one.heard}
