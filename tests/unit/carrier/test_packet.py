"""RTP is read as RFC 3550 writes it, and nothing else is taken for it."""

from hypothesis import example, given
from hypothesis import strategies as st

from ivr.carrier.packet import read_packet, write_packet

PEER = ("127.0.0.1", 4000)


@given(st.integers(0, 63), st.integers(0, 2**16 - 1), st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1), st.binary())
def test_a_written_packet_is_read_back(kind: int, sequence: int, timestamp: int, ssrc: int, payload: bytes) -> None:
    packet = read_packet(write_packet(kind, sequence, timestamp, ssrc, payload), 1.5, PEER)
    assert packet
    assert (packet.at, packet.source, packet.payload_type) == (1.5, PEER, kind)
    assert (packet.sequence, packet.timestamp, packet.ssrc, packet.payload) == (sequence, timestamp, ssrc, payload)


@given(st.binary(max_size=40))
@example(b"")
@example(b"\xb0\x08" + bytes(10) + b"\xff\xff\xff\xff")
@example(b"\xa0\x08" + bytes(10) + b"\xff")
def test_no_datagram_breaks_the_reader(data: bytes) -> None:
    packet = read_packet(data, 0.0, PEER)
    assert packet is None or len(packet.payload) < len(data)


def test_rtcp_and_stun_are_not_rtp() -> None:
    assert read_packet(b"\x80\xc8\x00\x06" + bytes(24), 0.0, PEER) is None
    assert read_packet(b"\x00\x01\x00\x00\x21\x12\xa4\x42" + bytes(12), 0.0, PEER) is None


def test_sources_extension_and_padding_are_not_sound() -> None:
    head = bytes([0xB1, 8]) + bytes(10) + b"SRC1" + b"\xbe\xde\x00\x01" + b"EXT1"
    packet = read_packet(head + b"sound" + b"\x00\x00\x03", 0.0, PEER)
    assert packet
    assert packet.payload == b"sound"
