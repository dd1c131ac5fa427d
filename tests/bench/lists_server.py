"""``python -m tests.bench.lists_server URL``: the API on a store that is there, and beside it a bare select."""

import sys

from fastapi import FastAPI
from sqlalchemy import Engine, select

from ivr.flows.desk import Desk
from ivr.kit.clock import SystemClock
from ivr.kit.ids import random_id
from ivr.kit.vault import Vault
from ivr.store.engine import open_engine
from ivr.store.tables import enrolments
from ivr.web.app import create_app
from ivr.web.parts import Parts
from tests.servers.studio import Studio
from tests.servers.web import served

KEY = b"k" * 32


def main() -> None:
    """Tells where it is, and serves until its standard input ends."""
    with served(build(open_engine(sys.argv[1]))) as url:
        print(url, flush=True)
        sys.stdin.read()


def build(engine: Engine) -> FastAPI:
    desk = Desk(engine, SystemClock(), random_id, Vault(KEY), lambda: None)
    app = create_app(Parts(desk, {}, Studio(), dict, "bench", lambda _attested: b""))

    @app.get("/bare/{key}")
    def bare(key: str) -> str | None:
        with engine.execution_options(reads=True).connect() as connection:
            return connection.execute(select(enrolments.c.id).where(enrolments.c.id == key)).scalar()

    return app


if __name__ == "__main__":
    main()
