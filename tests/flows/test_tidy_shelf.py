"""A node keeps the prompt files that something names, and lets the others go when no call can need them any more."""

import os
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from ivr.flows.tidy_shelf import GRACE, tidy_shelf
from ivr.pbx.shelf import FolderShelf
from tests.flows.office import Office

CODECS = ("alaw", "ulaw")
MOMENT = timedelta(seconds=1)


class Shelf:
    """A node's folder and the library that fills it. Its files are dated by the office's clock."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder, self.library = office, folder / "node", folder / "library"
        self.library.mkdir()
        self.real = FolderShelf(self.folder, lambda key: sorted(self.library.glob(f"{key}.*")))

    def hold(self, *keys: str) -> None:
        for key in keys:
            for codec in CODECS:
                (self.library / f"{key}.{codec}").write_bytes(b"speech")
        self.real.hold(keys)
        self._date(keys)

    def tidy(self) -> None:
        before = self.office.clock.now().timestamp()
        tidy_shelf(self.office.desk, self.real)
        touched = [file.name.partition(".")[0] for file in self.folder.iterdir() if file.stat().st_mtime > before]
        self._date(touched)

    def keys(self) -> set[str]:
        return {file.name.partition(".")[0] for file in self.folder.iterdir()}

    def _date(self, keys: Iterable[str]) -> None:
        at = self.office.clock.now().timestamp()
        for key in keys:
            for file in self.folder.glob(f"{key}*"):
                os.utime(file, (at, at))


@pytest.fixture
def shelf(office: Office, tmp_path: Path) -> Shelf:
    return Shelf(office, tmp_path)


def test_what_a_registration_names_stays_however_long_ago_it_was_copied(office: Office, shelf: Shelf) -> None:
    office.court("shunqing")
    named = office.publish("shunqing")
    office.announced("shunqing")
    shelf.hold(named)
    office.clock.pass_by(timedelta(days=100))
    shelf.tidy()
    assert shelf.keys() == {named}


def test_a_replaced_prompt_goes_a_day_after_it_was_last_named(office: Office, shelf: Shelf) -> None:
    office.court("shunqing")
    before = office.publish("shunqing")
    shelf.hold(before)
    office.clock.pass_by(timedelta(days=100))
    shelf.tidy()
    after = office.publish("shunqing")
    shelf.hold(after)
    office.clock.pass_by(GRACE - MOMENT)
    shelf.tidy()
    assert shelf.keys() == {before, after}
    office.clock.pass_by(2 * MOMENT)
    shelf.tidy()
    assert shelf.keys() == {after}


def test_holding_dates_what_is_there_already(shelf: Shelf, tmp_path: Path) -> None:
    shelf.hold("a" * 32)
    file = tmp_path / "node" / f"{'a' * 32}.alaw"
    os.utime(file, (0, 0))
    shelf.real.hold(["a" * 32])
    assert file.stat().st_mtime > 0


def test_half_a_file_that_a_killed_process_left_goes_too(office: Office, shelf: Shelf) -> None:
    shelf.hold()
    half = shelf.folder / "tmp4f2k"
    half.write_bytes(b"half")
    os.utime(half, (0, 0))
    shelf.tidy()
    assert shelf.keys() == set()


def test_a_node_that_was_never_given_a_prompt_has_nothing_to_tidy(shelf: Shelf) -> None:
    tidy_shelf(shelf.office.desk, shelf.real)
    assert not shelf.folder.exists()
