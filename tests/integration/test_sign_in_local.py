"""Local accounts over HTTP, step by step, with everything that somebody might try at the door."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from statistics import median
from time import perf_counter

import pytest
from sqlalchemy import Engine, select, update

from ivr.domain.session import IDLE, LONGEST
from ivr.kit.totp import STEP_S
from ivr.store.tables import accounts, failures, metadata, recovery_codes, sessions
from tests.servers.people import PASSWORD, Browser, People, people

CLERK = "clerk@shunqing"
LOGIN = "li.wen"
STEP = timedelta(seconds=STEP_S)


@pytest.fixture
def house(engine: Engine) -> Iterator[People]:
    with people(engine) as made:
        yield made


def test_a_first_sign_in_goes_through_new_password_and_second_factor_to_an_open_session(house: People) -> None:
    browser = house.browser()
    begun = browser.sign_in("Li.Wen ", house.account(CLERK, LOGIN))
    assert (begun.status_code, begun.json()["needs"]) == (201, "new-password")
    assert browser.get().json()["code"] == "step-missing"
    assert browser.post("/password", new=PASSWORD).json()["needs"] == "totp-enrolment"
    assert browser.get("/enrolments").status_code == 401
    browser.enrol()
    assert browser.get("/enrolments").status_code == 200
    told = browser.get().json()
    assert (told["id"], told["role"], told["court"]) == (house.staff[CLERK], "clerk", "shunqing")
    assert len(set(browser.recovery)) == 10


def test_a_later_sign_in_asks_for_the_second_factor_and_nothing_works_before_it(house: People) -> None:
    first = house.ready(CLERK, LOGIN)
    house.clock.pass_by(STEP)
    browser = house.browser()
    browser.secret = first.secret
    assert browser.sign_in(LOGIN).json()["needs"] == "second-factor"
    for step, body in (
        ("/password", {"new": "another long sentence"}),
        ("/totp", {}),
        ("/totp/confirm", {"code": "1"}),
    ):
        assert browser.post(step, **body).json()["code"] == "step-missing"
    assert browser.get("/enrolments").status_code == 401
    assert browser.post("/second-factor", code="000000").json()["code"] == "wrong-credentials"
    assert browser.post("/second-factor", code=browser.code()).json()["needs"] is None
    assert browser.get("/enrolments").status_code == 200


def test_a_code_is_good_once(house: People) -> None:
    first = house.ready(CLERK, LOGIN)
    browser = house.browser()
    browser.sign_in(LOGIN)
    assert browser.post("/second-factor", code=first.code()).status_code == 401
    house.clock.pass_by(STEP)
    assert browser.post("/second-factor", code=first.code()).status_code == 200
    again = house.browser()
    again.sign_in(LOGIN)
    assert again.post("/second-factor", code=first.code()).status_code == 401


def test_a_recovery_code_is_good_once_and_for_its_owner_only(house: People) -> None:
    first = house.ready(CLERK, LOGIN)
    other = house.ready("approver@shunqing", "zhao.an")
    browser = house.browser()
    browser.sign_in(LOGIN)
    assert browser.post("/second-factor", code=other.recovery[0]).status_code == 401
    assert browser.post("/second-factor", code=first.recovery[0].lower()).json()["needs"] is None
    again = house.browser()
    again.sign_in(LOGIN)
    assert again.post("/second-factor", code=first.recovery[0]).status_code == 401


def test_a_one_time_password_is_good_for_one_sign_in_within_a_day(house: People) -> None:
    once = house.account(CLERK, LOGIN)
    assert house.browser().sign_in(LOGIN, once).status_code == 201
    assert house.browser().sign_in(LOGIN, once).status_code == 401
    late = house.account(CLERK, LOGIN)
    house.clock.pass_by(timedelta(days=1))
    assert house.browser().sign_in(LOGIN, late).status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites_and_changes_at_every_step(house: People) -> None:
    browser = house.browser()
    begun = browser.sign_in(LOGIN, house.account(CLERK, LOGIN))
    attributes = begun.headers["set-cookie"].lower()
    assert all(one in attributes for one in ("httponly", "samesite=strict", "path=/"))
    assert "expires" not in attributes
    seen = [browser.cookie()]
    browser.post("/password", new=PASSWORD)
    seen.append(browser.cookie())
    browser.enrol()
    seen.append(browser.cookie())
    assert len(set(seen)) == 3
    for old in seen[:2]:
        thief = house.browser()
        thief.client.cookies.set("ivr", old)
        assert thief.get("/session/state").status_code == 401


def test_neither_cookie_nor_code_nor_password_nor_secret_lies_in_the_store(house: People) -> None:
    browser = house.ready(CLERK, LOGIN)
    kept = ""
    with house.engine.connect() as connection:
        for table in metadata.sorted_tables:
            kept += str(connection.execute(select(table)).all())
    for secret in (browser.cookie(), browser.csrf, browser.secret, PASSWORD, *house.tokens.values(), *browser.recovery):
        assert secret not in kept
        assert secret.replace("-", "") not in kept


def test_a_session_ends_when_it_is_not_used(house: People) -> None:
    browser = house.ready(CLERK, LOGIN)
    for _ in range(3):
        house.clock.pass_by(IDLE - timedelta(minutes=1))
        assert browser.get().status_code == 200
    house.clock.pass_by(IDLE)
    assert browser.get().status_code == 401


def test_a_session_ends_after_twelve_hours_however_much_it_is_used(house: People) -> None:
    browser = house.ready(CLERK, LOGIN)
    for _ in range(int(LONGEST / timedelta(minutes=20)) - 1):
        house.clock.pass_by(timedelta(minutes=20))
        assert browser.get().status_code == 200
    house.clock.pass_by(timedelta(minutes=20))
    assert browser.get().status_code == 401


def test_signing_out_ends_this_session_or_all_of_them_in_the_store(house: People) -> None:
    browser, cookie = house.ready(CLERK, LOGIN), ""
    cookie = browser.cookie()
    assert browser.client.delete("/api/v1/session", headers={"X-CSRF-Token": browser.csrf}).status_code == 204
    browser.client.cookies.set("ivr", cookie)
    assert browser.get().status_code == 401
    two = [_again(house, browser.secret) for _ in range(2)]
    two[0].client.delete("/api/v1/session?everywhere=true", headers={"X-CSRF-Token": two[0].csrf})
    assert two[1].get().status_code == 401


def test_a_changed_password_ends_every_other_session_and_the_old_password(house: People) -> None:
    browser = house.ready(CLERK, LOGIN)
    other = _again(house, browser.secret)
    assert browser.post("/password", current="wrong", new="another long sentence").json()["code"] == "wrong-credentials"
    assert browser.post("/password", current=PASSWORD, new=PASSWORD).json()["field"] == "new"
    assert browser.post("/password", current=PASSWORD, new="password1234").json()["field"] == "password"
    assert browser.post("/password", current=PASSWORD, new="another long sentence").json()["needs"] is None
    assert browser.get().status_code == 200
    assert other.get().status_code == 401
    assert house.browser().sign_in(LOGIN).status_code == 401


def test_a_new_one_time_password_ends_every_session(house: People) -> None:
    browser = house.ready(CLERK, LOGIN)
    house.account(CLERK, LOGIN)
    assert browser.get().status_code == 401


def test_whoever_leaves_is_out_at_once(house: People) -> None:
    browser = house.ready(CLERK, LOGIN)
    assert house.ask("POST", f"/staff/{house.staff[CLERK]}/end", "court-admin@shunqing").status_code == 200
    assert browser.get().status_code == 401
    assert house.ask("GET", "/session", CLERK).status_code == 401
    assert house.browser().sign_in(LOGIN).status_code == 401


def test_guessing_is_slowed_and_a_name_that_nobody_has_answers_alike(house: People) -> None:
    house.ready(CLERK, LOGIN)
    answers = {}
    for login in (LOGIN, "nobody.there"):
        said = [house.browser().sign_in(login, f"guess number {n} of many") for n in range(7)]
        answers[login] = [(one.status_code, one.json(), one.headers.get("retry-after")) for one in said]
    assert answers[LOGIN] == answers["nobody.there"]
    assert [one[0] for one in answers[LOGIN]] == [401] * 5 + [429] * 2
    assert answers[LOGIN][-1][2] == "30"


def test_the_right_password_waits_too_and_then_clears_the_count(house: People) -> None:
    house.ready(CLERK, LOGIN)
    for _ in range(5):
        house.browser().sign_in(LOGIN, "a wrong long password")
    assert house.browser().sign_in(LOGIN).status_code == 429
    house.clock.pass_by(timedelta(seconds=30))
    assert house.browser().sign_in(LOGIN).status_code == 201
    assert house.browser().sign_in(LOGIN, "a wrong long password").status_code == 401


def test_one_address_cannot_try_many_names(house: People) -> None:
    said = [house.browser().sign_in(f"name{n}.x", "a wrong long password").status_code for n in range(32)]
    assert said == [401] * 30 + [429] * 2


def test_many_guesses_at_once_count_one_by_one(house: People) -> None:
    house.ready(CLERK, LOGIN)
    with ThreadPoolExecutor(10) as pool:
        said = list(pool.map(lambda n: house.browser().sign_in(LOGIN, f"guess number {n}").status_code, range(10)))
    assert sorted(said) == [401] * 5 + [429] * 5


def test_second_factors_are_guessed_as_slowly(house: People) -> None:
    house.ready(CLERK, LOGIN)
    browser = house.browser()
    browser.sign_in(LOGIN)
    said = [browser.post("/second-factor", code=f"{n:06}").status_code for n in range(6)]
    assert said == [401] * 5 + [429]


def test_the_time_that_a_refusal_takes_does_not_tell_whether_a_name_exists(engine: Engine) -> None:
    """With real hashing both take the time of one hash; without the stand-in they differ twentyfold."""
    from ivr.domain.errors import WrongCredentials  # noqa: PLC0415
    from ivr.flows.sign_in_password import Credentials, sign_in_password  # noqa: PLC0415
    from ivr.kit.passwords import Passwords  # noqa: PLC0415

    with people(engine) as house:
        house.ready(CLERK, LOGIN)
        real = Passwords(passes=3)
        with engine.begin() as connection:
            connection.execute(update(accounts).values(password=real.hashed(PASSWORD)))
        times: dict[str, list[float]] = {LOGIN: [], "nobody.there": []}
        for _ in range(5):
            for login, taken in times.items():
                with engine.begin() as connection:
                    connection.execute(failures.delete())
                begun = perf_counter()
                with pytest.raises(WrongCredentials):
                    sign_in_password(house.desk, real, Credentials(login, "a wrong long password"), "cookie")
                taken.append(perf_counter() - begun)
    known, unknown = (median(taken) for taken in times.values())
    assert 0.5 < known / unknown < 2


def test_every_way_in_and_out_and_every_refusal_is_in_the_trail_without_a_secret(house: People) -> None:
    browser = house.ready(CLERK, LOGIN)
    house.browser().sign_in(LOGIN, "a wrong long password")
    house.browser().sign_in("nobody.there", "a wrong long password")
    again = _again(house, browser.secret)
    again.client.delete("/api/v1/session", headers={"X-CSRF-Token": again.csrf})
    mine = [(court, action, reason) for court, _, action, reason in house.trail()]
    ours = ["open_account", "sign_in", "change_password", "enrol_totp", "sign_in", "second_factor", "sign_out"]
    assert [action for court, action, _ in mine if court == "shunqing" and action in {*ours}] == ours
    assert ("shunqing", "refuse_sign_in", "password") in mine
    assert ("gateway", "refuse_sign_in", "password") in mine
    told = str(house.trail())
    assert LOGIN not in told
    assert "nobody.there" not in told
    assert "127.0.0.1" not in told


def test_a_lost_second_factor_is_set_up_anew_only_when_the_administrator_says_so(house: People) -> None:
    house.ready(CLERK, LOGIN)
    house.clock.pass_by(STEP)
    browser = house.browser()
    assert browser.sign_in(LOGIN, house.account(CLERK, LOGIN)).json()["needs"] == "second-factor"
    path, asked = f"/staff/{house.staff[CLERK]}/account", {"login": LOGIN, "new_factor": True}
    once = house.ask("POST", path, "court-admin@shunqing", json=asked).json()["password"]
    fresh = house.browser()
    assert fresh.sign_in(LOGIN, once).json()["needs"] == "new-password"
    with house.engine.connect() as connection:
        assert connection.execute(select(recovery_codes)).all() == []


def test_what_is_over_is_swept_out_of_the_store(house: People) -> None:
    house.ready(CLERK, LOGIN)
    house.clock.pass_by(timedelta(days=1))
    house.browser().sign_in("nobody.there", "a wrong long password")
    house.ready("approver@shunqing", "zhao.an")
    with house.engine.connect() as connection:
        assert {row.staff_id for row in connection.execute(select(sessions))} == {house.staff["approver@shunqing"]}


def _again(house: People, secret: str) -> Browser:
    house.clock.pass_by(STEP)
    browser = house.browser()
    browser.secret = secret
    browser.sign_in(LOGIN)
    assert browser.post("/second-factor", code=browser.code()).json()["needs"] is None
    return browser
