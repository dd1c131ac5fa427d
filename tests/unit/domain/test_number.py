"""Telephone numbers: every dialled form lands on one key, and what may never be enrolled never is."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.errors import BadInput, NeverEnrolled
from ivr.domain.number import canonical, enrollable, masked

mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
areas = st.sampled_from(["10", "20", "21", "25", "29"])
landlines = st.one_of(
    st.tuples(areas, st.from_regex(r"[2-8][0-9]{7}", fullmatch=True)),
    st.tuples(st.sampled_from(["817", "571", "755", "311", "991"]), st.from_regex(r"[2-8][0-9]{6,7}", fullmatch=True)),
).map("".join)
nationals = st.one_of(mobiles, landlines)
prefixes = st.sampled_from(["", "0", "86", "+86", "0086", "+860", "00860", "860"])
separators = st.sampled_from(["", " ", "-", ".", "(", ")", "\u00a0", "\u2011", "\u2013"])
parameters = st.sampled_from(["", ";phone-context=+86", ";ext=12;user=phone", ";"])


@st.composite
def dialled(draw: st.DrawFn, national: str) -> str:
    """One of the forms in which one call may arrive."""
    digits = draw(prefixes) + national
    spaced = "".join(digit + draw(separators) for digit in digits)
    return draw(st.sampled_from(["", "tel:"])) + spaced + draw(parameters)


@given(nationals.flatmap(lambda national: st.tuples(st.just(national), dialled(national))))
def test_every_dialled_form_of_one_number_lands_on_one_key(pair: tuple[str, str]) -> None:
    national, form = pair
    assert canonical(form) == f"+86{national}"


@given(nationals)
def test_the_canonical_form_is_its_own_canonical_form(national: str) -> None:
    assert canonical(f"+86{national}") == enrollable(national) == enrollable(enrollable(national)) == f"+86{national}"


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_is_refused_and_nothing_else(text: str) -> None:
    found = canonical(text)
    assert found is None or (found.startswith("+86") and found[1:].isascii() and found[1:].isdigit())
    with suppress(BadInput, NeverEnrolled):
        assert canonical(enrollable(text)) == enrollable(text)


SPECIAL = [
    *("110", "119", "120", "122", "12110", "12119", "999", "112"),
    *("10086", "10010", "12345", "12368", "95588", "955888", "95123456", "96110", "4008001234", "8008101234", "114"),
    *("1400012345678", "1440012345678", "1064912345678"),
]
FOREIGN = ["+12025550123", "0012025550123", "+85291234567", "0085291234567", "+442079460000", "+8612", "+8", "+0086138"]


@pytest.mark.parametrize("number", SPECIAL)
@pytest.mark.parametrize("prefix", ["", "0", "86", "+86", "0086", "010", "0817"])
def test_an_emergency_service_or_machine_number_is_never_enrolled(number: str, prefix: str) -> None:
    with pytest.raises((NeverEnrolled, BadInput)):
        enrollable(prefix + number)


@pytest.mark.parametrize("number", FOREIGN)
def test_a_foreign_number_is_never_enrolled(number: str) -> None:
    assert canonical(number) is None
    with pytest.raises((NeverEnrolled, BadInput)):
        enrollable(number)


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("110", "emergency"),
        ("+86110", "emergency"),
        ("0086 120", "emergency"),
        ("12110", "emergency"),
        ("95588", "service"),
        ("400-800-1234", "service"),
        ("10086", "service"),
        ("1400012345678", "machine"),
        ("+8614412345678901"[:16], "machine"),
        ("+12025550123", "foreign"),
        ("0085291234567", "foreign"),
    ],
)
def test_the_refusal_says_what_kind_of_number_it_is(number: str, why: str) -> None:
    with pytest.raises(NeverEnrolled) as refused:
        enrollable(number)
    assert why in refused.value.text()
    assert refused.value.field == "number"


@pytest.mark.parametrize(
    "text",
    [
        *("", "abc", "13", "1380013800", "138001380001", "12800138000", "1380013800a", "１３８００１３８０００"),
        *("+86" * 3, "0" * 25, "138\r\n00138000", "13800138000,1", "13800138000${x}", "13800138000\x00"),
        "sip:13800138000@host",
    ],
)
def test_what_is_no_number_is_none_and_is_refused(text: str) -> None:
    assert canonical(text) is None
    with pytest.raises((BadInput, NeverEnrolled)):
        enrollable(text)


@given(nationals)
def test_a_masked_number_shows_no_more_than_its_ends(national: str) -> None:
    number = f"+86{national}"
    assert number not in masked(number)
    assert masked(number).endswith(number[-4:])
