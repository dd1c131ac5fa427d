"""Every verb has its place, its help in two languages, and loads only when it is asked for."""

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module

import pytest

from ivr.cli.verbs import VERBS, Group, Verb
from tests.unit.cli.conftest import Ivr

HEAVY = {"numpy", "onnxruntime", "jieba", "sqlalchemy", "fastapi", "pydantic", "alembic"}


def every() -> Iterator[tuple[tuple[str, ...], Verb]]:
    for name, entry in VERBS.items():
        if isinstance(entry, Group):
            yield from (((name, inner), verb) for inner, verb in entry.verbs.items())
        else:
            yield (name,), entry


ALL = dict(every())


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_every_verb_exists_and_explains_itself(words: tuple[str, ...], ivr: Ivr) -> None:
    assert callable(import_module(f"ivr.cli.{ALL[words].file}").verb)
    told = ivr(*words, "--help")
    assert told.status == 0
    assert ALL[words].en in told.out


@pytest.mark.parametrize("words", [words for words in ALL if words not in {("run",), ("node",)}], ids=" ".join)
def test_every_verb_that_ends_can_print_json(words: tuple[str, ...], ivr: Ivr) -> None:
    assert "--json" in ivr(*words, "--help").out


@pytest.mark.parametrize("given", [["--lang", "zh-CN"], ["--lang=zh"]])
def test_the_language_may_be_named_anywhere(given: list[str], ivr: Ivr) -> None:
    for arguments in ([*given, "court", "--help"], ["court", *given, "--help"], ["court", "--help", *given]):
        assert "登记法院" in ivr(*arguments).out


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys; sys.argv = ['ivr', '--help']\nfrom ivr.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    )
    program += f"print(sorted({HEAVY!r} & sys.modules.keys()), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_an_unknown_verb_is_refused(ivr: Ivr) -> None:
    assert ivr("enrol", "aprove", "x").status == 2
