"""apt's own words, as it says them, become errors that say what to do."""

from pathlib import Path

import pytest

from ivr.kit.debs import errors
from ivr.kit.debs.complaint import Expired, complaint

EXPIRED = (
    "E: Release file for http://m.example/debian/dists/sid/InRelease is expired (invalid since 16d 6h 19min 59s)."
    " Updates for this repository will not be applied.\n"
)
UNSIGNED = (
    "W: GPG error: http://m.example/debian sid InRelease: The following signatures couldn't be verified because the"
    " public key is not available: NO_PUBKEY 0E98404D386FA1D9\n"
    "E: The repository 'http://m.example/debian sid InRelease' is not signed.\n"
)


def read(words: str) -> errors.DebsError:
    return complaint(words, suite="sid", folder=Path("/tmp"), asked=("install", "--yes", "-o", "A=1", "asterisk"))  # noqa: S108


def test_an_expired_index_is_told_with_its_age() -> None:
    error = read(EXPIRED)
    assert isinstance(error, Expired)
    assert error.facts["age"] == "16d 6h 19min 59s"


def test_an_expired_index_with_any_other_complaint_is_not_excused() -> None:
    assert type(read(EXPIRED + UNSIGNED)) is errors.NotVerified
    assert not isinstance(read(EXPIRED + "E: Something else\n"), Expired)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (UNSIGNED, errors.NotVerified),
        ("E: Failed to fetch http://m/x.deb  Hash Sum mismatch\n", errors.NotVerified),
        ("E: Unable to locate package asterisk\n", errors.NoSuchPackage),
        ("E: Package 'asterisk' has no installation candidate\n", errors.NoSuchPackage),
        ("E: Write error - write (28: No space left on device)\n", errors.NoRoom),
        ("E: You don't have enough free space in /x/archives/.\n", errors.NoRoom),
        ("E: Failed to fetch http://m/x  Temporary failure resolving 'm'\n", errors.Unreachable),
        ("E: Failed to fetch http://m/x  Could not connect to 127.0.0.1:9\n", errors.Unreachable),
        ("E: Something new\n", errors.AptFailed),
        ("", errors.AptFailed),
    ],
)
def test_each_complaint_has_its_kind_in_both_languages(words: str, kind: type[errors.DebsError]) -> None:
    error = read(words)
    assert type(error) is kind
    for language in ("en", "zh-CN"):
        assert "{" not in error.text(language)


def test_only_the_first_line_of_apt_s_words_is_shown() -> None:
    error = read("W: a warning\nE: Failed to fetch one\nE: Failed to fetch another\n")
    assert "Failed to fetch one" in error.text()
    assert "another" not in error.text()


def test_the_packages_asked_for_are_named_without_options() -> None:
    assert read("E: Unable to locate package asterisk\n").facts["packages"] == "asterisk"
