"""The folder of keys: private, changed in steps that may each be the last, and seen by whoever runs already."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ivr.kit import rotation
from ivr.kit.keyring import KeyMissing, Keyring, aside, earlier
from ivr.kit.vault import Vault, VaultSealedOtherwise, mark

Step = Callable[[Path], object]


def change(folder: Path) -> None:
    rotation.prepare(folder)
    rotation.switch(folder)


def finish(folder: Path) -> None:
    for old in earlier(folder):
        rotation.set_aside(folder, old)


STEPS: list[Step] = [
    rotation.prepare,
    lambda folder: os.link(folder / "data.key", folder / f"data-{Keyring(folder).current().id}.key"),
    rotation.switch,
    finish,
]


def test_every_key_is_for_its_owner_only(tmp_path: Path) -> None:
    Keyring(tmp_path / "keys")
    change(tmp_path / "keys")
    finish(tmp_path / "keys")
    files = [path for path in (tmp_path / "keys").rglob("*") if path.is_file()]
    assert {path.name for path in files} == {"data.key", "index.key", f"{next(iter(aside(tmp_path / 'keys')))}.key"}
    assert all(path.stat().st_mode & 0o077 == 0 and len(path.read_bytes()) == 32 for path in files)
    assert (tmp_path / "keys").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("steps", range(len(STEPS) + 1))
def test_after_any_step_of_a_change_everything_opens_and_the_change_can_be_finished(tmp_path: Path, steps: int) -> None:
    running = Vault(Keyring(tmp_path))
    before, index = running.seal("张三", "p"), running.index("张三", "name")
    for step in STEPS[:steps]:
        step(tmp_path)
    between = running.seal("李四", "p")
    for vault in (running, Vault(Keyring(tmp_path))):
        assert (vault.open(before, "p"), vault.open(between, "p")) == ("张三", "李四")
        assert vault.index("张三", "name") == index
    if not rotation.unfinished(tmp_path):
        change(tmp_path)
    finish(tmp_path)
    for vault in (running, Vault(Keyring(tmp_path))):
        assert (vault.open(before, "p"), vault.open(between, "p")) == ("张三", "李四")
    assert not rotation.unfinished(tmp_path)


def test_a_running_process_seals_with_the_new_key_at_once_and_another_opens_it(tmp_path: Path) -> None:
    one, other = Vault(Keyring(tmp_path)), Vault(Keyring(tmp_path))
    first = one.seal("张三", "p").split(".")[1]
    change(tmp_path)
    second = one.seal("张三", "p")
    assert second.split(".")[1] not in {first, ""}
    assert other.open(second, "p") == "张三"


def test_what_is_sealed_anew_keeps_its_mark_and_its_place(tmp_path: Path) -> None:
    vault = Vault(Keyring(tmp_path))
    before = vault.seal("张三", "p")
    change(tmp_path)
    after = vault.reseal(before, "p")
    assert before.split(".")[1] != after.split(".")[1]
    assert mark(before) == mark(after) != mark(vault.seal("张三", "p"))
    assert vault.open(after, "p") == "张三"
    with pytest.raises(VaultSealedOtherwise):
        vault.reseal(before, "q")


def test_a_removed_key_opens_nothing_any_more(tmp_path: Path) -> None:
    vault = Vault(Keyring(tmp_path))
    before = vault.seal("张三", "p")
    change(tmp_path)
    finish(tmp_path)
    (key_id,) = aside(tmp_path)
    rotation.remove(tmp_path, key_id)
    with pytest.raises(VaultSealedOtherwise):
        Vault(Keyring(tmp_path)).open(before, "p")


def test_a_lost_key_is_not_replaced_while_the_service_runs(tmp_path: Path) -> None:
    vault = Vault(Keyring(tmp_path))
    sealed = vault.seal("张三", "p")
    (tmp_path / "data.key").unlink()
    with pytest.raises(KeyMissing):
        vault.seal("李四", "p")
    assert vault.open(sealed, "p") == "张三"
    assert not (tmp_path / "data.key").exists()


def test_a_lost_index_key_comes_back_until_keys_were_changed_and_is_missed_afterwards(tmp_path: Path) -> None:
    index = Vault(Keyring(tmp_path)).index("x", "y")
    (tmp_path / "index.key").unlink()
    assert Vault(Keyring(tmp_path)).index("x", "y") == index
    change(tmp_path)
    (tmp_path / "index.key").unlink()
    with pytest.raises(KeyMissing, match="index"):
        Keyring(tmp_path)


def test_two_changes_do_not_run_at_once(tmp_path: Path) -> None:
    Keyring(tmp_path)
    with rotation.alone(tmp_path), pytest.raises(rotation.RotationRuns), rotation.alone(tmp_path):
        pass
    with rotation.alone(tmp_path):
        pass
