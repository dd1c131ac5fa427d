"""The certificate as another PDF reader sees it: one page, its font inside, its words, a signature that breaks."""

import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from ivr.documents.certificate import MOST_NODES, draw
from ivr.documents.identity import OWN_FILE, Identity, UnreadableIdentity, identity, own
from ivr.documents.settings import IdentitySettings
from ivr.documents.signature import sign
from ivr.documents.words import PROOFS, REASONS
from ivr.domain.certificate import Attested, Proof, code
from ivr.domain.reasons import EndedFor
from tests.conftest import TOOLS, Stderr
from tests.servers.poppler import Poppler, poppler

NOW = datetime(2026, 3, 6, 2, tzinfo=UTC)
PAGE = "https://notice.example/check"
ATTESTED = Attested(
    court="南充市顺庆区人民法院",
    court_en="Shunqing District People's Court",
    enquiry="0817-12368",
    zone="Asia/Shanghai",
    case_number="（2017）川1302执1234号",
    number="+86154****0001",
    played=True,
    ended_on=date(2026, 3, 5),
    ended_for="paid",
    proofs=(Proof("node-1", "read-back", NOW), Proof("node-2", "lease-over", None)),
    issued_on=date(2026, 3, 6),
    issued_at=NOW,
    code=code("0123456789abcdef" * 2),
)


@pytest.fixture(scope="module")
def reader() -> Poppler:
    return poppler(TOOLS, Stderr())


@pytest.fixture
def ours(tmp_path: Path) -> Identity:
    return own(tmp_path, NOW)


def kept(folder: Path, pdf: bytes) -> Path:
    path = folder / "certificate.pdf"
    path.write_bytes(pdf)
    return path


def words(reader: Poppler, folder: Path, given: Attested) -> str:
    return reader.ask("pdftotext", "-layout", kept(folder, draw(given, PAGE)), "-").replace("\n", "")


def test_it_says_all_that_it_must_on_one_page_with_its_font_inside(reader: Poppler, tmp_path: Path) -> None:
    said = words(reader, tmp_path, ATTESTED)
    for wanted in (
        *("南充市顺庆区人民法院", "Shunqing District People's Court", "法院提示终止证明", "（2017）川1302执1234号"),
        *("+86154****0001", "2026年3月5日", "5 March 2026", "2026年3月6日", "0817-12368"),
        *("已全部履行", "performed in full", "2026-03-06 10:00:00", "node-2", ATTESTED.code, PAGE),
    ):
        assert wanted in said, wanted
    assert "Pages:           1\n" in reader.ask("pdfinfo", tmp_path / "certificate.pdf")
    (_, _, font) = reader.ask("pdffonts", tmp_path / "certificate.pdf").splitlines()
    assert "NotoSansSC" in font
    assert " yes yes yes " in font, "embedded, a subset, and with its characters told"
    assert (tmp_path / "certificate.pdf").stat().st_size < 100_000


@pytest.mark.parametrize("reason", sorted(set(EndedFor) - {EndedFor.DRAFT_WITHDRAWN}))
def test_every_reason_has_its_words(reason: EndedFor) -> None:
    zh, en = REASONS[reason]
    assert zh != en


def test_every_proof_has_its_words_and_many_nodes_still_make_one_page(reader: Poppler, tmp_path: Path) -> None:
    assert set(PROOFS) == {"read-back", "lease-over"}
    nodes = tuple(Proof(f"node-{n}", "read-back", NOW.replace(minute=n)) for n in range(40))
    few = words(reader, tmp_path, replace(ATTESTED, proofs=nodes[:MOST_NODES]))
    assert [one.node in few for one in nodes[:MOST_NODES]] == [True] * MOST_NODES
    many = words(reader, tmp_path, replace(ATTESTED, proofs=nodes))
    assert "40 nodes" in many
    assert "2026-03-06 10:39:00" in many
    for said in (few, many):
        assert ATTESTED.code in said
    assert "—" in words(reader, tmp_path, replace(ATTESTED, proofs=()))


def test_what_was_never_played_is_not_said_to_have_been(reader: Poppler, tmp_path: Path) -> None:
    said = words(reader, tmp_path, replace(ATTESTED, played=False))
    assert "从未播放" in said.replace(" ", "")
    assert "callers of the number" not in said


def test_another_program_finds_the_signature_good_and_over_the_whole_file(
    reader: Poppler, tmp_path: Path, ours: Identity
) -> None:
    said = reader.ask("pdfsig", kept(tmp_path, sign(draw(ATTESTED, PAGE), ours, NOW)))
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert "Mar 06 2026" in said
    assert "CN=Court notice gateway" in said


@pytest.mark.parametrize("place", [0.1, 0.5, 0.85])
def test_one_altered_byte_breaks_it(reader: Poppler, tmp_path: Path, ours: Identity, place: float) -> None:
    pdf = bytearray(sign(draw(ATTESTED, PAGE), ours, NOW))
    pdf[int(len(pdf) * place)] ^= 1
    try:
        said = reader.ask("pdfsig", kept(tmp_path, bytes(pdf)))
    except subprocess.CalledProcessError:
        return  # it cannot even be read
    assert "Signature is Valid." not in said


def test_the_own_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    first, again = own(tmp_path / "keys", NOW), own(tmp_path / "keys", NOW)
    assert first.certificate.dump() == again.certificate.dump()
    assert (tmp_path / "keys" / OWN_FILE).stat().st_mode & 0o077 == 0


def test_a_court_may_give_a_key_of_its_own(reader: Poppler, tmp_path: Path, ours: Identity) -> None:
    key, certificate, _ = pkcs12.load_key_and_certificates((tmp_path / OWN_FILE).read_bytes(), None)
    sealed = BestAvailableEncryption("密码".encode())
    given = tmp_path / "court.p12"
    given.write_bytes(pkcs12.serialize_key_and_certificates(b"court", key, certificate, None, sealed))  # type: ignore[arg-type]
    with pytest.raises(UnreadableIdentity):
        identity(IdentitySettings(file=given), tmp_path, NOW)
    theirs = identity(IdentitySettings(file=given, password="密码"), tmp_path, NOW)  # type: ignore[arg-type]
    assert "Signature is Valid." in reader.ask("pdfsig", kept(tmp_path, sign(draw(ATTESTED, PAGE), theirs, NOW)))


@pytest.mark.parametrize("content", [None, b"", b"no PKCS#12"])
def test_a_key_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "court.p12"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableIdentity) as refused:
        identity(IdentitySettings(file=path), tmp_path, NOW)
    assert str(path) in refused.value.text("en")
