"""From when the grace period runs, by what is known of each message (safeguard 3)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.errors import BadInput
from ivr.domain.message import Channel, Delivery, Message, pause, resolved, sent, together, told_at
from ivr.domain.words import LONGEST, Kind, check, fill

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def message(state: Delivery, sent_h: int | None = None, delivered_h: int | None = None) -> Message:
    def at(hours: int | None) -> datetime | None:
        return None if hours is None else NOW + hours * HOUR

    one = Message("m", "c", "e", Channel.SMS, state, NOW, "x", NOW)
    one.sent_at, one.delivered_at = at(sent_h), at(delivered_h)
    return one


def test_it_runs_from_the_delivery_if_that_is_known_else_from_the_last_sending() -> None:
    assert told_at([]) is None
    assert told_at([message(Delivery.QUEUED), message(Delivery.CANCELLED)]) is None
    assert told_at([message(Delivery.SENT, 1), message(Delivery.SENT, 5)]) == NOW + 5 * HOUR
    assert told_at([message(Delivery.SENT, 5), message(Delivery.DELIVERED, 1, 3)]) == NOW + 3 * HOUR


def test_what_is_known_to_have_failed_told_nobody() -> None:
    assert told_at([message(Delivery.FAILED, 1), message(Delivery.EXPIRED, 2)]) is None
    assert told_at([message(Delivery.FAILED, 9), message(Delivery.SENT, 2)]) == NOW + 2 * HOUR


@given(st.lists(st.builds(message, st.sampled_from(Delivery), st.integers(0, 9)), max_size=4))
def test_it_never_runs_without_a_message_that_went_out_and_did_not_fail(messages: list[Message]) -> None:
    went = [one for one in messages if one.state is Delivery.SENT]
    assert (told_at(messages) is None) == (not went)


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([], None),
        ([None], None),
        (["delivered", None], None),
        (["delivered", "unknown"], None),
        (["delivered", "delivered"], Delivery.DELIVERED),
        (["delivered", "failed"], Delivery.FAILED),
        (["rejected", None], Delivery.FAILED),
        (["expired", None], Delivery.EXPIRED),
    ],
)
def test_a_message_in_parts_is_delivered_when_all_of_them_are(parts: list[str | None], whole: Delivery | None) -> None:
    assert together(parts) is whole


def test_a_delivery_is_believed_after_a_failure_and_stays() -> None:
    one = message(Delivery.SENT, 1)
    resolved(one, Delivery.EXPIRED, NOW, "EXPIRED 3")
    assert (one.state, one.error, one.delivered_at) == (Delivery.EXPIRED, "EXPIRED 3", None)
    resolved(one, Delivery.DELIVERED, NOW + HOUR, "")
    resolved(one, Delivery.FAILED, NOW + 2 * HOUR, "UNDELIV")
    assert (one.state, one.error, one.delivered_at) == (Delivery.DELIVERED, "", NOW + HOUR)


def test_a_message_that_went_out_at_last_has_no_error_any_more() -> None:
    one = message(Delivery.SENDING)
    one.error = "sms-lost"
    sent(one, NOW, "sealed")
    assert (one.state, one.error, one.text) == (Delivery.SENT, "", "sealed")


def test_tries_come_further_and_further_apart_and_at_least_once_an_hour() -> None:
    assert [pause(tries).seconds // 60 for tries in (1, 2, 3, 7, 99)] == [1, 2, 4, 60, 60]


GOOD = "{court}告知：最早自{grace_end}起播放提示，请致电{enquiry}。"


def test_a_warning_says_the_court_the_day_and_where_to_ask() -> None:
    facts: dict[str, Any] = {"court": "顺庆区人民法院", "enquiry": "0817-12368", "day": date(2026, 3, 5)}
    told = "顺庆区人民法院告知：最早自2026年3月5日起播放提示，请致电0817-12368。"
    assert fill(GOOD, Kind.WARNING, **facts, language="zh-CN") == told
    english = "{court}: from {grace_end}, call {enquiry}."
    assert "from 5 March 2026" in fill(english, Kind.WARNING, **facts, language="en")


@pytest.mark.parametrize(
    "template",
    [
        "",
        "{court}",
        GOOD + "{court}",
        GOOD + "{name}",
        GOOD + "{}",
        GOOD + "{",
        GOOD + "欠款3000元",
        GOOD + "三千元",
        GOOD + "身份证",
        GOOD + "\n",
        GOOD + "x" * LONGEST,
    ],
)
def test_a_message_says_nothing_else_about_anybody(template: str) -> None:
    with pytest.raises(BadInput) as refused:
        check(template, Kind.WARNING, "zh-CN/warning.txt")
    assert refused.value.field == "zh-CN/warning.txt"


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.WARNING}))
def test_what_tells_of_the_end_names_the_day_of_the_end_and_no_other(kind: Kind) -> None:
    check("{court}：已于{ended_on}终止，请致电{enquiry}。", kind)
    with pytest.raises(BadInput):
        check(GOOD, kind)
