"""Tell courts of the proof: of each removal that they were told of, once every node is proven silent."""

from ivr.domain.enrolment import Enrolment
from ivr.domain.staff import SYSTEM
from ivr.flows.desk import Desk
from ivr.flows.removal import removal
from ivr.store import outbox

AT_ONCE = 200


def prove_silences(desk: Desk) -> int:
    """How many were proven now. The trail of the court says when."""
    with desk.read(SYSTEM) as work:
        waiting = outbox.unproven(work.session, AT_ONCE)
        final = [subject for _, subject in waiting if removal(work, subject).final]
    return sum(_tell(desk, subject) for subject in final)


def _tell(desk: Desk, enrolment_id: str) -> bool:
    with desk.work(SYSTEM) as work:
        one = work.scope.one(Enrolment, enrolment_id)
        told = outbox.proved(work.session, one.id)
        if told:
            work.record("prove_silence", one.id, court_id=one.court_id, before=one.state, after=one.state)
        return told
