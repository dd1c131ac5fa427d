import numpy as np
import pytest

from ivr.speech.codecs import CODECS, alaw, pcm, ulaw, wav
from ivr.speech.sound import Sound


@pytest.mark.parametrize(
    ("sample", "code"),
    [(0, 0xD5), (-1, 0x55), (16, 0xD4), (32767, 0xAA), (-32768, 0x2A), (1000, 0xFA), (-1000, 0x7A), (8159, 0x8A)],
)
def test_a_sample_has_the_code_that_g711_gives_it(sample: int, code: int) -> None:
    assert alaw.encode(Sound(np.array([sample / 32768], dtype=np.float32), 8000))[0] == code


def test_every_code_survives_decoding_and_encoding() -> None:
    every = bytes(range(256))
    assert alaw.encode(alaw.decode(every)) == every


def test_silence_is_the_code_nearest_to_zero() -> None:
    assert set(alaw.encode(Sound(np.zeros(80, dtype=np.float32), 8000))) == {0xD5}


def test_the_master_is_24_khz_16_bit_mono() -> None:
    content = wav.encode(Sound(np.array([0, 0.5, -1, 1], dtype=np.float32), 24_000))
    assert content[:4] == b"RIFF"
    assert (content[22], int.from_bytes(content[24:28], "little"), content[34]) == (1, 24_000, 16)
    assert pcm.integers(wav.decode(content).samples).tolist() == [0, 16384, -32768, 32767]


@pytest.mark.parametrize(("sample", "code"), [(0, 0xFF), (-1, 0x7F), (32767, 0x80), (-32768, 0x00), (1000, 0xCE)])
def test_a_sample_has_the_mu_law_code_that_g711_gives_it(sample: int, code: int) -> None:
    assert ulaw.encode(Sound(np.array([sample / 32768], dtype=np.float32), 8000))[0] == code


@pytest.mark.parametrize("name", sorted(CODECS))
def test_a_codec_gives_back_what_it_was_given(name: str) -> None:
    codec = CODECS[name]
    heard = codec.decode(codec.encode(voice_like(codec.rate)))
    assert heard.rate == codec.rate
    assert heard.seconds == pytest.approx(2, abs=0.021)  # a codec of frames fills the last one
    assert likeness(heard, voice_like(codec.rate)) > LIKE[name]


@pytest.mark.parametrize("name", sorted(CODECS))
def test_a_codec_gives_the_same_bytes_again(name: str) -> None:
    codec = CODECS[name]
    assert codec.encode(voice_like(codec.rate)) == codec.encode(voice_like(codec.rate))


@pytest.mark.parametrize(("name", "kilobits"), [("alaw", 64), ("ulaw", 64), ("g722", 64), ("sln", 128), ("sln16", 256)])
def test_a_file_on_a_node_has_no_header_and_its_codecs_rate(name: str, kilobits: int) -> None:
    codec = CODECS[name]
    assert len(codec.encode(voice_like(codec.rate))) == 2 * kilobits * 1000 // 8
    assert codec.on_nodes


LIKE = dict.fromkeys(CODECS, 0.999) | {"opus": 0.9, "amr": 0.9}


def voice_like(rate: int) -> Sound:
    """Two seconds of a buzz with a voice's overtones whose loudness goes up and down like syllables."""
    time = np.arange(2 * rate) / rate
    buzz = sum(np.cos(2 * np.pi * 220 * overtone * time) / overtone for overtone in range(1, 13)) / 3
    return Sound((0.1 * (0.6 - 0.4 * np.cos(2 * np.pi * 4 * time)) * buzz).astype(np.float32), rate)


def likeness(heard: Sound, given: Sound) -> float:
    """The best correlation within a codec's delay."""
    middle = given.samples[heard.rate // 2 : heard.rate]
    starts = range(heard.rate // 2, heard.rate // 2 + heard.rate // 40)
    return max(float(np.corrcoef(heard.samples[at : at + len(middle)], middle)[0, 1]) for at in starts)
