"""Freezing: all numbers of one briefing, computed at one look at the books."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from supervision.briefings.frozen_figures import FrozenFigure
from supervision.conduct import told_counts
from supervision.conduct.categories import Category
from supervision.conduct.rules import RULES
from supervision.delivery.looks import children
from supervision.figures import FIGURES, Figure, Scope, answer
from supervision.office.regions import Region
from supervision.words import speaking

#: The columns of the table of places, in its order.
IN_TABLE = ("D08", "D02", "D05", "D03", "D06", "D04", "D09", "V05")
BY_RULE = ("F02", "F03", "F04", "F05")
BY_CATEGORY = ("C01",)


def freeze(session: Session, look: Scope) -> list[FrozenFigure]:
    """Every figure of the region, the table's for each place in it, and flags and complaints by kind.

    What is missing is said in Chinese whoever drafts: it stands in the document, and under its digest.
    """
    asked = [*_of_the_whole(look), *_of_the_places(session, look), *_by_part(look)]
    with speaking("zh"):
        frozen = [
            FrozenFigure.freeze(
                answer(session, one, figure),
                place=place,
                region_code=one.region_code,
                region_name=session.get_one(Region, one.region_code).name,
                part=one.part,
            )
            for place, (one, figure) in enumerate(asked, start=1)
        ]
    _withhold(session, look, frozen)
    return frozen


def _withhold(session: Session, look: Scope, frozen: Iterable[FrozenFigure]) -> None:
    """Complaints as they are told once and for all: no other week, level or edition gives one away."""
    complaints = [one for one in frozen if one.code in BY_CATEGORY]
    if not complaints:
        return
    told_counts.tell(session, [look.region_code], look.start, look.end)
    told = told_counts.told(session, look.region_code, look.start, look.end)
    for one in complaints:
        number = told.get(one.part or told_counts.WHOLE)
        one.amount, one.hidden = number, number is None
        if number is not None or one.part is not None:
            one.missing = []


def _of_the_whole(look: Scope) -> Iterator[tuple[Scope, Figure]]:
    for figure in FIGURES.values():
        if figure.open_to(edition=look.edition, officer=None):
            yield look, figure


def _of_the_places(session: Session, look: Scope) -> Iterator[tuple[Scope, Figure]]:
    coded = {figure.code: figure for figure in FIGURES.values()}
    for child in children(session, look):
        for code in IN_TABLE:
            yield child, coded[code]


def _by_part(look: Scope) -> Iterator[tuple[Scope, Figure]]:
    for figure in FIGURES.values():
        if figure.code in BY_RULE and figure.open_to(edition=look.edition, officer=None):
            yield from ((replace(look, part=rule), figure) for rule in RULES)
        if figure.code in BY_CATEGORY and figure.open_to(edition=look.edition, officer=None):
            yield from ((replace(look, part=category.value), figure) for category in Category)
