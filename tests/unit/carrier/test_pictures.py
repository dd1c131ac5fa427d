"""The pictures are well-formed, self-contained and hold what they shall show."""

from xml.etree import ElementTree as Xml

import numpy as np
import pytest

from ivr.carrier.audio import Audio
from ivr.carrier.heard import CallRecord
from ivr.carrier.ladder import Captions, Stream, ladder
from ivr.carrier.message import SipMessage
from ivr.carrier.tone import tone
from ivr.carrier.waveform import Mark, Words, waveform

OWN = ("127.0.0.1", 5062)
SVG = "{http://www.w3.org/2000/svg}"


def record(*messages: tuple[float, str]) -> CallRecord:
    lines = [
        SipMessage(at, "sent" if not line.startswith("SIP") else "received", f"{line}\r\nCSeq: 1 INVITE\r\n\r\n")
        for at, line in messages
    ]
    return CallRecord(OWN, OWN, tuple(lines), Audio(0, np.zeros(0, np.int16)))


CALL = record((10, "INVITE sip:1 SIP/2.0"), (10.01, "SIP/2.0 183 Session Progress"), (21.5, "SIP/2.0 200 OK <&>"))
STREAM = Stream(10.02, 21.4, "提示音 11.4 秒 <&>", "amber")


def parsed(svg: str) -> Xml.Element:
    return Xml.fromstring(svg)  # noqa: S314 - our own text


def words(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in parsed(svg).iter(f"{SVG}text")]


def test_a_ladder_shows_every_message_with_its_time_and_every_stream() -> None:
    shown = words(ladder(CALL, None, [STREAM], Captions("一次呼叫", "主叫", "网关", "被叫", seconds="秒")))
    for expected in ("一次呼叫", "主叫", "INVITE", "183 Session Progress", "200 OK <&>", STREAM.label, "11.500 秒"):
        assert expected in shown


def test_labels_of_a_ladder_never_share_a_line() -> None:
    svg = ladder(
        CALL, CALL, [STREAM, Stream(21.4, 21.5, "ringing"), Stream(21.5, 30, "talk", "green", 0, 2)], Captions("x")
    )
    labels = [label for label in parsed(svg).iter(f"{SVG}text") if label.get("text-anchor") != "end"]
    heights = [float(label.get("y", "")) for label in labels[7:]]  # below the title and the three heads
    assert min(np.diff(sorted(heights))) >= 12


def test_a_waveform_shows_both_sounds_and_the_marks() -> None:
    sound = tone(450, 2.0)
    svg = waveform(sound, sound[800:], -0.1, Words("标题", "提示音", "听到的", "相似度 0.9", "秒"), [Mark(1.0, "应答")])
    assert {"标题", "提示音", "听到的", "相似度 0.9", "应答", "秒"} <= set(words(svg))
    assert len(list(parsed(svg).iter(f"{SVG}path"))) == 2


@pytest.mark.parametrize("heard", [np.zeros(0, np.int16), np.zeros(80, np.int16), tone(450, 65.0)])
def test_any_length_of_sound_can_be_drawn(heard: np.ndarray) -> None:
    parsed(waveform(tone(450, 1.0), heard, 0.0, Words("x")))


@pytest.mark.parametrize(
    "svg", [ladder(CALL, CALL, [STREAM], Captions("a & b")), waveform(tone(450, 1), tone(450, 1), 0, Words("a & b"))]
)
def test_a_picture_needs_nothing_from_outside(svg: str) -> None:
    assert "<script" not in svg
    assert "url(" not in svg
    assert "href" not in svg
    assert "prefers-color-scheme: dark" in svg
    assert parsed(svg).find(f"{SVG}title") is not None
