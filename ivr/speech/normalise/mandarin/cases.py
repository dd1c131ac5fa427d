"""Case numbers and numbers of documents: ``(2017)川1302执1234号``, ``法释〔2017〕7号``."""

import re

from ivr.speech.normalise import digits
from ivr.speech.normalise.rules import rules


def _case(found: re.Match[str]) -> str:
    said = re.sub(r"\d+", lambda number: digits.mandarin(number[0], yao=True), found[2].replace("-", "至"))
    return f"{digits.mandarin(found[1], yao=False)}，{said}"


def _year(found: re.Match[str]) -> str:
    return f"，{digits.mandarin(found[1], yao=False)}，"


RULES = rules(
    (r"\((\d{4})\)((?:[一-鿿]{1,10}\d{0,6}){1,3}?(?<=[一-鿿])\d+(?:[、,，-]\d+)*号)", _case),
    (r"\(((?:19|20)\d{2})\)", _year),
)
