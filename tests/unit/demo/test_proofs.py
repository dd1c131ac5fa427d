"""Every proof of the demo can fail: fed with a recorded call that is wrong, it says so, and says what is wrong."""

from dataclasses import replace

import pytest

from ivr.cli.demo.call import Call
from ivr.cli.demo.proof import Proof
from ivr.cli.demo.proofs.asterisk_killed import Restarted, Unchecked, asterisk_killed
from ivr.cli.demo.proofs.before_enrolment import before_enrolment
from ivr.cli.demo.proofs.connect_modes import Ways, connect_modes
from ivr.cli.demo.proofs.gateway_killed import Outage, gateway_killed
from ivr.cli.demo.proofs.not_yet import Early, not_yet
from ivr.cli.demo.proofs.notice_heard import notice_heard
from ivr.cli.demo.proofs.other_court import other_court
from ivr.cli.demo.proofs.repayment import Repaid, repayment
from ivr.cli.demo.words import Words, same
from tests.unit.demo.recorded import COURT, OTHER, Made, call, hung_up, said

SILENT = call()
HEARD = call(Made(notice=COURT), (COURT,))
CUT = hung_up(COURT, (COURT[:8000],))
EARLY_MEDIA = call(Made(notice=OTHER))


def failing(proof: Proof) -> list[str]:
    return [check.what.en for check in proof.checks if not check.holds]


def test_a_silent_call_proves_the_time_before_enrolment() -> None:
    assert before_enrolment(SILENT).holds


@pytest.mark.parametrize(
    ("made", "wrong"),
    [
        (Made(notice=COURT), "Nothing is played before the answer"),
        (Made(progress=True), "Nothing is played before the answer"),
        (Made(caller_hears=False), "The caller hears the callee"),
        (Made(callee_hears=False), "The callee hears the caller"),
    ],
)
def test_early_media_or_one_sided_audio_before_enrolment_is_found(made: Made, wrong: str) -> None:
    assert failing(before_enrolment(call(made))) == [wrong]


def test_a_call_that_reached_nobody_proves_nothing() -> None:
    assert "The call is connected" in failing(before_enrolment(replace(SILENT, called=None)))


def cases(*, code: str = "too-early", calls: tuple[Call, ...] | None = None) -> list[Early]:
    calls = calls or tuple(call(Made(number=f"1540000000{n}")) for n in range(3))
    return [Early(same(str(n)), one, code, "too-early") for n, one in enumerate(calls)]


def test_three_refused_and_silent_numbers_prove_that_nothing_comes_too_soon() -> None:
    assert not_yet(cases()).holds


def test_an_activation_that_was_accepted_too_soon_is_found() -> None:
    assert len(failing(not_yet(cases(code="accepted")))) == 3


def test_the_same_number_three_times_is_no_proof_for_three() -> None:
    assert failing(not_yet(cases(calls=(SILENT, SILENT, SILENT)))) == ["Three cases, three numbers"]


def test_a_notice_before_its_time_is_found() -> None:
    calls = (SILENT, call(Made(number="15400000002")), call(Made(notice=COURT, number="15400000003")))
    assert failing(not_yet(cases(calls=calls))) == ["2: nothing is played before the answer"]


def test_the_courts_notice_ringing_and_talk_prove_the_notice() -> None:
    assert notice_heard(HEARD).holds


@pytest.mark.parametrize(
    ("made", "wrong"),
    [
        (Made(notice=OTHER), "What is heard is the court's recording (correlation)"),
        (Made(notice=COURT, early_answer_s=0.3), "No 200 OK before the callee's own (nobody is charged)"),
        (Made(notice=COURT, ringing=False), "Ringing is heard after the notice (450 Hz)"),
        (Made(notice=COURT, caller_hears=False), "The caller hears the callee"),
        (Made(notice=COURT, callee_hears=False), "The callee hears the caller"),
    ],
)
def test_what_is_wrong_with_an_announced_call_is_found(made: Made, wrong: str) -> None:
    assert wrong in failing(notice_heard(call(made, (COURT,))))


