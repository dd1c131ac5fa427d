"""End a session, or all of one's own."""

from ivr.flows.desk import Desk
from ivr.flows.open_session import Signed, acting
from ivr.store import sessions


def sign_out(desk: Desk, signed: Signed, *, everywhere: bool = False) -> None:
    with desk.work(acting(signed.person)) as work:
        if everywhere:
            sessions.end_all(work.session, signed.person.id)
        else:
            sessions.end(work.session, signed.session.id)
        work.record("sign_out", signed.person.id, reason="everywhere" if everywhere else "")
