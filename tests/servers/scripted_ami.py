"""A peer that speaks AMI as told: a small real TCP server that behaves like Asterisk, or breaks in a chosen way."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Self

from ivr.pbx.ami.endpoint import Endpoint, Login

GREETING = b"Asterisk Call Manager/11.0.0\r\n"
ACTIONS, EVENTS = Login("actions", "a-secret-of-actions"), Login("events", "a-secret-of-events")

CHANNEL = ("ChanVariable: COLOUR=a=b", "ChanVariable: SHAPE=圆")

Headers = dict[str, str]
Handler = Callable[["Session", Headers], None]


class Session:
    """One connection, on a thread of its own: reads whole actions, lets the handler of their name answer."""

    def __init__(self, server: "ScriptedAmi", sock: socket.socket) -> None:
        self.server, self.sock = server, sock
        self.user = ""

    def run(self) -> None:
        with suppress(OSError), self.sock:
            self.sock.sendall(self.server.greeting)
            for action in self._actions():
                self.server.actions.append(action)
                self.server.handler(action["Action"])(self, action)
        self.user = ""

    def _actions(self) -> Iterator[Headers]:
        held = b""
        while data := self.server.read(self.sock):
            *whole, held = (held + data).split(b"\r\n\r\n")
            for packet in whole:
                yield dict(line.split(": ", 1) for line in packet.decode().split("\r\n"))

    def say(self, *lines: str) -> None:
        """One packet."""
        self.sock.sendall("".join(f"{line}\r\n" for line in (*lines, "")).encode())

    def answer(self, action: Headers, status: str, *lines: str) -> None:
        """A response; Asterisk puts the id second."""
        number = [f"ActionID: {action['ActionID']}"] if "ActionID" in action else []
        self.say(f"Response: {status}", *number, *lines)

    def answer_list(self, action: Headers, name: str, items: list[Headers]) -> None:
        """A response and the events that belong to it, as Asterisk's ``astman_send_listack`` does."""
        number = f"ActionID: {action['ActionID']}"
        self.answer(action, "Success", "EventList: start", "Message: Result will follow")
        for item in items:
            self.say(f"Event: {name}Response", *(f"{key}: {value}" for key, value in item.items()), number)
        self.say(f"Event: {name}Complete", number, "EventList: Complete", f"ListItems: {len(items)}")

    def cut(self) -> None:
        """Close without a word."""
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.sock.close()


