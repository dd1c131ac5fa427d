"""The house: what lies where, and what no file may say."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOP = {
    *("pyproject.toml", "ivr", "prompts", "config", "tests", "docker-compose.yml", "README.md"),
    *("Makefile", "LICENSE", ".ci"),
}
LONGEST = 300
# Written apart, so that this file does not name them itself.
REGISTRIES = (
    "deb" + "ian.org",
    "py" + "pi.org",
    "pythonhosted" + ".org",
    "npm" + "js.org",
    "npm" + "js.com",
    "docker" + ".io",
)
MACHINE_PATHS = ("/wo" + "rk/", "/proto" + "/root", "/ro" + "ot/", "/ho" + "me/")


def _files() -> list[Path]:
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    )
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).exists()]


FILES = _files()
TEXTS = [file for file in FILES if file.suffix not in {".wav", ".png", ".bin"}]
MIGRATIONS = ROOT / "ivr/store/migrations/versions"
"""Scripts that Alembic runs, one a release; no package, and never edited afterwards."""
PYTHON = [file for file in FILES if file.suffix == ".py" and file.parent != MIGRATIONS]
MODULES = [file for file in PYTHON if ROOT / "ivr" in file.parents]


def test_nothing_but_what_was_agreed_lies_at_the_top() -> None:
    top = {file.relative_to(ROOT).parts[0] for file in FILES}
    assert {name for name in top if not name.startswith(".")} <= TOP
    assert top >= TOP


@pytest.mark.parametrize("package", sorted({file.parent for file in MODULES}), ids=lambda package: package.name)
def test_every_package_has_a_charter(package: Path) -> None:
    charter = ast.get_docstring(ast.parse((package / "__init__.py").read_text(encoding="utf-8")))
    assert charter, package


def test_every_module_says_what_it_is() -> None:
    silent = [file for file in MODULES if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))]
    assert not [str(file) for file in silent]


def test_no_file_is_longer_than_it_may_be() -> None:
    written = [
        file
        for file in TEXTS
        if file.parent != MIGRATIONS and file.suffix in {".py", ".j2", ".html", ".css", ".js", ".sh", ".yml", ".toml"}
    ]
    long = {str(file): count for file in written if (count := len(file.read_text("utf-8").splitlines())) > LONGEST}
    assert not long


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not [file for file in PYTHON if re.fullmatch(r"(utils?|helpers?|managers?|misc|common)", file.stem)]


@pytest.mark.parametrize("word", [*REGISTRIES, *MACHINE_PATHS])
def test_no_registry_and_no_path_of_one_machine_is_named(word: str) -> None:
    naming = [
        str(file.relative_to(ROOT)) for file in TEXTS if word in file.read_text(encoding="utf-8", errors="replace")
    ]
    assert not naming


def test_nothing_runs_at_import_but_definitions() -> None:
    """No engine, client or settings object is built by importing a module of the gateway."""
    built = re.compile(
        r"^\w+ = (create_engine|open_engine|Settings|load|FastAPI|Session|socket\.socket)\(", re.MULTILINE
    )
    assert not [str(file) for file in MODULES if built.search(file.read_text(encoding="utf-8"))]


def test_the_arrows_are_checked_by_make_lint() -> None:
    assert "lint-imports" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "Arrows point down" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_check_in_runs_what_a_person_runs() -> None:
    run = ROOT / ".ci/run"
    assert run.stat().st_mode & 0o111
    assert "make test" in run.read_text(encoding="utf-8")
