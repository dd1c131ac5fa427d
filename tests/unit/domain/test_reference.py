"""Structured references: ISO 11649's own examples, those of obligations, and never one with a slip of the pen."""

from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ivr.domain.errors import BadInput
from ivr.domain.reference import canonical, find_all, obligation_id, of_obligation, own, valid

ids = st.integers(0, 16**16 - 1).map(lambda n: f"{n:016x}")


@pytest.mark.parametrize("given_", ["RF18539007547034", "RF18 5390 0754 7034", "rf18 5390 0754 7034", "RF712348231"])
def test_published_examples_are_valid(given_: str) -> None:
    assert valid(canonical(given_))


@given(ids)
def test_an_obligations_reference_leads_back_to_it(key: str) -> None:
    reference = of_obligation(key)
    assert (valid(reference), obligation_id(reference), len(reference)) == (True, key, 24)
    grouped = " ".join(reference[n : n + 4] for n in range(0, 24, 4))
    for text in (
        reference,
        reference.lower(),
        grouped,
        f"还款 {grouped}，谢谢",
        f"{grouped} 2000.00",
        f"{reference}还款",
    ):
        assert reference in find_all(text)


@given(ids, st.integers(2, 23), st.sampled_from("0123456789"))
def test_one_wrong_character_is_no_reference(key: str, place: int, other: str) -> None:
    reference = of_obligation(key)
    assume(reference[place] != other)
    wrong = reference[:place] + other + reference[place + 1 :]
    assert obligation_id(wrong) is None
    assert find_all(wrong) == []


@given(ids, st.integers(2, 22))
def test_two_swapped_characters_are_no_reference(key: str, place: int) -> None:
    reference = of_obligation(key)
    assume(reference[place] != reference[place + 1])
    wrong = reference[:place] + reference[place + 1] + reference[place] + reference[place + 2 :]
    assert find_all(wrong) == []


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    assert all(valid(one) for one in find_all(text))
    with suppress(BadInput):
        assert own(own(text)) == own(text)


@pytest.mark.parametrize("given_", ["", "12345", "RF00123456", "A" * 36, "缴款123456", "-12345", "12;34567"])
def test_what_is_no_reference_of_a_court_is_refused(given_: str) -> None:
    with pytest.raises(BadInput):
        own(given_)
