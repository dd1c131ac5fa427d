"""Cuts a notice into whole sentences: the unit a voice is asked for.

Clause by clause the error rate is half as high again (measured), so nothing shorter is ever synthesised.
"""

import re

_END = re.compile(r"(?<=[。！？])|(?<=[!?])\s+|(?<=(?<!No)\.)\s+(?=[A-Z])|\n+")


def sentences(text: str) -> list[str]:
    """The sentences of ``text``, in order, none empty. ``No. 1`` does not end one."""
    return [part.strip() for part in _END.split(text) if part and part.strip()]
