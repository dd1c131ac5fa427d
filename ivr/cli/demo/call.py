"""One call of the story: what both ends had of it, under a name and a title."""

from dataclasses import dataclass

from ivr.carrier.heard import CallRecord, Heard
from ivr.cli.demo.words import Words
from ivr.kit.g711 import Samples


@dataclass(frozen=True, eq=False)
class Call:
    """``name`` becomes file names, so it holds no number. ``prompts``: what was to be heard, none for silence."""

    name: str
    title: Words
    heard: Heard
    called: CallRecord | None
    prompts: tuple[Samples, ...] = ()
