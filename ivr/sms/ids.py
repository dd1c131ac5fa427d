"""A message's id in one form, whether the centre wrote it in its answer or in a receipt.

Empty where there is none, or one that nobody could have written: it is kept, shown and compared.
"""

from contextlib import suppress

from ivr.sms.settings import Ids

LONGEST = 64
"""SMPP 3.4 section 5.2.23."""

_BASES = {Ids.HEX_THEN_DECIMAL: (16, 10), Ids.DECIMAL_THEN_HEX: (10, 16)}


def in_answer(written: str, ids: Ids) -> str:
    """From ``submit_sm_resp``."""
    return _one(written, _BASES[ids][0] if ids in _BASES else None)


def in_receipt(written: str, ids: Ids) -> str:
    """From the text of a receipt."""
    return _one(written, _BASES[ids][1] if ids in _BASES else None)


def _one(written: str, base: int | None) -> str:
    """In decimal, where there is a base and it is a number of that base.

    Receipts pad ids with zeros (appendix B: ten digits), and write letters large or small.
    """
    bare = written.strip().lower()
    if not (bare.isascii() and bare.isprintable() and len(bare) <= LONGEST):
        return ""
    with suppress(ValueError):  # no number: it stays as it is
        if base and bare.isalnum():
            return str(int(bare, base))
    return bare.lstrip("0") or bare[:1]
