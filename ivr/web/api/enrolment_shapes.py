"""Enrolments as they are handed in and told. Numbers, case numbers and amounts are strings."""

from datetime import date
from typing import Annotated

from pydantic import Field

from ivr.domain.concerns import Answer, Concern
from ivr.domain.enrolment import Enrolment, State
from ivr.domain.message import Channel, Delivery, Purpose
from ivr.domain.moment import moment
from ivr.domain.number import masked
from ivr.domain.reasons import LAW, EndedFor
from ivr.flows.list_enrolments import MOST
from ivr.flows.list_messages import MessageView
from ivr.flows.own_telling import Told as Telling
from ivr.flows.removal import Removal
from ivr.flows.view_enrolment import EnrolmentView
from ivr.web.api.page import CURSOR
from ivr.web.api.shape import Asked, Text, Told, Utc, example

DAY = "a day of the court, such as 2026-03-01"


class NewEnrolment(Asked):
    model_config = example(
        number="+8615400001234",
        name="王小明",
        id_number="511302198001010013",
        case_number="（2017）川1302执1234号",
        decision="listing",
        ground=1,
        decided_on="2026-01-05",
        served_on="2026-01-08",
        warned_in_notice_on="2025-12-01",
        president="李院长",
        signed_on="2026-01-05",
        order_ends_on="2027-01-04",
        proven_on="2026-01-07",
        proven_until="2027-01-06",
        proof_reference="川移核〔2026〕17号",
        holder_id_number="511302198001010013",
        account="622200001234",
        owed="2951.00",
    )

    number: Text = Field(description="any usual form; the mainland's mobile and landline numbers")
    name: Text
    id_number: Text
    case_number: Text
    decision: Text = Field(description="listing (失信决定书); a consumption restriction (限制消费令) is refused")
    ground: int = Field(description="1 to 6: SPC Provisions 2017, art 1")
    decided_on: Text = Field(description=DAY)
    served_on: Text = Field(description=DAY)
    warned_in_notice_on: Text = Field(description=DAY)
    president: Text
    signed_on: Text = Field(description=DAY)
    order_ends_on: Text = Field(description=DAY)
    proven_on: Text = Field(description=DAY)
    proven_until: Text | None = Field(None, description=f"{DAY}; without it, 30 days from the proof")
    proof_reference: Text = Field(description="of the carrier's answer to the notice of assistance (协助执行通知书)")
    holder_id_number: Text = Field(description="the ID number in that answer: it must be this person's")
    account: Text
    owed: Text = Field(description='yuan, as a string: "2951.00"')
    listed_until: Text | None = Field(None, description=f"{DAY}; for grounds 2 to 6: 2 to 5 years after the decision")

    first_case: Text | None = Field(None, description="for a resumed case (执恢): the case it takes up again (执)")

    def texts(self) -> dict[str, str]:
        return {name: str(given) for name, given in self.model_dump(exclude_none=True).items()}


class Search(Asked):
    """In a body, because a number does not belong into an address that is logged on the way."""

    model_config = example(number="+8615400001234")

    number: Text | None = None
    state: Text | None = None
    after: Annotated[str, Field(pattern=CURSOR)] = ""
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


class Warning(Asked):
    model_config = example(
        text="顺庆区人民法院告知：您已被纳入失信被执行人名单……",
        channel="letter",
        sent_at="2026-03-01T09:30:00+08:00",
        delivered_at="2026-03-02T15:00:00+08:00",
    )

    text: Text = Field(description="the message as it was sent")
    sent_at: Text = Field(description="with its zone")
    channel: Text = Field(Channel.SMS, description=", ".join(Channel))
    delivered_at: Text | None = Field(None, description="if it is known: the grace period runs from here")

    def told(self) -> Telling:
        arrived = None if self.delivered_at is None else moment(self.delivered_at, "delivered_at")
        return Telling(self.text, moment(self.sent_at, "sent_at"), self.channel, arrived)


class AnswerGiven(Asked):
    yes: bool
    note: Text = Field("", description="needed with a yes: why the person is listed all the same")


