"""Draws the certificate: one page of A4, Chinese and English, with the font it needs inside it."""

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

import pylopdf_fonts_zh_cn
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from ivr.documents.words import PROOFS, REASONS
from ivr.domain.certificate import Attested, Proof
from ivr.domain.words import written

FONT: Final = "NotoSansSC"
MARGIN_MM: Final = 22
LABEL_MM: Final = 50
GAP_MM: Final = 6
MOST_NODES: Final = 10
INK: Final = (28, 36, 48)
SOFT: Final = (91, 102, 117)
RULE: Final = (198, 206, 216)
_Row = tuple[str, str, Sequence[str]]


def draw(given: Attested, page: str) -> bytes:
    """The PDF, not signed yet. ``page``: the address at which anybody may check the code."""
    pdf = _paper(given)
    _head(pdf, given)
    _statement(pdf, given)
    _facts(pdf, _rows(given))
    _code(pdf, given, page)
    return bytes(pdf.output())


def _paper(given: Attested) -> FPDF:
    pdf = FPDF(format="A4")
    pdf.set_title("法院提示终止证明 Certificate that a notice is over")
    pdf.set_author(given.court)
    pdf.set_lang("zh-CN")
    pdf.set_creation_date(given.issued_at)
    pdf.set_margin(MARGIN_MM)
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.add_font(FONT, fname=str(pylopdf_fonts_zh_cn.sans_path()))
    return pdf


def _head(pdf: FPDF, given: Attested) -> None:
    _line(pdf, given.court, 15, align="C")
    _line(pdf, given.court_en, 10, SOFT, align="C")
    pdf.ln(GAP_MM)
    _line(pdf, "法院提示终止证明", 22, align="C")
    _line(pdf, "Certificate that a notice is over", 12, SOFT, align="C")
    _rule(pdf)


def _statement(pdf: FPDF, given: Attested) -> None:
    for words, size, colour in zip(_certified(given), (12, 10), (INK, SOFT), strict=True):
        _line(pdf, words, size, colour)
        pdf.ln(2)
    pdf.ln(GAP_MM)


def _certified(given: Attested) -> tuple[str, str]:
    zh, en = written(given.ended_on, "zh-CN"), written(given.ended_on, "en")
    if given.played:
        return (
            f"兹证明：依本院指令在下列号码上向来电人播放的提示，已于{zh}终止，此后不再播放。",
            "This certifies that the notice which callers of the number below heard by order of this court "
            f"ended on {en} and is no longer played.",
        )
    return (
        f"兹证明：本院就下列号码作出的播放提示指令，已于{zh}取消，该提示从未播放。",
        f"This certifies that this court's order for a notice on the number below was called off on {en}; "
        "the notice was never played.",
    )


def _rows(given: Attested) -> list[_Row]:
    zone = ZoneInfo(given.zone)
    ended, issued = ([written(day, "zh-CN"), written(day, "en")] for day in (given.ended_on, given.issued_on))
    return [
        ("案号", "Case number", [given.case_number]),
        ("电话号码", "Telephone number", [given.number]),
        ("终止日期", "Ended on", ["　".join(ended)]),
        ("终止事由", "Reason", REASONS[given.ended_for]),
        ("各节点静默证实", f"Proof of each node ({given.zone})", _proofs(given.proofs, zone)),
        ("出具日期", "Issued on", ["　".join(issued)]),
        ("咨询电话", "Enquiries", [given.enquiry]),
    ]


def _proofs(proofs: Sequence[Proof], zone: ZoneInfo) -> list[str]:
    """A line for each node; where they would not fit on the page, the one that was proven last speaks for them."""
    if len(proofs) <= MOST_NODES:
        return [_proof(one, zone) for one in proofs] or ["—"]
    last = max(proofs, key=lambda one: one.at.timestamp() if one.at else 0.0)
    return [f"共 {len(proofs)} 个节点，最后证实者：　{len(proofs)} nodes, the last of them:", _proof(last, zone)]


def _proof(one: Proof, zone: ZoneInfo) -> str:
    at = f"{one.at.astimezone(zone):%Y-%m-%d %H:%M:%S}" if one.at else "—"
    return "　".join([one.node, at, *PROOFS[one.how]])


def _facts(pdf: FPDF, rows: Sequence[_Row]) -> None:
    for zh, en, values in rows:
        top = pdf.get_y()
        _line(pdf, zh, 11, width=LABEL_MM)
        _line(pdf, en, 8, SOFT, width=LABEL_MM)
        bottom = pdf.get_y()
        pdf.set_y(top)
        for value in values:
            pdf.set_x(MARGIN_MM + LABEL_MM)
            _line(pdf, value, 11 if len(values) == 1 else 9.5)
        pdf.set_y(max(pdf.get_y(), bottom) + 3)


def _code(pdf: FPDF, given: Attested, page: str) -> None:
    _rule(pdf)
    _line(pdf, "验证码 Code", 10, SOFT, align="C")
    _line(pdf, given.code, 18, align="C")
    pdf.ln(3)
    _line(pdf, f"任何人可在 {page} 输入验证码，查验本证明。", 10, align="C")
    _line(pdf, f"Anybody may check this certificate by its code at {page}.", 9, SOFT, align="C")
    pdf.ln(2)
    _line(pdf, "本文件带有电子签名，任何改动都会使签名失效。", 9, align="C")
    _line(pdf, "This file is signed; any change to it breaks the signature.", 8, SOFT, align="C")


def _rule(pdf: FPDF) -> None:
    pdf.ln(GAP_MM)
    pdf.set_draw_color(*RULE)
    pdf.line(MARGIN_MM, pdf.get_y(), pdf.w - MARGIN_MM, pdf.get_y())
    pdf.ln(GAP_MM)


def _line(  # noqa: PLR0913
    pdf: FPDF,
    words: str,
    size: float,
    colour: tuple[int, int, int] = INK,
    *,
    align: str = "L",
    width: float = 0,
) -> None:
    """A paragraph, and the next one below it."""
    pdf.set_font(FONT, size=size)
    pdf.set_text_color(*colour)
    pdf.multi_cell(width, size * 0.55, words, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
