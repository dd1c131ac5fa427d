"""The audio port records with the kernel's times, and talks at an even pace to whom it is told."""

import time

import pytest

from ivr.carrier.audio import lay_out
from ivr.carrier.rtp import RtpPort
from ivr.carrier.tone import tone_spans
from tests.servers.poll import until

pytestmark = pytest.mark.alone


def test_a_tone_arrives_whole_and_evenly() -> None:
    with RtpPort() as ear, RtpPort(tone_hz=1004) as mouth:
        mouth.send_to((ear.address, ear.port))
        until(lambda: len(ear.packets()) >= 30)
        packets = ear.packets(mouth.port)
    assert [packet.sequence for packet in packets] == list(range(len(packets)))
    assert tone_spans(lay_out(packets).samples, 1004) == [(0.0, len(packets) // 2 * 0.04)]
    spread = packets[-1].at - packets[0].at
    assert abs(spread - 0.02 * (len(packets) - 1)) < 0.2
    assert abs(time.time() - packets[-1].at) < 5


def test_a_port_is_even_and_told_to_stop_it_stops() -> None:
    with RtpPort() as ear, RtpPort(tone_hz=440) as mouth:
        assert ear.port % 2 == mouth.port % 2 == 0
        mouth.send_to((ear.address, ear.port))
        until(lambda: len(ear.packets()) >= 3)
        mouth.stop_sending((ear.address, ear.port))
        mouth.send_to((ear.address, ear.port))
        until(lambda: [packet.sequence for packet in ear.packets()].count(0) == 2)


def test_a_port_without_a_tone_is_silent_and_one_peer_is_told_from_another() -> None:
    with RtpPort() as ear, RtpPort() as quiet, RtpPort(tone_hz=440) as one, RtpPort(tone_hz=660) as two:
        for port in (quiet, one, two):
            port.send_to((ear.address, ear.port))
        until(lambda: len(ear.packets(one.port)) >= 10 and len(ear.packets(two.port)) >= 10)
        assert ear.packets(quiet.port) == []
        assert tone_spans(lay_out(ear.packets(two.port)).samples, 660)
