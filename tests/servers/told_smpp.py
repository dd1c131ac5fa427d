"""A messenger for tests: quick settings, one message, the receipt for it."""

from typing import Any

from ivr.sms import SmppMessenger, SmppSettings
from tests.servers.scripted_smpp import ScriptedCentre

NUMBER, TEXT = "+8615400000001", "您已被列入失信被执行人名单"
DONE = b"id:id-2 sub:001 dlvrd:001 submit date:2611220930 done date:2611220931 stat:DELIVRD err:000 text:"
"""The scripted centre gives its first message the id "id-2"."""


def told(port: int = 2775, **changed: Any) -> SmppSettings:
    given: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": port,
        "system_id": "court",
        "password": "s3cret!!",
        "source": "1068000110",
        "connect_s": 2,
        "answer_s": 2,
    }
    return SmppSettings(**(given | changed))


def bound(centre: ScriptedCentre) -> SmppMessenger:
    """Binds when it is entered."""
    return SmppMessenger(told(centre.port))


def send(messenger: SmppMessenger) -> str:
    """The id that the centre gave."""
    return messenger.send(NUMBER, TEXT, "enrolment-1").message_id
