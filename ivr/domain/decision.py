"""Which decision the papers rest on. Only a listing can carry a notice; a consumption restriction alone cannot."""

from enum import StrEnum

from ivr.domain.errors import BadInput, NeverEnrolled


class Decision(StrEnum):
    LISTING = "listing"
    CONSUMPTION_RESTRICTION = "consumption-restriction"


_CHINESE = {"失信决定书": Decision.LISTING, "限制消费令": Decision.CONSUMPTION_RESTRICTION}


def listing(given: str, field: str = "decision") -> str:
    """The canonical word for a listing decision, from either language.

    Raises NeverEnrolled for a consumption restriction (限制消费令): it names nobody on the list of judgment defaulters
    (SPC Provisions 2017, art 1, lists by a decision of its own). BadInput for anything else.
    """
    found = _CHINESE.get(given.strip(), given.strip())
    if found == Decision.CONSUMPTION_RESTRICTION:
        reason, reason_zh = "a consumption restriction is no listing", "仅有限制消费令，未纳入失信名单"
        raise NeverEnrolled(field=field, reason=reason, reason_zh=reason_zh)
    if found != Decision.LISTING:
        reason = f"write {Decision.LISTING} or {Decision.CONSUMPTION_RESTRICTION}"
        raise BadInput(field=field, reason=reason, reason_zh="请填写失信决定书或限制消费令")
    return Decision.LISTING
