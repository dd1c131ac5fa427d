"""A court's own choice of an online voice, over HTTP: made by its administrator, and shown."""

from tests.integration.api.conftest import House

ADMIN = "court-admin@shunqing"


def test_a_courts_administrator_turns_an_online_voice_on_and_off(house: House) -> None:
    house.court()
    for voice in ("gtts", "edge-tts", None):
        assert house.ask("PUT", "/courts/shunqing/online-voice", ADMIN, json={"voice": voice}).json() == {
            "voice": voice
        }
        assert house.ask("GET", "/courts").json()[0]["online_voice"] == voice


def test_nobody_else_does_and_no_other_voice_is_known(house: House) -> None:
    house.court()
    house.court("gaoping", "南充市高坪区人民法院")
    asked = ("PUT", "/courts/shunqing/online-voice")
    for who in ("operator", "approver@shunqing"):
        assert house.ask(*asked, who, json={"voice": "gtts"}).status_code == 403
    assert house.ask(*asked, "court-admin@gaoping", json={"voice": "gtts"}).status_code == 404
    refused = house.ask(*asked, ADMIN, json={"voice": "loud"})
    assert (refused.status_code, refused.json()["field"]) == (422, "voice")
    assert house.ask("GET", "/courts").json()[0]["online_voice"] is None
