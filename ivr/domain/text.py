"""Plain words from outside: short, printable, with nothing in them that another language could run."""

from ivr.domain.errors import BadInput

_MARKS = frozenset("${}<>\"'\\;`")


def plain(given: str, field: str, longest: int) -> str:
    """The trimmed text. Raises BadInput for an empty or long one, control characters, quotes, ``$``, braces, ``;``."""
    text = given.strip()
    if not 1 <= len(text) <= longest or not text.isprintable() or _MARKS & set(text):
        raise BadInput(
            field=field,
            reason=f"write plain text of at most {longest} characters",
            reason_zh=f"请填写普通文字，最多 {longest} 字",
        )
    return text


def account(given: str, field: str = "account") -> str:
    """A virtual account: 6 to 40 ASCII letters and digits. Raises BadInput."""
    if not given.isascii() or not given.isalnum() or not 6 <= len(given) <= 40:
        raise BadInput(
            field=field,
            reason="write the virtual account, 6 to 40 letters and digits",
            reason_zh="请填写虚拟账户，6 至 40 位字母或数字",
        )
    return given
