"""``ivr batch list``."""

from ivr.cli.gateway import reading
from ivr.cli.options import AsJson, Limit, TokenFile
from ivr.cli.output import fields, first_rows
from ivr.cli.words import say
from ivr.flows.batch import list_batches


def verb(limit: Limit = 50, token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with reading(token_file) as work:
        found = list_batches(work, limit + 1)
    headings = {"id": say("编号", "id"), "imported_at": say("导入时间", "imported"), "rows": say("行数", "rows")}
    first_rows(limit, [fields(one) for one in found], headings, as_json)
