"""What was heard is laid out by the sender's clock, found again, and cut where it is asked to be."""

import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.carrier.audio import Audio, lay_out, similarity
from ivr.carrier.packet import Packet
from ivr.kit import g711
from ivr.kit.g711 import RATE, Samples

SOURCE = ("127.0.0.1", 4000)


def noise(seconds: float, seed: int = 1) -> Samples:
    return np.random.default_rng(seed).normal(0, 3000, round(seconds * RATE)).astype(np.int16)


def noise_through_alaw(seconds: float) -> Samples:
    return g711.alaw_decode(g711.alaw_encode(noise(seconds)))


def stream(samples: Samples, start: float = 100.0, timestamp: int = 0, ssrc: int = 1) -> list[Packet]:
    data = g711.alaw_encode(samples)
    return [
        Packet(start + i / RATE, SOURCE, 8, i // 160, (timestamp + i) % 2**32, ssrc, data[i : i + 160])
        for i in range(0, len(data), 160)
    ]


def test_a_lost_packet_is_silence_and_moves_nothing() -> None:
    packets = stream(noise(1))
    del packets[10]
    audio = lay_out(packets)
    assert audio.seconds == 1.0
    assert not audio.samples[1600:1760].any()
    assert audio.samples[1760:1920].any()


@given(order=st.permutations(range(8)), jitter=st.lists(st.floats(0, 0.1), min_size=8, max_size=8))
def test_the_order_and_the_jitter_of_arrival_change_nothing(order: list[int], jitter: list[float]) -> None:
    packets = stream(noise(0.16))
    late = [Packet(p.at + j, *_rest(p)) for p, j in zip(packets, jitter, strict=True)]
    assert np.array_equal(lay_out([late[i] for i in order]).samples, lay_out(packets).samples)


@given(before=st.integers(0, 1600))
def test_a_timestamp_may_wrap(before: int) -> None:
    packets = stream(noise(0.2), timestamp=2**32 - before)
    late = [Packet(p.at + 0.03 * (i % 3), *_rest(p)) for i, p in enumerate(packets)]
    assert np.array_equal(lay_out(late).samples, lay_out(stream(noise(0.2))).samples)


@given(first=st.integers(0, 50), stall=st.floats(0, 1.9))
def test_a_stall_that_is_caught_up_tears_no_hole(first: int, stall: float) -> None:
    packets = stream(noise(3))
    freed = packets[first].at + stall
    late = [Packet(max(p.at, freed) if i >= first else p.at, *_rest(p)) for i, p in enumerate(packets)]
    audio = lay_out(late)
    assert np.array_equal(audio.samples, noise_through_alaw(3))
    assert audio.start == pytest.approx(100.0, abs=1e-6)


def test_silence_that_the_sender_did_not_count_is_kept() -> None:
    packets = stream(noise(2))
    paused = [Packet(p.at + (1.5 if i >= 50 else 0), *_rest(p)) for i, p in enumerate(packets)]
    audio = lay_out(paused)
    assert audio.seconds == pytest.approx(3.5)
    assert not audio.samples[RATE : RATE * 5 // 2].any()


def test_a_sender_that_starts_a_new_clock_is_placed_by_its_arrival() -> None:
    first, second = noise(0.5), noise(0.5, seed=2)
    audio = lay_out(stream(first) + stream(second, start=101.0, timestamp=77_000_000))
    assert similarity(audio.samples, second).offset_s == pytest.approx(1.0)
    assert audio.seconds == 1.5


def test_a_second_sender_has_its_own_clock() -> None:
    audio = lay_out(stream(noise(0.5)) + stream(noise(0.5, 2), start=100.6, timestamp=5, ssrc=2))
    assert similarity(audio.samples, noise(0.5, 2)).offset_s == pytest.approx(0.6)


def test_what_is_no_g711_is_not_sound() -> None:
    packets = [Packet(p.at, SOURCE, 101, *_rest(p)[2:]) for p in stream(noise(0.1))]
    assert lay_out(packets).seconds == 0


def test_the_prompt_is_found_where_it_was_played_at_any_loudness() -> None:
    prompt = noise(2)
    heard = np.concatenate([np.zeros(4000, np.int16), (prompt * 0.1).astype(np.int16), noise(1, 9) // 8])
    like = similarity(heard, prompt)
    assert like.peak > 0.98
    assert like.offset_s == pytest.approx(0.5)


def test_a_missing_beginning_gives_a_negative_offset() -> None:
    prompt = noise(2)
    like = similarity(prompt[800:], prompt)
    assert like.offset_s == pytest.approx(-0.1)
    assert 0.95 < like.peak < 0.99


def test_another_sound_silence_and_nothing_are_not_like_the_prompt() -> None:
    prompt = noise(2)
    assert similarity(noise(4, seed=2), prompt).peak < 0.1
    assert similarity(np.zeros(RATE, np.int16), prompt).peak == 0
    assert similarity(np.zeros(0, np.int16), prompt) == (0.0, 0.0)
    assert similarity(prompt, np.zeros(0, np.int16)) == (0.0, 0.0)
    assert similarity(prompt, np.zeros(RATE, np.int16)).peak == 0


def test_noise_far_below_the_prompt_is_silence() -> None:
    prompt = noise(1)
    assert similarity((prompt * 0.001).astype(np.int16), prompt).peak < 0.2


def test_a_half_heard_prompt_is_half_alike() -> None:
    prompt = noise(2)
    assert similarity(prompt[:RATE], prompt).peak == pytest.approx(0.5**0.5, abs=0.02)


def test_a_part_is_cut_by_the_wall_clock() -> None:
    audio = Audio(100.0, np.arange(8000, dtype=np.int16))
    part = audio.between(100.25, 100.5)
    assert (part.start, part.seconds, part.samples[0]) == (100.25, 0.25, 2000)
    assert audio.between(None, 99.0).seconds == 0
    assert audio.between(102.0, None).seconds == 0


def test_a_wav_holds_the_samples(tmp_path: Path) -> None:
    samples = noise(0.1)
    Audio(0, samples).write_wav(tmp_path / "heard.wav")
    with wave.open(str(tmp_path / "heard.wav")) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (8000, 1, 2)
        assert np.array_equal(np.frombuffer(file.readframes(-1), "<i2"), samples)


def _rest(packet: Packet) -> tuple[tuple[str, int], int, int, int, int, bytes]:
    return packet.source, packet.payload_type, packet.sequence, packet.timestamp, packet.ssrc, packet.payload
