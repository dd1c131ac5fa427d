"""Where banks leave files: a folder and a real SFTP server keep the same promises."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from ivr.feeds.drops.folder import FolderDrop
from ivr.feeds.drops.names import Settling
from ivr.feeds.drops.reaches import reaches
from ivr.feeds.drops.settings import FolderSettings
from ivr.feeds.drops.sftp import SftpDrop
from ivr.feeds.errors import DropFailed
from ivr.flows.inbox.collect import collect
from ivr.kit.debs import Tree
from ivr.store.tables import payments
from tests.flows.office import Office, account, number
from tests.servers.databases import engine, sqlite_database, sqlite_template
from tests.servers.sftp import SftpServer, sftp_server
from tests.unit.feeds.camt_samples import message, ntry, txdtls

__all__ = ["engine", "sqlite_database", "sqlite_template"]
pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture(scope="module")
def server(openssh_tools: Tree) -> Iterator[SftpServer]:
    with sftp_server(openssh_tools) as running:
        yield running


@dataclass
class Place:
    """A drop, and the folder behind it as the bank sees it."""

    reach: Callable[[], AbstractContextManager[Any]]
    folder: Path
    office: Office

    def leave(self, name: str, content: bytes) -> None:
        (self.folder / name).write_bytes(content)

    def collect(self) -> int:
        with self.reach() as drop:
            return collect(self.office.desk, drop)

    def twice(self) -> int:
        return self.collect() + self.collect()

    def names(self, below: str = ".") -> list[str]:
        return sorted(one.name for one in (self.folder / below).iterdir() if one.is_file())


@pytest.fixture(params=["folder", "sftp"])
def place(request: pytest.FixtureRequest, tmp_path: Path, engine: Engine) -> Iterator[Place]:
    office = Office(engine)
    office.announced(office.court("shunqing"), account=account(1), number=number(1), owed=Decimal("500.00"))
    if request.param == "folder":
        (tmp_path / "in").mkdir()
        (reach,) = reaches([FolderSettings("bank", tmp_path / "in")], []).values()
        yield Place(reach, tmp_path / "in", office)
        return
    server: SftpServer = request.getfixturevalue("server")
    settling = Settling()
    yield Place(lambda: SftpDrop(server.settings, settling), server.folder, office)
    for one in sorted(server.folder.rglob("*"), reverse=True):
        one.rmdir() if one.is_dir() else one.unlink()


def paid(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return sorted(connection.execute(select(payments.c.external_id)).scalars())


def entry(ref: str) -> bytes:
    return message(ntry(txdtls(account=account(1)), ref=ref))


def test_a_file_that_has_come_whole_is_read_once_and_moved_away(place: Place) -> None:
    place.leave("a.xml", entry("A"))
    assert (place.collect(), paid(place.office.engine)) == (0, [])
    assert place.collect() == 1
    assert paid(place.office.engine) == ["A"]
    assert (place.names(), place.names("done")) == ([], ["a.xml"])
    assert place.twice() == 0


def test_a_file_that_still_grows_is_left_until_it_stands_still(place: Place) -> None:
    content = entry("A")
    place.leave("a.xml", content[:100])
    assert place.collect() == 0
    place.leave("a.xml", content)
    assert place.collect() == 0
    assert place.collect() == 1
    assert paid(place.office.engine) == ["A"]


def test_unfinished_and_hidden_names_wait_for_their_renaming(place: Place) -> None:
    for name in (".a.xml", "b.xml.part", "c.xml.filepart"):
        place.leave(name, entry(name))
    assert place.twice() == 0
    (place.folder / "b.xml.part").rename(place.folder / "b.xml")
    assert place.twice() == 1
    assert place.names("done") == ["b.xml"]


def test_what_cannot_be_read_goes_to_refused_with_the_reason_beside_it_and_the_rest_goes_on(place: Place) -> None:
    place.leave("a.xml", b"<html></html>")
    place.leave("b.xml", b"")
    place.leave("c.xml", entry("C"))
    assert place.twice() == 3
    assert place.names("refused") == ["a.xml", "a.xml.reason.txt", "b.xml", "b.xml.reason.txt"]
    assert "camt" in (place.folder / "refused/a.xml.reason.txt").read_text("utf-8")
    assert "文件为空" in (place.folder / "refused/b.xml.reason.txt").read_text("utf-8")
    assert paid(place.office.engine) == ["C"]


def test_the_same_name_again_overwrites_nothing(place: Place) -> None:
    for ref in ("A", "B"):
        place.leave("day.xml", entry(ref))
        assert place.twice() == 1
    assert place.names("done") == ["2-day.xml", "day.xml"]
    assert paid(place.office.engine) == ["A", "B"]


def test_a_file_that_was_kept_before_a_crash_is_moved_away_and_counts_once(place: Place) -> None:
    place.leave("a.xml", entry("A"))
    place.twice()
    place.leave("a-again.xml", entry("A"))
    assert place.twice() == 1
    assert paid(place.office.engine) == ["A"]


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path, engine: Engine) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.xml").symlink_to(tmp_path / "secret")
    drop = FolderDrop("bank", tmp_path / "in")
    assert drop.arrivals() == drop.arrivals() == []
    with pytest.raises(DropFailed), drop.open("a.xml"):
        pass


def test_a_server_with_another_key_is_a_stranger_and_gets_no_name_and_no_password(
    server: SftpServer, engine: Engine
) -> None:
    other = replace(server.settings, host_key="ssh-ed25519 " + "A" * 68)
    with pytest.raises(DropFailed), SftpDrop(other, Settling()):
        pass


def test_a_server_that_is_not_there_is_told_and_tried_again(server: SftpServer, engine: Engine) -> None:
    gone = replace(server.settings, port=1)
    with pytest.raises(DropFailed) as refused, SftpDrop(gone, Settling()):
        pass
    assert refused.value.retry
