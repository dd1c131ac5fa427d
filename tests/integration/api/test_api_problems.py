"""How every refusal looks: problem details, in the reader's language, with nothing of the inside in them."""

import httpx
import pytest
from sqlalchemy import Engine, event
from structlog.testing import capture_logs

from tests.integration.api.conftest import House, papers

PROBLEM = {"type", "title", "status", "detail", "code", "field", "retry"}


def told(answer: httpx.Response, status: int, code: str, field: str | None = None) -> str:
    body = answer.json()
    assert (answer.status_code, body["status"], body["code"], body["field"]) == (status, status, code, field)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert set(body) >= PROBLEM
    assert body["type"] == f"urn:ivr:{code}"
    return str(body["detail"])


def test_an_unknown_address_a_wrong_method_and_a_large_body(house: House) -> None:
    told(house.ask("GET", "/nothing"), 404, "no-such-page")
    wrong = house.ask("DELETE", "/courts")
    told(wrong, 405, "method-not-allowed")
    assert wrong.headers["allow"]
    told(house.ask("POST", "/courts", content=b" " * 1_000_001), 413, "too-large")
    told(house.ask("POST", "/courts", content=iter([b" " * 600_000] * 2)), 413, "too-large")
    told(house.pay(b" " * 1_000_001), 413, "too-large")
    told(house.ask("POST", "/enrolments/import", content=b" " * 8_000_001), 413, "too-large")


def test_the_branch_of_the_error_tree_decides_the_status(house: House) -> None:
    house.court()
    key = house.drafted()
    told(house.ask("GET", "/courts", "nobody"), 401, "not-signed-in")
    told(house.ask("POST", "/courts", "clerk@shunqing", json=a_court()), 403, "not-permitted")
    told(house.ask("GET", "/enrolments/0000000000000000", "clerk@shunqing"), 404, "not-found")
    told(house.ask("POST", "/courts", json={**a_court(), "id": "shunqing"}), 409, "rule-broken", "id")
    told(house.ask("POST", f"/enrolments/{key}/activate", "clerk@shunqing"), 409, "wrong-state")
    told(house.ask("POST", "/courts", json={**a_court(), "enquiry": "call us"}), 422, "bad-input", "enquiry")
    emergency = house.ask("POST", "/enrolments", "clerk@shunqing", json=papers(number="110"))
    told(emergency, 409, "never-enrolled", "number")


def a_court() -> dict[str, object]:
    name = {"name": "某某区人民法院", "name_en": "Some District People's Court"}
    return {"id": "some", **name, "enquiry": "0817-12368"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"grace_days": "3"}, "grace_days"),
        ({"grace_days": 3.5}, "grace_days"),
        ({"grace_days": 0}, "grace_days"),
        ({"languages": []}, "languages"),
        ({"languages": ["en", "en"]}, "languages"),
        ({"languages": ["FR"]}, "languages.0"),
        ({"languages": ["fr"]}, "names"),
        ({"name": None}, "name"),
        ({"zone": "../../etc/passwd"}, "zone"),
    ],
)
def test_a_wrong_shape_is_told_like_any_wrong_field(house: House, change: dict[str, object], field: str) -> None:
    told(house.ask("POST", "/courts", json={**a_court(), **change}), 422, "bad-input", field)


def test_an_amount_as_a_json_number_is_refused(house: House) -> None:
    house.court()
    told(house.ask("POST", "/enrolments", "clerk@shunqing", json=papers(owed=2951.00)), 422, "bad-input", "owed")


def test_the_detail_is_in_the_language_that_was_asked_for(house: House) -> None:
    for language, word in (("zh-CN", "字段"), ("en", "Field")):
        answer = house.ask("POST", "/staff", json={"name": "A"}, headers={"Accept-Language": language})
        assert told(answer, 422, "bad-input", "role").startswith(word)
        assert answer.headers["content-language"] == language


