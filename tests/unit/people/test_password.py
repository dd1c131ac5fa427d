"""Passwords: long, not among the first guesses, and kept in a form that nobody can read back."""

import pytest
from argon2 import PasswordHasher, extract_parameters
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.account import login_name
from ivr.domain.errors import BadInput
from ivr.domain.password import choose, normal
from ivr.kit.passwords import Passwords

QUICK = Passwords(passes=1, memory_kib=8)


@pytest.mark.parametrize(
    "given",
    [
        "short",
        "elevenchars",
        "x" * 129,
        "password1234",
        "PassWord1234",
        "pass-word-1234",
        "qwertyuiop12",
        "woaini1314520",
        "123456789012",
        "098765432109",
        "abcdefghijklm",
        "zyxwvutsrqpon",
        "aaaaaaaaaaaaaa",
        "ababababababab",
        "my name is li.wen",
        "CourtNotice2026",
    ],
)
def test_a_password_that_is_short_or_soon_guessed_is_refused_without_being_repeated(given: str) -> None:
    with pytest.raises(BadInput) as refused:
        choose(given, "li.wen")
    assert refused.value.field == "password"
    assert given not in refused.value.text("en") + refused.value.text("zh-CN")


@pytest.mark.parametrize(
    "given",
    [
        "tulip ladder window",
        "三更灯火五更鸡正是男儿读书时",
        "no rules about kinds",
        "𠮷野家で牛丼を食べる人々",
        "x7" * 6 + "qzwk",
    ],
)
def test_any_kind_of_characters_will_do_when_there_are_enough(given: str) -> None:
    assert choose(given, "li.wen") == normal(given)


@given(st.text(min_size=12, max_size=128))
def test_a_password_is_kept_whole_or_refused_but_never_cut(given: str) -> None:
    try:
        kept = choose(given, "li.wen")
    except BadInput:
        return
    assert kept == normal(given)
    assert QUICK.match(QUICK.hashed(kept), normal(given))
    assert not QUICK.match(QUICK.hashed(kept), normal(given)[:-1])


def test_the_same_characters_from_another_keyboard_are_the_same_password() -> None:
    assert choose("ｔｕｌｉｐ ladder window", "li.wen") == choose("tulip ladder window", "li.wen")


def test_a_hash_is_argon2id_with_the_parameters_that_owasp_names() -> None:
    made = extract_parameters(Passwords().hashed("tulip ladder window"))
    assert (str(made.type), made.time_cost, made.memory_cost, made.parallelism) == ("Type.ID", 2, 19456, 1)
    assert made.salt_len >= 16


def test_equal_passwords_have_unequal_hashes() -> None:
    assert QUICK.hashed("tulip ladder window") != QUICK.hashed("tulip ladder window")


@pytest.mark.parametrize("known", [None, "", "no hash", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA"])
def test_without_a_usable_hash_nothing_matches_not_even_the_stand_in(
    known: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secrets.token_hex", lambda _: "the stand-in's own")
    assert not Passwords(passes=1, memory_kib=8).match(known, "the stand-in's own")


def test_a_hash_with_older_parameters_is_told_to_be_made_anew() -> None:
    old = PasswordHasher(time_cost=1, memory_cost=16, parallelism=1).hash("tulip ladder window")
    assert QUICK.match(old, "tulip ladder window")
    assert QUICK.stale(old)
    assert not QUICK.stale(QUICK.hashed("x"))


@pytest.mark.parametrize("given", ["", "ab", "a b c", "李文", "x" * 61, "-abc", "a/b/c"])
def test_a_sign_in_name_is_plain(given: str) -> None:
    with pytest.raises(BadInput):
        login_name(given)
    assert login_name(" Li.Wen@court ") == "li.wen@court"
