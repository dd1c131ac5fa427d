"""Sealed fields: authentic, bound to their place, and found again without being opened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.kit.vault import Vault, VaultSealedOtherwise

VAULT, ANOTHER = Vault(b"k" * 32), Vault(b"K" * 32)
words = st.text(alphabet=st.characters(codec=None), max_size=50)


@given(words, st.text(max_size=20))
def test_what_is_sealed_opens_in_its_place(text: str, place: str) -> None:
    place = place.encode(errors="replace").decode()
    sealed = VAULT.seal(text, place)
    assert VAULT.open(sealed, place) == text
    assert sealed.isascii()


def test_a_seal_never_looks_the_same_twice_and_hides_the_text() -> None:
    seals = {VAULT.seal("张三", "p") for _ in range(100)}
    assert len(seals) == 100
    assert not any("张三" in one for one in seals)


@given(st.text(alphabet="abc", min_size=1, max_size=9), st.integers(0, 1000), st.integers(1, 127))
def test_one_altered_character_is_noticed(text: str, at: int, by: int) -> None:
    sealed = VAULT.seal(text, "p")
    at = 11 + at % (len(sealed.rstrip("=")) - 12)  # behind the key's id; the very last may carry idle bits
    altered = sealed[:at] + chr((ord(sealed[at]) + by) % 128) + sealed[at + 1 :]
    with pytest.raises(VaultSealedOtherwise):
        VAULT.open(altered, "p")


@pytest.mark.parametrize("bad", ["", "1", "1.x", "1.x.", "1.x.!!!", "1.x.AAAA", "a.b.c.d", "1.x.\ud800", "1.x.é"])
def test_what_is_no_seal_is_told_so(bad: str) -> None:
    with pytest.raises(VaultSealedOtherwise):
        VAULT.open(bad, "p")


def test_another_key_or_another_place_does_not_open_it() -> None:
    sealed = VAULT.seal("张三", "persons.name.1")
    with pytest.raises(VaultSealedOtherwise) as refused:
        ANOTHER.open(sealed, "persons.name.1")
    assert "key" in refused.value.text()
    with pytest.raises(VaultSealedOtherwise):
        VAULT.open(sealed, "persons.name.2")


def test_an_index_is_equal_for_equal_texts_of_one_kind_under_one_key_only() -> None:
    index = VAULT.index("110101", "id_number")
    assert index == Vault(b"k" * 32).index("110101", "id_number")
    others = {VAULT.index("110102", "id_number"), VAULT.index("110101", "number"), ANOTHER.index("110101", "id_number")}
    assert index not in others
    assert len(index) == 32


def test_a_kind_cannot_be_shifted_into_the_text() -> None:
    assert VAULT.index("b:c", "a") != VAULT.index("c", "a:b")
