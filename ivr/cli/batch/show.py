"""``ivr batch show``: every enrolment of it, and how it differs from what the court had before."""

from ivr.cli.batch.shown import BatchId
from ivr.cli.gateway import reading
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, note, table
from ivr.cli.words import say
from ivr.domain.number import masked
from ivr.flows.batch import Item, review_batch


def verb(batch_id: BatchId, token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with reading(token_file) as work:
        review = review_batch(work, batch_id)
    headings = {
        "enrolment_id": say("登记", "enrolment"),
        "number": say("号码", "number"),
        "case_number": say("案号", "case"),
        "state": say("状态", "state"),
        "novelty": say("新旧", "novelty"),
        "changed": say("变动", "differs in"),
        "others": say("同号他项", "others on it"),
    }
    table([_row(one) for one in review.items], headings, as_json)
    note(say(f"摘要：{review.digest}", f"Digest: {review.digest}"))


def _row(item: Item) -> dict[str, object]:
    return {
        "enrolment_id": item.enrolment.id,
        "number": masked(item.enrolment.number),
        "case_number": item.order.case_number,
        "state": item.enrolment.state,
        "novelty": item.novelty,
        "differences": [fields(one) for one in item.differences],
        "changed": ", ".join(one.field for one in item.differences),
        "others": item.others,
    }
