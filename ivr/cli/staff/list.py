"""``ivr staff list``."""

from ivr.cli.gateway import reading
from ivr.cli.options import AsJson, Limit, TokenFile
from ivr.cli.output import fields, first_rows
from ivr.cli.words import say
from ivr.flows.list_staff import list_staff


def verb(limit: Limit = 200, token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with reading(token_file) as work:
        rows = [fields(one) for one in list_staff(work, limit=limit + 1)]
    headings = {
        "id": say("编号", "id"),
        "name": say("姓名", "name"),
        "role": say("角色", "role"),
        "court_id": say("法院", "court"),
        "ended_at": say("停用时间", "ended at"),
    }
    first_rows(limit, rows, headings, as_json)
