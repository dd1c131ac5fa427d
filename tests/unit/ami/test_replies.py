from hypothesis import given
from hypothesis import strategies as st

from ivr.pbx.ami.replies import Reply, parsed


def test_a_reply_tells_its_headers_and_message() -> None:
    reply = Reply("Response: Success\r\nActionID: 7\r\nVariable: A\r\nValue: 1:2:3")
    assert (reply.ok, reply.message, reply.headers["Value"]) == (True, "", "1:2:3")


def test_only_success_is_success() -> None:
    for status in ("Error", "Goodbye", "Follows", "", "success"):
        assert not Reply(f"Response: {status}\r\nActionID: 7").ok


def test_the_event_that_closes_a_list_is_not_one_of_its_items() -> None:
    reply = Reply(
        "Response: Success", ["Event: X\r\nKey: 1", "Event: XComplete\r\nEventList: Complete\r\nListItems: 1"]
    )
    assert reply.events == [{"Event": "X", "Key": "1"}]


def test_a_header_said_twice_keeps_both_values() -> None:
    assert parsed("ChanVariable: A=1\r\nChanVariable: B=2") == {"ChanVariable": "A=1\nB=2"}


@given(st.text())
def test_no_packet_is_too_odd_to_parse(packet: str) -> None:
    assert all(isinstance(value, str) for value in parsed(packet).values())
    assert Reply(packet, [packet]).message is not None
