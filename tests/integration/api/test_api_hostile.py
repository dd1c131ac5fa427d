"""Hostile text in every string that the API takes: refused with its field, or listed here as harmless plain text."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from ivr.web.app import create_app
from ivr.web.parts import Parts
from tests.integration.api.conftest import House, papers
from tests.integration.api.test_api_story import entry
from tests.integration.api.valid_requests import Requests
from tests.servers.studio import Studio

HOSTILE = {
    "cr": "\r",
    "lf": "\n",
    "crlf": "\r\nAction: Originate\r\n",
    "nul": "\x00",
    "comma": ",",
    "semicolon": ";",
    "variable": "${EXEC}",
    "shell": "$(reboot)",
    "template": "{{7*7}}",
    "quotes": "\"'",
    "backslash": "\\",
    "angle": "<script>",
    "long": "长" * 10_240,
    "emoji": "😀",
    "rtl": "\u202e\u200f",
    "surrogate": "\ud800",
}
NOT_STRINGS: tuple[Any, ...] = (17, 29.51, True, ["a"], {"a": "b"})

PLAIN = {"comma", "emoji"}
PRINTABLE = {"comma", "semicolon", "variable", "shell", "template", "quotes", "backslash", "angle", "emoji"}
HARMLESS = {
    ("/staff", "name"): PLAIN,
    ("/staff/{staff_id}/subject", "subject"): PRINTABLE,
    ("/tokens", "name"): PLAIN,
    ("/subscriptions", "url"): {"comma", "semicolon", "shell"},  # RFC 3986 has them
    ("/enrolments", "name"): PLAIN,
    ("/enrolments", "president"): PLAIN,
    ("/enrolments", "proof_reference"): PLAIN,
    ("/enrolments/{enrolment_id}/warn", "text"): PLAIN,
    ("/enrolments/{enrolment_id}/tell-ended", "text"): PLAIN,
    ("/enrolments/{enrolment_id}/person", "reason"): PLAIN,
    ("/enrolments/{enrolment_id}/send-back", "reason"): PLAIN,
    ("/enrolments/{enrolment_id}/objections", "words"): PLAIN,
    ("/objections/{objection_id}/words", "reason"): PLAIN,
    ("/enrolments/{enrolment_id}/holder", "reference"): PLAIN,
    ("/debts/{debt_id}/terms", "reason"): PLAIN,
    ("/payments/{payment_id}/review", "reason"): PLAIN,
    ("/proposals/{proposal_id}/content", "reason"): PLAIN,
    ("/proposals/{proposal_id}/refuse", "reason"): PLAIN,
    ("/courts/{court_id}/wordings", "text"): {"comma", "lf", "semicolon"},  # one sentence a line
}
HARMLESS_IN_PAYMENTS = {"id": PRINTABLE, "account": PRINTABLE, "text": PRINTABLE, "reference": PRINTABLE}
"""Kept as they came, sealed; matched by equality only; shown as JSON to court staff only."""


ADDRESSES = (
    ("GET", "/enrolments/{}"),
    ("GET", "/enrolments/{}/evidence"),
    ("GET", "/enrolments?state={}"),
    ("GET", "/enrolments?after={}"),
    ("GET", "/registrations?since={}"),
    ("GET", "/enrolments?first={}"),
    ("GET", "/enrolments?by={}"),
    ("GET", "/audit/entries?subject={}"),
    ("GET", "/staff?after={}"),
    ("POST", "/courts/{}/notices"),
    ("POST", "/payments/{}"),
    ("POST", "/nodes/{}/plans/00c0ffee00c0ffee/confirm"),
    ("POST", "/nodes/n/plans/{}/confirm"),
)


UNTOLD = ("/api/v1/session", "/api/v1/check")


def string_fields() -> Iterator[tuple[str, str]]:
    """Every string (or list of strings) in every JSON request body, from the API's own description."""
    nothing = Parts(None, {}, Studio(), dict, "0", lambda _given: b"")  # type: ignore[arg-type]
    description = create_app(nothing).openapi()
    for path, methods in description["paths"].items():
        content = methods.get("post", {}).get("requestBody", {}).get("content", {})
        reference = content.get("application/json", {}).get("schema", {}).get("$ref", "")
        model = description["components"]["schemas"].get(reference.rsplit("/", 1)[-1], {})
        for name, schema in model.get("properties", {}).items():
            kinds = [schema, schema.get("items", {}), *schema.get("anyOf", [])]
            # A password may hold anything, and a wrong name or code is refused without a word about which it was.
            if any(kind.get("type") == "string" for kind in kinds) and not path.startswith(UNTOLD):
                yield path.removeprefix("/api/v1"), name


FIELDS = sorted(string_fields())


def test_the_walk_finds_the_fields() -> None:
    assert len(FIELDS) >= 30
    assert {("/enrolments", "number"), ("/courts", "languages"), ("/staff", "court")} <= set(FIELDS)
    assert set(HARMLESS) <= set(FIELDS)


@pytest.fixture
def requests(house: House) -> Requests:
    house.court()
    return Requests(house)


def test_hostile_text_in_any_field_is_refused_with_its_field_and_changes_nothing(requests: Requests) -> None:
    for path, field in FIELDS:
        refuse_all(requests, path, field)


def refuse_all(requests: Requests, path: str, field: str) -> None:
    url, body, who = requests.make(path)
    before = requests.house.rows()
    harmless = HARMLESS.get((path, field), set())
    values = [spoilt(body.get(field, ""), text) for kind, text in HOSTILE.items() if kind not in harmless]
    for value in [*values, *NOT_STRINGS]:
        refused(send(requests.house, url, {**body, field: value}, who), field, value)
    assert requests.house.rows() == before, (path, field)


