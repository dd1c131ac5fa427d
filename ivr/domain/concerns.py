"""What the approver must have asked about before approving, and has to answer for: each with yes or no.

The papers cannot show it: whether the person is one of those whom the law keeps off the list, or whether the number is
really theirs.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ivr.domain.errors import NeverEnrolled, RuleBroken
from ivr.domain.order import Ground
from ivr.domain.text import plain

LONGEST_NOTE = 200


class Concern(StrEnum):
    """The names of the input fields, so that a refusal can name them."""

    CAMPUS_LOAN = "campus_loan"
    LISTED_OFFICER = "listed_officer"
    OTHER_HOLDER = "other_holder"
    SECURED = "secured"


@dataclass(frozen=True)
class Question:
    """``never``: with a yes nobody may be enrolled; else a yes needs a note that says why all the same."""

    zh: str
    en: str
    law: str
    never: bool
    ground_1_only: bool = False


@dataclass(frozen=True)
class Answer:
    yes: bool
    note: str = ""


Answers = Mapping[Concern, Answer]

QUESTIONS: Mapping[Concern, Question] = {
    Concern.CAMPUS_LOAN: Question(
        "是否为全日制在校生且因校园贷纠纷被执行", "a full-time student, over a campus loan", "法发〔2019〕35号", False
    ),
    Concern.LISTED_OFFICER: Question(
        "是否仅因任职于失信单位（法定代表人等）而列入",
        "listed only as an officer of a listed unit",
        "法发〔2019〕35号",
        False,
    ),
    Concern.OTHER_HOLDER: Question(
        "该号码是否登记在他人名下或由他人使用",
        "the number is registered to somebody else, or somebody else uses it",
        "the order names this person's number",
        True,
    ),
    Concern.SECURED: Question(
        "是否已提供足额担保、已控制足额财产或应后顺位履行",
        "sufficient security, sufficient seized assets, or a later place in the order of liability",
        "SPC Provisions 2017, art 3",
        True,
        ground_1_only=True,
    ),
}


NO_CONCERNS: dict[Concern, Answer] = dict.fromkeys(Concern, Answer(False))
"""No to everything that is asked."""


def asked(ground: int) -> list[Concern]:
    """What has to be answered for a listing on this ground."""
    first = ground == Ground.ABLE_BUT_REFUSES
    return [one for one, question in QUESTIONS.items() if first or not question.ground_1_only]


def check_answers(ground: int, answers: Answers) -> None:
    """Raises RuleBroken for what is not answered, BadInput for a yes without a note, NeverEnrolled where a yes forbids.

    Each names its field.
    """
    for concern in asked(ground):
        answer, question = answers.get(concern), QUESTIONS[concern]
        if answer is None:
            reason, reason_zh = f"answer yes or no: {question.en}?", f"请回答是或否：{question.zh}？"
            raise RuleBroken(field=concern, reason=reason, reason_zh=reason_zh)
        if answer.yes and question.never:
            raise NeverEnrolled(field=concern, reason=question.en, reason_zh=question.zh)
        if answer.yes or answer.note:
            plain(answer.note, concern, LONGEST_NOTE)


def as_text(answers: Answers) -> str:
    """For sealing: the notes may name somebody."""
    return json.dumps({one: [answer.yes, answer.note] for one, answer in answers.items()}, ensure_ascii=False)


def from_text(text: str) -> dict[Concern, Answer]:
    return {Concern(one): Answer(yes, note) for one, (yes, note) in json.loads(text).items()}
