"""A court and its notice."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ivr.domain.casenumber import PROVINCES
from ivr.domain.errors import BadInput

GATEWAY = "gateway"
"""Whose audit trail it is when something belongs to no court; so no court is called that."""

_SLUG = re.compile(r"[a-z][a-z0-9-]{1,40}")
_NAME = re.compile(r"[\u4e00-\u9fff]{4,40}")
_NAME_EN = re.compile(r"[A-Za-z][A-Za-z' .-]{3,100}")
_CODE = re.compile(rf"最高法|[{PROVINCES}](?:[0-9]{{2}}(?:[0-9]{{2}})?)?")
_ENQUIRY = re.compile(r"0?[0-9][0-9-]{2,14}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
"""A BCP 47 tag: ``zh-CN``, ``en``, ``bo``."""
_NAME_MARKS = " .-'·་"
"""The last is the stop between Tibetan syllables."""
MOST_GRACE_DAYS = 92
"""法发〔2019〕35号 allows a grace of one to three months; Shantou's practice is three days, our default."""

ONLINE_VOICES = ("gtts", "edge-tts")
"""Each is an engine in ``speech/engines`` that leaves this machine."""

MOST_LANGUAGES = 2
"""What a number's registration has room for, and what callers can be kept waiting for."""
MOST_NAME = 120

RETENTION_DAYS = range(30, 3651)
"""Long enough for somebody to ask for reconsideration (art 12), at most ten years."""


@dataclass
class Court:
    """``id`` is a short slug (``shunqing``); ``languages`` are played in that order, comma-separated.

    ``code`` is the one in its case numbers (川1302).
    ``names``: its name in each language it speaks besides zh-CN and en, such as bo, ug or yue (BCP 47 tags).
    ``online_voice``: the one that the court has turned on, if any; it sends the notice's text away.
    ``retention_days`` after an enrolment's end its personal data is erased (safeguard 13).
    """

    id: str
    name: str
    name_en: str
    enquiry: str
    grace_days: int
    languages: str
    zone: str
    retention_days: int = 365
    code: str | None = None
    online_voice: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def spoken(self) -> list[str]:
        """Its languages, in the order in which they play."""
        return self.languages.split(",")

    def name_in(self, language: str) -> str:
        """What the court is called in one of its languages."""
        own = {"zh-CN": self.name, "en": self.name_en}
        return own[language] if language in own else self.names[language]


@dataclass
class Notice:
    """A court's published notice in one language: the prompt that its registrations name."""

    id: str
    court_id: str
    language: str
    text: str
    prompt: str
    seconds: int
    published_by: str
    published_at: datetime


def check_court(court: Court) -> None:
    """Raises BadInput for a name, slug or enquiry number that could not be spoken or stored safely."""
    _fits(_SLUG, court.id, "id", "small letters, digits and hyphens, for example shunqing", "小写字母、数字和连字符")
    _fits(_NAME, court.name, "name", "the court's full name in Chinese characters", "法院中文全称")
    _fits(_NAME_EN, court.name_en, "name_en", "the court's name in English letters", "法院英文名称")
    _fits(_ENQUIRY, court.enquiry, "enquiry", "a telephone number such as 0817-12368", "电话号码，例如 0817-12368")
    if court.code is not None:
        _fits(
            _CODE,
            court.code,
            "code",
            "the code in its case numbers, for example 川1302",
            "案号中的法院代字，例如 川1302",
        )
    if not 1 <= court.grace_days <= MOST_GRACE_DAYS:
        raise BadInput(field="grace_days", reason="write 1 to 92 days", reason_zh="请填写 1 至 92 天")
    if court.retention_days not in RETENTION_DAYS:
        raise BadInput(field="retention_days", reason="write 30 to 3650 days", reason_zh="请填写 30 至 3650 天")
    if court.online_voice not in {None, *ONLINE_VOICES}:
        known, known_zh = ", ".join(ONLINE_VOICES), "、".join(ONLINE_VOICES)
        raise BadInput(field="voice", reason=f"none, or one of: {known}", reason_zh=f"不填，或填写：{known_zh}")
    if court.id == GATEWAY:
        raise BadInput(field="id", reason="this name is the gateway's own", reason_zh="该代号为网关自用")
    _check_languages(court)


def _check_languages(court: Court) -> None:
    spoken = court.spoken
    if not 1 <= len(spoken) == len(set(spoken)) <= MOST_LANGUAGES or not all(map(LANGUAGE.fullmatch, spoken)):
        reason, reason_zh = (
            "write one language or two, such as zh-CN,en or zh-CN,bo",
            "请填写一至两种语言，例如 zh-CN,bo",
        )
        raise BadInput(field="languages", reason=reason, reason_zh=reason_zh)
    others = set(spoken) - {"zh-CN", "en"}
    for language in sorted(others ^ set(court.names)):
        reason = f"write the court's name for each language besides zh-CN and en, and for no other: {language}"
        reason_zh = f"zh-CN、en 以外的每种播报语言须填写法院名称，其他语言不填：{language}"
        raise BadInput(field="names", reason=reason, reason_zh=reason_zh)
    for language, name in court.names.items():
        if not 2 <= len(name) <= MOST_NAME or not all(map(_in_a_name, name)):
            reason = f"write the court's name in {language}, with nothing but letters"
            raise BadInput(field="names", reason=reason, reason_zh=f"请填写法院的 {language} 名称，只能用文字")


def _in_a_name(character: str) -> bool:
    return character in _NAME_MARKS or unicodedata.category(character)[0] in "LM"


def require_language(court: Court, language: str) -> None:
    """Raises BadInput for a language that the court's notice is not spoken in."""
    if language not in court.spoken:
        reason = f"the court speaks {court.languages}"
        raise BadInput(field="language", reason=reason, reason_zh=f"本院播报语言为 {court.languages}")


def _fits(shape: re.Pattern[str], given: str, field: str, want: str, want_zh: str) -> None:
    if not shape.fullmatch(given):
        raise BadInput(field=field, reason=f"write {want}", reason_zh=f"请填写{want_zh}")
