"""Callers that never hear a notice (safeguard 9): emergency services, calls back from them, and a configured list."""

import re
from collections.abc import Iterable

from ivr.domain.number import canonical

EMERGENCY_SERVICES = ("110", "119", "120", "122", "12110", "12119", "12395", "999")
_WITH_AREA_CODE = re.compile(rf"(\+86|0086|86)?0?(10|2[0-9]|[3-9][0-9]{{2}})?({'|'.join(EMERGENCY_SERVICES)})")


def exempt(caller: str, listed: Iterable[str] = ()) -> bool:
    """Whether this caller is connected with no notice. A caller with no number is not exempt by that alone."""
    if _WITH_AREA_CODE.fullmatch(caller):
        return True
    number = canonical(caller)
    return number is not None and number in set(listed)
