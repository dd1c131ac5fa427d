"""``ivr pbx install | start | stop | status``, over one folder; and which Asterisk is taken."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ivr.kit.debs import Step, Tree
from ivr.pbx.embedded import Owner, saved, system_program, verbs
from ivr.pbx.embedded.errors import AlreadyRunning, NotInstalled, UnusableAsterisk
from ivr.pbx.embedded.modules import MODULES
from ivr.pbx.embedded.program import TRIED, private_program
from tests.servers.asterisk import dialplan, on_free_ports


class Silent:
    def step(self, step: Step, done: int, total: int) -> None: ...

    def expired(self, age: str) -> None: ...


@pytest.fixture
def var(tools: Tree, tmp_path: Path) -> Iterator[Path]:
    """A folder whose programs are there already."""
    (tmp_path / "programs").symlink_to(tools.root.parent)
    yield tmp_path
    if (tmp_path / "pbx/settings.json").exists():
        verbs.stop(tmp_path, search=str(tmp_path))


def on_path(folder: Path, tools: Tree, version: str, modules: tuple[str, ...] = MODULES) -> str:
    """An Asterisk on PATH: the real one behind a small script that tells another version."""
    (folder / "sbin").mkdir(parents=True)
    program = folder / "sbin/asterisk"
    real = " ".join(f"'{word}'" for word in tools.command("usr/sbin/asterisk"))
    program.write_text(f'#!/bin/sh\n[ "$1" = -V ] && echo "Asterisk {version}" || exec {real} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    there = folder / "lib/asterisk/modules"
    there.mkdir(parents=True)
    for name in modules:
        (there / f"{name}.so").symlink_to(private_program(tools).modules / f"{name}.so")
    (folder / "share").mkdir()
    (folder / "share/asterisk").symlink_to(tools.path("usr/share/asterisk"))
    return str(folder / "sbin")


def test_the_whole_life_through_the_verbs(var: Path) -> None:
    search = str(var)
    settings = on_free_ports()
    assert verbs.install(var, settings, Silent(), search=search).passed_over is None
    assert not verbs.status(var, search=search).running
    started = verbs.start(var, dialplan(settings), search=search)
    assert started.running
    assert started.owner is Owner.DAEMON
    assert started.tried == TRIED
    with pytest.raises(AlreadyRunning):
        verbs.start(var, {}, search=search)
    with pytest.raises(AlreadyRunning):
        verbs.install(var, on_free_ports(), Silent(), search=search)
    assert verbs.installed(var, search=search).settings == settings
    assert verbs.stop(var, search=search)
    assert not verbs.stop(var, search=search)
    assert not verbs.status(var, search=search).running


def test_each_installation_has_secrets_of_its_own_that_only_the_owner_reads(var: Path) -> None:
    secrets = set()
    for _ in range(2):
        verbs.install(var, on_free_ports(), Silent(), search=str(var))
        secrets |= {saved.load(var / "pbx").actions_secret, saved.load(var / "pbx").events_secret}
    assert len(secrets) == 4
    assert (var / "pbx/settings.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("verb", [verbs.stop, verbs.status, verbs.installed, lambda var: verbs.start(var, {})])
def test_what_is_not_installed_says_so(tmp_path: Path, verb: Callable[[Path], object]) -> None:
    with pytest.raises(NotInstalled, match="ivr pbx install"):
        verb(tmp_path)


def test_a_new_enough_asterisk_on_path_is_used(tools: Tree, tmp_path: Path) -> None:
    search = on_path(tmp_path / "usr", tools, "20.11.0")
    settings = on_free_ports()
    installed = verbs.install(tmp_path / "var", settings, Silent(), search=search)
    assert not installed.embedded.program.private
    assert not (tmp_path / "var/programs").exists()
    try:
        status = verbs.start(tmp_path / "var", dialplan(settings), search=search)
        assert (status.running, status.version) == (True, "20.11.0")
    finally:
        verbs.stop(tmp_path / "var", search=search)


def test_an_old_asterisk_on_path_is_passed_over_with_its_reason(tools: Tree, var: Path) -> None:
    search = on_path(var / "usr", tools, "18.26.4~dfsg")
    installed = verbs.install(var, on_free_ports(), Silent(), search=search)
    assert installed.embedded.program.private
    assert "18.26.4" in str(installed.passed_over)


def test_an_asterisk_without_its_modules_is_refused_by_their_names(tools: Tree, tmp_path: Path) -> None:
    search = on_path(tmp_path, tools, "22.1.0", tuple(name for name in MODULES if name != "chan_pjsip"))
    with pytest.raises(UnusableAsterisk, match="chan_pjsip"):
        system_program(search)


@pytest.mark.parametrize(
    ("said", "read"),
    [("20.1.0", "20.1.0"), ("certified-20.7-cert3", "20.7"), ("certified/20.7-cert3", "20.7"), ("GIT-22-abc", "22")],
)
def test_each_way_of_telling_a_version_is_read(tools: Tree, tmp_path: Path, said: str, read: str) -> None:
    program = system_program(on_path(tmp_path, tools, said))
    assert program
    assert program.version == read


def test_a_program_that_tells_no_version_is_refused(tools: Tree, tmp_path: Path) -> None:
    with pytest.raises(UnusableAsterisk, match="does not tell its version"):
        system_program(on_path(tmp_path, tools, "of my own"))


def test_no_asterisk_on_path_is_none(tmp_path: Path) -> None:
    assert system_program(str(tmp_path)) is None
