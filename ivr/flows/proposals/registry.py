"""All kinds of proposals, by name."""

from collections.abc import Mapping

from ivr.domain.errors import BadInput
from ivr.flows.proposals import (
    claim,
    close_review,
    debt_instalments,
    debt_join,
    debt_leave,
    debt_liable,
    debt_stay,
    debt_strike,
    debt_terms,
    debt_waiver,
    direct_payment,
    in_kind,
    reference,
    take_back,
    wording,
)
from ivr.flows.proposals.kind import Kind

KINDS: Mapping[str, Kind] = {
    "claim": claim.KIND,
    "close-review": close_review.KIND,
    "debt-instalments": debt_instalments.KIND,
    "debt-join": debt_join.KIND,
    "debt-leave": debt_leave.KIND,
    "debt-liable": debt_liable.KIND,
    "debt-stay": debt_stay.KIND,
    "debt-strike": debt_strike.KIND,
    "debt-terms": debt_terms.KIND,
    "debt-waiver": debt_waiver.KIND,
    "direct-payment": direct_payment.KIND,
    "in-kind": in_kind.KIND,
    "reference": reference.KIND,
    "take-back": take_back.KIND,
    wording.NAME: wording.KIND,
}


def kind_named(name: str) -> Kind:
    """Raises BadInput."""
    if name not in KINDS:
        known = sorted(KINDS)
        raise BadInput(field="kind", reason=f"one of {', '.join(known)}", reason_zh=f"请选择：{'、'.join(known)}")
    return KINDS[name]
