"""The first operator of an empty store. Whoever can run this command beside the store owns it already."""

from ivr.domain.errors import RuleBroken
from ivr.domain.staff import Actor, Role, Staff
from ivr.flows.add_staff import add_staff
from ivr.flows.desk import Desk

AT_FIRST = Actor("first-start", Role.OPERATOR, None)
"""Who the audit trail names for what nobody could have been permitted to do before."""


def first_operator(desk: Desk, name: str, token: str, *, once: bool = False) -> Staff:
    """Raises RuleBroken as soon as there is anybody: from then on an operator adds people."""
    with desk.work(AT_FIRST) as work:
        if work.scope.all(Staff, limit=1):
            reason = "there are people already; an operator adds others with ivr staff add"
            raise RuleBroken(reason=reason, reason_zh="已有人员；请由操作员用 ivr staff add 添加")
        return add_staff(work, name, Role.OPERATOR, None, token, once=once)
