"""The past four days: what the courts did before today, through the same verbs, dated when it happened.

A court's shortest grace is one day, so nobody can wait for it here. The service has no way to turn its clock, and gets
none for this: drafts, approvals and warnings are made by the same flows on the same store before the service starts,
with a clock that runs four days behind. From activation on everything goes over the service's API, in real time.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from ivr.bootstrap import Gateway
from ivr.cli.demo.courts import FIRST, OTHER, first_court, other_court
from ivr.cli.demo.people import FIRST_COURTS, OTHER_COURTS, Person, as_csv
from ivr.cli.demo.voice import Recording
from ivr.cli.first import first_operator
from ivr.cli.progress import progress
from ivr.cli.words import say
from ivr.domain.concerns import NO_CONCERNS
from ivr.domain.staff import Actor, Role
from ivr.flows.add_court import add_court
from ivr.flows.add_staff import add_staff
from ivr.flows.approve import approve
from ivr.flows.import_enrolments import Choice, import_enrolments
from ivr.flows.publish_notice import publish_notice
from ivr.flows.submit import submit
from ivr.flows.warn import warn
from ivr.kit.clock import SystemClock

DAYS: Final = 4
WARNING: Final = "样例告知：您已被纳入失信被执行人名单，宽限期届满后，来电者将听到法院通知。"
THROUGH: Final = 17
"""So many of a court's people were approved and warned in the past; the next are still drafts, the last comes today."""


class DaysAgo(SystemClock):
    """The machine's clock, some days behind."""

    def __init__(self, days: int) -> None:
        self._behind = timedelta(days=days)

    def now(self) -> datetime:
        return super().now() - self._behind


@dataclass
class Past:
    """``tokens`` by who has them; ``enrolments``: id by the person's index."""

    operator: str
    clerks: dict[str, str] = field(default_factory=dict)
    approvers: dict[str, str] = field(default_factory=dict)
    enrolments: dict[int, str] = field(default_factory=dict)


def live_the_past(today: Gateway, recordings: Sequence[Recording]) -> Past:
    """Two courts with a clerk and an approver each, their notices, and all papers but one person's."""
    gateway = Gateway(today.settings, today.engine, DaysAgo(DAYS))
    past = Past(_token())
    first_operator(gateway.desk, "示例操作员", past.operator)
    operator = gateway.sign_in(past.operator)
    _add_courts(gateway, operator, past)
    for recording in recordings:
        with gateway.desk.work(operator) as work:
            publish_notice(work, recording.court, recording.prompt, fallback=True)  # which it told
    _enrol(gateway, FIRST, FIRST_COURTS[:-1], past)
    _enrol(gateway, OTHER, OTHER_COURTS, past)
    return past


def _add_courts(gateway: Gateway, operator: Actor, past: Past) -> None:
    for court in (first_court(), other_court()):
        past.clerks[court.id], past.approvers[court.id] = _token(), _token()
        with gateway.desk.work(operator) as work:
            add_court(work, court)
            add_staff(work, "示例书记员", Role.CLERK, court.id, past.clerks[court.id])
            add_staff(work, "示例审批人", Role.APPROVER, court.id, past.approvers[court.id])


def _enrol(gateway: Gateway, court: str, people: Sequence[Person], past: Past) -> None:
    clerk, approver = gateway.sign_in(past.clerks[court]), gateway.sign_in(past.approvers[court])
    today = gateway.clock.now().date()
    with progress() as bar:
        task = bar.add_task(say("导入 CSV", "importing the CSV file"), total=len(people))
        report = import_enrolments(
            gateway.desk, clerk, as_csv(people, today), Choice(), lambda done, _: bar.update(task, completed=done)
        )
    past.enrolments |= {person.index: key for person, key in zip(people, report.drafted, strict=True)}
    for number, key in enumerate(report.drafted):
        _approve_and_warn(gateway, clerk, approver, key, number)


def _approve_and_warn(gateway: Gateway, clerk: Actor, approver: Actor, key: str, number: int) -> None:
    with gateway.desk.work(clerk) as work:
        submit(work, key)
    if number >= THROUGH:
        return
    with gateway.desk.work(approver) as work:
        approve(work, key, NO_CONCERNS)
    with gateway.desk.work(clerk) as work:
        warn(work, key, WARNING, work.now)


def _token() -> str:
    return secrets.token_urlsafe(32)
