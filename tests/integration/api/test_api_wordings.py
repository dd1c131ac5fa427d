"""A court's own wording over the API: drafted, compared, listened to, accepted by another person."""

import base64

import numpy as np
import pytest

from ivr.speech.codecs import wav
from ivr.speech.sound import Sound
from tests.integration.api.conftest import House
from tests.unit.speech.voices import Hum

TEXT = "{court}提醒您，请督促该号码机主尽快履行义务。详询{enquiry}。"
DRAFT = {"language": "zh-CN", "text": TEXT}
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


def test_a_recording_speaks_in_our_voices_place_and_one_that_cannot_is_refused_by_its_field(house: House) -> None:
    house.court()
    spoken = Hum().speak("字" * 60, "zh-CN").samples * np.float32(0.5)
    paused = np.concatenate([spoken, np.full(12_000, 0.0005, np.float32)])
    whole = wav.encode(Sound(paused, 24_000))
    taken, cut, other = (
        house.ask("POST", "/courts/shunqing/wordings", "clerk@shunqing", json={**DRAFT, "recording": given})
        for given in (encoded(whole), encoded(whole[:-20_000]), "録音")
    )
    assert (taken.status_code, taken.json()["engine"]) == (201, "recording"), taken.text
    assert (cut.status_code, cut.json()["field"]) == (422, "recording")
    assert "cut short" in cut.json()["detail"]
    assert (other.status_code, other.json()["field"]) == (422, "recording")
    (kept,) = house.ask("GET", "/courts/shunqing/wordings", "clerk@shunqing").json()
    assert kept["id"] == taken.json()["id"]


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()
