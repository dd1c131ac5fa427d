"""A removal is final only when every node is proven silent."""

from datetime import timedelta

import pytest

from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import NotFound, RuleBroken, SamePerson
from ivr.domain.staff import SYSTEM, Actor, Role
from ivr.flows.confirm_plan import confirm_plan
from ivr.flows.draft import draft
from ivr.flows.purge import purge
from ivr.flows.removal import Removal, removal
from ivr.flows.remove import remove
from ivr.flows.suspend import suspend
from ivr.store import nodes, registrations
from tests.flows.office import OPERATOR, Office, account, clerk, number

SECOND = Actor("1" * 16, Role.OPERATOR, None)
LEASE = timedelta(seconds=20)


def node(office: Office, name: str = "node-1", *, at: int = 0) -> None:
    """A node that holds a lease and has applied and read back everything up to ``at``."""
    with office.desk.work(SYSTEM) as work:
        assert nodes.take(work.session, name, "f" * 16, work.now, LEASE)
        nodes.leased(work.session, name, work.now + LEASE)
        if at:
            nodes.applied(work.session, name, at, "b" * 16, work.now)
            nodes.read_back(work.session, name, at, work.now)


def head(office: Office) -> int:
    return office.look(SYSTEM, lambda work: registrations.head(work.session))


def proof(office: Office, enrolment: Enrolment) -> Removal:
    return office.look(clerk("shunqing"), removal, enrolment.id)


def proofs(office: Office, enrolment: Enrolment) -> list[str]:
    return [one.proof for one in proof(office, enrolment).nodes]


@pytest.fixture
def announced(office: Office) -> Enrolment:
    return office.announced(office.court("shunqing"), number=number(1), account=account(1))


def test_a_living_enrolment_is_not_removed(office: Office, announced: Enrolment) -> None:
    assert proof(office, announced) == Removal(announced.id, False, ())


def test_waiting_then_applied_then_read_back(office: Office, announced: Enrolment) -> None:
    node(office, at=head(office))
    office.do(clerk("shunqing"), remove, announced.id, "creditor-asked")
    seq = head(office)
    assert (proofs(office, announced), proof(office, announced).final) == (["waiting"], False)
    with office.desk.work(SYSTEM) as work:
        nodes.applied(work.session, "node-1", seq, "b" * 16, work.now)
    assert (proofs(office, announced), proof(office, announced).final) == (["applied"], False)
    with office.desk.work(SYSTEM) as work:
        nodes.read_back(work.session, "node-1", seq, work.now)
    assert (proofs(office, announced), proof(office, announced).final) == (["read-back"], True)


def test_a_node_whose_lease_ran_out_is_silent(office: Office, announced: Enrolment) -> None:
    node(office, at=head(office))
    office.do(clerk("shunqing"), remove, announced.id, "creditor-asked")
    office.clock.pass_by(LEASE)
    assert proofs(office, announced) == ["waiting"]
    office.clock.pass_by(timedelta(microseconds=1))
    assert (proofs(office, announced), proof(office, announced).final) == (["lease-over"], True)


def test_one_node_that_is_behind_holds_the_proof_back(office: Office, announced: Enrolment) -> None:
    office.do(clerk("shunqing"), remove, announced.id, "creditor-asked")
    node(office, "node-1", at=head(office))
    node(office, "node-2")
    assert (proofs(office, announced), proof(office, announced).final) == (["read-back", "waiting"], False)


def test_a_removal_after_a_suspension_still_needs_the_nodes_to_have_heard_of_the_suspension(
    office: Office, announced: Enrolment
) -> None:
    node(office, at=head(office))
    office.do(clerk("shunqing"), suspend, announced.id, "objection")
    office.do(clerk("shunqing"), remove, announced.id, "creditor-asked")
    assert (proofs(office, announced), proof(office, announced).final) == (["waiting"], False)


def test_what_was_never_announced_has_nothing_to_prove(office: Office) -> None:
    drafted = office.draft(office.court("shunqing"))
    node(office)
    office.do(clerk("shunqing"), remove, drafted.id, "wrong-person")
    assert proof(office, drafted) == Removal(drafted.id, True, ())


def test_a_number_that_came_back_is_announced_again_after_its_tombstone(office: Office, announced: Enrolment) -> None:
    office.do(clerk("shunqing"), remove, announced.id, "creditor-asked")
    again = office.announced("shunqing", number=number(1), account=account(2))
    (change,) = office.look(SYSTEM, lambda work: registrations.since(work.session, 0))
    assert (change.enrolments, change.seq, change.certain) == (again.id, 3, False)


def test_tombstones_are_forgotten_when_every_node_is_past_them_and_the_number_may_come_back(
    office: Office, announced: Enrolment
) -> None:
    office.do(clerk("shunqing"), remove, announced.id, "creditor-asked")
    node(office, "node-1", at=head(office))
    node(office, "node-2", at=head(office) - 1)
    assert office.do(SYSTEM, purge) == 0
    node(office, "node-2", at=head(office))
    assert office.do(SYSTEM, purge) == 1
    assert proof(office, announced).final
    office.announced("shunqing", number=number(1), account=account(2))
    assert head(office) == 3


def test_the_same_order_never_starts_twice_but_one_signed_anew_does(office: Office) -> None:
    slug = office.court("shunqing")
    papers = office.papers()
    first = office.do(clerk(slug), draft, papers)
    with pytest.raises(RuleBroken):
        office.do(clerk(slug), draft, papers)
    later = office.papers(**vars(papers) | {"signed_on": papers.signed_on + timedelta(days=9)})
    with pytest.raises(RuleBroken):
        office.do(clerk(slug), draft, later)
    office.do(clerk(slug), remove, first.id, "creditor-asked")
    with pytest.raises(RuleBroken):
        office.do(clerk(slug), draft, papers)
    assert office.do(clerk(slug), draft, later).id != first.id


def test_a_large_plan_needs_two_operators_for_exactly_that_plan(office: Office) -> None:
    node(office)
    digest = "0123456789abcdef"
    with office.desk.work(SYSTEM) as work:
        nodes.troubled(work.session, "node-1", "too large", digest)
    assert office.do(OPERATOR, confirm_plan, "node-1", digest) is False
    with pytest.raises(SamePerson):
        office.do(OPERATOR, confirm_plan, "node-1", digest)
    assert not office.look(SYSTEM, lambda work: nodes.confirmed(work.session, "node-1", digest))
    assert office.do(SECOND, confirm_plan, "node-1", digest) is True
    assert office.look(SYSTEM, lambda work: nodes.confirmed(work.session, "node-1", digest))
    assert not office.look(SYSTEM, lambda work: nodes.confirmed(work.session, "node-1", "f" * 16))


def test_a_plan_that_no_node_waits_for_cannot_be_confirmed(office: Office) -> None:
    node(office)
    with pytest.raises(NotFound):
        office.do(OPERATOR, confirm_plan, "nobody", "f" * 16)
    with pytest.raises(RuleBroken):
        office.do(OPERATOR, confirm_plan, "node-1", "f" * 16)
