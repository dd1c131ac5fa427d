"""A proof: what was measured, what it had to be, and whether it holds."""

from dataclasses import dataclass

from ivr.cli.demo.words import Words


@dataclass(frozen=True)
class Check:
    """``measured`` against ``wanted``; both are for people, ``holds`` was decided on the values themselves."""

    what: Words
    measured: Words
    wanted: Words
    holds: bool


@dataclass(frozen=True)
class Proof:
    """``key`` is 1 to 7, or ``+`` for what is shown beyond those. ``calls``: the names of the calls it rests on."""

    key: str
    title: Words
    checks: tuple[Check, ...]
    calls: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """A proof that measured nothing proves nothing."""
        return bool(self.checks) and all(check.holds for check in self.checks)
