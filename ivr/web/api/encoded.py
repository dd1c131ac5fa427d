"""Files inside a JSON body."""

import base64
import binascii

from ivr.domain.errors import BadInput


def decoded(given: str, field: str) -> bytes:
    """From base64 (RFC 4648, section 4). Raises BadInput naming the field."""
    try:
        return base64.b64decode(given, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadInput(field=field, reason="write base64", reason_zh="请以 base64 编码") from error
