"""``ivr figures``: how many performed, when and how much."""

from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.gateway import reading
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, note, table
from ivr.cli.whole import written_whole
from ivr.cli.words import say
from ivr.domain.figures import NOTE_EN, NOTE_ZH, Figure
from ivr.flows.court_figures import Period, court_figures

_GROUPS_ZH = {"no-notice": "未告知", "warned": "已告知，未播放", "announced": "已播放"}
_FEW = "<5"


def verb(  # noqa: PLR0913, PLR0917  each is an option of the command line
    first: Annotated[str, typer.Option("--from", help=say("起始月份，例如 2026-01", "first month, such as 2026-01"))],
    last: Annotated[str, typer.Option("--to", help=say("截止月份", "last month, included"))],
    csv: Annotated[Path | None, typer.Option(help=say("另存为 CSV 文件", "also write a CSV file"))] = None,
    svg: Annotated[Path | None, typer.Option(help=say("另存为 SVG 图", "also write a picture"))] = None,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with reading(token_file) as work:
        found = court_figures(work, Period(first, last))
    _write(found, f"{first} – {last}", csv, svg)
    headings = {
        "court_id": say("法院", "court"),
        "name": say("组别", "group"),
        "of": say("人数", "debtors"),
        "who": say("已履行", "performed"),
        "percent": say("比例", "share"),
        "took": say("天数（四分位·中位·四分位）", "days (quartile · median · quartile)"),
        "yuan": say("金额（元）", "yuan"),
    }
    table([_row(one) for one in found], headings, as_json)
    note(say(NOTE_ZH, NOTE_EN))


def _row(one: Figure) -> dict[str, object]:
    shown = {
        "name": say(_GROUPS_ZH[one.group], one.group),
        "of": _FEW if one.debtors is None else one.debtors,
        "who": "—" if one.paid is None else one.paid,
        "percent": "" if one.share is None else f"{one.share:.0%}",
        "took": "" if one.days is None else " · ".join(f"{days:g}" for days in one.days),
    }
    return {**fields(one), "share": one.share, **shown}


def _write(found: list[Figure], period: str, csv: Path | None, svg: Path | None) -> None:
    """What draws is loaded only when it is asked for."""
    from ivr.documents import figures_picture, figures_table  # noqa: PLC0415

    if csv is not None:
        written_whole(csv, figures_table.table(found))
    if svg is not None:
        written_whole(svg, figures_picture.draw(found, period).encode())
