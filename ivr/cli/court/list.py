"""``ivr court list``."""

from ivr.cli.gateway import reading
from ivr.cli.options import AsJson, Limit, TokenFile
from ivr.cli.output import fields, first_rows
from ivr.cli.words import say
from ivr.flows.list_courts import CourtView, list_courts


def verb(limit: Limit = 200, token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with reading(token_file) as work:
        rows = [_row(view) for view in list_courts(work, limit=limit + 1)]
    name = say("name", "name_en")
    headings = {
        "id": say("代号", "id"),
        name: say("名称", "name"),
        "enquiry": say("咨询电话", "enquiry"),
        "grace_days": say("宽限天数", "grace days"),
        "languages": say("播报语言", "languages"),
        "published": say("已发布", "published"),
    }
    first_rows(limit, rows, headings, as_json)


def _row(view: CourtView) -> dict[str, object]:
    return {**fields(view.court), "published": [notice.language for notice in view.notices]}
