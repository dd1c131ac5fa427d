"""Octets into packets, however they come; packets from anywhere, whatever is in them."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.kit.errors import GatewayError
from ivr.sms import errors
from ivr.sms.errors import SmsError, SmsGarbled
from ivr.sms.frames import Frames
from ivr.sms.packet import header, read, written
from tests.servers.scripted_smpp import packed, receipt
from tests.servers.told_smpp import DONE

PACKETS = [packed(0x15, 1), receipt(2, DONE), packed(0x80000004, 3, b"id-2\0"), packed(0x428, 4, b"x" * 300)]
KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, SmsError)]


@given(cuts=st.lists(st.integers(0, sum(map(len, PACKETS))), max_size=12))
def test_packets_are_the_same_wherever_the_stream_is_cut(cuts: list[int]) -> None:
    stream, frames, found = b"".join(PACKETS), Frames(), []
    places = [0, *sorted(cuts), len(stream)]
    for start, end in pairwise(places):
        frames.feed(stream[start:end])
        while packet := frames.take():
            found.append(packet)
    assert found == PACKETS


@pytest.mark.parametrize("length", [0, 15, 70_001, 0xFFFFFFFF])
def test_an_impossible_length_is_no_smpp(length: int) -> None:
    frames = Frames()
    frames.feed(length.to_bytes(4))
    with pytest.raises(SmsGarbled, match=str(length)):
        frames.take()


@given(
    command=st.sampled_from([4, 5, 6, 9, 0x15, 0x103, 0x102, 0x80000000, 0x80000004, 0x80000009, 0x80000005, 0x428]),
    body=st.binary(max_size=120) | st.builds(lambda cut: receipt(1, DONE)[16 : 16 + cut], st.integers(0, 200)),
    status=st.integers(0, 0xFFFFFFFF),
)
def test_any_packet_is_read_or_refused_and_nothing_else(command: int, body: bytes, status: int) -> None:
    octets = packed(command, 7, body, status)
    assert header(octets).sequence == 7
    try:
        packet = read(octets)
    except SmsGarbled:
        return
    assert (packet.sequence, packet.status) == (7, status)
    if packet.command in {"deliver_sm", "data_sm"}:
        assert isinstance(packet.values["esm_class"], int)


def test_a_packet_that_was_written_is_read_back() -> None:
    values = {"source_addr": "1068", "destination_addr": "8615400000001", "esm_class": 0x40, "data_coding": 8}
    packet = read(written("submit_sm", 9, short_message=bytes(140), **values))
    assert packet.values["short_message"] == bytes(140)
    assert (packet.values["source_addr"], packet.values["esm_class"], packet.sequence) == (b"1068", 0x40, 9)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_both_languages_give_the_same_facts(kind: type[GatewayError]) -> None:
    told = {"reason": "R1", "address": "A1", "status": "S1", "command": "C1", "reference": "E1"}
    facts: dict[str, Any] = {**told, "seconds": 7}
    error = kind(**facts)
    for fact in map(str, facts.values()):
        assert (fact in error.text("en")) == (fact in error.text("zh-CN"))
    assert len({one.code for one in KINDS}) == len(KINDS)
