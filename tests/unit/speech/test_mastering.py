import numpy as np
import pytest

from ivr.speech.codecs import CODECS
from ivr.speech.errors import NoticeTooLong, SilentSound, TooPeaky
from ivr.speech.mastering import band, silence
from ivr.speech.mastering.level import active_speech_level
from ivr.speech.mastering.loudness import at_level, true_peak
from ivr.speech.mastering.master import master
from ivr.speech.sound import Sound

RATE = 24_000


def voice(seconds: float, hz: float = 220, volume: float = 0.3) -> Sound:
    """A buzz with a voice's overtones whose loudness goes up and down three times a second, like syllables."""
    time = np.arange(round(seconds * RATE)) / RATE
    syllables = 0.55 - 0.45 * np.cos(2 * np.pi * 3 * time)
    buzz = sum(np.cos(2 * np.pi * hz * overtone * time) / overtone for overtone in range(1, 13)) / 3
    return Sound((volume * syllables * buzz).astype(np.float32), RATE)


def loud_stretches(sound: Sound) -> list[tuple[float, float]]:
    """Start and end, in seconds, of what is not silent for more than 0.3 s."""
    heard = np.flatnonzero(np.abs(sound.samples) > 1e-3) / sound.rate
    breaks = np.flatnonzero(np.diff(heard) > 0.3)
    starts, ends = heard[np.r_[0, breaks + 1]], heard[np.r_[breaks, -1]]
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def test_a_notice_has_its_silences_whatever_the_engine_left_around_the_speech() -> None:
    padded = Sound(np.pad(voice(2).samples, (RATE, RATE // 2)), RATE)
    made = master([padded, voice(1)])
    (start, end), (again, last) = loud_stretches(made.wide)
    assert start == pytest.approx(silence.LEAD_SECONDS, abs=0.06)
    assert again - end == pytest.approx(silence.BETWEEN_SECONDS, abs=0.1)
    assert made.seconds - last == pytest.approx(silence.TAIL_SECONDS, abs=0.06)


@pytest.mark.parametrize("volume", [0.001, 0.3, 1.0])
@pytest.mark.parametrize("codec", sorted(CODECS))
def test_every_codec_is_heard_at_minus_26_dbov(codec: str, volume: float) -> None:
    one = CODECS[codec]
    levelled = at_level(master([voice(2, volume=volume)]).at(one.rate), one.encode, one.decode)
    heard = one.decode(levelled.content)
    assert active_speech_level(heard.samples, heard.rate) == pytest.approx(-26, abs=0.5)
    assert levelled.dbov == pytest.approx(-26, abs=0.5)


def test_a_direct_current_part_is_removed() -> None:
    made = master([Sound(voice(2).samples + np.float32(0.2), RATE)])
    assert abs(float(made.wide.samples.mean())) < 1e-3


def test_the_telephone_band_begins_at_300_hz() -> None:
    low = Sound(np.sin(2 * np.pi * 150 * np.arange(8000) / 8000).astype(np.float32), 8000)
    kept = Sound(np.sin(2 * np.pi * 500 * np.arange(8000) / 8000).astype(np.float32), 8000)
    middle = slice(1000, -1000)
    assert np.abs(band.high_passed(low).samples[middle]).max() < 0.01
    assert np.abs(band.high_passed(kept).samples[middle]).max() == pytest.approx(1, abs=0.02)


def test_the_narrow_band_is_cut_once_and_has_no_other_tone() -> None:
    made = master([voice(2)])
    assert np.array_equal(made.at(8000).samples, band.high_passed(band.at_rate(made.wide, 8000)).samples)


def test_a_notice_over_20_seconds_is_refused() -> None:
    with pytest.raises(NoticeTooLong, match=r"20\.1 s"):
        master([voice(19.5)])
    assert master([voice(19.0)]).seconds < 20


def test_silence_is_refused() -> None:
    with pytest.raises(SilentSound):
        master([Sound(np.zeros(RATE, dtype=np.float32), RATE)])
    with pytest.raises(SilentSound):
        master([])


def test_a_click_that_would_be_clipped_is_refused() -> None:
    samples = voice(2, volume=0.01).samples.copy()
    samples[RATE : RATE + 2] = 1.0
    with pytest.raises(TooPeaky):
        at_level(Sound(samples, RATE), CODECS["wav"].encode, CODECS["wav"].decode)


def test_a_peak_between_the_samples_counts() -> None:
    """A sine at a quarter of the rate, sampled 45 degrees off its peaks: 3 dB of it lie between the samples."""
    quarter = np.sin(np.pi / 2 * np.arange(8000) + np.pi / 4).astype(np.float32)
    between = Sound(np.hanning(8000).astype(np.float32) * quarter, 8000)
    assert np.abs(between.samples).max() == pytest.approx(10 ** (-3.01 / 20), abs=0.01)
    assert true_peak(between) == pytest.approx(0, abs=0.1)


def test_the_same_speech_gives_the_same_bytes() -> None:
    for codec in CODECS.values():
        made = [at_level(master([voice(1)]).at(codec.rate), codec.encode, codec.decode) for _ in range(2)]
        assert made[0] == made[1]
