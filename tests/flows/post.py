"""A real short message centre beside the office, and what became of an enrolment's messages."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ivr.domain.enrolment import Enrolment
from ivr.flows.list_messages import list_messages
from ivr.flows.message_words import MessageWords
from ivr.flows.outbox import Outbox
from ivr.sms import SmppMessenger
from tests.flows.office import Office, clerk
from tests.servers.smpp import Centre, Habits, centre
from tests.servers.told_smpp import told

PROMPTS = Path(__file__).parents[2] / "prompts"
WORDS = MessageWords(PROMPTS)
NUMBER = "+8615400{:02d}{}"
DELIVERED, FAILED, EXPIRED, SILENT, THROTTLED, UNKNOWN_NUMBER = "0001", "0002", "0003", "0007", "0008", "0009"
"""How the centre answers, by the number's last digits."""
PARTS = 2
"""A Chinese message of ours goes in so many."""


@pytest.fixture(scope="module")
def sms_centre() -> Iterator[Centre]:
    with centre(Habits()) as running:
        yield running


@contextmanager
def outbox(office: Office, running: Centre) -> Iterator[Outbox]:
    with SmppMessenger(told(running.port)) as messenger:
        yield Outbox(office.desk, messenger, WORDS)


def receipts(box: Outbox) -> int:
    """Those of one message: the centre sends each a moment after its answer."""
    count = 0
    for _ in range(50):
        count += box.receive(0.2)
        if count == PARTS:
            break
    return count


def states(office: Office, one: Enrolment) -> list[str]:
    return [view.message.state for view in office.look(clerk("shunqing"), list_messages, one.id)]
