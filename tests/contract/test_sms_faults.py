"""A centre that refuses, is silent, breaks off or talks nonsense when something is asked of it."""

import socket
import time

import pytest

from ivr.sms import SmppMessenger
from ivr.sms.errors import (
    SmsBindDeferred,
    SmsBindRefused,
    SmsGarbled,
    SmsLost,
    SmsNotBound,
    SmsRefused,
    SmsUnanswered,
    SmsUnreachable,
)
from tests.servers.scripted_smpp import (
    ANSWER,
    BIND,
    ENQUIRE,
    NACK,
    SUBMIT,
    Heard,
    Peer,
    Script,
    ScriptedCentre,
    mute,
    obliging,
    packed,
    refusing,
    unlike,
)
from tests.servers.told_smpp import bound, send, told


@pytest.mark.parametrize("status", [0x0D, 0x0E, 0x0F, 0x53, 0xFFFF])
def test_a_refused_login_is_not_tried_again(status: int) -> None:
    with ScriptedCentre(unlike(BIND, refusing(status))) as centre, pytest.raises(SmsBindRefused) as refused:
        SmppMessenger(told(centre.port)).connect()
    assert not refused.value.retry
    assert f"0x{status:X}" in refused.value.text("zh-CN")


@pytest.mark.parametrize("status", [0x05, 0x08, 0x14, 0x58])
def test_a_login_that_is_put_off_may_be_tried_again(status: int) -> None:
    with ScriptedCentre(unlike(BIND, refusing(status))) as centre, pytest.raises(SmsBindDeferred) as deferred:
        SmppMessenger(told(centre.port)).connect()
    assert deferred.value.retry


def test_nobody_listening_is_told_with_the_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(SmsUnreachable, match=f"127.0.0.1:{port}"):
        SmppMessenger(told(port)).connect()


def test_a_login_without_an_answer_is_not_waited_for_longer_than_answer_s() -> None:
    began = time.monotonic()
    with ScriptedCentre(mute) as centre, pytest.raises(SmsUnanswered, match="bind_transceiver"):
        SmppMessenger(told(centre.port, answer_s=0.3)).connect()
    assert time.monotonic() - began < 2


def test_a_message_without_an_answer_ends_the_session_and_may_be_sent_again() -> None:
    with ScriptedCentre(unlike(SUBMIT, mute)) as centre:
        messenger = SmppMessenger(told(centre.port, answer_s=0.3))
        messenger.connect()
        with pytest.raises(SmsUnanswered, match="submit_sm") as silent:
            send(messenger)
        assert silent.value.retry
        with pytest.raises(SmsNotBound):
            send(messenger)
        messenger.connect()
        assert len(centre.peers) == 2
        messenger.close()


def test_a_flood_of_enquiries_is_no_answer() -> None:
    began = time.monotonic()

    def flood(peer: Peer, heard: Heard) -> None:
        """Until the other side has had enough, which ends it with an OSError."""
        while time.monotonic() - began < 6:
            peer.sock.sendall(packed(ENQUIRE, 1))

    with ScriptedCentre(unlike(SUBMIT, flood)) as centre, SmppMessenger(told(centre.port, answer_s=0.3)) as messenger:
        with pytest.raises(SmsUnanswered):
            send(messenger)
        assert time.monotonic() - began < 3


@pytest.mark.parametrize("kept", range(0, 22, 3))
def test_a_connection_that_breaks_inside_an_answer_is_lost(kept: int) -> None:
    def half(peer: Peer, heard: Heard) -> None:
        peer.say(packed(SUBMIT | ANSWER, heard.sequence, b"id-2\0")[:kept])
        peer.cut()

    with ScriptedCentre(unlike(SUBMIT, half)) as centre:
        messenger = SmppMessenger(told(centre.port))
        messenger.connect()
        kept_whole = kept == 21
        if kept_whole:
            assert send(messenger) == "id-2"
            messenger.close()
        else:
            with pytest.raises(SmsLost):
                send(messenger)
            assert not messenger.bound


