"""The certificate over HTTP: for court staff; its code for anybody, on a page that needs no script and tells little."""

import pytest

from ivr.domain.certificate import code
from ivr.flows.prove_silence import prove_silences
from tests.integration.api.conftest import House
from tests.integration.api.test_api_story import entry


@pytest.fixture
def over(house: House) -> str:
    house.court()
    key = house.active(1)
    house.step(key, "remove", "clerk@shunqing", {"reason": "creditor-asked"})
    prove_silences(house.desk)
    return key


def code_of(house: House, key: str) -> str:
    """As the one who holds the paper reads it."""
    assert house.ask("GET", f"/enrolments/{key}/certificate", "clerk@shunqing").status_code == 200
    return code(house.desk.vault.index(key, "certificate"))


def test_it_is_a_pdf_for_court_staff_once_the_notice_is_over(house: House, over: str) -> None:
    other = house.active(2)
    assert house.ask("GET", f"/enrolments/{other}/certificate", "clerk@shunqing").status_code == 409
    answer = house.ask("GET", f"/enrolments/{over}/certificate", "clerk@shunqing")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["content-disposition"] == f'attachment; filename="certificate-{over}.pdf"'
    assert answer.content.startswith(b"%PDF-")
    assert house.ask("GET", f"/enrolments/{over}/certificate", "operator").status_code == 403


def test_anybody_checks_the_code_without_signing_in(house: House, over: str) -> None:
    answer = house.client.post("/api/v1/check", json={"code": code_of(house, over)})
    assert answer.json() == {
        "court": "南充市顺庆区人民法院",
        "court_en": "A District People's Court",
        "case_number": answer.json()["case_number"],
        "ended_on": "2026-03-05",
        "holds": True,
    }
    wrong = house.client.post("/api/v1/check", json={"code": "04HMA-SW9NF-6YY09-38NK7"})
    assert (wrong.status_code, wrong.json()["code"], wrong.json()["field"]) == (404, "unknown-code", "code")


def test_the_page_loads_nothing_and_runs_nothing(house: House) -> None:
    page = house.client.get("/check")
    assert page.status_code == 200
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    for rule in ("form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert rule in policy
    assert (page.headers["referrer-policy"], page.headers["cache-control"]) == ("no-referrer", "no-store")
    for never in ("<script", "http://", "https://", "javascript:", "url("):
        assert never not in page.text
    for word in ("查验", "Check a certificate", "验证码"):
        assert word in page.text


def test_the_page_answers_the_form(house: House, over: str) -> None:
    answer = house.client.post("/check", data={"code": code_of(house, over)})
    assert answer.status_code == 200
    for word in ("证明属实，目前有效", "南充市顺庆区人民法院", "2026年3月5日", "5 March 2026"):
        assert word in answer.text
    assert "15400" not in answer.text, "no number"


@pytest.mark.parametrize("body", [b"", b"code=", b"code=%3Cscript%3E", b"\xff\xfe", b"code=a&" * 9, b"{}"])
def test_whatever_else_is_sent_is_a_wrong_code_and_is_not_repeated(house: House, body: bytes) -> None:
    answer = house.client.post("/check", content=body)
    assert answer.status_code == 404
    assert "<script>" not in answer.text.lower().replace("</style>", "")
    assert "没有此验证码的证明" in answer.text
    assert "There is no certificate with this code" in answer.text


def test_who_guesses_on_the_page_is_told_to_wait(house: House) -> None:
    statuses = [house.client.post("/check", data={"code": f"guess {n}"}).status_code for n in range(12)]
    assert statuses == [404] * 10 + [429] * 2
    waiting = house.client.post("/api/v1/check", json={"code": "guess"})
    assert (waiting.status_code, int(waiting.headers["retry-after"]) > 0) == (429, True)


def test_a_payment_in_full_ends_in_a_certificate(house: House) -> None:
    house.court()
    key = house.active(1)
    house.pay(entry())
    prove_silences(house.desk)
    assert house.client.post("/api/v1/check", json={"code": code_of(house, key)}).json()["holds"] is True
