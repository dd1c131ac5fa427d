"""A real short message centre in a process of its own: smpp34's server (Rust), told what to answer by the number.

Run as a program it serves on the port given and writes one JSON object a line; ``centre`` starts it and reads them.
"""

import asyncio
import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.servers.poll import eventually

FIRST_ID = 0xA000F1
THROTTLED, NO_SUCH_NUMBER = 0x58, 0x0B
ENDINGS: dict[str, tuple[str, int]] = {
    "0001": ("DELIVRD", 2),
    "0002": ("UNDELIV", 5),
    "0003": ("EXPIRED", 3),
    "0004": ("REJECTD", 8),
    "0005": ("ENROUTE", 1),
}
"""What becomes of a message, by the last digits of its number: the word and the number of SMPP."""

REFUSALS = {"0008": THROTTLED, "0009": NO_SUCH_NUMBER}
_START_SECONDS = 10


@dataclass(frozen=True)
class Habits:
    """How this centre writes ids and receipts."""

    answer: str = "{:x}"
    receipt: str = "{:x}"
    tags: bool = False
    text: bool = True


class Centre:
    """The running process."""

    def __init__(self, port: int, process: subprocess.Popen[str]) -> None:
        self.port, self.process = port, process
        self._seen: list[dict[str, Any]] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._seen.append(json.loads(line))

    def seen(self, kind: str, count: int) -> list[dict[str, Any]]:
        """The first ``count`` reports of one kind, waited for."""

        def reports() -> list[dict[str, Any]]:
            assert self.process.poll() is None, "the centre ended"
            return [one for one in self._seen if one["kind"] == kind]

        assert eventually(lambda: len(reports()) >= count, _START_SECONDS, 0.01), self._seen
        return reports()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(_START_SECONDS)
        self._reader.join(_START_SECONDS)
        if self.process.stdout:
            self.process.stdout.close()


@contextmanager
def centre(habits: Habits) -> Iterator[Centre]:
    """Started on entering, ended on leaving."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = int(trial.getsockname()[1])
    given = json.dumps({**vars(habits), "port": port})
    command = [sys.executable, "-m", "tests.servers.smpp", given]
    process = subprocess.Popen(command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True)
    running = Centre(port, process)
    try:
        running.seen("ready", 1)
        yield running
    finally:
        running.stop()


def report(kind: str, **facts: object) -> None:
    print(json.dumps({"kind": kind, **facts}), flush=True)


async def serve(port: int, habits: Habits) -> None:
    import smpp34  # noqa: PLC0415  only the process needs it

    server = smpp34.Server("127.0.0.1", port, system_id="CENTRE")
    await server.start()
    report("ready")
    sessions: dict[str, Any] = {}
    receipts: set[asyncio.Task[None]] = set()
    number = FIRST_ID
    while True:
        event = await server.next()
        if isinstance(event, smpp34.Esme):
            sessions[event.session_id] = event
            report("bound", system_id=event.system_id)
        elif isinstance(event, smpp34.SubmitSmEvent):
            if take(event, number, habits):
                # Not awaited: a centre answers messages whether or not its receipts have been acknowledged.
                receipts.add(asyncio.create_task(deliver(event, sessions[event.session_id], number, habits)))
            number += 1
        else:
            report("unbound")


def take(event: Any, number: int, habits: Habits) -> bool:
    """Whether a receipt is due."""
    payload = [bytes(one.value).hex() for one in event.tlvs if one.tag == 0x0424]
    names = ("destination_addr", "source_addr", "dest_addr_ton", "dest_addr_npi", "source_addr_ton", "source_addr_npi")
    facts = {name: getattr(event, name) for name in (*names, "esm_class", "data_coding", "registered_delivery")}
    report("submitted", **facts, octets=event.short_message.hex(), payload=payload)
    if refusal := REFUSALS.get(event.destination_addr[-4:]):
        event.reject(refusal)
        return False
    event.accept(habits.answer.format(number))
    return event.destination_addr[-4:] in ENDINGS


async def deliver(event: Any, esme: Any, number: int, habits: Habits) -> None:
    smpp34: Any = import_module("smpp34")  # its constants are made as it is loaded
    word, state = ENDINGS[event.destination_addr[-4:]]
    shown = habits.receipt.format(number)
    text = f"id:{shown} sub:001 dlvrd:001 submit date:2611220930 done date:2611220931 stat:{word} err:000 text:"
    tagged = habits.answer.format(number).encode() + b"\0"
    tags = [smpp34.Tlv(smpp34.TLV_RECEIPTED_MESSAGE_ID, tagged), smpp34.Tlv(smpp34.TLV_MESSAGE_STATE, bytes([state]))]
    answer = await esme.deliver_sm(
        event.source_addr,
        text.encode() if habits.text else b"",
        source_addr=event.destination_addr,
        esm_class=0x04,
        tlvs=tags if habits.tags else [],
    )
    report("receipt", status=answer.command_status)


if __name__ == "__main__":
    told = json.loads(sys.argv[1])
    asyncio.run(serve(told.pop("port"), Habits(**told)))
