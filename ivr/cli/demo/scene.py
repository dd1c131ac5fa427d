"""What every act is given: who is there, what was agreed, and where it is told."""

from dataclasses import dataclass

from ivr.cli.demo.api import Bank, Seat
from ivr.cli.demo.past import Past
from ivr.cli.demo.people import Person
from ivr.cli.demo.phones import Phones
from ivr.cli.demo.service import Service
from ivr.cli.demo.stage import Stage
from ivr.cli.demo.switch import Switch
from ivr.cli.demo.timeline import Timeline
from ivr.cli.demo.voice import Recording
from ivr.kit.g711 import Samples


@dataclass(frozen=True)
class Scene:
    """``past.enrolments`` grows with what is drafted today."""

    stage: Stage
    timeline: Timeline
    past: Past
    recordings: list[Recording]
    switch: Switch
    service: Service
    phones: Phones

    @property
    def operator(self) -> Seat:
        return Seat(self.stage.url, self.past.operator)

    @property
    def bank(self) -> Bank:
        return Bank(self.stage)

    def clerk(self, court: str) -> Seat:
        return Seat(self.stage.url, self.past.clerks[court])

    def approver(self, court: str) -> Seat:
        return Seat(self.stage.url, self.past.approvers[court])

    def path(self, person: Person) -> str:
        """Of this person's enrolment."""
        return f"/enrolments/{self.past.enrolments[person.index]}"

    def prompts(self, court: str) -> tuple[Samples, ...]:
        return tuple(one.samples for one in self.recordings if one.court == court)

    def beginning(self, court: str) -> tuple[Samples]:
        return (next(one.beginning for one in self.recordings if one.court == court),)
