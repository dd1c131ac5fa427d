"""Installing a small package with the machine's own apt, and every way that goes wrong."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ivr.kit.debs import Debs, Step, Tree, errors
from ivr.kit.debs.apt import Deb
from ivr.kit.debs.install import _own_source
from ivr.kit.debs.room import NEEDED_MB
from ivr.kit.debs.sources import Source
from ivr.kit.debs.unpack import unpack

SMALL = ("hello",)
# Nothing listens there: the discard port of this machine.
CLOSED = Source(("http://127.0.0.1:9/debian",), ("sid",), ("main",))


class Listener:
    """Remembers the steps; interrupts, as Ctrl-C does, at one of them."""

    def __init__(self, interrupt: Step | None = None, above: int = 0) -> None:
        self.seen: list[tuple[Step, int, int]] = []
        self._interrupt, self._above = interrupt, above

    def step(self, step: Step, done: int, total: int) -> None:
        self.seen.append((step, done, total))
        if step == self._interrupt and done > self._above:
            raise KeyboardInterrupt

    def expired(self, age: str) -> None:
        assert age[0].isdigit()


def run_hello(debs: Debs) -> str:
    tree = debs.installed(SMALL)
    assert tree
    return subprocess.run(tree.command("usr/bin/hello"), capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run cut short after the index was fetched, for others to go on from."""
    folder = tmp_path_factory.mktemp("index")
    with pytest.raises(KeyboardInterrupt):
        Debs(folder / "begun").install(SMALL, Listener(interrupt=Step.INDEX))
    return (folder / "begun").rename(folder / "kept")


@pytest.fixture
def begun(index: Path) -> Path:
    """At one place for all: apt's own cache of an index, two seconds' work, holds only where it was made."""
    folder = index.with_name("begun")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(index, folder, copy_function=shutil.copy2)
    return folder


@pytest.fixture(scope="module")
def hello(tmp_path_factory: pytest.TempPathFactory) -> Debs:
    debs = Debs(tmp_path_factory.mktemp("hello") / "a b")
    debs.install(SMALL, Listener())
    return debs


def test_a_program_runs_from_its_folder(hello: Debs) -> None:
    assert run_hello(hello) == "Hello, world!\n"
    tree = hello.installed(SMALL)
    assert tree
    assert tree.version("hello")
    assert tree.version("absent") is None


def test_only_the_tree_and_the_lock_are_left(hello: Debs) -> None:
    assert sorted(path.name for path in hello.root.parent.iterdir()) == ["lock", "root"]


def test_nothing_is_fetched_twice(hello: Debs) -> None:
    listener = Listener()
    Debs(hello.root.parent, source=CLOSED).install(SMALL, listener)
    assert listener.seen == []


def test_other_packages_are_another_set(hello: Debs) -> None:
    assert hello.installed(("hello", "sip-tester")) is None


def test_what_lacks_a_library_or_is_not_there_is_found_out(hello: Debs, tmp_path: Path) -> None:
    shutil.copytree(hello.root, tmp_path / "root", symlinks=True)
    tree = Tree.read(tmp_path / "root")
    assert tree
    assert tree.missing(("usr/bin/hello", "usr/bin/absent", "usr/bin/none-*")) == ["usr/bin/absent", "usr/bin/none-*"]
    # The machine's own C library is still there, but a program must not be run with it.
    tree.path(f"usr/lib/{tree.processor.triplet}/libc.so.6").unlink()
    assert tree.missing(("usr/bin/hello",)) == ["usr/bin/hello"]


def test_a_package_left_out_is_not_fetched(begun: Path) -> None:
    tree = Debs(begun).install(SMALL, Listener(), without=("libgcc-s1",), needs=("usr/bin/hello",))
    assert tree.version("libgcc-s1") is None
    assert tree.version("libc6")
    assert run_hello(Debs(begun)) == "Hello, world!\n"


def test_a_package_left_out_comes_back_when_something_needs_it(begun: Path) -> None:
    tree = Debs(begun).install(SMALL, Listener(), without=("libc6",), needs=("usr/bin/hello",))
    assert tree.version("libc6")
    assert run_hello(Debs(begun)) == "Hello, world!\n"


def test_a_wrapped_program_runs_by_path_and_after_a_move(hello: Debs, tmp_path: Path) -> None:
    moved = tmp_path / "moved here"
    subprocess.run(["cp", "-a", hello.root, moved], check=True)
    tree = Debs(hello.root.parent).installed(SMALL)
    assert tree
    program = type(tree)(moved, tree.processor, tree.asked, tree.versions)
    program.wrap("usr/bin/hello")
    wrapped = program.wrap("usr/bin/hello")
    moved.rename(tmp_path / "and there")
    path = tmp_path / "and there" / wrapped.relative_to(moved)
    done = subprocess.run([path, "-g", "a b"], capture_output=True, text=True, check=True)
    assert done.stdout == "a b\n"


