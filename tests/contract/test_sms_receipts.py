"""Receipts as centres send them: early, late, cut, unreadable, for nobody."""

from itertools import islice

import pytest
import structlog

from ivr.sms import State
from tests.servers.poll import until
from tests.servers.scripted_smpp import (
    ANSWER,
    DATA,
    DELIVER,
    NACK,
    RECEIPT_HEAD,
    SUBMIT,
    UNBIND,
    Heard,
    Peer,
    ScriptedCentre,
    obliging,
    packed,
    receipt,
    unlike,
)
from tests.servers.told_smpp import DONE, bound, send

UNREADABLE = {
    "an unknown command": (packed(0x428, 9), 0x3),
    "an unknown vendor command": (packed(0x00010200, 9, b"abc"), 0x3),
    "a command that only centres take": (packed(SUBMIT, 9, RECEIPT_HEAD + b"\0"), 0x3),
    "a receipt without fields": (packed(DELIVER, 9), 0x2),
    "a receipt that is cut": (packed(DELIVER, 9, RECEIPT_HEAD[:5]), 0x2),
    "a receipt with a string without end": (packed(DELIVER, 9, b"\0\1\1" + b"8" * 40), 0x2),
    "a receipt shorter than it says": (packed(DELIVER, 9, RECEIPT_HEAD + b"\xffid:1"), 0x2),
    "an optional parameter that is cut": (receipt(9, DONE, b"\x04\x27\0\5\2"), 0x2),
    "half an optional parameter": (receipt(9, DONE, b"\x04\x27"), 0x2),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_request_that_cannot_be_read_is_refused_and_the_next_one_is_read(case: str) -> None:
    octets, status = UNREADABLE[case]
    with ScriptedCentre() as centre, bound(centre) as messenger:
        centre.peer.say(octets + receipt(10, DONE))
        (found,) = messenger.receipts(0.2)
        assert found.message_id == "id-2"
        until(lambda: [(one.sequence, one.status) for one in centre.heard(NACK)] == [(9, status)], 5)


def test_a_receipt_for_an_unknown_id_is_brought_all_the_same() -> None:
    with ScriptedCentre() as centre, bound(centre) as messenger:
        centre.peer.say(receipt(1, DONE.replace(b"id-2", b"nobody-knows")))
        (found,) = messenger.receipts(0.2)
    assert (found.message_id, found.state) == ("nobody-knows", State.DELIVERED)


def test_receipts_that_come_while_sending_wait_for_their_reader() -> None:
    def first_the_receipt(peer: Peer, heard: Heard) -> None:
        peer.say(receipt(heard.sequence, DONE.replace(b"id-2", f"id-{heard.sequence}".encode())))
        obliging(peer, heard)

    with ScriptedCentre(unlike(SUBMIT, first_the_receipt)) as centre, bound(centre) as messenger:
        sent = [send(messenger) for _ in range(3)]
        assert not centre.heard(DELIVER | ANSWER)
        assert [one.message_id for one in messenger.receipts(0.2)] == sent
        until(lambda: len(centre.heard(DELIVER | ANSWER)) == 3, 5)


def test_a_receipt_that_was_not_kept_is_not_acknowledged() -> None:
    with ScriptedCentre() as centre:
        with bound(centre) as messenger:
            centre.peer.say(receipt(1, DONE) + receipt(2, DONE))
            assert len(list(islice(messenger.receipts(5), 2))) == 2
        until(lambda: centre.heard(UNBIND) != [], 5)
        assert [one.sequence for one in centre.heard(DELIVER | ANSWER)] == [1]


@pytest.mark.parametrize("text", [b"\x60\xa8\x59\x7d", b"stat:DELIVRD err:000", b""])
@pytest.mark.parametrize("esm_class", [b"\0", b"\4"])
def test_what_is_no_receipt_is_refused_and_not_logged(text: bytes, esm_class: bytes) -> None:
    head = RECEIPT_HEAD.replace(b"\4\0\0\0\0\0\0\0\0", esm_class + b"\0" * 8)
    with ScriptedCentre() as centre, bound(centre) as messenger:
        centre.peer.say(receipt(3, text, head=head))
        with structlog.testing.capture_logs() as logged:
            assert list(messenger.receipts(0.2)) == []
        until(lambda: [(one.sequence, one.status) for one in centre.heard(DELIVER | ANSWER)] == [(3, 0x66)], 5)
    assert logged == [{"event": "sms.not_taken", "is_receipt": esm_class == b"\4", "log_level": "warning"}]


def test_a_receipt_may_come_as_data_sm_with_parameters_alone() -> None:
    body = b"\0\1\1" + b"8615400000001\0" + b"\0\0" + b"1068\0" + b"\4\0\0"
    tags = b"\0\x1e\0\5id-2\0" + b"\x04\x27\0\1\5" + b"\x04\x23\0\3\3\0\1" + b"\x14\x01\0\2ab"
    with ScriptedCentre() as centre, bound(centre) as messenger:
        centre.peer.say(packed(DATA, 4, body + tags))
        (found,) = messenger.receipts(0.2)
        until(lambda: [one.sequence for one in centre.heard(DATA | ANSWER)] == [4], 5)
    assert (found.message_id, found.state, found.error_code) == ("id-2", State.FAILED, "3:1")


def test_packets_may_come_octet_by_octet() -> None:
    def trickle(peer: Peer, heard: Heard) -> None:
        for octet in receipt(1, DONE) + packed(SUBMIT | ANSWER, heard.sequence, b"id-2\0"):
            peer.say(bytes([octet]))

    with ScriptedCentre(unlike(SUBMIT, trickle)) as centre, bound(centre) as messenger:
        assert send(messenger) == "id-2"
        assert [one.message_id for one in messenger.receipts(0.1)] == ["id-2"]


def test_a_pause_inside_a_packet_loses_nothing_at_any_octet() -> None:
    """smpplib's own reader forgets the first half when its read times out."""
    octets = receipt(1, DONE)
    with ScriptedCentre() as centre, bound(centre) as messenger:
        for place in range(1, len(octets)):
            centre.peer.say(octets[:place])
            assert list(messenger.receipts(0.002)) == []
            centre.peer.say(octets[place:])
            assert [one.message_id for one in islice(messenger.receipts(5), 1)] == ["id-2"], place
