"""A text as short messages: nothing is lost, nothing is cut, nothing hostile is sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.errors import BadInput
from ivr.sms.alphabet import GSM_7, UCS_2
from ivr.sms.parts import MOST_PARTS, Part, split
from ivr.sms.settings import Alphabet, Long

# Independent of the table in the code: 3GPP TS 23.038 as rows of sixteen, with the extension's own places.
ROWS = (
    "@£$¥èéùìòÇ\nØø\rÅå",
    "Δ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ",
    " !\"#¤%&'()*+,-./",
    "0123456789:;<=>?",
    "¡ABCDEFGHIJKLMNO",
    "PQRSTUVWXYZÄÖÑÜ§",
    "¿abcdefghijklmno",
    "pqrstuvwxyzäöñüà",
)
EXTENSION = {0x14: "^", 0x28: "{", 0x29: "}", 0x2F: "\\", 0x3C: "[", 0x3D: "~", 0x3E: "]", 0x40: "|", 0x65: "€"}
PLAIN = "".join(ROWS).translate({10: None, 13: None, 27: None})
ENGLISH = st.text(PLAIN + "".join(EXTENSION.values()), min_size=1, max_size=250).filter(str.strip)
CHINESE = st.text(st.sampled_from("顺庆区人民法院您已被列入失信𠮷𡈽a1，。"), min_size=1, max_size=160)


def told(part: Part, long: Long) -> str:
    """As a telephone reads one part."""
    body = part.octets[part.octets[0] + 1 :] if part.esm_class else part.octets
    assert (part.esm_class == 0) or len(part.octets) - len(body) == (7 if long is Long.UDH_16 else 6)
    if part.coding == UCS_2:
        assert part.payload or len(part.octets) <= 140
        return body.decode("utf-16-be")
    # A header of 6 octets takes 7 septets, one of 7 octets takes 8.
    assert part.payload or len(body) + (len(part.octets) - len(body) + bool(part.esm_class)) <= 160
    return told_septets(body)


def told_septets(septets: bytes) -> str:
    read, places = "", iter(septets)
    for place in places:
        read += EXTENSION[next(places)] if place == 27 else ROWS[place // 16][place % 16]
    return read


@given(text=ENGLISH | CHINESE, alphabet=st.sampled_from(Alphabet), long=st.sampled_from(Long))
def test_the_parts_together_are_the_text(text: str, alphabet: Alphabet, long: Long) -> None:
    parts = split(text, "enrolment-1", alphabet, long)
    assert "".join(told(part, long) for part in parts.packets) == text
    assert 1 <= parts.count <= MOST_PARTS
    assert len(parts.packets) == (1 if long is Long.PAYLOAD else parts.count)
    assert {part.payload for part in parts.packets} == {long is Long.PAYLOAD and parts.count > 1}


@pytest.mark.parametrize(
    ("text", "long", "count"),
    [
        ("a" * 160, Long.UDH_8, 1),
        ("a" * 161, Long.UDH_8, 2),
        ("a" * 306, Long.UDH_8, 2),
        ("a" * 306, Long.UDH_16, 3),
        ("[" * 80, Long.UDH_8, 1),
        ("[" * 153, Long.UDH_8, 3),
        ("法" * 70, Long.UDH_8, 1),
        ("法" * 71, Long.UDH_8, 2),
        ("法" * 134, Long.UDH_8, 2),
        ("法" * 134, Long.UDH_16, 3),
        ("𠮷" * 35, Long.UDH_8, 1),
        ("𠮷" * 67, Long.UDH_8, 3),
        ("法" * 335, Long.PAYLOAD, 5),
    ],
)
def test_a_text_has_as_many_parts_as_a_telephone_would_make(text: str, long: Long, count: int) -> None:
    assert split(text, "enrolment-1", Alphabet.GSM_7, long).count == count


def test_more_than_five_parts_are_refused() -> None:
    for text in ("法" * 336, "a" * 766):
        with pytest.raises(BadInput, match="6 parts; at most 5") as refused:
            split(text, "enrolment-1", Alphabet.GSM_7, Long.UDH_8)
        assert refused.value.field == "text"


@pytest.mark.parametrize(
    "sign", ["\r", "\n", "\0", "\x1b", "\t", "\x7f", "\u202e", "\u200b", "\u2028", "\ud800", "\ue000"]
)
def test_a_control_or_invisible_character_is_refused_with_its_field(sign: str) -> None:
    with pytest.raises(BadInput, match=f"U\\+{ord(sign):04X}") as refused:
        split(f"告知{sign}您", "enrolment-1", Alphabet.GSM_7, Long.UDH_8)
    assert refused.value.field == "text"


@pytest.mark.parametrize("text", ["", " ", "\u3000"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="empty"):
        split(text, "enrolment-1", Alphabet.GSM_7, Long.UDH_8)


def test_a_backtick_goes_in_ucs_2_as_gsm_7_has_none() -> None:
    (part,) = split("`", "enrolment-1", Alphabet.GSM_7, Long.UDH_8).packets
    assert (part.coding, part.octets) == (UCS_2, b"\0`")
    assert split("§", "enrolment-1", Alphabet.GSM_7, Long.UDH_8).packets[0].coding == GSM_7


def test_the_same_message_sent_again_has_the_same_parts_and_another_has_not() -> None:
    text = "法" * 200
    once, again, other = (split(text, name, Alphabet.GSM_7, Long.UDH_16).packets for name in ("e-1", "e-1", "e-2"))
    assert once == again
    assert once[0].octets != other[0].octets
