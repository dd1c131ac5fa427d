"""Which mirror is taken from the machine's apt sources."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.kit.debs.errors import NoMirror, UnknownDistribution, UnsupportedMachine
from ivr.kit.debs.machine import Distribution, distribution, processor
from ivr.kit.debs.sources import Source, deb822, machine_source, one_line, read_sources

DEBIAN = Distribution("debian", "bookworm", "sid", "main")
UBUNTU = Distribution("ubuntu", "noble", "noble", "main universe")
STANZA = """\
Types: deb deb-src
# a remark
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
"""


def etc(folder: Path, **files: str) -> Path:
    (folder / "sources.list.d").mkdir()
    for name, text in files.items():
        (folder / "sources.list.d" / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def test_both_formats_are_read_alike() -> None:
    line = "deb [arch=amd64 signed-by=/k.gpg] http://mirror.example/debian bookworm main contrib # ours\n"
    stanza = (
        "Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm\n"
        "Components: main\n contrib\nSigned-By: /k.gpg\n"
    )
    expected = Source(("http://mirror.example/debian",), ("bookworm",), ("main", "contrib"), "/k.gpg")
    assert list(one_line(line)) == list(deb822(stanza)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        STANZA + "Enabled: no\n",
        STANZA.replace("deb deb-src", "deb-src"),
        STANZA.replace("/usr/share/keyrings/debian-archive-keyring.gpg", "\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n ."),
        "# Types: deb\n",
    ],
)
def test_a_source_that_is_off_or_of_no_use_is_passed_over(text: str) -> None:
    assert list(deb822(text)) == []


@pytest.mark.parametrize(
    "text", ["#deb http://mirror.example/debian bookworm main", "deb-src http://m/debian sid main", ""]
)
def test_a_line_that_is_off_is_passed_over(text: str) -> None:
    assert list(one_line(text)) == []


@given(st.text())
def test_no_text_breaks_the_parsers(text: str) -> None:
    list(one_line(text))
    list(deb822(text))


def test_the_distribution_s_own_mirror_is_taken_and_third_parties_are_not(tmp_path: Path) -> None:
    third = "deb [signed-by=/usr/share/keyrings/vendor.gpg] https://vendor.example/debian bookworm main\n"
    security = STANZA.replace("/debian\n", "/debian-security\n")
    folder = etc(tmp_path, a_list=third, b_sources=security + "\n" + STANZA, c_disabled=third)
    assert machine_source(DEBIAN, folder).uris == ("http://mirror.example/debian",)


def test_a_source_with_a_named_keyring_is_preferred(tmp_path: Path) -> None:
    folder = etc(tmp_path, a_list="deb http://other.example/debian/ bookworm main\n", b_sources=STANZA)
    assert machine_source(DEBIAN, folder).signed_by.endswith("debian-archive-keyring.gpg")


@pytest.mark.parametrize(
    "uri",
    ["http://ports.example/ubuntu-ports/", "http://m.example/ubuntu", "mirror+file:/etc/apt/mirrors/ubuntu.list"],
)
def test_ubuntu_s_mirrors_are_known_in_each_form(tmp_path: Path, uri: str) -> None:
    assert machine_source(UBUNTU, etc(tmp_path, a_list=f"deb {uri} noble main universe\n")).uris == (uri,)


def test_only_files_that_apt_itself_reads_count(tmp_path: Path) -> None:
    (tmp_path / "sources.list").write_text("deb http://m.example/debian bookworm main\n", encoding="utf-8")
    folder = etc(tmp_path, a_save=STANZA, b_disabled="deb http://m.example/debian bookworm main\n")
    assert len(list(read_sources(folder))) == 1


def test_no_mirror_is_an_error_that_names_the_folder(tmp_path: Path) -> None:
    with pytest.raises(NoMirror, match=str(tmp_path)):
        machine_source(DEBIAN, tmp_path)


@pytest.mark.parametrize(
    ("text", "suite", "components"),
    [
        ('ID=debian\nVERSION_CODENAME=bookworm\nPRETTY_NAME="Debian"\n', "sid", "main"),
        ('ID="ubuntu"\nVERSION_CODENAME=noble\n', "noble", "main universe"),
    ],
)
def test_the_suite_follows_the_distribution(tmp_path: Path, text: str, suite: str, components: str) -> None:
    file = tmp_path / "os-release"
    file.write_text(text, encoding="utf-8")
    assert (distribution(file).suite, distribution(file).components) == (suite, components)


def test_another_distribution_is_refused_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "os-release"
    file.write_text('ID=fedora\nPRETTY_NAME="Fedora Linux 44"\n', encoding="utf-8")
    with pytest.raises(UnknownDistribution, match="Fedora Linux 44"):
        distribution(file)
    with pytest.raises(UnknownDistribution):
        distribution(tmp_path / "absent")


def test_paths_follow_the_processor() -> None:
    assert processor("aarch64").loader == "ld-linux-aarch64.so.1"
    assert processor("x86_64").triplet == "x86_64-linux-gnu"
    with pytest.raises(UnsupportedMachine, match="riscv64"):
        processor("riscv64")