class Approval(Asked):
    """What the approver answers for. All of it must be answered; ``secured`` for ground 1 only."""

    model_config = example(
        campus_loan={"yes": False}, listed_officer={"yes": False}, other_holder={"yes": False}, secured={"yes": False}
    )

    campus_loan: AnswerGiven | None = Field(None, description="a full-time student, over a campus loan")
    listed_officer: AnswerGiven | None = Field(None, description="listed only as an officer of a listed unit")
    other_holder: AnswerGiven | None = Field(
        None, description="the number is registered to somebody else, or somebody else uses it: yes refuses"
    )
    secured: AnswerGiven | None = Field(
        None,
        description="sufficient security or seized assets, or a later place among the liable: yes refuses",
    )

    def answers(self) -> dict[Concern, Answer]:
        given = {one: getattr(self, one) for one in Concern}
        return {one: Answer(answer.yes, answer.note) for one, answer in given.items() if answer is not None}


class Reason(Asked):
    model_config = example(reason="objection")

    reason: Text


class EnrolmentTold(Told):
    """Where an enrolment stands, and by whom and when. Times are UTC."""

    id: str
    court_id: str
    state: State
    number: str
    drafted_by: str
    drafted_at: Utc
    expires_at: Utc = Field(description="the node is silent from here on, by itself")
    ends_at: Utc = Field(description="the listing or the order ends; a new proof of the holder reaches no further")
    batch_id: str | None
    submitted_by: str | None
    submitted_at: Utc | None
    approved_by: str | None
    approved_at: Utc | None
    warned_at: Utc | None
    grace_ends_at: Utc | None
    activated_at: Utc | None
    suspended_at: Utc | None
    suspended_for: str | None = Field(description="all reasons, joined by +")
    resume_asked_by: str | None
    ended_at: Utc | None
    ended_for: str | None
    listing_due_on: date | None = Field(description="until when the court clears the listing itself; null once it has")
    listing_cleared_on: date | None


class PageTold(Told):
    items: list[EnrolmentTold] = Field(description="with the middle of each number masked")
    next: str | None = Field(description="give it as `after` for the next page; null on the last")


class ProofTold(Told):
    node_id: str
    proof: str = Field(description="read-back, lease-over, applied or waiting")
    at: Utc | None
    final: bool


class RemovalTold(Told):
    final: bool = Field(description="every node is proven silent")
    nodes: list[ProofTold]


class EnrolmentDetail(EnrolmentTold):
    case_number: str
    first_case: str | None
    ground: int
    order_ends_on: date
    account: str
    owed: str
    credited: str = Field(description="of this person's money")
    left: str = Field(description="of the debt today, whoever of joint debtors has paid")
    debt_id: str
    ended_under: str | None = Field(description="the article of law that ended it, where one did")
    sent_back_for: str | None = Field(description="why the approver sent it back, until it is submitted again")
    removal: RemovalTold | None


class PersonTold(Told):
    name: str
    id_number: str


class MessageTold(Told):
    id: str
    purpose: Purpose
    channel: Channel
    state: Delivery
    queued_at: Utc
    sent_at: Utc | None
    delivered_at: Utc | None
    tries: int
    error: str = Field(description="the carrier's code; a failed or expired one needs a letter")
    text: str | None = Field(description="as it was sent; null before that")


class HeardTold(Told):
    node_id: str
    at: Utc
    heard_ms: int
    outcome: str


def tell(enrolment: Enrolment) -> EnrolmentTold:
    return EnrolmentTold.model_validate(enrolment)


def tell_masked(enrolment: Enrolment) -> EnrolmentTold:
    return tell(enrolment).model_copy(update={"number": masked(enrolment.number)})


def tell_message(view: MessageView) -> MessageTold:
    facts = {name: getattr(view.message, name) for name in MessageTold.model_fields if name != "text"}
    return MessageTold(**facts, text=view.text)


def tell_all(view: EnrolmentView) -> EnrolmentDetail:
    return EnrolmentDetail(
        **tell(view.enrolment).model_dump(),
        case_number=view.order.case_number,
        first_case=view.order.first_case,
        ground=view.order.ground,
        order_ends_on=view.order.ends_on,
        account=view.obligation.account,
        owed=str(view.obligation.owed),
        credited=str(view.credited),
        left=str(view.left),
        debt_id=view.obligation.debt_id,
        ended_under=LAW.get(EndedFor(view.enrolment.ended_for)) if view.enrolment.ended_for else None,
        sent_back_for=view.sent_back_for,
        removal=tell_removal(view.removal) if view.removal else None,
    )


def tell_removal(removal: Removal) -> RemovalTold:
    return RemovalTold(final=removal.final, nodes=[ProofTold.model_validate(node) for node in removal.nodes])
