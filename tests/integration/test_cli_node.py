"""The service in three processes over PostgreSQL, as ``docker-compose.yml`` runs it: API, Asterisk, follower."""

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from ivr.kit.debs import Tree
from tests.servers.command import Service, install, until


@pytest.fixture
def empty_database(postgres_url: str) -> Iterator[str]:
    server = create_engine(postgres_url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text("CREATE DATABASE three_processes"))
        yield make_url(postgres_url).set(database="three_processes").render_as_string(hide_password=False)
        connection.execute(text("DROP DATABASE three_processes WITH (FORCE)"))


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    with process:
        try:
            yield process
        finally:
            process.terminate()
            process.communicate(timeout=30)


def test_a_node_announces_only_while_its_follower_lives(tools: Tree, tmp_path: Path, empty_database: str) -> None:
    short = {"IVR_LEASE_SECONDS": "2", "IVR_RENEWAL_SECONDS": "1"}
    service: Service = install(tools, tmp_path, IVR_DATABASE_URL=empty_database, IVR_PBX="external", **short)
    with ExitStack() as processes:
        api = processes.enter_context(ended(service.start("run", IVR_PBX="none")))
        until(service.health, api)
        assert not service.announces()
        asterisk = processes.enter_context(ended(service.start("pbx", "start", "--foreground")))
        with ended(service.start("node")) as follower:
            until(service.announces, follower)
            follower.kill()
        until(lambda: not service.announces(), api)
        assert asterisk.poll() is None
        again = processes.enter_context(ended(service.start("node")))
        until(service.announces, again)
    assert service.asterisk() is None
