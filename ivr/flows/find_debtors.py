"""Whose debt each remittance pays, or whose people look at it, asked for many at once. Money is never guessed."""

from collections.abc import Mapping, Sequence
from datetime import date

from ivr.domain.debt.terms import begins_on
from ivr.domain.matching import Found, court_codes, keys, match
from ivr.domain.payment import Match, Obligation, Remittance, ReviewFor
from ivr.domain.review import early
from ivr.flows.debt_terms import terms_of
from ivr.flows.desk import Work
from ivr.store import debts, payments
from ivr.store import keys as lookups


def find_debtors(work: Work, remittances: Sequence[Remittance]) -> list[Match]:
    """One answer for each, in their order. What a person must look at may come with its obligation."""
    given = [keys(one.account, one.reference, one.text) for one in remittances]
    matches = list(map(match, lookups.found(work.session, given)))
    begins = _begins(work, [one.obligation for one in matches if one.obligation])
    owners = _owners(work, [one for one, found in zip(remittances, matches, strict=True) if not found.obligation])
    return [
        _of_entry(work, one)
        or _unless_early(work, one, found, begins)
        or Match(None, found.review_for, _owner(one, owners))
        for one, found in zip(remittances, matches, strict=True)
    ]


def _of_entry(work: Work, remittance: Remittance) -> Match | None:
    """What a bank reverses under its own id is taken off where it was credited, also by a claim.

    What never was credited cannot be taken off. The entry is locked: somebody may claim it in this moment.
    """
    first = payments.known(work.session, remittance.source, remittance.external_id) if remittance.reversal else None
    if first is None or (first.amount, first.currency) != (remittance.amount, remittance.currency):
        return None
    owing = work.session.get_one(Obligation, first.obligation_id) if first.obligation_id else None
    if owing and first.credited:
        return match(Found(by_entry=[owing]))
    return Match(owing, ReviewFor.REVERSAL, first.court_id)


def _unless_early(work: Work, remittance: Remittance, found: Match, begins: Mapping[str, date | None]) -> Match | None:
    """None where no obligation was found."""
    if found.obligation is None:
        return None
    zone = work.zone(found.obligation.court_id)
    known_on = (found.obligation.filed_on, begins.get(found.obligation.debt_id))
    return (
        Match(found.obligation, ReviewFor.EARLY)
        if early(remittance.booked_at.astimezone(zone).date(), *known_on)
        else found
    )


def _begins(work: Work, owing: Sequence[Obligation]) -> dict[str, date | None]:
    """By debt: the day on which its terms begin, where it has any and they say so."""
    found = debts.with_terms(work.session, {one.debt_id for one in owing})
    return {one.id: begins_on(terms_of(work, one)) for one in found}


def _owners(work: Work, remittances: Sequence[Remittance]) -> dict[str, str]:
    """The courts whose codes stand in any of these texts."""
    named = {code for one in remittances for code in court_codes(_said(one))}
    return {court.code: court.id for court in lookups.of_codes(work.session, named) if court.code}


def _owner(remittance: Remittance, owners: Mapping[str, str]) -> str | None:
    """Whose people look at money that leads to no debt: the one court whose code stands in its text.

    Least disclosure: the text may name somebody, so no court sees what may be another's. With no code, or with two,
    only the operator sees that the money is there, and passes it to the court that the bank names (``pass_on``).
    """
    named = {owners[code] for code in court_codes(_said(remittance)) if code in owners}
    return named.pop() if len(named) == 1 else None


def _said(remittance: Remittance) -> str:
    return f"{remittance.reference} {remittance.text}"
