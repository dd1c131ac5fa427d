"""Why an announcement is suspended or ends. The legal ground is part of the reason, where there is one."""

from collections.abc import Mapping
from enum import StrEnum


class SuspendedFor(StrEnum):
    """Safeguard 5: each of these silences the number at once."""

    OBJECTION = "objection"  # SPC Provisions 2017, arts 11-12
    HOLDER_IN_DOUBT = "holder-in-doubt"
    PORTED_OUT = "ported-out"
    NUMBER_CLOSED = "number-closed"
    NUMBER_REASSIGNED = "number-reassigned"
    SETTLEMENT_SIGNED = "settlement-signed"
    PROOF_OVER = "proof-over"  # nobody has asked the carrier again who holds the number
    NOT_TOLD = "not-told"  # the warning did not reach the person after all


class EndedFor(StrEnum):
    """SPC Provisions 2017, art 10, and the reasons that lie in the number or in the order itself."""

    PAID = "paid"
    SETTLEMENT_PERFORMED = "settlement-performed"
    CREDITOR_ASKED = "creditor-asked"
    NO_ASSETS = "no-assets"
    STAYED = "stayed"
    NOT_ENFORCED = "not-enforced"
    ENFORCEMENT_ENDED = "enforcement-ended"
    TERM_OVER = "term-over"
    ORDER_OVER = "order-over"
    ORDER_WITHDRAWN = "order-withdrawn"
    NUMBER_CHANGED_HANDS = "number-changed-hands"
    WRONG_PERSON = "wrong-person"
    WRONG_ENTRY = "wrong-entry"
    DIED = "died"
    DRAFT_WITHDRAWN = "draft-withdrawn"


LAW: Mapping[EndedFor, str] = {
    EndedFor.PAID: "SPC Provisions 2017, art 10 (1)",
    EndedFor.SETTLEMENT_PERFORMED: "SPC Provisions 2017, art 10 (2)",
    EndedFor.CREDITOR_ASKED: "SPC Provisions 2017, art 10 (3)",
    EndedFor.NO_ASSETS: "SPC Provisions 2017, art 10 (4)",
    EndedFor.STAYED: "SPC Provisions 2017, art 10 (5)",
    EndedFor.NOT_ENFORCED: "SPC Provisions 2017, art 10 (6)",
    EndedFor.ENFORCEMENT_ENDED: "SPC Provisions 2017, art 10 (7)",
    EndedFor.TERM_OVER: "SPC Provisions 2017, art 10, last paragraph",
    EndedFor.WRONG_PERSON: "SPC Provisions 2017, art 9",
    EndedFor.WRONG_ENTRY: "SPC Provisions 2017, arts 9 and 12",
}
"""Where the law itself ends the listing. There the court has three working days to delete or correct it."""

CORRECTED_FOR = frozenset({EndedFor.WRONG_PERSON, EndedFor.WRONG_ENTRY})
REMOVED_FOR = frozenset(EndedFor) - {EndedFor.WRONG_ENTRY, EndedFor.ORDER_OVER, EndedFor.DRAFT_WITHDRAWN}
"""What a person may give as a reason; the others are the gateway's own."""
