"""What follows once every node is proven silent: the proofs are kept, the court's system and the person are told."""

from ivr.domain.enrolment import Enrolment
from ivr.domain.staff import SYSTEM
from ivr.flows.desk import Desk
from ivr.flows.removal import removal
from ivr.flows.tell_ended import tell_ended
from ivr.store import silences

AT_ONCE = 500


def prove_silences(desk: Desk) -> int:
    """How many were proven now. The trail of the court says when."""
    with desk.read(SYSTEM) as work:
        final = [one for one in silences.awaited(work.session, AT_ONCE) if removal(work, one).final]
    return sum(_prove(desk, enrolment_id) for enrolment_id in final)


def _prove(desk: Desk, enrolment_id: str) -> bool:
    """False when somebody else was quicker, or it was restored meanwhile."""
    with desk.work(SYSTEM) as work:
        one = work.scope.locked(Enrolment, enrolment_id)
        proof = removal(work, enrolment_id)
        if one.silent_at is not None or not proof.final:
            return False
        one.silent_at = work.now
        silences.keep(work.session, one.id, ((node.node_id, node.proof, node.at) for node in proof.nodes))
        work.record("prove_silence", one.id, court_id=one.court_id, before=one.state, after=one.state)
        tell_ended(work, one)
        return True
