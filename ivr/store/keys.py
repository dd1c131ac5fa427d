"""The obligations that keys of remittances lead to: virtual accounts, references, case numbers."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Column, insert, select
from sqlalchemy.orm import Session

from ivr.domain import reference
from ivr.domain.court import Court
from ivr.domain.matching import Found, Keys
from ivr.domain.payment import Obligation
from ivr.store.batched import batched
from ivr.store.tables import courts, obligations, payment_references, resumed_cases

Owing = Mapping[str, list[Obligation]]


def found(session: Session, given: Sequence[Keys], court_id: str | None = None) -> list[Found]:
    """For each, the obligations of all courts, or of one, that its keys lead to; asked for all at once."""
    accounts = by_accounts(session, _every([(one.account, one.written) for one in given]), court_id)
    references = _by_references(session, _every(one.references for one in given), court_id)
    cases = by_cases(session, _every(one.cases for one in given), court_id)
    return [
        Found(
            by_account=accounts.get(one.account, []),
            by_reference=_any(references, one.references) or accounts.get(one.written, []),
            by_case={case: cases.get(case, []) for case in one.cases},
        )
        for one in given
    ]


def by_accounts(session: Session, accounts: Collection[str], court_id: str | None = None) -> Owing:
    """Also by the account of a resumed case alone: it is the same debt."""
    return _by(session, obligations.c.account, resumed_cases.c.account, accounts, court_id)


def by_cases(session: Session, case_numbers: Collection[str], court_id: str | None = None) -> Owing:
    """Also by the number of a resumed case."""
    return _by(session, obligations.c.case_number, resumed_cases.c.case_number, case_numbers, court_id)


def of_codes(session: Session, codes: Collection[str]) -> list[Court]:
    """The courts that these codes of case numbers belong to."""
    return [
        one for some in batched(sorted(codes)) for one in session.scalars(select(Court).where(courts.c.code.in_(some)))
    ]


def reference_taken(session: Session, given: str) -> bool:
    """Across all courts: a reference names one debt."""
    mine = payment_references.c.reference == given
    return session.scalar(select(payment_references.c.reference).where(mine)) is not None


def file_reference(session: Session, obligation: Obligation, given: str) -> None:
    values = {"reference": given, "court_id": obligation.court_id, "obligation_id": obligation.id}
    session.execute(insert(payment_references).values(values))


def _by_references(session: Session, references: Collection[str], court_id: str | None) -> Owing:
    """Those made of an obligation's id, and those that a court has filed for one."""
    made = {key: one for one in references if (key := reference.obligation_id(one))}
    pairs: list[tuple[str, Obligation]] = []
    for some in batched(sorted(made)):
        pairs += [(made[one.id], one) for one in session.scalars(select(Obligation).where(obligations.c.id.in_(some)))]
    for some in batched(sorted(references)):
        filed = select(payment_references.c.reference, Obligation).where(payment_references.c.reference.in_(some))
        own = filed.where(payment_references.c.obligation_id == obligations.c.id)
        pairs += [(key, one) for key, one in session.execute(own)]
    return _grouped(pairs, court_id)


def _by(session: Session, own: Column[str], resumed: Column[str], keys: Collection[str], court_id: str | None) -> Owing:
    pairs: list[tuple[str, Obligation]] = []
    for some in batched(sorted(keys)):
        first = select(own, Obligation).where(own.in_(some))
        again = select(resumed, Obligation).where(resumed.in_(some), resumed_cases.c.obligation_id == obligations.c.id)
        pairs += [(key, one) for query in (first, again) for key, one in session.execute(query)]
    return _grouped(pairs, court_id)


def _grouped(pairs: Iterable[tuple[str, Obligation]], court_id: str | None) -> Owing:
    """Each once, in the order of their ids."""
    groups: dict[str, dict[str, Obligation]] = {}
    for key, one in pairs:
        if court_id in {None, one.court_id}:
            groups.setdefault(key, {})[one.id] = one
    return {key: [group[one] for one in sorted(group)] for key, group in groups.items()}


def _any(found: Owing, keys: Iterable[str]) -> list[Obligation]:
    return list({one.id: one for key in keys for one in found.get(key, ())}.values())


def _every(keys: Iterable[Iterable[str]]) -> set[str]:
    return {key for some in keys for key in some} - {""}
