"""``ivr staff end``."""

from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, tell
from ivr.cli.staff.shown import StaffId
from ivr.cli.words import say
from ivr.flows.end_staff import end_staff


def verb(staff_id: StaffId, token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with working(token_file) as work:
        ended = end_staff(work, staff_id)
    tell(fields(ended), say(f"已停用 {ended.name} 的全部权限。", f"{ended.name} has no access any more."), as_json)
