"""A court's telephone number and languages over HTTP: changed by its administrator or an operator, and shown."""

import pytest

from tests.integration.api.conftest import House

ADMIN = "court-admin@shunqing"


@pytest.mark.parametrize("who", [ADMIN, "operator"])
def test_they_are_changed_and_shown(house: House, who: str) -> None:
    house.court()
    enquiry = house.ask("PUT", "/courts/shunqing/enquiry", who, json={"enquiry": "12368"})
    assert (enquiry.status_code, enquiry.json()) == (200, {"enquiry": "12368"})
    wanted = {"languages": ["bo", "zh-CN"], "names": {"bo": "ནག་ཆུ་མི་དམངས་ཁྲིམས་ཁང"}}
    assert house.ask("PUT", "/courts/shunqing/languages", who, json=wanted).json() == wanted
    (court,) = house.ask("GET", "/courts").json()
    assert (court["enquiry"], {name: court[name] for name in wanted}) == ("12368", wanted)


def test_a_notice_in_a_new_language_is_published_with_the_new_number(house: House) -> None:
    house.court()
    house.ask("PUT", "/courts/shunqing/enquiry", ADMIN, json={"enquiry": "12368"})
    house.ask("PUT", "/courts/shunqing/languages", ADMIN, json={"languages": ["en"]})
    told = house.ask("POST", "/courts/shunqing/notices", "approver@shunqing", json={"language": "en"})
    assert (told.status_code, "Ask at 12368." in told.json()["text"]) == (201, True)


def test_what_could_not_be_spoken_is_refused_by_its_field(house: House) -> None:
    house.court()
    for field, wrong in (("enquiry", "call us"), ("languages", ["zh-CN", "zh-CN"])):
        refused = house.ask("PUT", f"/courts/shunqing/{field}", ADMIN, json={field: wrong})
        assert (refused.status_code, refused.json()["field"]) == (422, field)
    for who in ("clerk@shunqing", "approver@shunqing"):
        assert house.ask("PUT", "/courts/shunqing/enquiry", who, json={"enquiry": "12368"}).status_code == 403


def test_what_callers_hear_now_can_be_heard(house: House) -> None:
    house.court()
    heard = house.ask("GET", "/courts/shunqing/notices/zh-CN", "clerk@shunqing")
    assert (heard.status_code, heard.headers["content-type"], heard.content[:4]) == (200, "audio/wav", b"RIFF")
    assert house.ask("GET", "/courts/shunqing/notices/en", "clerk@shunqing").status_code == 404
