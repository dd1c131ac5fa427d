"""Two ways of doing one thing, by turns in one run, so that whatever else the machine does meets both."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from statistics import median, quantiles
from typing import Any, Literal


@dataclass(frozen=True)
class Spread:
    """The middle, and the two quartiles around it."""

    low: float
    mid: float
    high: float

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        if len(values) < 2:
            return cls(values[0], values[0], values[0])
        low, _, high = quantiles(values, n=4, method="inclusive")
        return cls(low, median(values), high)


@dataclass
class Comparison:
    """``aim`` is what the ratio ours : baseline should be at most, or at least where ``better`` is "more"."""

    name: str
    unit: str
    aim: float | None = None
    better: Literal["less", "more"] = "less"
    ours: list[float] = field(default_factory=list)
    baseline: list[float] = field(default_factory=list)
    notes: dict[str, float] = field(default_factory=dict)

    @property
    def ratio(self) -> Spread | None:
        """Of the pairs' ratios: what slows a whole pair down leaves its ratio alone. None where a baseline is 0."""
        if not all(self.baseline):
            return None
        return Spread.of([ours / base for ours, base in zip(self.ours, self.baseline, strict=True)])

    @property
    def met(self) -> bool | None:
        """None where nothing is aimed at, or there is no ratio."""
        if self.aim is None or self.ratio is None:
            return None
        return self.ratio.mid <= self.aim if self.better == "less" else self.ratio.mid >= self.aim

    def told(self) -> dict[str, Any]:
        """For the result file."""
        return asdict(self) | {"ratio": self.ratio and asdict(self.ratio), "met": self.met}


def by_turns(pairs: int, ours: Callable[[], None], baseline: Callable[[], None]) -> None:
    """A B, B A, A B …: who comes first changes, so that a drift of the machine favours nobody."""
    for pair in range(pairs):
        for one in (ours, baseline) if pair % 2 else (baseline, ours):
            one()
