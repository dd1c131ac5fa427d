"""What is published is in the court's own voice; one that stands in is heard only on purpose."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.domain.errors import RuleBroken
from ivr.domain.prompt import Prompt
from ivr.domain.registration import Registration
from ivr.flows.publish_notice import publish_notice
from tests.flows.office import Office, approver

COURT = "shunqing"
OWN = Prompt("a" * 32, "zh-CN", "示例区人民法院提醒您。详询0817-12368。", 9.5, "kokoro", "yunjian")
STANDS_IN = replace(OWN, key="b" * 32, engine="espeak-ng", fallback="kokoro: its model is not there.")


@pytest.fixture
def court(office: Office) -> Office:
    office.court(COURT)
    office.announced(COURT)
    office.do(approver(COURT), publish_notice, COURT, OWN)
    return office


def heard(office: Office) -> str:
    with Session(office.engine) as session:
        return session.scalars(select(Registration)).one().notice


def test_a_running_notice_keeps_its_last_good_file_when_another_voice_stands_in(court: Office) -> None:
    with pytest.raises(RuleBroken, match="its model is not there"):
        court.do(approver(COURT), publish_notice, COURT, STANDS_IN)
    assert heard(court) == OWN.key


def test_a_voice_that_stands_in_is_published_on_purpose(court: Office) -> None:
    court.do(approver(COURT), publish_notice, COURT, STANDS_IN, True)
    assert heard(court) == STANDS_IN.key
