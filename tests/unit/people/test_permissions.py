"""Who may do what: every action and every role, written down here a second time, the other way round."""

import pytest

from ivr.domain.errors import NotPermitted, OutOfScope
from ivr.domain.staff import OF_A_COURT, PERMITTED, Actor, Role, actions_of, require

ALL = "issue_token claim_token "
LOOKS = "read read_cases read_figures reveal verify_audit "
STEPS = (
    "send_back warn tell_again tell_ended issue_certificate activate suspend resume remove object clear_listing "
    "prove_holder propose "
)
DECIDES = "approve decide_resume decide_objection correct decide_proposal "
MAY = {
    "clerk": ALL + LOOKS + STEPS + "draft amend submit withdraw restore",
    "approver": ALL + LOOKS + STEPS + DECIDES + "publish_notice",
    "president": ALL + LOOKS + STEPS + DECIDES,
    "auditor": ALL + LOOKS + "audit_export read_audit",
    "court-admin": ALL
    + "read read_figures verify_audit audit_export read_audit subscribe add_staff manage_staff set_retention "
    + "set_online_voice set_enquiry set_languages",
    "operator": ALL
    + "read read_figures verify_audit audit_export read_audit subscribe add_staff manage_staff set_retention "
    + "set_enquiry set_languages add_court set_court_code pass_on_payment confirm_plan publish_notice rotate_keys "
    + "sweep collect_prompts read_statements read_again set_columns",
    "carrier": ALL + "read_feed report_line",
    "bank": ALL + "record_payment send_statement read_statements",
    "system": "read read_cases verify_audit warn tell_again tell_ended activate suspend object remove expire "
    + "record_payment sweep collect_prompts send_statement read_statements",
}
CHANGES_A_CASE = frozenset(["draft", "amend", "submit", "withdraw", "restore"]) | set((STEPS + DECIDES).split())
SHOWS_A_PERSON = frozenset({"reveal", "read_cases", "read_feed"})


def test_every_role_has_its_line_here() -> None:
    assert set(MAY) == {*Role, "system"}
    assert set(PERMITTED) == {action for actions in MAY.values() for action in actions.split()}


@pytest.mark.parametrize("action", sorted(PERMITTED))
@pytest.mark.parametrize("role", sorted(MAY))
def test_a_role_may_do_exactly_what_the_table_says(role: str, action: str) -> None:
    actor = Actor("a" * 16, role, "shunqing" if role in OF_A_COURT else None)
    if action in MAY[role].split():
        require(actor, action)
        return
    with pytest.raises(NotPermitted) as refused:
        require(actor, action)
    assert type(refused.value) is NotPermitted


def test_an_auditor_looks_and_changes_nothing() -> None:
    assert not actions_of(Role.AUDITOR) & (CHANGES_A_CASE | {"add_staff", "manage_staff", "set_retention"})


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.COURT_ADMIN, Role.BANK])
def test_who_runs_or_staffs_the_gateway_sees_no_persons_data(role: Role) -> None:
    assert not actions_of(role) & (SHOWS_A_PERSON | CHANGES_A_CASE)


def test_whoever_drafts_can_never_approve() -> None:
    assert not PERMITTED["draft"] & PERMITTED["approve"]


def test_an_action_that_is_not_in_the_table_is_an_error_of_ours_and_never_allowed() -> None:
    with pytest.raises(KeyError):
        require(Actor("a" * 16, Role.OPERATOR, None), "no_such_action")


@pytest.mark.parametrize("action", sorted(actions_of(Role.CLERK)))
def test_a_narrow_token_narrows_the_role_and_never_widens_it(action: str) -> None:
    narrow = Actor("a" * 16, Role.CLERK, "shunqing", frozenset({"draft", "approve"}))
    if action == "draft":
        require(narrow, action)
        return
    with pytest.raises(OutOfScope):
        require(narrow, action)
    with pytest.raises(NotPermitted):
        require(narrow, "approve")
