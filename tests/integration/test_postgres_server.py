"""The private PostgreSQL that store tests run over."""

from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool


def test_the_server_answers_and_keeps_chinese_text(postgres_url: str) -> None:
    engine = create_engine(postgres_url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("CREATE TEMPORARY TABLE t (v text)"))
        connection.execute(text("INSERT INTO t VALUES ('顺庆区')"))
        assert connection.execute(text("SELECT v, length(v) FROM t")).one() == ("顺庆区", 3)
        assert connection.execute(text("SELECT now() AT TIME ZONE 'Asia/Shanghai' IS NOT NULL")).scalar_one()


def test_the_server_never_runs_as_root(postgres_url: str) -> None:
    with create_engine(postgres_url, poolclass=NullPool).connect() as connection:
        pid = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    assert "Uid:\t0\t" not in status
