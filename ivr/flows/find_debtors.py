"""Whose debt each remittance pays, asked for many at once. Money is never guessed: see ``domain.payment.match``."""

from collections.abc import Iterable, Mapping, Sequence

from ivr.domain.payment import Match, Obligation, Remittance, case_keys, match
from ivr.flows.desk import Work
from ivr.store import payments

Found = Mapping[str, list[Obligation]]


def find_debtors(work: Work, remittances: Sequence[Remittance]) -> list[Match]:
    """One answer for each, in their order."""
    cases = [(case_keys(one.reference), case_keys(one.text)) for one in remittances]
    accounts = {key for one in remittances for key in (one.account, one.reference)} - {""}
    by_account = payments.by_accounts(work.session, accounts)
    by_case = payments.by_cases(work.session, {key for pair in cases for keys in pair for key in keys})
    return [
        match(
            by_account.get(one.account, ()),
            by_account.get(one.reference, ()) or _any(by_case, of_reference),
            _any(by_case, of_text),
        )
        for one, (of_reference, of_text) in zip(remittances, cases, strict=True)
    ]


def _any(found: Found, keys: Iterable[str]) -> list[Obligation]:
    """Each once, though several of the keys name it."""
    return list({one.id: one for key in keys for one in found.get(key, ())}.values())
