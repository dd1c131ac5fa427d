"""A court's period for keeping personal data, over HTTP."""

import pytest

from tests.integration.api.conftest import House


def test_a_period_is_set_and_shown(house: House) -> None:
    house.court()
    assert house.ask("GET", "/courts").json()[0]["retention_days"] == 365
    assert house.ask("PUT", "/courts/shunqing/retention", json={"days": 90}).json() == {"days": 90}
    assert house.ask("GET", "/courts").json()[0]["retention_days"] == 90


@pytest.mark.parametrize(
    ("days", "status"), [(29, 422), (3651, 422), ("90", 422), (90.5, 422), (-1, 422), (2**70, 422)]
)
def test_a_period_that_is_none_is_refused(house: House, days: object, status: int) -> None:
    house.court()
    answer = house.ask("PUT", "/courts/shunqing/retention", json={"days": days})
    assert answer.status_code == status, answer.text


def test_others_do_not_set_it(house: House) -> None:
    house.court()
    house.court("gaoping", "南充市高坪区人民法院")
    assert house.ask("PUT", "/courts/shunqing/retention", "clerk@shunqing", json={"days": 90}).status_code == 403
    assert house.ask("PUT", "/courts/nowhere/retention", json={"days": 90}).status_code == 404
