"""Every error of the package: zh-CN and en, the same facts, Chinese punctuation; and every place that raises one."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import ivr
from ivr.kit.errors import GatewayError

ROOT = Path(ivr.__file__).parent
HAN = "\u3400-\u9fff"
ASCII_MARK_BESIDE_HAN = re.compile(rf"[{HAN}][,;:!?()]|[,;:!?()][{HAN}]|[{HAN}]\.(?![0-9A-Za-z])")
CASE_NUMBER = re.compile(r"[(（][0-9]{4}[)）]")
"""Case numbers are shown in either kind of brackets."""


def modules() -> Iterator[str]:
    for module in pkgutil.walk_packages(ivr.__path__, "ivr."):
        if not module.name.startswith("ivr.store.migrations"):
            yield module.name


def tree() -> list[type[GatewayError]]:
    for name in modules():
        importlib.import_module(name)
    found, waiting = [], [GatewayError]
    while waiting:
        kind = waiting.pop()
        found.append(kind)
        waiting += kind.__subclasses__()
    return sorted({kind for kind in found if kind.__module__.startswith("ivr.")}, key=lambda kind: kind.__qualname__)


def slots(template: str) -> set[str]:
    names = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    return {re.split(r"[.\[]", name)[0] for name in names}


KINDS = tree()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__qualname__)
def test_an_error_says_the_same_facts_in_both_languages(kind: type[GatewayError]) -> None:
    assert kind.zh
    assert kind.en
    assert kind.zh != kind.en
    assert {name.removesuffix("_zh") for name in slots(kind.zh)} == slots(kind.en)
    assert re.search(rf"[{HAN}]", kind.zh)


def test_every_code_is_of_one_error_only() -> None:
    named: dict[str, list[str]] = {}
    for kind in KINDS:
        if "code" in vars(kind):
            named.setdefault(kind.code, []).append(kind.__qualname__)
        else:
            assert kind.__subclasses__() or kind.code != GatewayError.code, f"{kind.__qualname__} has no code"
    assert {code: kinds for code, kinds in named.items() if len(kinds) > 1} == {}


def raised() -> Iterator[tuple[str, type[GatewayError], ast.Call]]:
    """Every call of an error's class in the package."""
    for name in modules():
        module = importlib.import_module(name)
        path = Path(module.__file__ or "")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                kind = getattr(module, node.func.id, None)
                if isinstance(kind, type) and issubclass(kind, GatewayError):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", kind, node


def test_every_place_that_raises_an_error_gives_all_its_facts() -> None:
    missing = {}
    for place, kind, call in raised():
        given = {keyword.arg for keyword in call.keywords}
        if None in given or kind.__init__ is not GatewayError.__init__:
            continue
        lacks = (slots(kind.zh) | slots(kind.en)) - given
        if lacks:
            missing[place] = lacks
    assert missing == {}


def chinese() -> Iterator[tuple[str, str]]:
    """Every literal with Chinese characters in the rooms that speak to people, without docstrings."""
    for path in sorted(ROOT.rglob("*.py")):
        if "speech" in path.parts:  # its tables of characters and readings are not sentences
            continue
        parsed = ast.parse(path.read_text(encoding="utf-8"))
        docs = {id(node.value) for node in ast.walk(parsed) if isinstance(node, ast.Expr)}
        for node in ast.walk(parsed):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node.value


def is_chinese(text: str) -> bool:
    words = re.sub(r"\{\w+\}", "", text)
    return len(re.findall(rf"[{HAN}]", words)) > len(re.findall(r"[A-Za-z]", words)) and not CASE_NUMBER.search(text)


def test_chinese_sentences_have_chinese_punctuation() -> None:
    wrong = [(place, text) for place, text in chinese() if is_chinese(text) and ASCII_MARK_BESIDE_HAN.search(text)]
    assert wrong == []
