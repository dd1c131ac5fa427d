"""What happened when: printed as it happens, and kept for the page."""

import time
from dataclasses import dataclass, field

from rich.console import Console
from rich.text import Text

from ivr.cli.demo.proof import Check, Proof
from ivr.cli.demo.words import Words

MARKS = {True: ("✓", "bold green"), False: ("✗", "bold red"), None: ("·", "dim")}


@dataclass(frozen=True)
class Moment:
    """``at``: seconds from the beginning. ``holds``: the verdict, where it is one. ``heading``: an act begins."""

    at: float
    what: Words
    holds: bool | None = None
    heading: bool = False


@dataclass
class Timeline:
    """``console`` is where people read along."""

    console: Console
    begun: float = field(default_factory=time.time)
    moments: list[Moment] = field(default_factory=list)
    proofs: list[Proof] = field(default_factory=list)

    def act(self, what: Words) -> None:
        """A new act."""
        self.console.print()
        self._add(Moment(self._now(), what, heading=True))

    def tell(self, what: Words, holds: bool | None = None) -> None:
        """One line."""
        self._add(Moment(self._now(), what, holds))

    def prove(self, proof: Proof) -> None:
        """Each check with what was measured, and the verdict."""
        self.proofs.append(proof)
        for check in proof.checks:
            self.tell(_line(check), check.holds)
        verdict = Words(f"证明 {proof.key}：{proof.title.zh}", f"Proof {proof.key}: {proof.title.en}")
        self._add(Moment(self._now(), verdict, proof.holds, heading=True))

    @property
    def failed(self) -> list[Proof]:
        return [proof for proof in self.proofs if not proof.holds]

    def _add(self, moment: Moment) -> None:
        self.moments.append(moment)
        mark, style = MARKS[moment.holds]
        line = Text.assemble((f"{moment.at:6.1f} s ", "dim"), (f" {mark} ", style))
        line.append(moment.what.said(), "bold" if moment.heading else "")
        self.console.print(line, soft_wrap=True)

    def _now(self) -> float:
        return time.time() - self.begun


def _line(check: Check) -> Words:
    return Words(
        f"{check.what.zh}：{check.measured.zh}（要求 {check.wanted.zh}）",
        f"{check.what.en}: {check.measured.en} (wanted: {check.wanted.en})",
    )
