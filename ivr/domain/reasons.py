"""Why an announcement is suspended or ends. The legal ground is part of the reason, where there is one."""

from enum import StrEnum


class SuspendedFor(StrEnum):
    """Safeguard 5: each of these silences the number at once."""

    OBJECTION = "objection"  # SPC Provisions 2017, arts 11-12
    HOLDER_IN_DOUBT = "holder-in-doubt"
    PORTED_OUT = "ported-out"
    NUMBER_CLOSED = "number-closed"
    NUMBER_REASSIGNED = "number-reassigned"
    SETTLEMENT_SIGNED = "settlement-signed"


class EndedFor(StrEnum):
    """SPC Provisions 2017, art 10, and the reasons that lie in the number or in the order itself."""

    PAID = "paid"  # art 10 (1)
    SETTLEMENT_PERFORMED = "settlement-performed"  # art 10 (2)
    CREDITOR_ASKED = "creditor-asked"  # art 10 (3)
    NO_ASSETS = "no-assets"  # art 10 (4)
    STAYED = "stayed"  # art 10 (5)
    NOT_ENFORCED = "not-enforced"  # art 10 (6)
    ENFORCEMENT_ENDED = "enforcement-ended"  # art 10 (7)
    TERM_OVER = "term-over"  # art 10, last paragraph
    ORDER_WITHDRAWN = "order-withdrawn"
    NUMBER_CHANGED_HANDS = "number-changed-hands"
    WRONG_PERSON = "wrong-person"  # art 9
    DIED = "died"
