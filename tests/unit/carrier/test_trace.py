"""SIPp's trace is read message by message while it grows, and written again for people and for Wireshark."""

import struct
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ivr.carrier.message import SipMessage
from ivr.carrier.pcap import Leg, write_pcap
from ivr.carrier.trace import MessageLog, read_trace, write_text

INVITE = (
    "INVITE tel:+86-154-0000-0001;npdi SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5062;branch=z9\r\n"
    "f: <sip:02088888888@127.0.0.1>;tag=1\r\nCall-ID: 1-2@127.0.0.1\r\nCSeq: 1 INVITE\r\n"
    "Content-Type: application/sdp\r\n\r\nv=0\r\nc=IN IP4 127.0.0.9\r\n"
    "m=audio 7002 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n"
)
MOVED = "SIP/2.0 302 Moved Temporarily\r\nCall-ID: 1-2@127.0.0.1\r\nCSeq: 1 INVITE\r\nm: <sip:1@127.0.0.3>\r\n\r\n"
LINE = "-----------------------------------------------"


def block(text: str, direction: str = "sent", moment: str = "2026-11-22T14:33:17.185227Z") -> bytes:
    return f"{LINE} {moment}\nUDP message {direction} [{len(text.encode())}] bytes:\n\n{text}\n".encode()


def test_time_direction_and_text_are_read() -> None:
    messages, used = read_trace(block(INVITE) + block(MOVED, "received", "2026-11-22T14:33:18.5Z"))
    assert [(m.direction, m.text) for m in messages] == [("sent", INVITE), ("received", MOVED)]
    assert round(messages[1].at - messages[0].at, 6) == 1.314773
    assert used


def test_the_older_time_with_tabs_is_read() -> None:
    messages, _ = read_trace(block(INVITE, moment="2026-11-22\t14:33:17.185227\t1795357997.185227"))
    assert messages[0].at == 1795357997.185227


def test_what_sipp_says_in_between_is_passed_over() -> None:
    aside = f"{LINE}\nUnexpected UDP message received:\n\n{MOVED}\n".encode()
    messages, _ = read_trace(aside + block(INVITE) + aside + block(MOVED, "received"))
    assert len(messages) == 2


@given(cuts=st.lists(st.integers(0, 2000), max_size=8))
def test_a_growing_file_gives_each_message_once(tmp_path_factory, cuts: list[int]) -> None:  # type: ignore[no-untyped-def]
    data = block(INVITE) + block(MOVED, "received") + block("号码 " + INVITE)
    path = tmp_path_factory.mktemp("trace") / "messages.log"
    log = MessageLog(path)
    assert log.more() == []
    for cut in [*sorted(cuts), len(data)]:
        path.write_bytes(data[:cut])
        log.more()
    assert log.messages == read_trace(data)[0]
    assert len(log.messages) == 3


def test_what_a_test_asks_a_message_is_read() -> None:
    invite, moved = SipMessage(0, "sent", INVITE), SipMessage(1, "received", MOVED)
    assert (invite.request, invite.code, invite.method, invite.summary) == ("INVITE", None, "INVITE", "INVITE (SDP)")
    assert (invite.user("request"), invite.user("From")) == ("+86-154-0000-0001;npdi", "02088888888")
    assert (invite.audio_address(), invite.codec()) == (("127.0.0.9", 7002), "PCMA")
    assert (moved.code, moved.header("contact"), moved.audio_address()) == (302, "<sip:1@127.0.0.3>", None)
    assert SipMessage(0, "sent", MOVED.replace("1 INVITE", "3 BYE")).summary == "302 Moved Temporarily (BYE)"


def test_a_header_is_not_sought_in_the_body() -> None:
    assert SipMessage(0, "sent", "BYE sip:a SIP/2.0\r\nCSeq: 1 BYE\r\n\r\nContact: <sip:b>").header("Contact") == ""


def test_both_ends_are_written_in_time_order(tmp_path: Path) -> None:
    caller = [SipMessage(10.0, "sent", INVITE), SipMessage(12.0, "received", MOVED)]
    write_text(tmp_path / "trace.txt", [("caller", caller), ("callee", [SipMessage(11.0, "received", INVITE)])])
    heads = [line for line in (tmp_path / "trace.txt").read_text().splitlines() if line.startswith("===")]
    assert [line.split("  ")[1] for line in heads] == [
        "caller sent: INVITE (SDP)",
        "callee received: INVITE (SDP)",
        "caller received: 302 Moved Temporarily",
    ]


def test_a_capture_has_right_headers_lengths_and_checksums(tmp_path: Path) -> None:
    own, peer = ("127.0.0.1", 5062), ("127.0.0.2", 5060)
    messages = [SipMessage(1795357997.185227, "sent", INVITE), SipMessage(1795357998.5, "received", MOVED)]
    write_pcap(tmp_path / "trace.pcap", [Leg(own, peer, messages)])
    data = (tmp_path / "trace.pcap").read_bytes()
    assert struct.unpack("<IHHiIII", data[:24]) == (0xA1B2C3D4, 2, 4, 0, 0, 65535, 101)
    assert struct.unpack("<IIII", data[24:40])[:2] == (1795357997, 185227)
    length = 28 + len(INVITE)
    packet = data[40 : 40 + length]
    assert struct.unpack("<IIII", data[24:40])[2:] == (length, length)
    assert sum(struct.unpack("!10H", packet[:20])) % 0xFFFF == 0
    assert (packet[12:20], packet[20:28]) == (
        bytes([127, 0, 0, 1, 127, 0, 0, 2]),
        struct.pack("!HHHH", 5062, 5060, 8 + len(INVITE), 0),
    )
    second = data[40 + length :]
    assert second[28:36] == bytes([127, 0, 0, 2, 127, 0, 0, 1])
    assert second[44:].decode() == MOVED
