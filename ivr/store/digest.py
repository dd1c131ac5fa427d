"""What a row said at one moment, as a digest for the audit trail."""

import hashlib
import json
from typing import Any

from sqlalchemy import Column

from ivr.kit.vault import mark
from ivr.store.mapping import KEPT
from ivr.store.types import Sealed


def row_digest(row: object) -> str:
    """SHA-256 over the canonical JSON of the row's columns, names in order: 64 hexadecimal digits.

    A sealed column counts by its mark, fresh at each sealing and kept when keys are changed: so nothing can be
    guessed from a digest, and nothing of the person remains in it once the row is erased.
    """
    columns = KEPT[type(row)].columns
    fields = {column.name: _text(column, getattr(row, column.name)) for column in columns}
    canonical = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _text(column: Column[Any], value: Any) -> str | None:
    if value is None:
        return None
    return mark(value) if isinstance(column.type, Sealed) else str(value)
