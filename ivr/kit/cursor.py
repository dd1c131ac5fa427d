"""Where a page of a list ended, as text that means nothing to whoever hands it back."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode


def pack(*parts: str) -> str:
    return urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def unpack(cursor: str, count: int) -> list[str]:
    """The parts again. Raises ValueError for what is no cursor of so many parts."""
    parts = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    if not isinstance(parts, list) or len(parts) != count or not all(isinstance(part, str) for part in parts):
        raise ValueError("no such cursor")
    return parts
