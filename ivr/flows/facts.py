"""What the guards of a step ask about one enrolment, looked up when they ask."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from ivr.domain.concerns import Answers
from ivr.domain.court import Court
from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import RuleBroken
from ivr.domain.objection import open_on
from ivr.domain.order import HolderProof, Order
from ivr.domain.payment import Obligation
from ivr.domain.staff import Actor
from ivr.flows.desk import Work
from ivr.flows.line_doubt import reported_day
from ivr.store import duties, papers
from ivr.store.registrations import published_prompts


@dataclass
class EnrolmentFacts:
    work: Work
    enrolment: Enrolment
    reason: str = ""
    answers: Answers = field(default_factory=dict)

    @property
    def actor(self) -> Actor:
        return self.work.actor

    @property
    def now(self) -> datetime:
        return self.work.now

    @property
    def today(self) -> date:
        return self.day_of(self.now)

    def day_of(self, moment: datetime) -> date:
        """The court's calendar day."""
        return moment.astimezone(self.zone).date()

    @property
    def zone(self) -> ZoneInfo:
        return self.work.zone(self.enrolment.court_id)

    @cached_property
    def court(self) -> Court:
        return self.work.scope.one(Court, self.enrolment.court_id)

    @cached_property
    def order(self) -> Order:
        return self.work.scope.one(Order, self.enrolment.order_id)

    @cached_property
    def obligation(self) -> Obligation:
        return self.work.scope.one(Obligation, self.enrolment.obligation_id)

    @cached_property
    def proof(self) -> HolderProof:
        """Raises RuleBroken when there is none: then nobody has said whose number it is."""
        found = papers.proof(self.work.scope, self.enrolment.person_id, self.enrolment.number)
        if found is None:
            reason, reason_zh = "the holder is not proven", "号码持有人未经核验"
            raise RuleBroken(field="proven_on", reason=reason, reason_zh=reason_zh)
        return found

    @cached_property
    def line_changed(self) -> bool:
        """Whether the carrier has reported a change that this proof cannot have known of."""
        day = reported_day(self.work, self.court, self.enrolment.number)
        return day is not None and self.proof.proven_on <= day

    @cached_property
    def objected(self) -> bool:
        return any(open_on(one, self.today) for one in duties.of_enrolment(self.work.scope, self.enrolment.id))

    @cached_property
    def published(self) -> bool:
        prompts = published_prompts(self.work.session, self.court.id)
        return len(prompts) == len(self.court.spoken)
