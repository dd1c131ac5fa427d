"""Receipts: what centres write, and what may be believed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.sms import Receipt, State, together
from ivr.sms.ids import in_answer, in_receipt
from ivr.sms.packet import Packet
from ivr.sms.receipt import receipt
from ivr.sms.settings import Ids
from tests.servers.told_smpp import told

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)


def read(text: bytes, coding: int = 0, **extra: bytes) -> Receipt | None:
    tags = {"id": 0x1E, "state": 0x427, "network": 0x423, "payload": 0x424}
    values = {"esm_class": 4, "data_coding": coding, "short_message": text}
    found = {tags[name]: value for name, value in extra.items()}
    return receipt(Packet("deliver_sm", 0, 1, False, values, found), told(), NOW)


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("DELIVRD", State.DELIVERED),
        ("delivrd", State.DELIVERED),
        ("EXPIRED", State.EXPIRED),
        ("DELETED", State.FAILED),
        ("UNDELIV", State.FAILED),
        ("REJECTD", State.REJECTED),
        ("ACCEPTD", State.UNKNOWN),
        ("ENROUTE", State.UNKNOWN),
        ("MK:0012", State.UNKNOWN),
        ("DELIVERED", State.UNKNOWN),
    ],
)
def test_only_smpps_own_words_are_believed(word: str, state: State) -> None:
    found = read(f"id:7 stat:{word} err:012".encode())
    assert found == Receipt("7", state, NOW, f"{word} 012")


@pytest.mark.parametrize(
    ("number", "word", "state"), [(5, "DELIVRD", "unknown"), (2, "UNDELIV", "unknown"), (2, "DELIVRD", "delivered")]
)
def test_a_receipt_that_contradicts_itself_proves_nothing(number: int, word: str, state: str) -> None:
    found = read(f"id:7 stat:{word}".encode(), state=bytes([number]))
    assert found
    assert found.state == state


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("2611220931", datetime(2026, 11, 22, 1, 31, tzinfo=UTC)),
        ("261122093159", datetime(2026, 11, 22, 1, 31, 59, tzinfo=UTC)),
        ("2613220931", NOW),
        ("26112209", NOW),
        ("yesterday", NOW),
        ("²²²²²²²²²²", NOW),
    ],
)
def test_the_centres_time_is_taken_where_it_is_one(date: str, at: datetime) -> None:
    found = read(f"id:7 done date:{date} stat:DELIVRD".encode("latin-1"))
    assert found
    assert found.at == at


def test_the_persons_own_words_in_the_receipt_do_not_speak_for_the_centre() -> None:
    found = read(b"id:7 sub:001 stat:UNDELIV err:001 text:id:8 stat:DELIVRD err:000")
    assert found == Receipt("7", State.FAILED, NOW, "UNDELIV 001")


def test_a_receipt_may_be_in_ucs_2_or_in_the_payload() -> None:
    text = "id:7 stat:DELIVRD err:000"
    assert read(text.encode("utf-16-be"), 8) == read(text.encode()) == read(b"", payload=text.encode())


@given(text=st.binary(max_size=254), coding=st.sampled_from([0, 3, 8]), state=st.binary(max_size=2))
def test_whatever_comes_is_a_receipt_or_none(text: bytes, coding: int, state: bytes) -> None:
    found = read(b"id:" + text, coding, state=state)
    assert found is None or (found.message_id.isprintable() and found.error_code.isprintable())


@given(number=st.integers(0, 2**63))
def test_an_id_is_the_same_in_every_form(number: int) -> None:
    for answer, brought, ids in (
        (f"{number:x}", f"{number:010d}", Ids.HEX_THEN_DECIMAL),
        (f"{number:08X}", f"{number}", Ids.HEX_THEN_DECIMAL),
        (f"{number}", f"{number:x}", Ids.DECIMAL_THEN_HEX),
        (f"{number:X}", f"{number:010x}", Ids.SAME),
        (f"{number}", f"{number:010d}", Ids.SAME),
    ):
        assert in_answer(answer, ids) == in_receipt(brought, ids)


@given(one=st.integers(0, 10**6), other=st.integers(0, 10**6))
def test_two_messages_never_share_an_id(one: int, other: int) -> None:
    if one != other:
        assert in_answer(f"{one:x}", Ids.HEX_THEN_DECIMAL) != in_receipt(f"{other:d}", Ids.HEX_THEN_DECIMAL)
        assert in_answer(f"{one}", Ids.SAME) != in_receipt(f"{other}", Ids.SAME)


def test_an_id_that_is_no_number_stays_as_it_is() -> None:
    for ids in Ids:
        assert in_answer("a1b2-c3", ids) == in_receipt("A1B2-C3", ids) == "a1b2-c3"


D, F, U = State.DELIVERED, State.FAILED, State.UNKNOWN


@pytest.mark.parametrize(
    ("states", "whole"),
    [
        ([], None),
        ([D], D),
        ([D, None], None),
        ([D, F, None], F),
        ([D, U], U),
        ([D, State.EXPIRED], State.EXPIRED),
        ([F, State.REJECTED, D], State.REJECTED),
        ([D, D, D], D),
    ],
)
def test_a_person_was_told_when_all_parts_were_delivered(states: list[State | None], whole: State | None) -> None:
    assert together(states) is whole
