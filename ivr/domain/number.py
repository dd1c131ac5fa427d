"""Telephone numbers of the mainland in their one canonical form: E.164 with the plus sign.

One call can arrive as ``+8613…``, ``008613…``, ``8613…``, ``13…`` or ``013…`` (ITU-T E.164; the mainland's numbering
plan). The node's dialplan applies the same rules to a dialled number; a contract test holds the two together.
"""

import re

from ivr.domain.errors import BadInput, NeverEnrolled

_SEPARATORS = re.compile(r"[ \-().\u00a0\u2010-\u2015()]")
_DIALLED = re.compile(r"\+?[0-9]{3,20}")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_MACHINE = re.compile(r"(14[0-4]|10[0-9]{2})[0-9]{9,10}")
_LANDLINE = re.compile(r"(10|2[0-9])[2-9][0-9]{7}|([3-7][1-9][0-9]|[89][1-9][0-9])[2-9][0-9]{6,7}")
_AREA = re.compile(r"^(10|2[0-9]|[3-9][1-9][0-9])(?=[0-9])")
_SERVICE = re.compile(r"1[0-9]{2,4}|12[0-9]{3,4}|9[56][0-9]{3,7}|(400|800)[0-9]{7}|1[0-2][0-9]{3,4}")
_EMERGENCY = frozenset({"110", "119", "120", "122", "12110", "12119", "999"})


def canonical(dialled: str) -> str | None:
    """The E.164 form of a mainland mobile or landline number, or None when it is none.

    Accepts tel: parameters (everything from the first ``;``) and separators, with or without the country code
    (``+86``, ``0086``, ``86``) and the national ``0``.
    """
    bare = _SEPARATORS.sub("", dialled.split(";", 1)[0].removeprefix("tel:"))
    if not _DIALLED.fullmatch(bare):
        return None
    national = _national(bare)
    return f"+86{national}" if national and _subscriber(national) else None


def enrollable(given: str, field: str = "number") -> str:
    """The canonical form of a number that a court's order may name.

    Raises BadInput when it is no number, NeverEnrolled when it is an emergency, service, machine or foreign number
    (safeguard 8: those can never be enrolled).
    """
    bare = _SEPARATORS.sub("", given)
    if not _DIALLED.fullmatch(bare):
        raise BadInput(
            field=field,
            reason="write a telephone number, digits only, for example +8615400001234",
            reason_zh="请填写电话号码，只含数字，例如 +8615400001234",
        )
    _refuse_special(bare, field)
    number = canonical(bare)
    if number is None:
        raise BadInput(
            field=field,
            reason="this is neither a mobile number (11 digits) nor area code and landline number of the mainland",
            reason_zh="既不是 11 位手机号码，也不是区号加固定电话号码",
        )
    return number


def _refuse_special(bare: str, field: str) -> None:
    national = _national(bare)
    if national is None:
        raise NeverEnrolled(field=field, reason="it is a foreign number", reason_zh="这是境外号码")
    # Service numbers are also reached with an area code or the country code before them.
    forms = {national, bare.removeprefix("86"), _AREA.sub("", national)}
    if forms & _EMERGENCY:
        raise NeverEnrolled(field=field, reason="it is an emergency number", reason_zh="这是紧急号码")
    if _MACHINE.fullmatch(national):
        raise NeverEnrolled(field=field, reason="it is a machine's number", reason_zh="这是物联网号码")
    if any(_SERVICE.fullmatch(form) for form in forms):
        raise NeverEnrolled(field=field, reason="it is a service number", reason_zh="这是服务号码")


def _national(bare: str) -> str | None:
    """The national significant number, or None for another country's."""
    for prefix in ("+86", "0086"):
        if bare.startswith(prefix):
            return bare.removeprefix(prefix).removeprefix("0")
    if bare.startswith(("+", "00")):
        return None
    if bare.startswith("86") and _subscriber(bare[2:].removeprefix("0")):
        return bare[2:].removeprefix("0")
    return bare.removeprefix("0")


def _subscriber(national: str) -> bool:
    return bool((_MOBILE.fullmatch(national) or _LANDLINE.fullmatch(national)) and not _SERVICE.fullmatch(national))


def masked(number: str) -> str:
    """For logs and pages where the whole number is not needed: ``+86154****1234``."""
    return f"{number[:6]}{'*' * max(len(number) - 10, 3)}{number[-4:]}"
