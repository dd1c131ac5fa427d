"""What became of a call is read from its messages alone."""

import pytest

from ivr.carrier.errors import BadPlan
from ivr.carrier.heard import CallRecord, Heard
from ivr.carrier.message import SipMessage
from ivr.carrier.plan import CallPlan

PLAN = CallPlan("15400000001", "02088888888", ("127.0.0.2", 5060))
OWN = ("127.0.0.1", 5062)


def said(at: float, line: str, method: str = "INVITE", more: str = "") -> SipMessage:
    text = line if line.startswith("SIP/2.0") else f"{line} sip:15400000001@127.0.0.2 SIP/2.0"
    return SipMessage(at, "received" if text == line else "sent", f"{text}\r\nCSeq: 1 {method}\r\n{more}\r\n")


def heard(*messages: SipMessage) -> Heard:
    return Heard.of(PLAN, OWN, (said(0, "INVITE"), *messages), [])


@pytest.mark.parametrize(
    ("messages", "status"),
    [
        ((), "no reply"),
        ((said(1, "SIP/2.0 100 Trying"), said(2, "SIP/2.0 180 Ringing")), "no reply"),
        ((said(1, "SIP/2.0 486 Busy Here"),), "refused 486"),
        ((said(1, "SIP/2.0 302 Moved Temporarily"),), "redirected"),
        ((said(1, "SIP/2.0 200 OK"), said(2, "BYE", "BYE"), said(3, "SIP/2.0 481 Gone", "BYE")), "answered"),
        ((said(1, "CANCEL", "CANCEL"), said(2, "SIP/2.0 200 OK", "CANCEL"), said(3, "SIP/2.0 487 X")), "cancelled"),
        ((said(1, "CANCEL", "CANCEL"), said(2, "SIP/2.0 200 OK")), "answered"),
    ],
)
def test_the_status_tells_how_the_call_ended(messages: tuple[SipMessage, ...], status: str) -> None:
    assert heard(*messages).status == status


def test_the_first_of_each_response_counts() -> None:
    sdp = "\r\nm=audio 7000 RTP/AVP 8\r\n"
    call = heard(
        said(1, "SIP/2.0 180 Ringing"),
        said(2, "SIP/2.0 183 Progress", more=sdp),
        said(3, "SIP/2.0 183 Progress", more=sdp),
        said(4, "SIP/2.0 180 Ringing"),
        said(5, "SIP/2.0 200 OK", more=sdp),
        said(9, "BYE", "BYE"),
    )
    assert (call.ringing_at, call.progress_at, call.answered_at, call.ended_at) == (1, 2, 5, 9)
    assert call.codec == "PCMA"


def callee(*messages: SipMessage) -> CallRecord:
    return CallRecord(OWN, OWN, (said(1, "INVITE"), *messages), heard().audio)


def test_an_answer_before_the_callees_is_charging_too_early() -> None:
    answered = heard(said(5, "SIP/2.0 200 OK"))
    assert answered.answered_before(callee(said(6, "SIP/2.0 200 OK")))
    assert answered.answered_before(callee())
    assert not answered.answered_before(callee(said(4.999, "SIP/2.0 200 OK")))
    assert not answered.answered_before(callee(said(5.002, "SIP/2.0 200 OK"))), "the two clocks' slack"
    assert answered.answered_before(None)
    assert not heard(said(5, "SIP/2.0 486 Busy Here")).answered_before(None)


@pytest.mark.parametrize("bad", ["", "154 0000", "154\r\nX: 1", "154>", "154\x7f", "\x00"])
@pytest.mark.parametrize("field", ["to", "caller"])
def test_a_number_that_would_break_the_message_is_refused_with_its_field(field: str, bad: str) -> None:
    numbers = {"to": "154", "caller": "020"} | {field: bad}
    with pytest.raises(BadPlan) as told:
        CallPlan(numbers["to"], numbers["caller"], ("127.0.0.1", 5060))
    assert told.value.field == field


def test_a_header_with_a_line_break_is_refused() -> None:
    with pytest.raises(BadPlan, match="headers"):
        CallPlan("154", "020", ("127.0.0.1", 5060), headers=(("X-A", "1\r\nX-B: 2"),))


@pytest.mark.parametrize(
    ("to", "uri"),
    [
        ("+86-154-0000-0001;npdi", "sip:+86-154-0000-0001;npdi@127.0.0.2:5060"),
        ("tel:+8615400000001", "tel:+8615400000001"),
        ("sip:1@[::1];user=phone", "sip:1@[::1];user=phone"),
    ],
)
def test_every_dialled_form_becomes_a_request_uri(to: str, uri: str) -> None:
    assert CallPlan(to, "020", ("127.0.0.2", 5060)).request_uri == uri
