"""Settings, numbers and references: a wrong one is refused with its field's name, before anything is sent."""

from pathlib import Path
from typing import Any

import pytest

from ivr.domain.errors import BadInput
from ivr.sms import SmppMessenger
from ivr.sms.errors import SmsNotBound
from tests.servers.scripted_smpp import SUBMIT, ScriptedCentre
from tests.servers.told_smpp import bound, told

HOSTILE = ("", "a\r\nb", "a\0b", "法院", "x" * 300)
WRONG: dict[str, tuple[Any, ...]] = {
    "host": (*HOSTILE, "a b", "a/b"),
    "port": (0, -1, 65536),
    "system_id": (*HOSTILE, "x" * 16),
    "password": (*HOSTILE[1:], "x" * 9),
    "system_type": (*HOSTILE[1:], "x" * 13),
    "source": (*HOSTILE, "12", "1" * 21, "COURT", "+861068"),
    "source_ton": (7, -1, "x"),
    "source_npi": (2, 5, None),
    "number_ton": (3, 5, 9),
    "number_npi": (2, "E164"),
    "alphabet": ("gsm", "", None),
    "long": ("sar", 8),
    "ids": ("hex", ""),
    "zone": ("Mars/Base", "", "../etc/passwd", "a\0b"),
    "tls_ca": (Path("ca.pem"),),
    "connect_s": (0, -1, 301, float("nan")),
    "answer_s": (0, 301),
    "enquire_s": (0, 301),
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_setting_is_refused_with_its_name(name: str, value: object) -> None:
    changes: dict[str, Any] = {name: value}
    with pytest.raises(BadInput) as refused:
        told(**changes)
    assert refused.value.field == f"sms.{name}"
    assert f"sms.{name}" in refused.value.text("zh-CN")


def test_plain_words_and_numbers_of_a_file_are_taken() -> None:
    settings = told(source="COURT", source_ton=5, source_npi=0, alphabet="ucs-2", long="udh-16", ids="hex-then-decimal")
    assert settings.source_ton.name == "ALPHANUMERIC"
    assert "s3cret" not in repr(settings)


@pytest.mark.parametrize(
    "number", ["15400000001", "8615400000001", "+0815400000001", "+86154000\r\n", "+86154x", "+8615400000000179"]
)
def test_a_number_that_is_not_e164_is_refused_before_anything_is_sent(number: str) -> None:
    with ScriptedCentre() as centre, bound(centre) as messenger:
        with pytest.raises(BadInput) as refused:
            messenger.send(number, "告知", "enrolment-1")
        assert refused.value.field == "number"
        assert number not in refused.value.text()
        assert not centre.heard(SUBMIT)


@pytest.mark.parametrize("reference", ["", "a b", "a\r\nb", "a\0b", "法", "x" * 65, "{0}"])
def test_a_hostile_reference_is_refused(reference: str) -> None:
    with pytest.raises(BadInput) as refused:
        SmppMessenger(told()).send("+8615400000001", "告知", reference)
    assert refused.value.field == "reference"


@pytest.mark.parametrize(("ton", "written"), [(0, b"8615400000001\0"), (1, b"8615400000001\0"), (2, b"15400000001\0")])
def test_a_number_is_written_as_its_type_asks(ton: int, written: bytes) -> None:
    with ScriptedCentre() as centre, SmppMessenger(told(centre.port, number_ton=ton)) as messenger:
        messenger.send("+8615400000001", "告知", "enrolment-1")
        (heard,) = centre.heard(SUBMIT)
    assert bytes([ton, 1]) + written in heard.body


def test_a_foreign_number_has_no_national_form() -> None:
    with pytest.raises(BadInput, match="number"):
        SmppMessenger(told(number_ton=2)).send("+447700900123", "notice", "enrolment-1")


def test_nothing_is_sent_without_a_session() -> None:
    messenger = SmppMessenger(told())
    with pytest.raises(SmsNotBound):
        messenger.send("+8615400000001", "告知", "enrolment-1")
    with pytest.raises(SmsNotBound):
        list(messenger.receipts(0))
    messenger.close()