class ScriptedAmi:
    """``on`` replaces the behaviour for one action; ``received`` and ``actions`` are what arrived."""

    def __init__(
        self,
        on: Mapping[str, Handler] | None = None,
        *,
        greeting: bytes = GREETING,
        read: Callable[[socket.socket], bytes] = lambda sock: sock.recv(65536),
        receive_buffer: int | None = None,
    ) -> None:
        self.greeting, self._on, self._read, self._receive_buffer = greeting, dict(on or {}), read, receive_buffer
        self.received, self.actions, self.sessions = bytearray(), list[Headers](), list[Session]()
        self.database, self.variables = dict[tuple[str, str], str](), dict[str, str]()
        self.logins = (ACTIONS, EVENTS)
        self._port, self._frozen = 0, False
        self.start()

    @property
    def endpoint(self) -> Endpoint:
        return Endpoint("127.0.0.1", self._port)

    def start(self) -> None:
        """Listen; after :meth:`stop`, on the same port again."""
        self._listening = socket.create_server(("127.0.0.1", self._port), backlog=16)
        if self._receive_buffer:
            self._listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self._receive_buffer)
        self._port = self._listening.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept, args=(self._listening,), daemon=True)]
        self._threads[0].start()

    def _accept(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                session = Session(self, listening.accept()[0])
                self.sessions.append(session)
                self._threads.append(threading.Thread(target=session.run, daemon=True))
                self._threads[-1].start()

    def read(self, sock: socket.socket) -> bytes:
        data = self._read(sock)
        self.received += data
        return data

    def freeze(self) -> None:
        """Read on, and answer nothing."""
        self._frozen = True

    def thaw(self) -> None:
        self._frozen = False

    def handler(self, action: str) -> Handler:
        if self._frozen:
            return _mute
        return self._on.get(action) or ANSWERS.get(action) or _unknown

    def hear(self, name: str, **headers: str) -> None:
        """Let everybody who may hear user events hear one."""
        for session in self.sessions:
            if session.user == EVENTS.user:
                session.say("Event: UserEvent", "Privilege: user,all", *CHANNEL, f"UserEvent: {name}", *_lines(headers))

    def stop(self) -> None:
        """Stop listening and cut every connection."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for session in self.sessions:
            session.cut()
        self.sessions.clear()
        for thread in self._threads:
            thread.join(5)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()


def _mute(session: Session, action: Headers) -> None:
    """Never answers."""


def _lines(headers: Mapping[str, str]) -> list[str]:
    return [f"{key}: {value}" for key, value in headers.items()]


def _login(session: Session, action: Headers) -> None:
    if Login(action["Username"], action["Secret"]) in (ACTIONS, EVENTS):
        session.user = action["Username"]
        session.answer(action, "Success", "Message: Authentication accepted")
    else:
        session.answer(action, "Error", "Message: Authentication failed")
        session.cut()


def _writer(run: Handler) -> Handler:
    def checked(session: Session, action: Headers) -> None:
        if session.user == ACTIONS.user:
            run(session, action)
        else:
            session.answer(action, "Error", "Message: Permission denied")

    return checked


def _put(session: Session, action: Headers) -> None:
    session.server.database[action["Family"], action["Key"]] = action.get("Val", "")
    session.answer(action, "Success", "Message: Updated database successfully")


def _get(session: Session, action: Headers) -> None:
    value = session.server.database.get((action["Family"], action["Key"]))
    if value is None:
        session.answer(action, "Error", "Message: Database entry not found")
    else:
        session.answer_list(action, "DBGet", [{"Family": action["Family"], "Key": action["Key"], "Val": value}])


def _delete(session: Session, action: Headers) -> None:
    if session.server.database.pop((action["Family"], action["Key"]), None) is None:
        session.answer(action, "Error", "Message: Database entry could not be deleted")
    else:
        session.answer(action, "Success", "Message: Key deleted successfully")


def _tree(session: Session, action: Headers) -> None:
    rows = sorted(session.server.database.items())
    items = [{"Key": f"/{family}/{key}", "Val": value} for (family, key), value in rows if family == action["Family"]]
    session.answer_list(action, "DBGetTree", items)


def _set(session: Session, action: Headers) -> None:
    session.server.variables[action["Variable"]] = action["Value"]
    session.answer(action, "Success", "Message: Variable Set")


def _read_variable(session: Session, action: Headers) -> None:
    value = session.server.variables.get(action["Variable"], "")
    session.answer(action, "Success", f"Variable: {action['Variable']}", f"Value: {value}")


def _status(session: Session, action: Headers) -> None:
    session.answer(action, "Success", "CoreStartupDate: 2026-01-01", "CoreStartupTime: 00:00:00", "CoreCurrentCalls: 0")


def _ping(session: Session, action: Headers) -> None:
    session.answer(action, "Success", "Ping: Pong", "Timestamp: 1.000000")


def _denied(session: Session, action: Headers) -> None:
    session.answer(action, "Error", "Message: Permission denied")


def _unknown(session: Session, action: Headers) -> None:
    session.answer(action, "Error", f"Message: Invalid/unknown command: {action['Action']}.")


ANSWERS: dict[str, Handler] = {
    "Login": _login,
    "Ping": _ping,
    "DBPut": _writer(_put),
    "DBGet": _writer(_get),
    "DBDel": _writer(_delete),
    "DBGetTree": _writer(_tree),
    "Setvar": _writer(_set),
    "Getvar": _writer(_read_variable),
    "CoreStatus": _writer(_status),
    "UserEvent": _denied,
}
