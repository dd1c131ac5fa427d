"""Access tokens over HTTP: what they are for, how they end, and that nobody gets more than is theirs."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, select, text

from ivr.domain.staff import Actor, Role
from ivr.domain.token import digest
from ivr.flows.add_staff import add_staff
from ivr.flows.desk import Desk
from ivr.flows.sign_in import sign_in
from ivr.kit.clock import SystemClock
from ivr.kit.ids import random_id
from ivr.kit.vault import Vault
from ivr.store.engine import open_engine
from ivr.store.tables import tokens
from ivr.store.upgrade import migrations, upgrade
from tests.servers.people import SETUP, People, people

CLERK = "clerk@shunqing"
ADMIN = "court-admin@shunqing"


@pytest.fixture
def house(engine: Engine) -> Iterator[People]:
    with people(engine) as made:
        yield made


def issued(house: People, who: str, **asked: object) -> dict[str, str]:
    answer = house.ask("POST", "/tokens", who, json={"name": "nightly import", **asked})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def test_a_token_is_told_once_begins_with_ivr_and_lasts_ninety_days(house: People) -> None:
    token = issued(house, CLERK)
    assert token["token"].startswith("ivr_")
    assert len(token["token"]) == 47
    assert datetime.fromisoformat(token["ends_at"]) - house.clock.now() == timedelta(days=90)
    assert token["token"] not in house.ask("GET", "/tokens", CLERK).text
    house.clock.pass_by(timedelta(days=90) - timedelta(seconds=1))
    assert house.ask("GET", "/session", token["token"]).status_code == 200
    house.clock.pass_by(timedelta(seconds=1))
    assert house.ask("GET", "/session", token["token"]).status_code == 401


def test_a_person_has_several_and_each_is_revoked_alone(house: People) -> None:
    one, two = issued(house, CLERK, name="one"), issued(house, CLERK, name="two")
    assert house.ask("DELETE", f"/tokens/{one['id']}", CLERK).json()["valid"] is False
    assert house.ask("GET", "/session", one["token"]).status_code == 401
    assert house.ask("GET", "/session", two["token"]).status_code == 200
    assert [token["name"] for token in house.ask("GET", "/tokens", CLERK).json() if token["valid"]].count("one") == 0


def test_a_rotated_token_stays_valid_for_the_overlap_and_no_longer(house: People) -> None:
    old = issued(house, CLERK, actions=["read", "draft"], days=30)
    new = house.ask("POST", f"/tokens/{old['id']}/rotate", CLERK, json={"overlap": 60}).json()
    assert (new["name"], new["actions"]) == (old["name"], ["draft", "read"])
    assert datetime.fromisoformat(new["ends_at"]) - house.clock.now() == timedelta(days=30)
    house.clock.pass_by(timedelta(minutes=59))
    assert house.ask("GET", "/session", old["token"]).status_code == 200
    house.clock.pass_by(timedelta(minutes=1))
    assert house.ask("GET", "/session", old["token"]).status_code == 401
    assert house.ask("GET", "/session", new["token"]).status_code == 200
    assert house.ask("POST", f"/tokens/{old['id']}/rotate", CLERK, json={}).status_code == 409


def test_rotating_with_no_overlap_ends_the_old_one_at_once(house: People) -> None:
    old = issued(house, CLERK)
    assert house.ask("POST", f"/tokens/{old['id']}/rotate", old["token"], json={}).status_code == 201
    assert house.ask("GET", "/session", old["token"]).status_code == 401
    assert house.ask("POST", f"/tokens/{old['id']}/rotate", CLERK, json={"overlap": 1441}).status_code == 422


def test_a_narrow_token_does_what_it_was_issued_for_and_nothing_else(house: People) -> None:
    narrow = issued(house, CLERK, actions=["read", "issue_token"])["token"]
    assert house.ask("GET", "/courts", narrow).status_code == 200
    assert house.ask("GET", "/enrolments", narrow).json()["code"] == "out-of-scope"
    assert house.ask("GET", "/session", narrow).json()["actions"] == ["issue_token", "read"]


def test_a_narrow_token_gets_no_wider_one_by_issuing_or_rotating(house: People) -> None:
    narrow, wide = issued(house, CLERK, actions=["read", "issue_token"])["token"], issued(house, CLERK)
    assert house.ask("POST", "/tokens", narrow, json={"name": "x", "actions": ["draft"]}).json()["field"] == "actions"
    assert issued(house, narrow)["actions"] == ["issue_token", "read"]
    refused = house.ask("POST", f"/tokens/{wide['id']}/rotate", narrow, json={})
    assert (refused.status_code, refused.json()["code"]) == (403, "out-of-scope")
    assert house.ask("GET", "/session", wide["token"]).status_code == 200


def test_a_token_that_may_not_issue_issues_none(house: People) -> None:
    narrow = issued(house, CLERK, actions=["read"])
    assert house.ask("POST", "/tokens", narrow["token"], json={"name": "x"}).status_code == 403
    assert house.ask("POST", f"/tokens/{narrow['id']}/rotate", narrow["token"], json={}).status_code == 403
    assert house.ask("GET", "/tokens", narrow["token"]).status_code == 403


@pytest.mark.parametrize(("asked", "field"), [({"actions": ["approve"]}, "actions"), ({"days": 366}, "days")])
def test_a_token_is_never_wider_than_the_role_nor_longer_than_a_year(
    house: People, asked: dict[str, object], field: str
) -> None:
    refused = house.ask("POST", "/tokens", CLERK, json={"name": "x", **asked})
    assert (refused.status_code, refused.json()["field"]) == (422, field)


def test_the_last_use_is_known_to_within_an_hour(house: People) -> None:
    token = issued(house, CLERK)
    for minutes in (10, 20, 40):
        house.clock.pass_by(timedelta(minutes=minutes))
        house.ask("GET", "/session", token["token"])
    told = {one["id"]: one["last_used_at"] for one in house.ask("GET", "/tokens", CLERK).json()}
    assert house.clock.now() - datetime.fromisoformat(told[token["id"]]) < timedelta(hours=1)


def test_a_one_time_secret_is_exchanged_once_and_does_nothing_else(house: People) -> None:
    with house.desk.work(SETUP) as work:
        add_staff(work, "First", Role.OPERATOR, None, "ivr_once", once=True)
    assert house.ask("GET", "/courts", "ivr_once").json()["code"] == "out-of-scope"
    assert house.ask("POST", "/tokens", "ivr_once", json={"name": "x"}).json()["code"] == "out-of-scope"
    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(lambda _: house.ask("POST", "/tokens/claim", "ivr_once"), range(4)))
    assert sorted(one.status_code for one in said) == [201, 401, 401, 401]
    token = next(one.json()["token"] for one in said if one.status_code == 201)
    assert house.ask("GET", "/courts", token).status_code == 200
    assert house.ask("GET", "/session", "ivr_once").status_code == 401


def test_a_one_time_secret_is_over_after_a_day(house: People) -> None:
    with house.desk.work(SETUP) as work:
        add_staff(work, "First", Role.OPERATOR, None, "ivr_once", once=True)
    house.clock.pass_by(timedelta(days=1))
    assert house.ask("POST", "/tokens/claim", "ivr_once").status_code == 401


def test_only_digests_are_kept_and_every_step_is_in_the_trail(house: People) -> None:
    token = issued(house, CLERK)
    house.ask("POST", f"/tokens/{token['id']}/rotate", CLERK, json={})
    house.ask("DELETE", f"/tokens/{token['id']}", CLERK)
    with house.engine.connect() as connection:
        kept = str(connection.execute(select(tokens)).all())
    assert token["token"] not in kept + str(house.trail())
    mine = [action for court, actor, action, _ in house.trail() if actor == house.staff[CLERK]]
    assert mine == ["issue_token", "rotate_token", "revoke_token"]


def test_an_administrator_manages_the_own_courts_people_and_learns_of_no_others(house: People) -> None:
    theirs = house.staff["clerk@gaoping"]
    foreign = house.ask("POST", "/tokens", "clerk@gaoping", json={"name": "theirs"}).json()["id"]
    assert {one["court_id"] for one in house.ask("GET", "/staff", ADMIN).json()} == {"shunqing"}
    asked = [
        ("POST", f"/staff/{theirs}/end", None),
        ("POST", f"/staff/{theirs}/account", {"login": "li.wen"}),
        ("POST", "/tokens", {"name": "x", "staff": theirs}),
        ("GET", f"/tokens?staff={theirs}", None),
        ("DELETE", f"/tokens/{foreign}", None),
        ("POST", f"/tokens/{foreign}/rotate", {}),
        ("POST", "/staff", {"name": "x", "role": "clerk", "court": "gaoping"}),
    ]
    for method, path, body in asked:
        refused = house.ask(method, path, ADMIN, json=body)
        assert refused.status_code == 404, (path, refused.text)
    assert house.ask("GET", "/session", "clerk@gaoping").status_code == 200


@pytest.mark.parametrize("role", ["operator", "carrier", "bank"])
def test_an_administrator_adds_nobody_who_stands_above_courts(house: People, role: str) -> None:
    assert house.ask("POST", "/staff", ADMIN, json={"name": "x", "role": role}).status_code == 403
    assert house.ask("POST", "/staff", ADMIN, json={"name": "x", "role": role, "court": "shunqing"}).status_code == 422


def test_an_administrator_issues_revokes_and_ends_for_the_own_people(house: People) -> None:
    token = issued(house, ADMIN, staff=house.staff[CLERK], actions=["draft"])
    assert house.ask("GET", "/session", token["token"]).json()["id"] == house.staff[CLERK]
    assert house.ask("DELETE", f"/tokens/{token['id']}", ADMIN).status_code == 200
    assert house.ask("POST", f"/staff/{house.staff[ADMIN]}/end", ADMIN).status_code == 409


def test_an_operator_cannot_read_a_courts_cases_through_its_people(house: People) -> None:
    """Once a court has an administrator, the operator makes and manages none of its people but administrators."""
    clerk = house.staff[CLERK]
    own = house.ask("POST", "/tokens", CLERK, json={"name": "mine"}).json()["id"]
    for method, path, body in (
        ("POST", "/staff", {"name": "x", "role": "clerk", "court": "shunqing"}),
        ("POST", f"/staff/{clerk}/account", {"login": "li.wen"}),
        ("POST", "/tokens", {"name": "x", "staff": clerk}),
    ):
        assert house.ask(method, path, "operator", json=body).json()["code"] == "managed-elsewhere", path
    assert house.ask("POST", f"/tokens/{own}/rotate", "operator", json={}).status_code == 404
    admin = {"name": "x", "role": "court-admin", "court": "shunqing"}
    assert house.ask("POST", "/staff", "operator", json=admin).status_code == 201


def test_nobody_else_manages_people(house: People) -> None:
    for who in (CLERK, "approver@shunqing", "president@shunqing", "auditor@shunqing", "carrier", "bank"):
        assert house.ask("GET", "/staff", who).status_code == 403
        assert house.ask("POST", f"/staff/{house.staff[CLERK]}/end", who).status_code == 403


def test_a_token_from_before_this_release_signs_in_for_a_year(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'old.db'}")
    with engine.begin() as connection:
        command.upgrade(migrations(connection), "0002")
        row = "INSERT INTO staff (id, name, role, token_digest) VALUES ('1111111111111111', 'A', 'operator', :d)"
        connection.execute(text(row), {"d": digest("an old token")})
    upgrade(engine)
    desk = Desk(engine, SystemClock(), random_id, Vault(b"k" * 32), lambda: None)
    assert sign_in(desk, "an old token") == Actor("1" * 16, "operator", None)
    with engine.connect() as connection:
        ends_at = connection.execute(select(tokens.c.ends_at)).scalar_one()
    assert timedelta(days=364) < ends_at - datetime.now(UTC) <= timedelta(days=365)
    engine.dispose()
