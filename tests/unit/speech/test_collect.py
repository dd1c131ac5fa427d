"""What is named or wanted stays; the rest goes."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ivr.speech.chain import Chain
from ivr.speech.collect import collect
from ivr.speech.library import PromptLibrary
from ivr.speech.wording import Wording
from tests.unit.speech.voices import Hum

YESTERDAY, NOW = time.time() - 2 * 86400, time.time() + 60


def wording(text: str) -> Wording:
    return Wording("甲", "zh-CN", text)


@pytest.fixture
def library(tmp_path: Path) -> PromptLibrary:
    return PromptLibrary(tmp_path / "prompts")


@pytest.fixture
def old(library: PromptLibrary) -> list[str]:
    """Two prompts that were built the day before yesterday."""
    keys = [library.build(wording(text), Chain([Hum()])).key for text in ("甲法院，您好。", "乙法院，您好呀。")]
    for path in files(library):
        os.utime(path, (YESTERDAY, YESTERDAY))
    return keys


def files(library: PromptLibrary) -> Iterator[Path]:
    return (path for path in library.folder.root.rglob("*") if path.is_file() and path.suffix != ".lock")


def test_what_nothing_names_goes_with_all_its_files(library: PromptLibrary, old: list[str]) -> None:
    gone = collect(library.folder, lambda: {old[0]}, YESTERDAY + 1)
    assert [one.key for one in gone] == [old[1]]
    assert gone[0].size > 50_000
    assert library.keys() == [old[0]]
    assert not [path for path in files(library) if old[1] in path.name]
    assert len(list(library.folder.builds())) == 1
    library.verify(old[0])


def test_a_dry_run_tells_the_same_and_takes_nothing(library: PromptLibrary, old: list[str]) -> None:
    before = sorted(files(library))
    told = collect(library.folder, set, YESTERDAY + 1, dry_run=True)
    assert sorted(files(library)) == before
    assert told == collect(library.folder, set, YESTERDAY + 1)
    assert library.keys() == []


def test_what_is_named_never_goes_however_old(library: PromptLibrary, old: list[str]) -> None:
    assert collect(library.folder, lambda: set(old), NOW) == []
    for key in old:
        library.verify(key)


def test_what_is_built_again_while_the_names_are_read_stays(library: PromptLibrary, old: list[str]) -> None:
    """Publishing builds first and names afterwards: here it builds in the very moment in which names are read."""

    def named() -> set[str]:
        assert library.build(wording("甲法院，您好。"), Chain([Hum()])).key == old[0]
        return set()

    gone = collect(library.folder, named, YESTERDAY + 1)
    assert [one.key for one in gone] == [old[1]]
    library.verify(old[0])


def test_whoever_builds_while_everything_is_collected_gets_a_whole_prompt(library: PromptLibrary) -> None:
    """Built and collected against one another, with no grace at all: never half a prompt."""
    stop = threading.Event()

    def collecting() -> None:
        while not stop.is_set():
            collect(library.folder, set, NOW)

    thread = threading.Thread(target=collecting)
    thread.start()
    try:
        keys = {library.build(wording("甲法院。"), Chain([Hum()])).key for _ in range(15)}
    finally:
        stop.set()
        thread.join(30)
    assert len(keys) == 1
    library.build(wording("甲法院。"), Chain([Hum()]))
    library.verify(keys.pop())


def test_halves_of_a_killed_build_go_when_they_are_old(library: PromptLibrary, old: list[str]) -> None:
    orphan, half = library.folder.root / f"{'e' * 32}.alaw", library.folder.root / f".{'d' * 32}.alaw.abc"
    for path in (orphan, half):
        path.write_bytes(b"x")
    collect(library.folder, lambda: set(old), YESTERDAY + 1)
    assert orphan.exists()
    assert half.exists()
    for path in (orphan, half):
        os.utime(path, (YESTERDAY, YESTERDAY))
    collect(library.folder, lambda: set(old), YESTERDAY + 1)
    assert not orphan.exists()
    assert not half.exists()
    assert library.keys() == sorted(old)