@pytest.mark.parametrize("status", [0x0B, 0x45, 0x65, 0xABC])
def test_a_refused_message_is_not_sent_again_and_the_session_stays(status: int) -> None:
    with ScriptedCentre(unlike(SUBMIT, refusing(status))) as centre, bound(centre) as messenger:
        with pytest.raises(SmsRefused, match="enrolment-1") as refused:
            send(messenger)
        assert not refused.value.retry
        assert messenger.bound


def test_a_negative_acknowledgement_is_an_answer() -> None:
    def nack(peer: Peer, heard: Heard) -> None:
        peer.say(packed(NACK, heard.sequence, status=0x3))

    script = unlike(SUBMIT, nack)
    with ScriptedCentre(script) as centre, bound(centre) as messenger, pytest.raises(SmsRefused, match="RINVCMDID"):
        send(messenger)


def test_the_answer_to_another_message_is_not_taken_for_ours() -> None:
    def stale(peer: Peer, heard: Heard) -> None:
        peer.say(packed(SUBMIT | ANSWER, heard.sequence + 7, b"another\0"))
        obliging(peer, heard)

    with ScriptedCentre(unlike(SUBMIT, stale)) as centre, bound(centre) as messenger:
        assert send(messenger) == "id-2"


@pytest.mark.parametrize("body", [b"", b"\0", b"12345678", b"id\n2\0", b"\xe9\0"])
def test_a_message_taken_without_a_readable_id_is_not_understood(body: bytes) -> None:
    def nameless(peer: Peer, heard: Heard) -> None:
        peer.say(packed(SUBMIT | ANSWER, heard.sequence, body))

    with ScriptedCentre(unlike(SUBMIT, nameless)) as centre:
        messenger = SmppMessenger(told(centre.port))
        messenger.connect()
        with pytest.raises(SmsGarbled):
            send(messenger)
        assert not messenger.bound


def test_an_answer_may_carry_optional_parameters() -> None:
    """Centres of SMPP 5.0 add them; smpplib's own parser stops there."""

    def talkative(peer: Peer, heard: Heard) -> None:
        peer.say(packed(SUBMIT | ANSWER, heard.sequence, b"id-2\0" + b"\x02\x10\0\1\x34" + b"\x14\x01\0\0"))

    with ScriptedCentre(unlike(SUBMIT, talkative)) as centre, bound(centre) as messenger:
        assert send(messenger) == "id-2"


def test_a_login_answer_that_is_cut_is_not_taken_for_a_welcome() -> None:
    def cut(peer: Peer, heard: Heard) -> None:
        peer.say(packed(BIND | ANSWER, heard.sequence, b"CENT"))

    with ScriptedCentre(unlike(BIND, cut)) as centre, pytest.raises(SmsGarbled, match="bind_transceiver_resp is cut"):
        bound(centre).connect()


GARBAGE = [
    b"HTTP/1.1 400 Bad Request\r\n\r\n",
    b"\0\0\0\0" * 4,
    b"\0\0\0\x0f" * 4,
    b"\xff" * 64,
    b"\x16\x03\x01\x02\0" * 9,
]


def says(octets: bytes) -> Script:
    """Answers with these octets, whatever was asked."""

    def answer(peer: Peer, heard: Heard) -> None:
        peer.say(octets)

    return answer


def connect_and_send(messenger: SmppMessenger) -> None:
    messenger.connect()
    send(messenger)


@pytest.mark.parametrize("octets", GARBAGE)
@pytest.mark.parametrize("command", [BIND, SUBMIT])
def test_what_is_no_smpp_ends_the_session(octets: bytes, command: int) -> None:
    with ScriptedCentre(unlike(command, says(octets))) as centre:
        messenger = SmppMessenger(told(centre.port))
        with pytest.raises(SmsGarbled) as garbled:
            connect_and_send(messenger)
        assert garbled.value.retry
        assert not messenger.bound
