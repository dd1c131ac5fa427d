"""The API does what its OpenAPI says, for every role: no 5xx, no answer that is not described (Schemathesis).

A run in the test suite draws a few requests for each operation. ``SCHEMATHESIS_EXAMPLES=500`` draws more.
"""

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from ivr.domain.staff import SYSTEM, Role
from ivr.flows.inbox.handle import handle
from ivr.flows.inbox.keep import keep
from tests.integration.api.conftest import House
from tests.integration.api.test_api_story import entry

EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "8"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
ELSEWHERE = {"/api/v1/session/openid", "/api/v1/session/openid/return"}
"""Without a provider they can only say so, with 503; ``test_openid`` has a real one."""
NOT_REFUSED = {
    "/api/v1/payments/{source}",  # what is wrong about the signature is told as 401, before the body is read
    "/api/v1/statements/{source}",  # so it is here
    "/api/v1/enrolments/import",  # the body is a file of its own form
}
CONFIG = schemathesis.Config.from_dict({"generation": {"allow-extra-parameters": False}})
"""What is not known in an address is passed over, as everywhere on the web; in a body it is refused."""
ROLES = (*(role for role in Role if role is not Role.BANK), None)
"""A bank signs its payments and has no token; None is somebody without one."""


@pytest.fixture
def house_with_everything(house: House) -> dict[str, Any]:
    """A court with a case in many a state, and the ids to put into addresses."""
    house.court()
    enrolment = house.active(1)
    draft = house.drafted(2)
    house.pay(entry(currency="USD"))
    objection = house.ask(
        "POST",
        f"/enrolments/{house.active(3)}/objections",
        "clerk@shunqing",
        json={"words": "同名", "received_on": str(house.clock.now().date())},
    ).json()["id"]
    new = {"url": "https://cases.example/", "kinds": ["activated"]}
    subscription = house.ask("POST", "/subscriptions", "court-admin@shunqing", json=new).json()["id"]
    house.active(4)
    delivery = house.ask("GET", f"/subscriptions/{subscription}/deliveries", "court-admin@shunqing").json()[0]["id"]
    spare = house.ask(
        "POST", "/staff", "court-admin@shunqing", json={"name": "A", "role": "clerk", "court": "shunqing"}
    )
    token = house.ask("POST", "/tokens", "clerk@shunqing", json={"name": "spare"}).json()["id"]
    debt = house.ask("GET", f"/enrolments/{enrolment}", "clerk@shunqing").json()["debt_id"]
    return {
        "proposal_id": [proposed(house)],
        "wording_id": [drafted_wording(house)],
        "debt_id": [debt],
        "payment_id": [stray(house)],
        "enrolment_id": [enrolment, draft],
        "objection_id": [objection],
        "subscription_id": [subscription],
        "delivery_id": [delivery],
        "staff_id": [spare.json()["id"]],
        "token_id": [token],
        "court_id": ["shunqing"],
        "source": ["abc-bank"],
        "statement_id": [statement(house)],
        "submit": [house.drafted(5)],
        "withdraw": [house.drafted(6)],
        "approve": [submitted(house, 7)],
        "send-back": [submitted(house, 8)],
    }


def stray(house: House) -> str:
    """Money that is no court's yet."""
    return str(house.pay(entry(id="stray", account="000000000000", text="")).json()["id"])


def proposed(house: House) -> str:
    (payment,) = house.ask("GET", "/payments/review", "clerk@shunqing").json()
    new = {"kind": "close-review", "subject": payment["id"], "content": {"as": "refund"}}
    return str(house.ask("POST", "/proposals", "clerk@shunqing", json=new).json()["id"])


def statement(house: House) -> str:
    """One that a bank has sent, and that was refused for want of columns; and these."""
    columns = {"columns": {"id": "A", "booked_on": "B", "amount": "C"}}
    kept, _ = keep(house.desk, SYSTEM, "abc-bank", [b"A,B,C\n"])
    handle(house.desk, kept.id)
    assert house.ask("PUT", "/feeds/abc-bank/columns", json=columns).status_code == 200
    return kept.id


def drafted_wording(house: House) -> str:
    new = {"language": "zh-CN", "text": "{court}提醒您，请督促该机主履行义务。详询{enquiry}。"}
    return str(house.ask("POST", "/courts/shunqing/wordings", "clerk@shunqing", json=new).json()["id"])


def submitted(house: House, n: int) -> str:
    key = house.drafted(n)
    house.step(key, "submit", "clerk@shunqing")
    return key


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_every_operation_answers_as_it_is_described_whoever_asks(
    house: House, house_with_everything: dict[str, Any]
) -> None:
    described = schemathesis.openapi.from_url(f"{house.client.base_url}/openapi.json", config=CONFIG)
    every: Any = described.exclude(path=list(ELSEWHERE)).get_all_operations()
    operations = [found.ok() for found in every]
    failed: list[str] = []
    accepted: set[str] = set()
    for operation in operations:
        asked = Asked(operation, house, house_with_everything, accepted)
        for check in (asked.with_the_example, asked.with_anything):
            try:
                check()
            except FailureGroup as error:
                failed.append(f"{operation.label}: {error}")
    assert not failed, "\n\n".join(failed)
    # Or else all of this would be about refusals.
    assert len(accepted) > len(operations) / 2, sorted({one.label for one in operations} - accepted)


class Asked:
    """One operation, asked by everybody."""

    def __init__(self, operation: Any, house: House, known: dict[str, Any], accepted: set[str]) -> None:
        self.operation, self.house, self.known, self.accepted = operation, house, known, accepted

    def with_the_example(self) -> None:
        """By each role once, with ids that exist and the body that is shown to readers."""
        for role in ROLES:
            path = {one.name: self.known.get(one.name, ["0" * 16])[0] for one in self.operation.path_parameters}
            path |= {
                "enrolment_id": self.known.get(self.operation.path.rpartition("/")[2], self.known["enrolment_id"])[0]
            }
            query = {"court": "shunqing"} if self.operation.path.endswith("/export") else {}
            self.check(self.operation.Case(path_parameters=path, query=query, **self._example()), role, [])

    def with_anything(self) -> None:
        right = self.operation.as_strategy(generation_mode=GenerationMode.POSITIVE).map(self._existing)
        wrong = self.operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
        strict = [] if self.operation.path in NOT_REFUSED else [negative_data_rejection]

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=st.one_of(right, wrong), role=st.sampled_from(ROLES))
        def anything(case: Case[Any], role: Role | None) -> None:
            self.check(case, role, strict)

        anything()

    def check(self, case: Case[Any], role: Role | None, more: list[Any]) -> None:
        answer = case.call(headers=token(self.house, role), timeout=30)
        if answer.status_code < 300:
            self.accepted.add(self.operation.label)
        case.validate_response(answer, checks=CHECKS + more)

    def _existing(self, case: Case[Any]) -> Case[Any]:
        """What exists, as far as it does: a made-up id would only ever be not found."""
        known = {name: one[0] for name, one in self.known.items() if name in (case.path_parameters or {})}
        case.path_parameters = {**(case.path_parameters or {}), **known}
        return case

    def _example(self) -> dict[str, Any]:
        for body in self.operation.body:
            shown = [*body.definition["schema"].get("examples", []), body.definition.get("example")]
            return {"body": shown[0], "media_type": body.media_type}
        return {}


def token(house: House, role: Role | None) -> dict[str, str]:
    if role is None:
        return {}
    who = role if role in house.tokens else f"{role}@shunqing"
    return {"Authorization": f"Bearer {house.tokens[who]}"}
