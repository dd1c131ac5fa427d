"""A voice that stands in for the court's is refused over HTTP too, with its reason, and taken when it is asked for."""

from tests.integration.api.conftest import House

WHY = "kokoro: its model is not there."
APPROVER = "approver@shunqing"


def test_a_voice_that_stands_in_is_published_only_when_it_is_asked_for(house: House) -> None:
    house.court()
    house.studio.fallback = WHY
    refused = house.ask("POST", "/courts/shunqing/notices", APPROVER, json={"language": "zh-CN"})
    assert (refused.status_code, refused.json()["field"]) == (409, "fallback")
    assert WHY in refused.json()["detail"]
    wanted = {"language": "zh-CN", "fallback": True}
    assert house.ask("POST", "/courts/shunqing/notices", APPROVER, json=wanted).status_code == 201