def test_a_notice_that_is_too_faint_is_found() -> None:
    faint = call(Made(notice=COURT // 2), (COURT,))
    assert failing(notice_heard(faint)) == ["It is as loud as the court's recording"]


def test_a_notice_that_broke_off_is_no_notice() -> None:
    half = call(Made(notice=COURT[: len(COURT) // 2]), (COURT,))
    assert "What is heard is the court's recording (correlation)" in failing(notice_heard(half))


def test_a_call_answered_before_the_notice_is_not_taken_for_an_announced_one() -> None:
    answered = call(Made(notice=COURT, early_answer_s=3.9), (COURT,))
    assert "What is heard is the court's recording (correlation)" in failing(notice_heard(answered))


def test_the_other_courts_words_prove_the_other_court() -> None:
    assert other_court(call(Made(notice=OTHER), (OTHER,)), COURT).holds


def test_the_first_courts_words_on_the_other_courts_number_are_found() -> None:
    wrong = failing(other_court(call(Made(notice=COURT), (OTHER,)), COURT))
    assert {"Own recording 1 of 1 (correlation)", "Unlike the first court's recording"} <= set(wrong)


PAID = Repaid("active", 100.0, 100.2, "removed", final=True, proof="read-back")


def test_a_silence_within_a_second_proves_repayment() -> None:
    assert repayment(HEARD, SILENT, PAID).holds


@pytest.mark.parametrize(
    ("wrong", "which"),
    [
        (replace(PAID, state_after_part="removed"), "State after a part payment"),
        (replace(PAID, silent_at=101.0), "From the payment's commit to the node's silence"),
        (replace(PAID, silent_at=99.9), "From the payment's commit to the node's silence"),
        (replace(PAID, state="active"), "State once all is paid"),
        (replace(PAID, final=False), "The removal is final, proven by the node"),
        (replace(PAID, proof="lease-over"), "The removal is final, proven by the node"),
    ],
)
def test_a_late_or_unproven_silence_is_found(wrong: Repaid, which: str) -> None:
    assert failing(repayment(HEARD, SILENT, wrong)) == [which]


def test_a_part_payment_that_silences_is_found() -> None:
    silenced = replace(SILENT, prompts=(COURT,))
    assert failing(repayment(silenced, SILENT, PAID)) == ["Still played after a part payment (correlation)"]


def test_a_notice_after_the_repayment_is_found() -> None:
    assert failing(repayment(HEARD, HEARD, PAID)) == ["Nothing is played before the answer"]


OUTAGE = Outage(lease_s=17.0, longest_lease_s=20.0, back_s=3.0)


def test_calls_silence_and_return_prove_the_outage() -> None:
    assert gateway_killed([HEARD], [SILENT], CUT, OUTAGE).holds


@pytest.mark.parametrize(
    ("proof", "which"),
    [
        (gateway_killed([HEARD], [HEARD], CUT, OUTAGE), "call: nothing is played before the answer"),
        (gateway_killed([CUT], [SILENT], CUT, OUTAGE), "Calls without a gateway are all connected"),
        (gateway_killed([], [SILENT], CUT, OUTAGE), "Calls without a gateway are all connected"),
        (
            gateway_killed([HEARD], [SILENT], hung_up(OTHER, (COURT[:8000],)), OUTAGE),
            "After the restart the court is heard again (its beginning)",
        ),
        (
            gateway_killed([HEARD], [SILENT], CUT, replace(OUTAGE, lease_s=25.0)),
            "The node falls silent when its lease is over",
        ),
        (gateway_killed([HEARD], [SILENT], CUT, replace(OUTAGE, back_s=31.0)), "Back with nobody's help"),
    ],
)
def test_what_is_wrong_with_an_outage_is_found(proof: Proof, which: str) -> None:
    assert failing(proof) == [which]


NODE = Unchecked(stale=True, lease=False, checked_s=0.5, gone=True)
RESTART = Restarted(SILENT, SILENT, CUT, SILENT)


def test_silence_before_and_the_notice_after_the_check_prove_the_restart() -> None:
    assert asterisk_killed(RESTART, NODE).holds


@pytest.mark.parametrize(
    ("calls", "node", "which"),
    [
        (replace(RESTART, standing_before=EARLY_MEDIA), NODE, "call: nothing is played before the answer"),
        (replace(RESTART, withdrawn_after=EARLY_MEDIA), NODE, "call: nothing is played before the answer"),
        (RESTART, replace(NODE, lease=True), "and has no lease"),
        (RESTART, replace(NODE, stale=False), "The restarted node still holds the withdrawn number"),
        (RESTART, replace(NODE, gone=False), "The withdrawn number is off the node"),
    ],
)
def test_what_is_wrong_after_a_restart_is_found(calls: Restarted, node: Unchecked, which: str) -> None:
    assert failing(asterisk_killed(calls, node)) == [which]


def redirected(contact: str) -> Call:
    cut = hung_up(COURT, (COURT,))
    moved = said(9, "received", "SIP/2.0 302 Moved Temporarily", more=f"Contact: <sip:{contact}@127.0.0.1:5070>\r\n")
    return replace(cut, heard=replace(cut.heard, messages=(*cut.heard.messages[:2], moved)))


def test_both_modes_and_an_exempt_caller_are_proved_and_a_wrong_contact_found() -> None:
    ways = Ways(redirected("15400000001"), SILENT, SILENT, CUT, evidence=1)
    assert connect_modes(ways).holds
    elsewhere = replace(ways, redirected=redirected("15400000099"))
    assert failing(connect_modes(elsewhere)) == ["then 302, and the gateway leaves the path"]
    announced = replace(ways, exempt=EARLY_MEDIA)
    assert failing(connect_modes(announced)) == ["call: nothing is played before the answer"]
    assert len(failing(connect_modes(replace(ways, evidence=0)))) == 1


def test_a_proof_that_measured_nothing_does_not_hold() -> None:
    assert not Proof("1", Words("无", "nothing"), ()).holds
