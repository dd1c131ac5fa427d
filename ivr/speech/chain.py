"""Asks engines in order until one speaks, and says which did and why those before it did not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ivr.speech.both import Both
from ivr.speech.engines import Engine
from ivr.speech.errors import EngineError, NobodySpoke

T = TypeVar("T")


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """What the engine that spoke gave, and the reasons of those before it; ``None`` where the first one spoke."""

    value: T
    fallback: str | None


@dataclass(frozen=True)
class Chain:
    """``engines`` in order of preference."""

    engines: Sequence[Engine]

    def first(self, attempt: Callable[[Engine], T]) -> Outcome[T]:
        """The first attempt that raises no EngineError; all other errors end it, since no engine would mend them.

        Raises :class:`~ivr.speech.errors.NobodySpoke` with every engine's reason.
        """
        failures: list[EngineError] = []
        for engine in self.engines:
            try:
                return Outcome(attempt(engine), " ".join(map(str, failures)) or None)
            except EngineError as failure:
                if str(failure) not in map(str, failures):  # one missing program may fail two engines
                    failures.append(failure)
        last = failures[-1] if failures else None
        raise NobodySpoke(reasons=failures or Both("没有设置任何引擎", "no engine is set up")) from last
