"""Each file that goes to a node is played by Asterisk as it was made; each codec of a trunk has such a file."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ivr.kit.debs import Tree
from ivr.pbx.dialplan.trunk import CODECS as TRUNK_CODECS
from ivr.pbx.embedded.embedded import Embedded, Owner
from ivr.pbx.embedded.program import private_program
from ivr.speech.codecs import CODECS, sln16
from ivr.speech.mastering.level import active_speech_level
from ivr.speech.sound import Sound
from tests.servers.asterisk import dialplan, on_free_ports

ON_NODES = [name for name, codec in CODECS.items() if codec.on_nodes]


@pytest.fixture(scope="module")
def asterisk(tools: Tree, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    settings = on_free_ports()
    running = Embedded(private_program(tools), tmp_path_factory.mktemp("run"), settings)
    running.configure(dialplan(settings))
    running.start(Owner.CHILD)
    try:
        running.wait_ready()
        yield running
    finally:
        running.stop()


@pytest.mark.parametrize("name", ON_NODES)
def test_asterisk_reads_a_prompts_file_as_it_was_made(asterisk: Embedded, tmp_path: Path, name: str) -> None:
    codec, played = CODECS[name], tmp_path / "heard.sln16"
    given = tmp_path / f"notice.{name}"
    given.write_bytes(codec.encode(syllables(codec.rate)))
    asterisk.command(f"file convert {given} {played}")
    heard = sln16.decode(played.read_bytes())
    assert heard.seconds == pytest.approx(2, abs=0.03)
    assert active_speech_level(heard.samples, heard.rate) == pytest.approx(
        active_speech_level(syllables(codec.rate).samples, codec.rate), abs=0.5
    )
    assert loudest_hz(heard) == pytest.approx(1000, abs=4)


def test_every_codec_of_a_trunk_has_a_file_that_nodes_play() -> None:
    assert set(TRUNK_CODECS) <= set(ON_NODES)


def syllables(rate: int) -> Sound:
    time = np.arange(2 * rate) / rate
    samples = 0.1 * (0.6 - 0.4 * np.cos(2 * np.pi * 4 * time)) * np.sin(2 * np.pi * 1000 * time)
    return Sound(samples.astype(np.float32), rate)


def loudest_hz(sound: Sound) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(sound.samples))) * sound.rate / len(sound.samples))
