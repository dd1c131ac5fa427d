"""What the demo keeps of a run while it goes on, so that a run cut short leaves what it had."""

from dataclasses import dataclass, field

from ivr.cli.demo.call import Call
from ivr.cli.demo.timeline import Timeline
from ivr.cli.demo.voice import Recording
from ivr.cli.demo.words import Words
from ivr.pbx.embedded import Status


@dataclass
class Record:
    """``packages``: Debian's versions. ``broken``: what stopped the story, where it did not come to its end."""

    timeline: Timeline
    album: list[Call] = field(default_factory=list)
    recordings: list[Recording] = field(default_factory=list)
    packages: dict[str, str] = field(default_factory=dict)
    asterisk: Status | None = None
    broken: Words | None = None

    @property
    def version(self) -> str:
        return self.asterisk.version if self.asterisk else ""

    @property
    def holds(self) -> bool:
        """Every one of the seven was proved, and what is shown beyond them."""
        keys = {proof.key for proof in self.timeline.proofs if proof.holds}
        return self.broken is None and keys == set(KEYS) and not self.timeline.failed

    @property
    def missing(self) -> list[str]:
        """The proofs that do not hold, or were not reached."""
        held = {proof.key for proof in self.timeline.proofs if proof.holds}
        return [key for key in KEYS if key not in held]


KEYS = ("1", "2", "3", "4", "5", "6", "7", "+")
