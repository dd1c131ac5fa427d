"""The command in this process, over a data folder of the test's own."""

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import pytest

from ivr.cli import main
from ivr.settings import Settings
from tests.servers.court import papers


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Ivr(Protocol):
    def __call__(self, *arguments: str, token: str = "") -> Said: ...


@pytest.fixture
def ivr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ivr:
    """Runs one verb; English, unless the arguments say otherwise."""
    for name in ("IVR_CONFIG", "IVR_TOKEN_FILE", *(f"IVR_{key.upper()}" for key in Settings.model_fields)):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("IVR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: str, token: str = "") -> Said:
        monkeypatch.setenv("IVR_LANGUAGE", "en")
        monkeypatch.setenv("IVR_TOKEN", token)
        monkeypatch.setattr(sys, "argv", ["ivr", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        return Said(int(ended.value.code or 0), told.out, told.err)

    return run


@dataclass(frozen=True)
class Office:
    """A court's people, by their tokens."""

    ivr: Ivr
    folder: Path
    operator: str
    clerk: str
    approver: str

    def draft(self, serial: int, **change: object) -> Said:
        return self.ivr("enrol", "draft", str(self.papers(serial, **change)), "--json", token=self.clerk)

    def papers(self, serial: int, **change: object) -> Path:
        given = vars(papers(serial, datetime.now(UTC).date(), **change))
        file = self.folder / f"{serial}.json"
        texts = {name: str(value) for name, value in given.items() if value is not None}
        file.write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
        return file


@dataclass
class Kept:
    """The first office of a run, its data and its people's tokens, for the others to begin with."""

    data: Path
    tokens: tuple[str, ...] = ()


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return Kept(tmp_path_factory.mktemp("office") / "data")


@pytest.fixture
def office(ivr: Ivr, tmp_path: Path, kept: Kept) -> Office:
    if kept.tokens:
        shutil.copytree(kept.data, tmp_path / "data")
    else:
        tokens = tuple(_settle(ivr))
        shutil.copytree(tmp_path / "data", kept.data)
        kept.tokens = tokens
    return Office(ivr, tmp_path, *kept.tokens)


def _settle(ivr: Ivr) -> Iterator[str]:
    operator = ivr("token", "claim", token=ivr("staff", "first", "王操作").out.strip()).out.strip()
    court = ("court", "add", "mingchuan", "--name", "明川区人民法院", "--name-en", "Mingchuan District People's Court")
    assert ivr(*court, "--enquiry", "0817-12368", token=operator).status == 0
    yield operator
    for role in ("clerk", "approver"):
        yield ivr("staff", "add", "李某", "--role", role, "--court", "mingchuan", token=operator).out.strip()
