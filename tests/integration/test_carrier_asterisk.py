"""A real Asterisk between a real caller and a real callee: what a trunk test must be able to see and hear.

The dialplan here is this test's own and only as long as it needs; the gateway's is tested elsewhere.
"""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from ivr.carrier.audio import similarity
from ivr.carrier.call import place_call
from ivr.carrier.callee import Behaviour, Callee
from ivr.carrier.packet import Address
from ivr.carrier.plan import CallPlan
from ivr.carrier.sipp import free_port
from ivr.carrier.tone import tone_present
from ivr.kit import g711
from ivr.kit.debs import Tree
from ivr.kit.g711 import RATE, Samples
from ivr.pbx.embedded.embedded import Embedded, Owner
from ivr.pbx.embedded.ports import free_port as free_control_port
from ivr.pbx.embedded.program import private_program
from ivr.pbx.embedded.settings import EmbeddedSettings

pytestmark = pytest.mark.alone

GATEWAY, CALLEE = "127.0.0.2", "127.0.0.3"
NOTICE_S = 3.0

PJSIP = """\
[udp]
type = transport
protocol = udp
bind = {gateway}:{port}
[in]
type = endpoint
context = in
disallow = all
allow = alaw
direct_media = no
100rel = no
[in]
type = identify
endpoint = in
match = 127.0.0.1
[out]
type = endpoint
context = none
aors = out
disallow = all
allow = alaw
direct_media = no
100rel = no
[out]
type = aor
contact = sip:{callee}:{callee_port}
"""

EXTENSIONS = """\
[in]
exten => _X.,1,Progress()
 same => n,Playback({prompt},noanswer)
 same => n,Dial(PJSIP/${{EXTEN}}@out,60)
exten => _3X.,1,Progress()
 same => n,Playback({prompt},noanswer)
 same => n,Transfer(PJSIP/sip:${{EXTEN}}@{callee}:{callee_port})
exten => _4X.,1,Answer()
 same => n,Playback({prompt})
 same => n,Dial(PJSIP/${{EXTEN}}@out,60)
"""


def speech_like(seconds: float, seed: int) -> Samples:
    """Noise in syllables: as changeable as speech, and never the same twice."""
    random = np.random.default_rng(seed)
    count = round(seconds * RATE)
    syllables = np.repeat(random.random(count // 1600 + 1), 1600)[:count]
    return (np.convolve(random.normal(0, 4000, count), np.ones(3) / 3, "same") * syllables).astype(np.int16)


@pytest.fixture(scope="module")
def prompt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("prompt") / "notice.alaw"
    file.write_bytes(g711.alaw_encode(speech_like(NOTICE_S, seed=1)))
    return file


@pytest.fixture(scope="module")
def sipp(tools: Tree) -> list[str]:
    return tools.command("usr/bin/sipp")


@pytest.fixture(scope="module")
def callee(sipp: list[str]) -> Iterator[Callee]:
    with Callee(sipp, Behaviour(ring_s=2.5, tone_hz=620), address=CALLEE) as somebody:
        yield somebody


@pytest.fixture(scope="module")
def gateway(tools: Tree, prompt: Path, callee: Callee, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    port = free_port(GATEWAY)
    settings = EmbeddedSettings(
        ami_port=free_control_port(socket.SOCK_STREAM),
        sip_port=port,
        sip_address=GATEWAY,
        rtp_first=21000,
        rtp_last=21999,
    )
    names = {
        "gateway": GATEWAY,
        "port": port,
        "callee": CALLEE,
        "callee_port": callee.address[1],
        "prompt": prompt.with_suffix(""),
    }
    asterisk = Embedded(private_program(tools), tmp_path_factory.mktemp("asterisk"), settings)
    asterisk.configure({"pjsip.conf": PJSIP.format(**names), "extensions.conf": EXTENSIONS.format(**names)})
    asterisk.start(Owner.CHILD)
    asterisk.wait_ready()
    yield GATEWAY, port
    asterisk.stop()


def test_the_notice_the_ringing_and_both_voices_are_heard(
    sipp: list[str], gateway: Address, callee: Callee, prompt: Path
) -> None:
    heard = place_call(sipp, CallPlan("15400000001", "02088888888", gateway, talk_s=2, tone_hz=1004))
    called = callee.call_to("15400000001")
    assert called
    assert heard.status == "answered"
    like = similarity(heard.early.samples, g711.alaw_decode(prompt.read_bytes()))
    assert like.peak > 0.99
    after_notice = heard.early.between(heard.early.start + like.offset_s + NOTICE_S, None)
    assert tone_present(after_notice.samples, 450, 0.8)
    assert not tone_present(after_notice.samples, 620)
    assert tone_present(heard.talk.samples, 620, 1.5)
    assert tone_present(called.talk.samples, 1004, 1.5)
    assert not heard.answered_before(called)
    assert heard.codec == called.codec == "PCMA"


def test_another_prompt_than_the_one_played_is_not_taken_for_it(
    sipp: list[str], gateway: Address, callee: Callee
) -> None:
    heard = place_call(sipp, CallPlan("15400000002", "02088888888", gateway, give_up_after_s=NOTICE_S))
    assert similarity(heard.audio.samples, speech_like(NOTICE_S, seed=2)).peak < 0.3


def test_a_caller_who_hangs_up_within_the_notice_is_seen_as_cancelled_and_reaches_nobody(
    sipp: list[str], gateway: Address, callee: Callee, prompt: Path
) -> None:
    heard = place_call(sipp, CallPlan("15400000003", "02088888888", gateway, give_up_after_s=1.5))
    assert heard.status == "cancelled"
    assert heard.answered_at is None
    assert 1.2 < heard.early.seconds < 1.8
    beginning = g711.alaw_decode(prompt.read_bytes())[:RATE]
    assert similarity(heard.early.samples, beginning).peak > 0.99
    assert callee.call_to("15400000003") is None


def test_a_redirection_after_the_notice_gives_the_contact(
    sipp: list[str], gateway: Address, callee: Callee, prompt: Path
) -> None:
    heard = place_call(sipp, CallPlan("35400000001", "02088888888", gateway))
    assert heard.status == "redirected"
    assert "sip:35400000001@" in heard.contact
    assert similarity(heard.early.samples, g711.alaw_decode(prompt.read_bytes())).peak > 0.99


def test_a_gateway_that_answers_before_the_callee_is_caught(sipp: list[str], gateway: Address, callee: Callee) -> None:
    heard = place_call(sipp, CallPlan("45400000001", "02088888888", gateway, talk_s=NOTICE_S + 4))
    assert heard.answered_before(callee.call_to("45400000001"))


def test_calls_at_the_same_time_are_told_apart(sipp: list[str], gateway: Address, callee: Callee, prompt: Path) -> None:
    plans = [CallPlan(f"1540000010{n}", "02088888888", gateway, talk_s=1, tone_hz=800 + 150 * n) for n in range(4)]
    with ThreadPoolExecutor(len(plans)) as pool:
        calls = list(pool.map(lambda plan: place_call(sipp, plan), plans))
    for plan, heard in zip(plans, calls, strict=True):
        called = callee.call_to(plan.to)
        assert called
        assert similarity(heard.early.samples, g711.alaw_decode(prompt.read_bytes())).peak > 0.99
        assert plan.tone_hz
        assert tone_present(called.talk.samples, plan.tone_hz, 0.7)
