"""Callers hear a court for 20 seconds at most, in all its languages together."""

from collections.abc import Mapping

import pytest

from ivr.domain.court import Notice
from ivr.domain.errors import BadInput
from ivr.domain.prompt import Prompt
from ivr.flows.publish_notice import publish_notice
from ivr.kit.ids import random_id
from tests.flows.office import OPERATOR, Office

SLUG = "shunqing"


def publish(office: Office, seconds: Mapping[str, float]) -> list[int]:
    return [
        office.do(
            OPERATOR, publish_notice, SLUG, Prompt(random_id() * 2, language, "详询0817-12368。", length, "t", "t")
        ).seconds
        for language, length in seconds.items()
    ]


@pytest.fixture
def bilingual(office: Office) -> Office:
    office.court(SLUG, languages="zh-CN,en")
    return office


def test_two_languages_that_fit_are_published(bilingual: Office) -> None:
    assert publish(bilingual, {"zh-CN": 8.84, "en": 10.76}) == [9, 11]


def test_a_second_language_that_would_keep_callers_waiting_is_refused_with_each_ones_seconds(
    bilingual: Office,
) -> None:
    with pytest.raises(BadInput) as refusal:
        publish(bilingual, {"en": 12.8})
    assert refusal.value.field == "language"
    for language in ("zh-CN", "en"):
        assert "22.8" in refusal.value.text(language)
        assert "zh-CN 10.0 s, en 12.8 s" in refusal.value.text(language)


def test_one_language_over_20_seconds_is_refused(bilingual: Office) -> None:
    with pytest.raises(BadInput):
        publish(bilingual, {"zh-CN": 20.1})


def test_a_notice_from_before_that_is_too_long_can_be_shortened_step_by_step(bilingual: Office) -> None:
    publish(bilingual, {"zh-CN": 9, "en": 9})
    with bilingual.desk.work(OPERATOR) as work:
        for notice in work.scope.all(Notice):
            notice.seconds = 13
    assert publish(bilingual, {"zh-CN": 9, "en": 11}) == [9, 11]
    with pytest.raises(BadInput):
        publish(bilingual, {"zh-CN": 9.5})
