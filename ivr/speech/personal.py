"""What a notice must not say of anybody, found by its form (safeguard 7: the least that works).

A text is written once for a court and not for a person, and has no slot for one; these patterns stop what a hurried
hand could still write into it. They refuse too much rather than too little: a wording can always be put otherwise.
"""

import re
import threading
from collections.abc import Callable, Iterator
from functools import cache

from ivr.speech.both import Both
from ivr.speech.phonemes.segmenter import name_finder

AMOUNT = Both("金额", "an amount of money")
NUMBER = Both("号码或证件信息", "a number that belongs to a person")
CREDITOR = Both("债权人信息", "the creditor")
ADDRESS = Both("地址", "an address")
NAME = Both("姓名", "a person's name")
INSULT = Both("贬称", "an insult")

_NUMERAL = "零一二两三四五六七八九十百千万亿几数壹贰叁肆伍陆柒捌玖拾佰仟幺"
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
"""Those of nearly nine in ten people."""
_NAME_LENGTHS = (2, 3)
_LOCK = threading.Lock()
_CAPITALISED = (
    "Court|Courts|People|Supreme|High|Intermediate|District|County|City|Provincial|Province|Republic|China|Chinese"
    "|Law|Civil|Criminal|Procedure|Code|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|I"
)
_NO_NAME = rf"(?!(?:{_CAPITALISED})\b)"

_FORMS: tuple[tuple[Both, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE if kind is not NAME else 0))
    for kind, pattern in (
        (
            AMOUNT,
            rf"[\d{_NUMERAL}]+(?:余|多)?(?:元|块钱|圆|角|美元|人民币)|[一二两三四五六七八九十百几数][{_NUMERAL}]*(?:千|万|亿)|金额|欠款额|本息",
        ),
        (AMOUNT, r"\b(?:yuan|RMB|CNY|USD|dollars?|amount|hundred|thousand|million|owe[sd]?|owing)\b"),
        (NUMBER, r"\d+|[零一二三四五六七八九幺]{4,}|身份证|证件号|护照|卡号|账号|社保号"),
        (NUMBER, r"\b(?:ID (?:card|number)|passport|account number|card number)\b"),
        (NUMBER, r"\b(?:(?:zero|one|two|three|four|five|six|seven|eight|nine)[ ,]+){3}"),
        (CREDITOR, r"申请执行人|债权人|原告|公司|银行|信用社|合作社|集团|欠[^，。；钱款债]{1,8}[钱款债]"),
        (CREDITOR, r"\b(?:creditors?|plaintiffs?|claimants?|company|bank|Ltd|Inc)\b"),
        (ADDRESS, r"住址|地址|住所|家住|住在|居住|户籍|籍贯|小区|公寓|大厦|门牌"),
        (ADDRESS, rf"[{_NUMERAL}]+(?:号(?!码)|室|楼|栋|幢|弄|单元)|[东南西北中][一-鿿]{{0,3}}(?:路|街|巷)"),
        (ADDRESS, r"\b(?:address|residence|resid(?:es|ing)|lives? (?:at|in)|street|road|avenue|apartment)\b"),
        (NAME, rf"姓名|名叫|叫做|[{_SURNAMES}][一-鿿]{{0,2}}(?:先生|女士|小姐|某|同志)"),
        (NAME, rf"(?<=[a-z,;:] ){_NO_NAME}[A-Z][a-z]+|\b{_NO_NAME}[A-Z][a-z]+ {_NO_NAME}[A-Z][a-z]+"),
        (NAME, r"\b(?:Mr|Mrs|Ms)\b"),
        (INSULT, r"老赖|无赖|骗子|赖账|可耻|败类|人渣|\b(?:deadbeat|scoundrel|crook|cheat|liar|swindler)s?\b"),
    )
)


def found(text: str) -> tuple[Both, str] | None:
    """What kind of fact a text says that no notice may say, and the words that say it."""
    for kind, form in _FORMS:
        match = form.search(text)
        if match:
            return kind, match[0]
    name = _mandarin_name(text)
    return (NAME, name) if name else None


def _mandarin_name(text: str) -> str | None:
    if not set(text) & set(_SURNAMES):
        return None  # spares the dictionary
    with _LOCK:
        names = [name for name in _finder()(text) if len(name) in _NAME_LENGTHS and name[0] in _SURNAMES]
    return next((name for name in names if not name.startswith("谢谢")), None)


@cache
def _finder() -> Callable[[str], Iterator[str]]:
    return name_finder()