def send(house: House, url: str, body: dict[str, Any], who: str) -> httpx.Response:
    """A lone surrogate cannot be UTF-8, but JSON's own escapes can carry one."""
    content = json.dumps(body).encode()
    return house.ask("POST", url, who, content=content, headers={"Content-Type": "application/json"})


def spoilt(value: Any, text: str) -> Any:
    if isinstance(value, list):
        return [spoilt(value[0], text)]
    middle = len(value) // 2
    return f"{value[:middle]}{text}{value[middle:]}"


def refused(answer: httpx.Response, field: str, value: Any) -> None:
    told = f"{field}: {value!r:.60}: {answer.status_code} {answer.text[:200]}"
    assert 400 <= answer.status_code < 500, told
    assert answer.headers["content-type"] == "application/problem+json", told
    assert answer.json()["field"] in {field, f"{field}.0"}, told


def test_what_is_listed_as_harmless_is_taken_as_plain_text(requests: Requests) -> None:
    for (path, field), kinds in HARMLESS.items():
        for kind in sorted(kinds):
            url, body, who = requests.make(path)
            taken = requests.house.ask("POST", url, who, json={**body, field: spoilt(body[field], HOSTILE[kind])})
            assert taken.status_code in {200, 201}, (path, field, kind, taken.text)


def test_an_unknown_field_is_refused_by_its_name_even_a_hostile_one(requests: Requests) -> None:
    before = requests.house.rows()
    for text in HOSTILE.values():
        body = {**papers(1), f"x{text}": "y"}
        answer = send(requests.house, "/enrolments", body, "clerk@shunqing")
        assert answer.status_code == 422, text
        assert answer.json()["field"].startswith(("x", "body"))
        assert len(answer.content) < 2000
    assert requests.house.rows() == before


def test_hostile_text_in_an_address_is_refused_and_changes_nothing(house: House) -> None:
    before = house.rows()
    for text in HOSTILE.values():
        hostile = quote(f"00c0{text[:1000]}ffee", safe="", errors="surrogatepass")
        for method, path in ADDRESSES:
            answer = house.ask(method, path.format(hostile), json={"language": "zh-CN"} if method == "POST" else None)
            assert 400 <= answer.status_code < 500, (path, text, answer.text)
            assert answer.headers["content-type"] == "application/problem+json"
    assert house.rows() == before


KEPT_AS_IT_CAME = {"statements", "statement_parts", "statement_problems", "audit", "chain_heads"}
"""What a bank signed stays among the refused files, with that in the trail."""


def all_else(house: House) -> dict[str, Any]:
    return {name: rows for name, rows in house.rows().items() if name not in KEPT_AS_IT_CAME}


def test_hostile_text_in_a_signed_payment_is_refused_with_its_field_and_nothing_comes_of_it(house: House) -> None:
    before = all_else(house)
    good = json.loads(entry())
    for field in ("id", "account", "amount", "currency", "status", "booked_at", "text", "reversal"):
        harmless = HARMLESS_IN_PAYMENTS.get(field, set())
        values = [str(good[field]) + text + "1" for kind, text in HOSTILE.items() if kind not in harmless]
        others: list[Any] = [*values, 2951, None, [], {}]
        for value in others:
            refused(house.pay(json.dumps({**good, field: value}).encode()), field, value)
    assert all_else(house) == before


def test_printable_text_in_a_payment_is_kept_and_goes_to_a_person(house: House) -> None:
    good = {**json.loads(entry()), "reference": ""}
    for field, kinds in HARMLESS_IN_PAYMENTS.items():
        for n, kind in enumerate(sorted(kinds)):
            other = {"id": f"{field}-{n}", **({} if field == "id" else {field: good[field] + HOSTILE[kind]})}
            other["id"] += HOSTILE[kind] if field == "id" else ""
            kept = house.pay(json.dumps({**good, **other}).encode())
            assert (kept.status_code, kept.json()["review_for"]) == (200, "unmatched"), (field, kind)


NO_OBJECTS = {
    "empty": b"",
    "cut": b"{",
    "list": b"[]",
    "null": b"null",
    "no utf-8": b"\xff\xfe",
    "deep": b"[" * 100_000,
    "huge number": b'{"ground": ' + b"9" * 10_000 + b"}",
    "nan": b'{"number": NaN}',
    "bom": b'\xef\xbb\xbf{"number": "1"}',
}


def test_a_body_that_is_no_json_object_is_refused(house: House) -> None:
    house.court()
    before = all_else(house)
    for name, body in NO_OBJECTS.items():
        sent = {"content": body, "headers": {"Content-Type": "application/json"}}
        for answer in (house.ask("POST", "/enrolments", "clerk@shunqing", **sent), house.pay(body)):
            assert answer.status_code in {400, 422}, (name, answer.text)
            assert answer.headers["content-type"] == "application/problem+json"
    assert all_else(house) == before


def test_a_day_or_a_time_off_the_calendar_is_refused_with_its_field(requests: Requests) -> None:
    for field in ("order_ends_on", "proven_until", "listed_until", "decided_on"):
        for value in ("9999-12-31", "0001-01-01", "2026-02-30", "2026-W01-1", "20260101", "二〇二六年"):
            url, body, who = requests.make("/enrolments")
            refused(requests.house.ask("POST", url, who, json={**body, field: value}), field, value)
    url, body, who = requests.make("/enrolments/{enrolment_id}/warn")
    for value in (
        "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00+14:00",
        "2026-03-02T09:00:00",
        "2026-03-02T24:01:00Z",
    ):
        refused(requests.house.ask("POST", url, who, json={**body, "sent_at": value}), "sent_at", value)
