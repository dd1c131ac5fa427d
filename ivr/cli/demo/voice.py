"""Which voice speaks the courts' notices, set up and told."""

from dataclasses import dataclass

import numpy as np

from ivr.bootstrap import Gateway
from ivr.cli.demo.courts import first_court, other_court
from ivr.cli.demo.timeline import Timeline
from ivr.cli.demo.words import Words, of_error
from ivr.cli.progress import progress
from ivr.cli.words import say
from ivr.domain.prompt import Prompt
from ivr.kit import g711
from ivr.kit.errors import GatewayError
from ivr.kit.g711 import RATE, Samples


@dataclass(frozen=True, eq=False)
class Recording:
    """A court's notice in one language, and what it sounds like behind A-law."""

    court: str
    prompt: Prompt
    samples: Samples

    @property
    def beginning(self) -> Samples:
        """Its first five seconds: enough to know it by, for a caller who hangs up inside it."""
        return self.samples[: 5 * RATE]


def set_up_voice(gateway: Gateway, timeline: Timeline) -> None:
    """Where it cannot be set up the marked fallback speaks, and that is told."""
    try:
        gateway.prepare_voice()
    except GatewayError as error:
        told = of_error(error)
        timeline.tell(Words(f"注意：{told.zh}", f"Note: {told.en}"))


def record(gateway: Gateway, timeline: Timeline) -> list[Recording]:
    """Both courts' notices, in the order in which they play; made now unless they were made before."""
    wanted = [(court, language) for court in (first_court(), other_court()) for language in court.spoken]
    made = []
    with progress() as bar:
        task = bar.add_task(say("合成播报", "building notices"), total=len(wanted))
        for court, language in wanted:
            prompt = gateway.studio.build_prompt(court, language)
            made.append(Recording(court.id, prompt, _alaw(gateway, prompt)))
            bar.advance(task)
    for recording in made:
        _tell(recording, timeline)
    return made


def _alaw(gateway: Gateway, prompt: Prompt) -> Samples:
    return np.asarray(g711.alaw_decode(gateway.library.path(prompt.key, "alaw").read_bytes()))


def _tell(recording: Recording, timeline: Timeline) -> None:
    prompt = recording.prompt
    voice = f"{prompt.engine}/{prompt.voice}, {prompt.seconds:.1f} s"
    timeline.tell(Words(f"{prompt.text}（{voice}）", f"{prompt.text} ({voice})"))
    if prompt.fallback:
        timeline.tell(
            Words(f"注意：这是后备语音。{prompt.fallback}", f"Note: this is the fallback voice. {prompt.fallback}")
        )
