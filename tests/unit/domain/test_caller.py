"""Callers that never hear a notice (safeguard 9)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.caller import EMERGENCY_SERVICES, exempt

HOSPITAL = "+868172222222"


@pytest.mark.parametrize("service", EMERGENCY_SERVICES)
@pytest.mark.parametrize(
    "before", ["", "0817", "817", "010", "10", "+86", "0086", "86", "+86817", "0086010", "+860755"]
)
def test_emergency_services_are_exempt_from_wherever_they_call(service: str, before: str) -> None:
    assert exempt(before + service)


@pytest.mark.parametrize("form", ["+868172222222", "08172222222", "008608172222222", "0817-2222222", "868172222222"])
def test_a_listed_caller_is_exempt_in_every_form(form: str) -> None:
    assert exempt(form, [HOSPITAL])
    assert not exempt(form)


@pytest.mark.parametrize(
    "caller", ["", "anonymous", "unknown", "13800138000", "1101", "1110", "+1110", "08171100", "110;x", "110\n"]
)
def test_everybody_else_hears_the_notice(caller: str) -> None:
    assert not exempt(caller, [HOSPITAL])


@given(st.text(max_size=40))
def test_no_caller_makes_it_fail(caller: str) -> None:
    assert exempt(caller, [HOSPITAL]) in {True, False}
