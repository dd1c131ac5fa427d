"""An objection to a listing and its clocks (SPC Provisions 2017, arts 11 and 12).

The court reviews within 15 days and corrects within three working days, or refuses; within ten days of the refusal's
service the person may ask the court above to reconsider, which decides within 15 days. The listing is not stayed
meanwhile. The announcement on the number is suspended all the same: it cannot be taken back once somebody heard it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ivr.domain.errors import BadInput, RuleBroken
from ivr.domain.workdays import Due, after_days

REVIEW_DAYS, ASK_DAYS, RECONSIDER_DAYS, CORRECT_WORKING_DAYS = 15, 10, 15, 3


class Stage(StrEnum):
    REVIEW = "review"
    REFUSED = "refused"
    RECONSIDERATION = "reconsideration"
    DISMISSED = "dismissed"
    UPHELD = "upheld"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({Stage.REVIEW, Stage.REFUSED, Stage.RECONSIDERATION})
"""A refused one is open until the time to ask for reconsideration is over."""


@dataclass
class Objection:
    """``words`` are sealed. Dates are the court's own calendar days; ``decided_on``: for a refusal, of its service."""

    id: str
    court_id: str
    enrolment_id: str
    stage: Stage
    words: str
    received_on: date
    decided_on: date | None = None
    reconsider_on: date | None = None
    reconsidered_on: date | None = None

    @property
    def due(self) -> Due | None:
        """When the next step must be done: by the court, or in the stage ``refused`` by the person."""
        if self.stage is Stage.REVIEW:
            return after_days(self.received_on, REVIEW_DAYS)
        if self.stage is Stage.REFUSED and self.decided_on:
            return after_days(self.decided_on, ASK_DAYS)
        if self.stage is Stage.RECONSIDERATION and self.reconsider_on:
            return after_days(self.reconsider_on, RECONSIDER_DAYS)
        return None


def open_on(objection: Objection, today: date) -> bool:
    """Whether the number must stay silent for it."""
    due = objection.due
    return due is not None and (objection.stage is not Stage.REFUSED or today <= due.day)


def decide(objection: Objection, upheld: bool, on: date) -> None:
    """The court's own decision, or that of the court above. Raises RuleBroken when there is nothing to decide."""
    if objection.stage is Stage.REVIEW:
        _after("on", on, objection.received_on)
        objection.stage, objection.decided_on = Stage.UPHELD if upheld else Stage.REFUSED, on
    elif objection.stage is Stage.RECONSIDERATION and objection.reconsider_on:
        _after("on", on, objection.reconsider_on)
        objection.stage, objection.reconsidered_on = Stage.UPHELD if upheld else Stage.DISMISSED, on
    else:
        _closed(objection)


def ask_again(objection: Objection, on: date) -> None:
    """The person asks for reconsideration. Raises RuleBroken, or BadInput when the ten days are over."""
    if objection.stage is not Stage.REFUSED or objection.decided_on is None or objection.due is None:
        _closed(objection)
    else:
        _after("received_on", on, objection.decided_on)
        if on > objection.due.day:
            last = objection.due.day
            reason, reason_zh = f"the time to ask ended on {last}", f"申请复议期限已于 {last} 届满"
            raise BadInput(field="received_on", reason=reason, reason_zh=reason_zh)
        objection.stage, objection.reconsider_on = Stage.RECONSIDERATION, on


def take_back(objection: Objection) -> None:
    if objection.stage not in OPEN:
        _closed(objection)
    objection.stage = Stage.WITHDRAWN


def _after(field: str, day: date, first: date) -> None:
    if day < first:
        raise BadInput(field=field, reason=f"it cannot be before {first}", reason_zh=f"不得早于 {first}")


def _closed(objection: Objection) -> None:
    reason, reason_zh = f"the objection is {objection.stage}", f"异议处于“{objection.stage}”阶段"
    raise RuleBroken(field="objection", reason=reason, reason_zh=reason_zh)
