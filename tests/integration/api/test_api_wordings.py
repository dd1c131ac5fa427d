"""A court's own wording over the API: drafted, compared, listened to, accepted by another person."""

import pytest

from tests.integration.api.conftest import House

TEXT = "{court}提醒您，请督促该号码机主尽快履行义务。详询{enquiry}。"
BAD = {
    "": "text",
    "{court}提醒您。": "enquiry",
    "提醒您：{court}。详询{enquiry}。": "court",
    "{court}告知您，机主欠款一千元。详询{enquiry}。": "一千元",
    "{court}提醒您，${{x}}。详询{enquiry}。": "text",
}


def test_a_wording_is_in_force_once_another_person_has_heard_and_accepted_it(house: House) -> None:
    house.court()
    drafted = house.ask("POST", "/courts/shunqing/wordings", "clerk@shunqing", json={"language": "zh-CN", "text": TEXT})
    assert drafted.status_code == 201, drafted.text
    key, proposal = drafted.json()["id"], drafted.json()["proposal"]
    shown = house.ask("GET", f"/wordings/{key}", "approver@shunqing").json()
    assert {"change": "added", "text": "尽快"} in shown["difference"]
    assert "顺庆区人民法院提醒您" in shown["shown"]
    read = house.ask("POST", f"/proposals/{proposal}/content", "approver@shunqing", json={"reason": "review"}).json()
    accept = {"digest": read["digest"]}
    unheard = house.ask("POST", f"/proposals/{proposal}/accept", "approver@shunqing", json=accept)
    assert (unheard.status_code, unheard.json()["field"]) == (409, "hearing")
    sound = house.ask("POST", f"/wordings/{key}/hearings", "approver@shunqing")
    assert (sound.headers["content-type"], sound.content[:4]) == ("audio/wav", b"RIFF")
    assert house.ask("POST", f"/proposals/{proposal}/accept", "approver@shunqing", json=accept).status_code == 200
    (listed,) = house.ask("GET", "/courts/shunqing/wordings", "clerk@shunqing").json()
    assert listed["in_force_since"]
    (court,) = house.ask("GET", "/courts", "clerk@shunqing").json()
    assert "尽快" in court["notices"][0]["text"]


@pytest.mark.parametrize("text", sorted(BAD))
def test_a_text_that_a_notice_must_not_say_is_refused_by_its_field(house: House, text: str) -> None:
    house.court()
    refused = house.ask("POST", "/courts/shunqing/wordings", "clerk@shunqing", json={"language": "zh-CN", "text": text})
    assert (refused.status_code, refused.json()["field"]) == (422, "text")
    assert BAD[text] in refused.json()["detail"]
    assert house.ask("GET", "/courts/shunqing/wordings", "clerk@shunqing").json() == []
