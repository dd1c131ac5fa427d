"""What somebody must do by a day: the clocks of a court's enrolments."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ivr.domain.objection import Stage
from ivr.domain.workdays import Due


class Duty(StrEnum):
    REVIEW_OBJECTION = "review-objection"
    ASK_RECONSIDERATION = "ask-reconsideration"
    DECIDE_RECONSIDERATION = "decide-reconsideration"
    CLEAR_LISTING = "clear-listing"
    PROVE_HOLDER = "prove-holder"
    SEND_LETTER = "send-letter"
    TELL_ENDED = "tell-ended"
    CLAIM_MONEY = "claim-money"


OF_STAGE = {
    Stage.REVIEW: Duty.REVIEW_OBJECTION,
    Stage.REFUSED: Duty.ASK_RECONSIDERATION,
    Stage.RECONSIDERATION: Duty.DECIDE_RECONSIDERATION,
}


@dataclass(frozen=True)
class Task:
    """About an enrolment, or money that waits for people; ``objection_id`` where it is about one.

    To ask for reconsideration is the person's right, and nobody's duty.
    """

    duty: Duty
    enrolment_id: str | None
    due: Due
    objection_id: str | None = None
    payment_id: str | None = None

    def late(self, today: date) -> bool:
        return today > self.due.day and self.duty is not Duty.ASK_RECONSIDERATION