@pytest.mark.parametrize(("step", "above"), [(Step.DOWNLOAD, 1), (Step.UNPACK, 3)])
def test_an_interrupted_run_is_completed_by_the_next(begun: Path, step: Step, above: int) -> None:
    debs = Debs(begun)
    with pytest.raises(KeyboardInterrupt):
        debs.install(SMALL, Listener(interrupt=step, above=above))
    assert debs.installed(SMALL) is None
    debs.install(SMALL, Listener())
    assert run_hello(debs) == "Hello, world!\n"


def test_a_killed_run_is_completed_by_the_next(begun: Path) -> None:
    script = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom ivr.kit.debs import Debs\n"
        "class Kill:\n"
        "  def step(self, step, done, total):\n"
        "    if step == 'unpack' and done == 2: os.kill(os.getpid(), signal.SIGKILL)\n"
        "  def expired(self, age): pass\n"
        "Debs(Path(sys.argv[1])).install(('hello',), Kill())\n"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", script, begun], check=False, env=environment)
    assert done.returncode == -signal.SIGKILL
    Debs(begun).install(SMALL, Listener())
    assert run_hello(Debs(begun)) == "Hello, world!\n"


def test_no_mirror_in_reach_says_so_in_apt_s_words(tmp_path: Path) -> None:
    with pytest.raises(errors.Unreachable, match=r"127\.0\.0\.1"):
        Debs(tmp_path, source=CLOSED).install(SMALL, Listener())


def test_a_mirror_signed_by_unknown_keys_is_refused(tmp_path: Path) -> None:
    own = _own_source()
    (tmp_path / "empty.gpg").touch()
    stranger = Source(own.uris, own.suites, own.components, str(tmp_path / "empty.gpg"))
    with pytest.raises(errors.NotVerified):
        Debs(tmp_path / "debs", source=stranger).install(SMALL, Listener())
    assert not list(tmp_path.glob("debs/apt/cache/archives/*.deb"))


def test_a_package_that_the_suite_lacks_is_named(begun: Path) -> None:
    with pytest.raises(errors.NoSuchPackage, match="no-such-package-anywhere"):
        Debs(begun).install(("no-such-package-anywhere",), Listener())


def test_a_machine_without_apt_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(errors.NoPackageTools, match=r"apt-get.*hello"):
        Debs(tmp_path).install(SMALL, Listener())


def test_another_processor_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(errors.UnsupportedMachine, match="s390x"):
        Debs(tmp_path / "new", processor_name="s390x").install(SMALL, Listener())
    assert not (tmp_path / "new").exists()


def test_a_full_disk_is_told_before_the_download(tmp_path: Path) -> None:
    with pytest.raises(errors.NoRoom, match=f"{NEEDED_MB - 1} MB are free"):
        Debs(tmp_path, free=lambda _: NEEDED_MB - 1).install(SMALL, Listener())


@pytest.mark.parametrize("name", ["a:b", "a;b", 'a"b', "a$b", "a\nb", "a[b]"])
def test_a_folder_whose_name_would_be_read_as_syntax_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(errors.UnusableFolder):
        Debs(tmp_path / name).install(SMALL, Listener())


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(errors.UnusableFolder, match="file/debs"):
        Debs(tmp_path / "file/debs").install(SMALL, Listener())


def test_two_installations_do_not_meet_in_one_folder(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(errors.Busy):
            Debs(tmp_path, wait_seconds=0.2).install(SMALL, Listener())


def test_a_damaged_package_is_named_and_deleted_so_that_it_is_fetched_again(tmp_path: Path) -> None:
    deb = Deb(tmp_path / "broken_1_all.deb", "broken", "1", 3)
    deb.file.write_bytes(b"!<arch>\nnot a package")
    with pytest.raises(errors.Damaged, match="broken"):
        unpack([deb], tmp_path, lambda _: None)
    assert not deb.file.exists()


def test_no_program_keeps_the_right_to_become_root(tmp_path: Path) -> None:
    package = tmp_path / "package"
    (package / "DEBIAN").mkdir(parents=True)
    (package / "DEBIAN/control").write_text(
        "Package: x\nVersion: 1\nArchitecture: all\nMaintainer: a <a@b.example>\nDescription: x\n", encoding="utf-8"
    )
    (package / "program").touch()
    (package / "program").chmod(0o6755)
    subprocess.run(["dpkg-deb", "--build", "--root-owner-group", package, tmp_path / "x.deb"], check=True)
    (tmp_path / "out").mkdir()
    unpack([Deb(tmp_path / "x.deb", "x", "1", 1)], tmp_path / "out", lambda _: None)
    assert (tmp_path / "out/program").stat().st_mode & 0o6000 == 0
