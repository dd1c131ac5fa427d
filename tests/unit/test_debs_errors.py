"""Every error of private packages and of the embedded Asterisk says the same in both languages."""

from string import Formatter

import pytest

from ivr.kit.debs import Step
from ivr.kit.debs import errors as debs
from ivr.kit.debs.report import EXPIRED
from ivr.kit.errors import GatewayError
from ivr.pbx.embedded import errors as embedded

KINDS = [
    kind
    for module in (debs, embedded)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, GatewayError) and kind is not GatewayError
]


def slots(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_both_languages_give_the_same_facts(kind: type[GatewayError]) -> None:
    assert slots(kind.zh) == slots(kind.en)


def test_every_error_has_a_code_of_its_own() -> None:
    assert len({kind.code for kind in KINDS}) == len(KINDS)


def test_progress_is_told_in_both_languages() -> None:
    assert all(step.text("zh-CN") != step.text("en") for step in Step)
    assert slots(EXPIRED["zh-CN"]) == slots(EXPIRED["en"]) == {"age"}
