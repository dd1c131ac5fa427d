"""Goods that the creditor accepted in place of money (以物抵债): the amount is the one that was agreed for them."""

from ivr.flows.desk import Work
from ivr.flows.proposals.by_hand import LONGEST_WORDS, checked, record
from ivr.flows.proposals.content import words
from ivr.flows.proposals.debtor import look
from ivr.flows.proposals.kind import Content, Kind


def _check(work: Work, obligation_id: str, content: Content) -> Content:
    return checked(work, obligation_id, content, goods=words(content, "goods", LONGEST_WORDS))


KIND = Kind("以物抵债", "goods accepted in place of money", look, _check, record)
