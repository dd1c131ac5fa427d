"""Show who is named: the one way in which a name or an ID number leaves the store, and it is written down."""

from dataclasses import dataclass, field

from ivr.domain.enrolment import Enrolment
from ivr.domain.erased import ERASED
from ivr.domain.errors import RuleBroken
from ivr.domain.order import Person
from ivr.domain.staff import require
from ivr.domain.text import plain
from ivr.flows.desk import Work


@dataclass(frozen=True)
class Revealed:
    name: str = field(repr=False)
    id_number: str = field(repr=False)


def reveal(work: Work, enrolment_id: str, reason: str) -> Revealed:
    """Raises BadInput without a reason (every read has one in the audit trail), RuleBroken when the data was erased."""
    require(work.actor, "reveal")
    enrolment = work.scope.one(Enrolment, enrolment_id)
    person = work.scope.one(Person, enrolment.person_id)
    if person.name == ERASED:
        reason, reason_zh = "the personal data was erased when the court's period was over", "保留期满，个人信息已删除"
        raise RuleBroken(reason=reason, reason_zh=reason_zh)
    work.record("reveal", enrolment.id, court_id=enrolment.court_id, reason=plain(reason, "reason", 200))
    name = work.vault.open(person.name, f"persons.name.{person.id}")
    return Revealed(name, work.vault.open(person.id_number, f"persons.id_number.{person.id}"))
