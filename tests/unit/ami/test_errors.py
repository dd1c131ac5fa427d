import string

import pytest

from ivr.pbx.ami import errors
from ivr.pbx.ami.errors import AmiError

FACTS = {"reason": "R", "address": "127.0.0.1:5038", "user": "U", "action": "A", "seconds": 5}
BRANCH = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, AmiError)]


@pytest.mark.parametrize("kind", BRANCH)
def test_every_error_says_the_same_facts_in_both_languages(kind: type[AmiError]) -> None:
    slots = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (kind.zh, kind.en)]
    assert slots[0] == slots[1]
    assert kind(field="F", **FACTS).text("zh-CN") != kind(field="F", **FACTS).text("en")


def test_every_error_has_a_code_of_its_own() -> None:
    assert len({kind.code for kind in BRANCH}) == len(BRANCH)


def test_only_what_may_pass_by_itself_may_be_retried() -> None:
    assert {kind.__name__ for kind in BRANCH if kind.retry} == {"AmiUnreachable", "AmiLost", "AmiTimeout"}
