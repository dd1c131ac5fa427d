"""A list and a detail look at no more of the store when it holds more: shown by counting, not by the clock."""

import httpx
from sqlalchemy import Engine

from tests.bench.latency import latency
from tests.bench.lists_server import build
from tests.integration.api.conftest import House
from tests.servers.crowd import fill
from tests.servers.crowd_rows import Rows
from tests.servers.looks import DOORS, MADE, ONE, WHOLE, Look, looks
from tests.servers.web import served
from tests.servers.work import counted

FEW, MANY = 1000, 8000
PAGE = {"limit": "10"}
"""A page that is full with the few already."""
REMOVED = 45
MOST = 3
"""A planner may find another way to the same rows; what goes through a whole table takes eight times the work."""


def test_no_list_and_no_detail_takes_more_work_in_a_larger_store(house: House) -> None:
    house.court()
    house.court("gaoping", "南充市高坪区人民法院")
    few, many = works(house, FEW), works(house, MANY)
    assert {name: (few[name], many[name]) for name in few if many[name] > few[name] * MOST} == {}


def test_every_route_that_shows_something_is_looked_at(house: House) -> None:
    paths = house.client.get("/openapi.json").json()["paths"]
    shown = {path.removeprefix("/api/v1") for path, methods in paths.items() if "get" in methods}
    looked_at = {look.path for look in looks(rows_of(house, 1))}
    assert shown - looked_at == {"/healthz", *WHOLE, *ONE, *MADE, *DOORS}


def rows_of(house: House, count: int) -> Rows:
    return Rows("shunqing", count, house.clock.now(), batch=50, waiting=10)


def test_the_benchmark_of_latencies_asks_the_same_api(engine: Engine) -> None:
    """Nobody runs it every day, and what it is built from changes."""
    assert callable(latency)
    with served(build(engine)) as url:
        assert httpx.get(f"{url}/bare/none").json() is None
        assert httpx.get(f"{url}/api/v1/session").status_code == 401


def works(house: House, count: int) -> dict[str, int]:
    """By what is asked, of a court that has all of it, and of one that has none."""
    rows = rows_of(house, count)
    fill(house.engine, rows)
    found = {}
    for look in looks(rows):
        for court in ("shunqing",) if "{" in look.path or look.query else ("shunqing", "gaoping"):
            with counted(house.engine) as work:
                assert asked(house, rows, look, court).status_code == 200, look
            found[f"{look.name} as {look.who}@{court}"] = max(work.total(), work.slack)
    return found


def asked(house: House, rows: Rows, look: Look, court: str) -> httpx.Response:
    who = look.who if look.who in house.tokens else f"{look.who}@{court}"
    page = {} if look.body or "{enrolment_id}" in look.path else PAGE
    method = "POST" if look.body else "GET"
    return house.ask(method, look.at(rows, REMOVED), who, params={**page, **(look.query or {})}, json=look.body)
