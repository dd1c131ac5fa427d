"""SIPp against SIPp, with nothing in between: the callers and callees themselves are right."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ivr.carrier.call import place_call
from ivr.carrier.callee import Behaviour, Callee
from ivr.carrier.errors import PortTaken, SippFailed, SippMissing
from ivr.carrier.heard import Heard
from ivr.carrier.packet import Address
from ivr.carrier.plan import CallPlan
from ivr.carrier.sipp import free_port
from ivr.carrier.tone import tone_present
from ivr.kit.debs import Tree
from tests.servers.poll import until

pytestmark = pytest.mark.alone

DIALLED = "+86-154-0000-0001;npdi"


@pytest.fixture(scope="module")
def sipp(tools: Tree) -> list[str]:
    return tools.command("usr/bin/sipp")


def processes(port: int) -> list[int]:
    """Those of the SIPp that was started on this port."""
    found = subprocess.run(["pgrep", "-f", "--", f"-p {port} "], capture_output=True, text=True, check=False)
    assert found.returncode in (0, 1), found.stderr
    return [int(pid) for pid in found.stdout.split()]


def call(sipp: list[str], gateway: Address, **how: object) -> Heard:
    return place_call(sipp, CallPlan(DIALLED, "02088888888", gateway, talk_s=0.5, **how))  # type: ignore[arg-type]


def test_an_answered_call_is_seen_and_heard_at_both_ends(sipp: list[str]) -> None:
    with Callee(sipp, Behaviour(ring_s=0.3)) as callee:
        heard = call(sipp, callee.address, headers=(("X-Token", "7"), ("P-Charge", "no")))
        called = callee.call_to(DIALLED)
    assert called
    assert [m.summary for m in heard.messages] == [
        "INVITE (SDP)",
        "180 Ringing",
        "200 OK (SDP)",
        "ACK",
        "BYE",
        "200 OK (BYE)",
    ]
    assert tone_present(heard.talk.samples, 620, 0.4)
    assert tone_present(called.talk.samples, 1004, 0.4)
    assert (called.caller, called.invite.header("X-Token"), called.invite.header("P-Charge")) == (
        "02088888888",
        "7",
        "no",
    )
    assert heard.ringing_at
    assert heard.answered_at
    assert 0.25 < heard.answered_at - heard.ringing_at < 0.6


def test_a_tel_uri_can_be_dialled(sipp: list[str]) -> None:
    with Callee(sipp, Behaviour("refuses")) as callee:
        place_call(sipp, CallPlan("tel:+86-154-0000-0001;npdi", "02088888888", callee.address))
        assert callee.calls()[0].invite.start_line == "INVITE tel:+86-154-0000-0001;npdi SIP/2.0"
        assert callee.call_to("+86-154-0000-0001;npdi")


def test_early_media_of_the_callees_network_is_heard_before_the_answer(sipp: list[str]) -> None:
    with Callee(sipp, Behaviour("early_media", ring_s=0.6)) as callee:
        heard = call(sipp, callee.address)
    assert heard.progress_at
    assert heard.ringing_at is None
    assert tone_present(heard.early.samples, 620, 0.4)


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        ("486 Busy Here", "refused 486"),
        ("503 Service Unavailable", "refused 503"),
        ("603 Decline", "refused 603"),
        ("302 Moved Temporarily", "redirected"),
    ],
)
def test_a_final_response_is_acknowledged_and_told(sipp: list[str], refusal: str, status: str) -> None:
    with Callee(sipp, Behaviour("refuses", refusal=refusal)) as callee:
        heard = call(sipp, callee.address)
    assert heard.status == status
    assert heard.messages[-1].summary == "ACK"


@pytest.mark.parametrize("behaviour", [Behaviour("never_answers"), Behaviour("answers", ring_s=30)])
def test_a_caller_who_loses_patience_cancels_and_the_callee_obeys(sipp: list[str], behaviour: Behaviour) -> None:
    with Callee(sipp, behaviour) as callee:
        heard = call(sipp, callee.address, give_up_after_s=0.4)
    assert heard.status == "cancelled"
    assert [m.summary for m in heard.messages[-3:]] == ["200 OK (CANCEL)", "487 Request Terminated", "ACK"]
    assert heard.ringing_at
    assert 0.35 < heard.ended_at - heard.ringing_at < 0.7


def test_a_callee_may_hang_up_first(sipp: list[str]) -> None:
    with Callee(sipp, Behaviour("hangs_up", ring_s=0.1, talk_s=0.3)) as callee:
        heard = place_call(sipp, CallPlan(DIALLED, "02088888888", callee.address, talk_s=10))
    assert heard.status == "answered"
    assert 0.2 < heard.talk.seconds < 0.6
    assert [m.direction for m in heard.messages if m.request == "BYE"] == ["received"]


def test_where_nobody_listens_there_is_no_reply(sipp: list[str]) -> None:
    assert call(sipp, ("127.0.0.1", free_port("127.0.0.1"))).status == "no reply"


def test_one_callee_takes_calls_one_after_another_and_at_once(sipp: list[str]) -> None:
    with Callee(sipp, Behaviour(ring_s=0.2)) as callee:
        plans = [CallPlan(f"1540000000{n}", "02088888888", callee.address, talk_s=0.5) for n in range(6)]
        threads = [threading.Thread(target=place_call, args=(sipp, plan)) for plan in plans[:5]]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        place_call(sipp, plans[5])
        calls = [callee.call_to(plan.to) for plan in plans]
    assert all(called and tone_present(called.talk.samples, 1004, 0.4) for called in calls)


def test_a_taken_port_is_told_with_its_number(sipp: list[str]) -> None:
    with Callee(sipp) as callee, pytest.raises(PortTaken) as told:
        Callee(sipp, port=callee.address[1])
    assert str(callee.address[1]) in told.value.text("en")
    assert str(callee.address[1]) in told.value.text("zh-CN")


def test_a_missing_sipp_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SippMissing, match="ivr pbx install"):
        call([str(tmp_path / "sipp")], ("127.0.0.1", 9))


def test_a_sipp_that_cannot_read_its_options_is_told_with_its_own_words(sipp: list[str]) -> None:
    with pytest.raises(SippFailed, match="no-such-option"):
        call([*sipp, "-no-such-option"], ("127.0.0.1", 9))


def test_a_sipp_that_dies_under_its_calls_is_told(sipp: list[str]) -> None:
    callee = Callee(sipp)
    os.kill(processes(callee.address[1])[0], signal.SIGKILL)
    until(lambda: not callee.running)
    with pytest.raises(SippFailed, match="exit code"):
        callee.close()


def test_a_sipp_outlives_nobody_for_longer_than_its_lifetime(sipp: list[str]) -> None:
    callee = Callee(sipp, lifetime_s=1)
    until(lambda: not callee.running, 10)
    with pytest.raises(SippFailed):
        callee.close()


def test_a_sipp_that_ends_at_once_is_told() -> None:
    silent = [sys.executable, "-c", "raise SystemExit(3)"]
    with pytest.raises(SippFailed, match="exit code 3"):
        Callee(silent)


def test_no_process_stays_behind(sipp: list[str]) -> None:
    with Callee(sipp) as callee:
        call(sipp, callee.address, give_up_after_s=0.1)
        port = callee.address[1]
        assert len(processes(port)) == 1
    assert processes(port) == []


def test_a_program_that_forgets_its_callee_leaves_no_process_behind(sipp: list[str]) -> None:
    code = "import sys; from ivr.carrier.callee import Callee; print((callee := Callee(sys.argv[1:])).address[1])"
    done = subprocess.run([sys.executable, "-c", code, *sipp], capture_output=True, text=True, check=True, timeout=30)
    assert processes(int(done.stdout)) == []
