"""What a request's shape got wrong, told like any other wrong field."""

from collections.abc import Mapping, Sequence
from typing import Any

from ivr.domain.errors import BadInput

LONGEST_FIELD = 80

_TEXTS = {
    "missing": ("it is missing", "缺失"),
    "extra_forbidden": ("there is no such field", "没有此字段"),
    "string_type": ("write a JSON string", "请填写 JSON 字符串"),
    "string_unicode": ("write valid Unicode text", "请填写有效的 Unicode 文字"),
    "int_type": ("write a whole number", "请填写整数"),
    "int_parsing": ("write a whole number", "请填写整数"),
    "bool_type": ("write true or false", "请填写 true 或 false"),
    "bool_parsing": ("write true or false", "请填写 true 或 false"),
    "list_type": ("write a JSON list", "请填写 JSON 列表"),
    "string_pattern_mismatch": ("it has another form", "格式不符"),
    "json_invalid": ("send well-formed JSON", "请发送正确的 JSON"),
    "model_attributes_type": ("send a JSON object, as application/json", "请以 application/json 发送 JSON 对象"),
    "model_type": ("send a JSON object, as application/json", "请以 application/json 发送 JSON 对象"),
}
_LIMITS = {
    "string_too_long": ("write at most {max_length} characters", "最多 {max_length} 字"),
    "too_long": ("give at most {max_length}", "最多 {max_length} 项"),
    "too_short": ("give at least {min_length}", "至少 {min_length} 项"),
    "greater_than_equal": ("write {ge} or more", "不得小于 {ge}"),
    "less_than_equal": ("write {le} or less", "不得大于 {le}"),
    "literal_error": ("write {expected}", "请填写 {expected}"),
    "enum": ("write {expected}", "请填写 {expected}"),
}


def first_wrong(errors: Sequence[Mapping[str, Any]]) -> BadInput:
    """The first of pydantic's complaints. The input itself is never repeated: it may be personal."""
    first = errors[0]
    en, zh = _TEXTS.get(first["type"]) or _LIMITS.get(first["type"]) or ("it does not fit", "不符合要求")
    facts = first.get("ctx", {})
    return BadInput(field=_field(first["loc"]), reason=en.format(**facts), reason_zh=zh.format(**facts))


def _field(place: Sequence[Any]) -> str:
    """``("body", "languages", 0)`` → ``languages.0``; the body itself is ``body``.

    An unknown field's name is the sender's own text, so it is cut.
    """
    inner = [str(part) for part in place[1:] if not (place[0] == "body" and isinstance(part, int) and len(place) == 2)]
    named = ".".join(inner) or str(place[0])
    return named[:LONGEST_FIELD].encode("ascii", "backslashreplace").decode()
