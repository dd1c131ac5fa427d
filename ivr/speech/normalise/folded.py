"""One form for what is written in several: full-width and other digits, signs and units of one character."""

import unicodedata

_SIGNS = str.maketrans({
    "％": "%", "￥": "¥", "＋": "+", "－": "-", "–": "-", "−": "-", "～": "~", "〜": "~", "／": "/",
    "〔": "(", "〕": ")", "【": "(", "】": ")", "（": "(", "）": ")",
})  # fmt: skip


def folded(text: str) -> str:
    """``text`` with ASCII digits and signs; the punctuation that makes a pause stays as it is written."""
    return "".join(map(_one, text.translate(_SIGNS)))


def _one(character: str) -> str:
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.decimal(character))
    numeric = unicodedata.category(character) in ("No", "So") or "Ａ" <= character <= "ｚ"  # ①, ², ㎡, Ａ
    return folded(unicodedata.normalize("NFKC", character)) if numeric and _folds(character) else character


def _folds(character: str) -> bool:
    return unicodedata.normalize("NFKC", character) != character
