"""The messenger against a real SMPP server in a process of its own (smpp34)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

import pytest

from ivr.sms import SmppMessenger, State
from ivr.sms.errors import SmsRefused, SmsThrottled
from tests.servers.smpp import FIRST_ID, Centre, Habits, centre
from tests.servers.told_smpp import told

CHINESE = "顺庆区人民法院告知：您已被列入失信被执行人名单，三日后将对您的号码播放告知语音。如有异议，请联系本院。"
ENGLISH = "Shunqing District People's Court: you are on the list of defaulters. [Case file] ~ call us within 3 days."
NUMBER = "+861540000{}"


@pytest.fixture(scope="module")
def hexadecimal() -> Iterator[Centre]:
    with centre(Habits()) as running:
        yield running


def octets(report: dict[str, object]) -> bytes:
    return bytes.fromhex(str(report["octets"]))


@pytest.mark.parametrize("long", ["udh-8", "udh-16"])
@pytest.mark.parametrize("times", [1, 3])
def test_a_chinese_text_arrives_exactly(times: int, long: str) -> None:
    text = CHINESE if times == 1 else CHINESE * 3
    with centre(Habits()) as running, SmppMessenger(told(running.port, long=long)) as messenger:
        submitted = messenger.send(NUMBER.format("7777"), text, "enrolment-1")
        seen = running.seen("submitted", times)
    assert submitted.parts == len(submitted.message_ids) == len(seen) == times
    assert {one["data_coding"] for one in seen} == {8}
    assert {one["registered_delivery"] for one in seen} == {1}
    assert seen[0]["destination_addr"] == "8615400007777"
    assert seen[0]["source_addr"] == "1068000110"
    assert joined(seen) == text


def joined(seen: list[dict[str, object]]) -> str:
    """As a telephone reads it: 3GPP TS 23.040's header says how long it is itself, which part, of how many."""
    if len(seen) == 1:
        assert seen[0]["esm_class"] == 0
        return octets(seen[0]).decode("utf-16-be")
    bodies = {}
    for one in seen:
        assert one["esm_class"] == 0x40
        whole = octets(one)
        header, body = whole[: whole[0] + 1], whole[whole[0] + 1 :]
        assert len(whole) <= 140
        assert header[-2] == len(seen)
        bodies[header[-1]] = (header[:-1], body.decode("utf-16-be"))
    assert len({header for header, _ in bodies.values()}) == 1
    return "".join(bodies[place][1] for place in sorted(bodies))


def test_an_english_text_goes_in_gsm_7(hexadecimal: Centre) -> None:
    before = len(hexadecimal.seen("submitted", 0))
    with SmppMessenger(told(hexadecimal.port)) as messenger:
        assert messenger.send(NUMBER.format("7777"), ENGLISH, "enrolment-2").parts == 1
    seen = hexadecimal.seen("submitted", before + 1)[-1]
    assert seen["data_coding"] == 0
    assert octets(seen) == ENGLISH.encode().replace(b"[", b"\x1b\x3c").replace(b"]", b"\x1b\x3e").replace(
        b"~", b"\x1b="
    )


def test_a_long_text_may_go_as_one_payload() -> None:
    with centre(Habits()) as running, SmppMessenger(told(running.port, long="payload")) as messenger:
        submitted = messenger.send(NUMBER.format("7777"), CHINESE * 3, "enrolment-3")
        (seen,) = running.seen("submitted", 1)
    assert (submitted.parts, len(submitted.message_ids)) == (3, 1)
    assert seen["octets"] == ""
    assert [bytes.fromhex(one).decode("utf-16-be") for one in seen["payload"]] == [CHINESE * 3]


ENDINGS = {
    "0001": State.DELIVERED,
    "0002": State.FAILED,
    "0003": State.EXPIRED,
    "0004": State.REJECTED,
    "0005": State.UNKNOWN,
}
WRITTEN = {
    "same": (Habits("{:X}", "{:x}"), "same"),
    "hex then decimal": (Habits("{:x}", "{:010d}"), "hex-then-decimal"),
    "decimal then hex": (Habits("{:d}", "{:08X}"), "decimal-then-hex"),
    "tags": (Habits("{:x}", "{:010d}", tags=True), "hex-then-decimal"),
    "tags alone": (Habits("{:x}", tags=True, text=False), "same"),
}


@pytest.mark.parametrize("habit", WRITTEN)
def test_each_receipt_comes_back_to_its_message(habit: str) -> None:
    habits, ids = WRITTEN[habit]
    with centre(habits) as running, SmppMessenger(told(running.port, ids=ids)) as messenger:
        sent = {
            messenger.send(NUMBER.format(ending), "告知", f"enrolment-{ending}").message_id: state
            for ending, state in ENDINGS.items()
        }
        found = {one.message_id: one for one in islice(messenger.receipts(5), len(sent))}
        assert {message_id: one.state for message_id, one in found.items()} == sent
        if habits.text:
            assert {one.at for one in found.values()} == {datetime(2026, 11, 22, 1, 31, tzinfo=UTC)}
    assert len(sent) == len(ENDINGS)


def test_a_receipt_is_acknowledged_to_the_centre() -> None:
    with centre(Habits()) as running, SmppMessenger(told(running.port)) as messenger:
        for reference in ("enrolment-1", "enrolment-2"):
            messenger.send(NUMBER.format("0001"), "告知", reference)
        found = list(islice(messenger.receipts(5), 2))
        assert running.seen("receipt", 1)[0]["status"] == 0
    assert {one.message_id for one in found} == {f"{FIRST_ID:x}", f"{FIRST_ID + 1:x}"}


def test_a_throttled_message_may_be_sent_again_and_a_refused_one_not(hexadecimal: Centre) -> None:
    with SmppMessenger(told(hexadecimal.port)) as messenger:
        with pytest.raises(SmsThrottled, match="ESME_RTHROTTLED") as slow:
            messenger.send(NUMBER.format("0008"), "告知", "enrolment-8")
        with pytest.raises(SmsRefused, match=r"enrolment-9.*ESME_RINVDSTADR") as never:
            messenger.send(NUMBER.format("0009"), "告知", "enrolment-9")
        assert (slow.value.retry, never.value.retry) == (True, False)
        assert messenger.send(NUMBER.format("7777"), "告知", "enrolment-7").parts == 1


def test_one_messenger_binds_again_after_it_left(hexadecimal: Centre) -> None:
    messenger = SmppMessenger(told(hexadecimal.port))
    for _ in range(3):
        messenger.connect()
        assert messenger.bound
        assert messenger.send(NUMBER.format("7777"), "告知", "enrolment-7").message_ids
        messenger.close()
        assert not messenger.bound
