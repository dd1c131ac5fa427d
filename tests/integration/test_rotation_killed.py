"""A change of keys that is killed, again and again: nothing is lost, and no row is sealed anew twice."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import Engine, insert, select, text

from ivr.kit.keyring import Keyring, aside, earlier
from ivr.kit.vault import Vault
from ivr.store.tables import courts, persons

ROWS = 450
ROTATE = """
import sys
from pathlib import Path
from ivr.domain.staff import Actor
from ivr.flows.desk import Desk
from ivr.flows.rotate_keys import rotate_keys
from ivr.kit.clock import SystemClock
from ivr.kit.ids import random_id
from ivr.kit.keyring import Keyring
from ivr.kit.vault import Vault
from ivr.store.engine import open_engine

folder = Path(sys.argv[2])
desk = Desk(open_engine(sys.argv[1]), SystemClock(), random_id, Vault(Keyring(folder)), lambda: None)
actor = Actor("operator", "operator", None)
print("ready", flush=True)
rotate_keys(desk, actor, folder, rest=lambda: print("rests", flush=True) or sys.stdin.readline())
"""
COUNT_UPDATES = {
    "sqlite": [
        "CREATE TABLE touched (id TEXT)",
        "CREATE TRIGGER touches AFTER UPDATE ON persons BEGIN INSERT INTO touched VALUES (NEW.id); END",
    ],
    "postgresql": [
        "CREATE TABLE touched (id TEXT)",
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN INSERT INTO touched VALUES (NEW.id); RETURN NEW; END'",
        "CREATE TRIGGER touches AFTER UPDATE ON persons FOR EACH ROW EXECUTE FUNCTION touch()",
    ],
}
FORGET_UPDATES = {
    "sqlite": ["DROP TRIGGER touches", "DROP TABLE touched"],
    "postgresql": ["DROP TRIGGER touches ON persons", "DROP FUNCTION touch", "DROP TABLE touched"],
}


def test_a_change_that_is_killed_goes_on_where_it_was(engine: Engine, database_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    fill(engine, Vault(Keyring(folder)))
    before = Keyring(folder).current().id
    run(engine, COUNT_UPDATES)
    try:
        kills = 0
        while killed_after(database_url, folder, rests=kills % 3):
            assert opened(engine, folder) == {f"张示例{n}" for n in range(ROWS)}
            kills += 1
            assert kills < 30
        with engine.connect() as connection:
            touched = list(connection.scalars(text("SELECT id FROM touched")))
    finally:
        run(engine, FORGET_UPDATES)
    assert kills > 4
    assert len(touched) == len(set(touched)) == ROWS
    assert opened(engine, folder) == {f"张示例{n}" for n in range(ROWS)}
    assert list(aside(folder)) == [before]
    assert not earlier(folder)


def killed_after(url: str, folder: Path, rests: int) -> bool:
    """False when it came to its end. It rests after each transaction until it is told to go on, and is killed when it
    has been told that so many times, so in the middle of the next one.
    """
    command = [sys.executable, "-c", ROTATE, url, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        said = process.stdout.readline()
        for _ in range(rests):
            said = process.stdout.readline()
            if said:
                process.stdin.write("\n")
                process.stdin.flush()
        process.kill()
        process.wait()
        return bool(said) and bool(earlier(folder) or not aside(folder))


def fill(engine: Engine, vault: Vault) -> None:
    rows = []
    for n in range(ROWS):
        key = f"{n:016x}"
        sealed = {name: vault.seal(f"张示例{n}", f"persons.{name}.{key}") for name in ("name", "id_number")}
        rows.append({"id": key, "court_id": "shunqing", "id_index": key, **sealed})
    court = {"id": "shunqing", "name": "x", "name_en": "x", "enquiry": "1", "grace_days": 3, "languages": "en"}
    with engine.begin() as connection:
        connection.execute(insert(courts).values(**court, zone="Asia/Shanghai"))
        connection.execute(insert(persons), rows)


def opened(engine: Engine, folder: Path) -> set[str]:
    """By a process that has just started."""
    vault = Vault(Keyring(folder))
    with engine.connect() as connection:
        rows = connection.execute(select(persons)).mappings().all()
    return {vault.open(row[name], f"persons.{name}.{row['id']}") for row in rows for name in ("name", "id_number")}


def run(engine: Engine, statements: dict[str, list[str]]) -> None:
    with engine.begin() as connection:
        for statement in statements[engine.dialect.name]:
            connection.execute(text(statement))
