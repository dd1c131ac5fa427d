"""The dialplan and the domain say the same of every number, and no dialled string keeps a call from being connected."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ivr.domain import caller as domain_caller
from ivr.domain.number import canonical
from ivr.domain.registration import node_key
from ivr.kit.debs import Tree
from tests.servers.node import HOP, HOSPITAL, REDIRECTED, Node, make_prompt, running_node
from tests.servers.poll import eventually

pytestmark = pytest.mark.alone

MOBILE, LANDLINE, PROMPT, ENROLMENT = "+8615400001234", "+868172345678", "a" * 32, "b" * 16

FORMS = [
    "15400001234",
    "015400001234",
    "8615400001234",
    "+8615400001234",
    "008615400001234",
    "+86015400001234",
    "+86-154-0000-1234",
    "+8-6154-0000-1234",
    "154.0000.1234",
    "(0)15400001234",
    "+8615400001234;npdi",
    "+8615400001234;rn=+8613900000000;npdi",
    "tel:+86-154-0000-1234;phone-context=+86",
    "tel:15400001234;phone-context=+86",
    "%2B8615400001234",
    "08172345678",
    "8172345678",
    "868172345678",
    "+86(817)234-5678",
]
OTHERS = [
    "15400001235",
    "+1415400001234",
    "+8715400001234",
    "001415400001234",
    "5400001234",
    "2345678",
    "alice",
    "alice15400001234",
    "*15400001234",
    "#31#15400001234",
    "110",
    "12368",
    "0",
    "86",
    "+86",
]


@pytest.fixture(scope="module")
def node(tools: Tree, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    with running_node(tools, tmp_path_factory.mktemp("node")) as running:
        make_prompt(running.prompts, PROMPT, seconds=0.4)
        yield running


@pytest.fixture(scope="module")
def announcing(node: Node) -> Node:
    """Both numbers are registered and the lease holds."""
    until = datetime.now(UTC) + timedelta(hours=1)
    with node.connect() as asterisk:
        value = f"{int(until.timestamp())}:{PROMPT}:{ENROLMENT}"
        asterisk.apply([(node_key(number), value) for number in (MOBILE, LANDLINE)], [])
        asterisk.lease(until)
    return node


def test_every_dialled_form_of_a_number_hears_its_notice_and_nothing_else_does(announcing: Node) -> None:
    with ThreadPoolExecutor(8) as callers:
        heard = dict(zip(FORMS + OTHERS, callers.map(announcing.call, FORMS + OTHERS), strict=True))
    announced = {form for form, call in heard.items() if call.progress_at is not None}
    assert announced == set(FORMS)
    assert {form: call.status for form, call in heard.items() if call.status != "answered"} == {}


@pytest.mark.parametrize("form", [form for form in FORMS if not form.startswith("%")])
def test_the_domain_lands_the_same_forms_on_the_same_number(form: str) -> None:
    assert canonical(form) in {MOBILE, LANDLINE}


@pytest.mark.parametrize("other", OTHERS)
def test_the_domain_lands_nothing_else_on_them(other: str) -> None:
    assert canonical(other) not in {MOBILE, LANDLINE}


EXEMPT = ["110", "119", "120", "122", "12110", "0817110", "+86817110", "010120", HOSPITAL, "081722222222"]
NOT_EXEMPT = ["+8615400009999", "10086", "anonymous", "15400000110", "+86154000001100", "1100"]


def test_emergency_services_and_listed_callers_are_connected_with_no_notice(announcing: Node) -> None:
    with ThreadPoolExecutor(8) as callers:
        calls = callers.map(lambda caller: announcing.call(MOBILE, caller), EXEMPT + NOT_EXEMPT)
    silent = {caller for caller, call in zip(EXEMPT + NOT_EXEMPT, calls, strict=True) if call.progress_at is None}
    assert silent == set(EXEMPT)
    assert silent == {one for one in EXEMPT + NOT_EXEMPT if domain_caller.exempt(one, [HOSPITAL])}


HOSTILE = [
    "15400001234&15400001235",
    "15400001234,60,g",
    "15400001234%5Ex",
    "15400001234%7Cx",
    "15400001234%2C1",
    "1%22%5D",
]


@pytest.mark.parametrize("dialled", HOSTILE)
def test_what_could_be_taken_for_a_second_destination_is_not_dialled(announcing: Node, dialled: str) -> None:
    before = len(announcing.callee.calls())
    assert announcing.call(dialled).status in {"refused 484", "refused 404"}
    assert len(announcing.callee.calls()) == before


def test_a_call_that_has_been_here_before_is_refused(announcing: Node) -> None:
    assert announcing.call(MOBILE, headers=(("X-Notice-Hop", HOP),)).status.startswith("refused")
    assert announcing.call(MOBILE, headers=(("X-Notice-Hop", "another"),)).status == "answered"


def test_what_goes_on_carries_the_token_the_dialled_form_the_caller_and_the_diversion(announcing: Node) -> None:
    diversion = "<sip:+8615400007777@example.invalid>;reason=unconditional"
    announcing.call("+86-154-0000-1299", headers=(("Diversion", diversion),))
    invite = next(call for call in reversed(announcing.callee.calls()) if "1299" in call.dialled).invite
    assert invite.header("X-Notice-Hop") == HOP
    assert invite.user("request") == "+86-154-0000-1299"
    assert invite.user("From") == "+8615400009999"
    assert "+8615400007777" in invite.header("Diversion")


def test_the_redirecting_trunk_answers_302_after_the_notice(announcing: Node) -> None:
    call = announcing.call(MOBILE, address=REDIRECTED)
    assert call.status == "redirected"
    assert call.early.seconds >= 0.3
    assert f"{announcing.callee.address[1]}" in call.contact


BROKEN_VALUES = [
    "garbage",
    "::",
    f"99999999999:{'0' * 32}:{ENROLMENT}",
    f"99999999999::{ENROLMENT}",
    "99999999999:../../etc/passwd:x",
    f"notanumber:{PROMPT}:{ENROLMENT}",
    "99999999999",
]


def test_a_broken_value_on_the_node_connects_the_call_without_a_notice(announcing: Node, tmp_path: Path) -> None:
    numbers = [f"154000055{n:02d}" for n in range(len(BROKEN_VALUES))]
    with announcing.connect() as asterisk:
        asterisk.apply([(f"86{number}", value) for number, value in zip(numbers, BROKEN_VALUES, strict=True)], [])
    with ThreadPoolExecutor(8) as callers:
        for call in callers.map(announcing.call, numbers):
            assert call.status == "answered"
            assert call.early.seconds < 0.3


def test_past_its_expiry_a_number_is_silent_with_no_message_from_anybody(announcing: Node) -> None:
    past = int((datetime.now(UTC) - timedelta(seconds=1)).timestamp())
    with announcing.connect() as asterisk:
        asterisk.apply([("8615400004444", f"{past}:{PROMPT}:{ENROLMENT}")], [])
    assert announcing.call("15400004444").progress_at is None


def test_evidence_comes_also_from_a_caller_who_hangs_up_inside_and_carries_no_caller(announcing: Node) -> None:
    make_prompt(announcing.prompts, "c" * 32, seconds=3)
    with announcing.connect() as asterisk:
        asterisk.apply([("8615400003333", f"99999999999:{'c' * 32}:{ENROLMENT}")], [])
    with announcing.evidence() as events:
        announcing.call("15400003333", caller="+8615412345678", give_up_after_s=0.8)
        cut = events.next(5)
        announcing.call("15400003333", caller="+8615412345678")
        heard = events.next(5)
    assert cut is not None
    assert heard is not None
    assert (cut.outcome, heard.outcome) == ("cut", "heard")
    assert 600 <= cut.heard_ms <= 1100
    assert heard.heard_ms == pytest.approx(3000, abs=60)
    assert "5412345678" not in f"{cut}{heard}"


def test_the_caller_is_told_that_the_number_he_dialled_was_reached(announcing: Node) -> None:
    for dialled in (MOBILE, "15400001235", "alice"):
        messages = announcing.call(dialled).messages
        answer = next(message for message in messages if message.code == 200 and message.has_sdp)
        assert answer.user("P-Asserted-Identity") == dialled


def test_ringing_gets_what_the_notice_has_left_of_the_budget(announcing: Node) -> None:
    make_prompt(announcing.prompts, "e" * 32, seconds=3)
    with announcing.connect() as asterisk:
        asterisk.apply([("8615400006666", f"99999999999:{'e' * 32}:{ENROLMENT}")], [])
    dialling: list[int] = []

    def seen() -> bool:
        shown = announcing.asterisk.command("core show channels concise")
        dialling.extend(int(seconds) for seconds in re.findall(r"PJSIP/15400006666@carrier-out,(\d+)!", shown))
        return bool(dialling)

    with ThreadPoolExecutor(1) as caller:
        call = caller.submit(announcing.call, "15400006666", talk_s=2.0)
        assert eventually(seen, 10)
        assert call.result().status == "answered"
    assert 55 <= dialling[0] <= 57
