"""Figures: how many performed, when and how much, by what had been said till then."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from ivr.documents.figures_picture import draw
from ivr.documents.figures_table import table
from ivr.domain.figures import NOTE_EN, NOTE_ZH, Figure, Group
from ivr.domain.staff import Actor
from ivr.flows.court_figures import Period, court_figures
from ivr.web.api.shape import Told, refusals
from ivr.web.auth import Signed
from ivr.web.parts import Given, Parts

router = APIRouter(tags=["figures"], responses=refusals(403))
CSV, SVG = "text/csv", "image/svg+xml"
Month = Annotated[str, Query(max_length=7, examples=["2026-03"], description="a month, included")]
_FEW = "null where it would tell of fewer than 5 people"


class CsvFile(Response):
    media_type = CSV


class SvgPicture(Response):
    media_type = SVG


class FigureTold(Told):
    court_id: str
    group: Group = Field(description="what had happened by the payment, or until now")
    debtors: int | None = Field(description=f"who came to the gateway in the period; {_FEW}")
    paid: int | None = Field(description=f"in full; {_FEW}, or of fewer than 5 who did not")
    share: float | None
    days: tuple[float, float, float] | None = Field(
        description="quartile, median and quartile of the days from the notice, the warning or else the draft"
    )
    yuan: str | None = Field(description="all that came since, part payments too")


class FiguresTold(Told):
    note_zh: str
    note_en: str
    figures: list[FigureTold]


@router.get("/figures")
def show(first: Month, last: Month, parts: Given, actor: Signed) -> FiguresTold:
    """Your court's figures, or every court's for an operator. They say what happened, never why."""
    found = [_told(one) for one in _figures(parts, actor, first, last)]
    return FiguresTold(note_zh=NOTE_ZH, note_en=NOTE_EN, figures=found)


@router.get("/figures.csv", response_class=CsvFile, responses={200: {"content": {CSV: {}}}})
def show_table(first: Month, last: Month, parts: Given, actor: Signed) -> CsvFile:
    """The same as a table for office programs."""
    named = {"Content-Disposition": 'attachment; filename="figures.csv"'}
    return CsvFile(table(_figures(parts, actor, first, last)), headers=named)


@router.get("/figures.svg", response_class=SvgPicture, responses={200: {"content": {SVG: {}}}})
def show_picture(first: Month, last: Month, parts: Given, actor: Signed) -> SvgPicture:
    """The same as a picture."""
    return SvgPicture(draw(_figures(parts, actor, first, last), f"{first} – {last}"))


def _figures(parts: Parts, actor: Actor, first: str, last: str) -> list[Figure]:
    with parts.desk.read(actor) as work:
        return court_figures(work, Period(first, last))


def _told(one: Figure) -> FigureTold:
    yuan = None if one.yuan is None else str(one.yuan)
    return FigureTold(**{**vars(one), "share": one.share, "yuan": yuan})
