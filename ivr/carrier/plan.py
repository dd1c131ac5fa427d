"""What a call shall be: who calls whom over which gateway, how patient the caller is, how long they talk."""

import re
from dataclasses import dataclass
from typing import Final

from ivr.carrier.errors import BadPlan
from ivr.carrier.packet import Address

UNSAFE: Final = re.compile(r"[\x00-\x20\x7f<>]")
"""What would end a URI or a header line early."""
LINE_BREAK: Final = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class CallPlan:
    """``to`` and ``caller`` are numbers as dialled (``+86-154-0000-0001;npdi``), or whole ``sip:`` or ``tel:`` URIs.

    ``give_up_after_s`` runs from the first 18x: a caller who hangs up inside the notice has a small one.
    ``tone_hz`` (whole Hz) is what the caller says; None is silence. ``headers`` are added to the INVITE.
    Raises BadPlan, naming the field.
    """

    to: str
    caller: str
    gateway: Address
    talk_s: float = 2.0
    give_up_after_s: float = 90.0
    tone_hz: int | None = 1004
    address: str = "127.0.0.1"
    headers: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        for name in ("to", "caller"):
            value = getattr(self, name)
            if not value or UNSAFE.search(value):
                raise BadPlan(field=name, value=repr(value))
        for header in self.headers:
            if LINE_BREAK.search("".join(header)):
                raise BadPlan(field="headers", value=repr(header))

    @property
    def request_uri(self) -> str:
        return self.to if ":" in self.to else f"sip:{self.to}@{self.gateway[0]}:{self.gateway[1]}"

    @property
    def from_uri(self) -> str:
        return self.caller if ":" in self.caller else f"sip:{self.caller}@{self.address}"

    @property
    def header_lines(self) -> str:
        """Each line begins with its line break, since the scenario appends them to a header it has."""
        return "".join(f"\r\n{name}: {value}" for name, value in self.headers)
