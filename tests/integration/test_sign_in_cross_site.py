"""Another site's page cannot act through somebody's session, nor sign somebody in."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from tests.servers.people import PASSWORD, People, people

CLERK = "clerk@shunqing"
LOGIN = "li.wen"


@pytest.fixture
def house(engine: Engine) -> Iterator[People]:
    with people(engine) as made:
        yield made


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"X-CSRF-Token": ""},
        {"X-CSRF-Token": "0" * 32},
    ],
)
def test_another_sites_page_cannot_act_through_a_session(house: People, headers: dict[str, str]) -> None:
    browser = house.ready(CLERK, LOGIN)
    given = {"X-CSRF-Token": browser.csrf, "Origin": house.url, "Sec-Fetch-Site": "same-origin", **headers}
    for method, path in (
        ("POST", "/api/v1/tokens"),
        ("DELETE", "/api/v1/session"),
        ("POST", "/api/v1/session/password"),
    ):
        refused = browser.client.request(method, path, json={"name": "mine", "new": PASSWORD}, headers=given)
        assert (refused.status_code, refused.json()["code"]) == (403, "cross-site"), path
    assert browser.get().status_code == 200


def test_another_sites_page_cannot_sign_somebody_in(house: People) -> None:
    once = house.account(CLERK, LOGIN)
    refused = house.browser(Origin="https://evil.example").sign_in(LOGIN, once)
    assert (refused.status_code, refused.json()["code"]) == (403, "cross-site")


def test_our_own_page_may_and_a_bearer_token_needs_no_page(house: People) -> None:
    browser = house.ready(CLERK, LOGIN)
    given = {"X-CSRF-Token": browser.csrf, "Origin": house.url, "Sec-Fetch-Site": "same-origin"}
    assert browser.client.post("/api/v1/tokens", json={"name": "mine"}, headers=given).status_code == 201
    foreign = {"Origin": "https://evil.example"}
    assert house.ask("POST", "/tokens", CLERK, json={"name": "mine"}, headers=foreign).status_code == 201
