import numpy as np
import pytest

from ivr.speech.codecs import CODECS, alaw, pcm, wav
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


@pytest.mark.parametrize("name", sorted(CODECS))
def test_a_codec_gives_back_what_it_was_given(name: str) -> None:
    codec = CODECS[name]
    tone = Sound((0.1 * np.sin(np.arange(codec.rate) / 5)).astype(np.float32), codec.rate)
    heard = codec.decode(codec.encode(tone))
    assert heard.rate == codec.rate
    assert np.corrcoef(heard.samples, tone.samples)[0, 1] > 0.999
