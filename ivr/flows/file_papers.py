"""File checked papers: the person, the order, the holder's proof, the obligation. Known ones are found, not doubled."""

from datetime import date
from zoneinfo import ZoneInfo

from ivr.domain.court import Court
from ivr.domain.debt.debt import Debt
from ivr.domain.errors import BadInput, RuleBroken
from ivr.domain.order import HolderProof, Order, Person
from ivr.domain.papers import Papers
from ivr.domain.payment import Obligation
from ivr.flows.desk import Work
from ivr.store import papers as filed

_OF_ORDER = (
    "case_number",
    "first_case",
    "decision",
    "ground",
    "decided_on",
    "served_on",
    "listed_until",
    "warned_in_notice_on",
    "signed_on",
    "number",
)


def file_person(work: Work, court_id: str, papers: Papers) -> Person:
    """By ID number, through its blind index; never by name."""
    index = work.vault.index(papers.id_number, "id_number")
    known = filed.person(work.scope, court_id, index)
    if known is not None:
        return known
    key = work.new_id()
    name = work.vault.seal(papers.name, f"persons.name.{key}")
    person = Person(key, court_id, name, work.vault.seal(papers.id_number, f"persons.id_number.{key}"), index)
    work.session.add(person)
    work.session.flush()
    return person


def file_order(work: Work, person: Person, papers: Papers) -> Order:
    """Raises RuleBroken when the same order already names the same number.

    After an end, the way back is a new order, signed anew; a withdrawn draft is restored.
    """
    if filed.order(work.scope, person.id, papers.case_number, papers.number, papers.signed_on) is not None:
        reason, reason_zh = "this order already names this number", "该指令已登记此号码"
        raise RuleBroken(field="number", reason=reason, reason_zh=reason_zh)
    facts = {name: getattr(papers, name) for name in _OF_ORDER}
    key = work.new_id()
    president = work.vault.seal(papers.president, f"orders.president.{key}")
    order = Order(key, person.court_id, person.id, **facts, president=president, ends_on=papers.order_ends_on)
    work.session.add(order)
    work.session.flush()
    return order


def fill_order(work: Work, order: Order, papers: Papers) -> Order:
    """What the amended papers say now."""
    for name in _OF_ORDER:
        setattr(order, name, getattr(papers, name))
    order.president = work.vault.seal(papers.president, f"orders.president.{order.id}")
    order.ends_on = papers.order_ends_on
    return order


def require_free(work: Work, debt: Obligation, number: str, own: str = "") -> None:
    """Raises RuleBroken when another enrolment than ``own`` already runs for this debt and number."""
    if filed.running(work.session, debt.id, number, own):
        reason, reason_zh = "this order already names this number", "该指令已登记此号码"
        raise RuleBroken(field="number", reason=reason, reason_zh=reason_zh)


def require_same(work: Work, person: Person, order: Order, papers: Papers) -> None:
    """Raises BadInput when amended papers are about somebody or something else: then it is another draft."""
    if work.vault.index(papers.id_number, "id_number") != person.id_index:
        reason, reason_zh = "withdraw this draft, and draft the other person anew", "请撤回本草稿，另行起草他人"
        raise BadInput(field="id_number", reason=reason, reason_zh=reason_zh)
    if papers.case_number != order.case_number:
        reason, reason_zh = "withdraw this draft, and draft the other case anew", "请撤回本草稿，另行起草他案"
        raise BadInput(field="case_number", reason=reason, reason_zh=reason_zh)


def file_proof(work: Work, person: Person, papers: Papers) -> HolderProof:
    """The newest proof of a number's holder replaces the one before; an older one changes nothing."""
    known = filed.proof(work.scope, person.id, papers.number)
    if known is not None and known.proven_on > papers.proven_on:
        return known
    until = papers.proven_until or papers.proven_on
    first = HolderProof(work.new_id(), person.court_id, person.id, papers.number, papers.proven_on, "", until)
    proof = known or first
    proof.proven_on, proof.proven_until = papers.proven_on, until
    proof.reference = papers.proof_reference
    work.session.add(proof)
    return proof


def file_obligation(work: Work, person: Person, papers: Papers) -> Obligation:
    """One person's debt, under the number of its first case. Raises BadInput or RuleBroken when it was filed
    otherwise, or is paid. A resumed case belongs to the same debt, also when it has a virtual account of its own."""
    known = filed.obligation(work.scope, person.id, papers.first_case or papers.case_number)
    debt = _new_debt(work, person, papers) if known is None else _require_same(work, known, papers)
    if papers.first_case:
        own = None if papers.account == debt.account else papers.account
        filed.link_case(work.session, debt, papers.case_number, own)
    return debt


def _new_debt(work: Work, person: Person, papers: Papers) -> Obligation:
    _require_free_account(work, papers)
    case = papers.first_case or papers.case_number
    shared = Debt(work.new_id(), person.court_id)
    work.session.add(shared)
    work.session.flush()
    debt = Obligation(work.new_id(), person.court_id, person.id, case, papers.account, papers.owed, shared.id)
    debt.filed_on = _today(work, person.court_id)
    work.session.add(debt)
    work.session.flush()
    return debt


def _today(work: Work, court_id: str) -> date:
    return work.now.astimezone(ZoneInfo(work.scope.one(Court, court_id).zone)).date()


def _require_free_account(work: Work, papers: Papers) -> None:
    if filed.account_taken(work.session, papers.account):
        reason, reason_zh = "this virtual account belongs to another obligation", "该虚拟账户已属于另一笔债务"
        raise RuleBroken(field="account", reason=reason, reason_zh=reason_zh)


def _require_same(work: Work, known: Obligation, papers: Papers) -> Obligation:
    if known.discharged_at is not None:
        reason, reason_zh = "this obligation is paid in full", "该债务已全部履行"
        raise RuleBroken(field="case_number", reason=reason, reason_zh=reason_zh)
    account = filed.account_of_case(work.session, known, papers.case_number)
    if account is None and papers.account != known.account:
        _require_free_account(work, papers)  # a case that was not there before, with an account of its own
    elif account is not None and account != papers.account:
        reason = "this person's case was drafted with another account"
        raise BadInput(field="account", reason=reason, reason_zh="同一案件同一人已登记了不同的账户")
    if known.owed != papers.owed:
        reason = "this person's case was drafted with another amount"
        raise BadInput(field="owed", reason=reason, reason_zh="同一案件同一人已登记了不同的金额")
    return known
