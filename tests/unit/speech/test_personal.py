"""What no notice may say of anybody, by kind, and what courts do say."""

import pytest

from ivr.speech import personal, wording
from ivr.speech.both import Both
from ivr.speech.errors import PersonalFact
from tests.unit.speech.test_reading_lists import listed

SAID = {"zh-CN": "{{court}}提醒您：{}。请拨打{{enquiry}}。", "en": "{{court}} informs you: {}. Call {{enquiry}}."}
REFUSED = [
    (personal.AMOUNT, "zh-CN", ["欠款五万元", "尚有十余万元未还", "差两千三百块钱", "共计三百万", "执行金额较大"]),
    (personal.AMOUNT, "en", ["this person owes money", "five thousand are due", "a large amount is unpaid"]),
    (personal.NUMBER, "zh-CN", ["身份证尾号一二三四", "号码一三八零零一三八", "其银行卡号已冻结", "护照已宣布作废"]),
    (personal.NUMBER, "en", ["the ID card is revoked", "passport revoked", "one three eight zero is listed"]),
    (personal.CREDITOR, "zh-CN", ["拒不向申请执行人履行", "欠中国银行的钱", "与某某公司的纠纷", "原告已申请执行"]),
    (personal.CREDITOR, "en", ["the creditor has applied", "the bank has applied", "the plaintiff has won"]),
    (personal.ADDRESS, "zh-CN", ["家住城南", "住址已公布", "中山路三号的机主", "五栋二单元的住户"]),
    (personal.ADDRESS, "en", ["who lives at the river", "of the Garden apartment", "whose residence is known"]),
    (personal.NAME, "zh-CN", ["机主王小明失信", "张三是被执行人", "李先生已失信", "请转告赵敏", "机主姓名已公布"]),
    (personal.NAME, "en", ["please tell Zhang San", "the holder is Mr Li", "known. Li Ming is listed"]),
    (personal.INSULT, "zh-CN", ["机主是老赖", "可耻的骗子"]),
    (personal.INSULT, "en", ["this crook is listed"]),
]
COURTS_SAID = [
    "您拨打的号码实名认证人已被列入失信被执行人名单，请您督促其尽快履行法律义务。谢谢您的支持",
    "您拨打的用户已被列入失信被执行人，请您千万督促其尽快履行法律义务，做诚实守信公民",
    "您所拨打的手机实名登记机主已被人民法院发布为失信被执行人，请督促其尽快履行生效法律文书确定的义务",
]


@pytest.mark.parametrize(
    ("kind", "language", "text"), [(kind, language, text) for kind, language, texts in REFUSED for text in texts]
)
def test_a_personal_fact_is_refused_with_its_field_and_what_to_write_instead(
    kind: Both, language: str, text: str
) -> None:
    with pytest.raises(PersonalFact) as refusal:
        wording.check(SAID[language].format(text), language, field="zh-CN/notice.txt")
    assert refusal.value.field == "zh-CN/notice.txt"
    assert kind.zh in refusal.value.text("zh-CN")
    assert kind.en in refusal.value.text("en")
    assert "{enquiry}" in refusal.value.text("en")


@pytest.mark.parametrize("text", COURTS_SAID)
def test_what_courts_really_said_is_accepted(text: str) -> None:
    wording.check(SAID["zh-CN"].format(text), "zh-CN")


@pytest.mark.parametrize(
    "text",
    ["by order of the Supreme People's Court", "ask from Monday to Friday", "listed under the Civil Procedure Law"],
)
def test_what_an_english_notice_may_say_is_accepted(text: str) -> None:
    wording.check(SAID["en"].format(text), "en")


def test_clauses_of_notices_are_no_personal_facts() -> None:
    clauses = [text for text, _ in listed("held_out") if len(text) > 5 and not {"银行", "老赖"} & {text[:2], text[-2:]}]
    assert len(clauses) > 30
    assert [personal.found(clause) for clause in clauses if personal.found(clause)] == []