def test_what_was_sent_is_never_repeated_in_a_refusal(house: House) -> None:
    house.court()
    refused = house.ask("POST", "/enrolments", "clerk@shunqing", json=papers(id_number="511302198001010000"))
    assert "511302198001010000" not in refused.text


def test_a_surprise_tells_a_number_to_quote_and_logs_the_place_but_no_text(house: House) -> None:
    house.court()
    with broken(house.engine, RuntimeError("王小明 511302198001010013")), capture_logs() as logs:
        detail = told(house.ask("GET", "/enrolments", "clerk@shunqing"), 500, "unexpected")
    (log,) = [one for one in logs if one["event"] == "unexpected"]
    assert log["incident"] in detail
    assert log["kind"] == "RuntimeError"
    assert "王小明" not in detail + str(log)
    told(house.ask("GET", "/nothing"), 404, "no-such-page")


class broken:  # noqa: N801 - reads as a sentence where it is used
    """Makes every statement on enrolments fail."""

    def __init__(self, engine: Engine, error: Exception) -> None:
        self.engine, self.error = engine, error

    def __enter__(self) -> None:
        event.listen(self.engine, "before_cursor_execute", self._fail)

    def __exit__(self, *_: object) -> None:
        event.remove(self.engine, "before_cursor_execute", self._fail)

    def _fail(self, _c: object, _k: object, statement: str, *_: object) -> None:
        if "FROM enrolments" in statement:
            raise self.error


def test_a_database_that_fails_is_told_as_something_that_passes(house: House) -> None:
    rename(house.engine, "courts", "lost")
    answer = house.ask("GET", "/courts")
    rename(house.engine, "lost", "courts")
    told(answer, 503, "store-failed")
    assert (answer.json()["retry"], answer.headers["retry-after"]) == (True, "2")


def rename(engine: Engine, table: str, to: str) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {to}")


def test_a_language_that_the_court_does_not_speak_is_not_published(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.court()
    before = house.rows()
    told(
        house.ask("POST", "/courts/shunqing/notices", "approver@shunqing", json={"language": "en"}),
        422,
        "bad-input",
        "language",
    )
    assert house.rows() == before


def test_the_description_has_an_example_for_every_body_and_the_refusals_of_every_route(house: House) -> None:
    description = house.client.get("/openapi.json").json()
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            if path == "/healthz":
                continue
            assert {"401", "422", "500", "503"} <= set(operation["responses"]), (method, path)
            problem = operation["responses"]["422"]["content"]["application/problem+json"]["schema"]
            assert problem == {"$ref": "#/components/schemas/Problem"}
            for content in operation.get("requestBody", {}).get("content", {}).values():
                model = description["components"]["schemas"].get(
                    content["schema"].get("$ref", "").rsplit("/", 1)[-1], {}
                )
                assert content.get("example") or model["examples"], (method, path)


def test_the_examples_of_the_description_work(house: House) -> None:
    schemas = house.client.get("/openapi.json").json()["components"]["schemas"]
    example = {name: schema["examples"][0] for name, schema in schemas.items() if "examples" in schema}
    assert house.ask("POST", "/courts", json=example["NewCourt"]).status_code == 201
    clerk = house.ask("POST", "/staff", json=example["NewStaff"])
    house.tokens["clerk@shunqing"] = clerk.json()["token"]
    drafted = house.ask("POST", "/enrolments", "clerk@shunqing", json=example["NewEnrolment"])
    assert drafted.status_code == 201, drafted.text
    found = house.ask("POST", "/enrolments/search", "clerk@shunqing", json=example["Search"])
    assert [one["id"] for one in found.json()["items"]] == [drafted.json()["id"]]


def test_a_token_is_told_once_and_kept_as_a_digest(house: House) -> None:
    house.court()
    token = house.tokens["clerk@shunqing"]
    assert len(token) >= 43
    assert token not in str(house.rows())


def test_health_needs_no_token(house: House) -> None:
    answer = house.client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "version": "0.1.0"})
