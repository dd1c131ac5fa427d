"""``ivr court add``."""

from dataclasses import replace
from typing import Annotated

import typer

from ivr.cli.court.names import NameIn, named
from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, tell
from ivr.cli.words import say
from ivr.domain.court import Court
from ivr.flows.add_court import add_court


def verb(  # noqa: PLR0913, PLR0917  each is an option of the command line
    court_id: Annotated[str, typer.Argument(metavar="ID", help=say("代号，例如 shiliqu", "short id, such as shili"))],
    name: Annotated[str, typer.Option(help=say("中文全称", "full name in Chinese"))],
    name_en: Annotated[str, typer.Option(help=say("英文名称", "name in English"))],
    enquiry: Annotated[str, typer.Option(help=say("咨询电话", "telephone number for questions"))],
    grace_days: Annotated[int, typer.Option(help=say("宽限天数", "days between warning and notice"))] = 3,
    languages: Annotated[str, typer.Option(help=say("播报语言及顺序", "languages of the notice, in order"))] = "zh-CN",
    name_in: NameIn = [],  # noqa: B006
    zone: Annotated[str, typer.Option(help=say("时区", "time zone"))] = "Asia/Shanghai",
    retention_days: Annotated[int, typer.Option(help=say("结束后保留天数", "days to keep data after an end"))] = 365,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with working(token_file) as work:
        new = Court(court_id, name, name_en, enquiry, grace_days, languages, zone, retention_days)
        court = add_court(work, replace(new, names=named(name_in)))
    tell(
        fields(court), say(f"已登记法院 {court.id}：{court.name}", f"Added court {court.id}: {court.name_en}"), as_json
    )
