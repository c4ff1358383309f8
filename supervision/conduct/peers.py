"""How often a rule fires around one flag: its compound, its county, its city and the province (与同类比)."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from supervision.conduct.flags import Flag, FlagStatus
from supervision.conduct.rules import RowRule
from supervision.delivery.compounds import Compound
from supervision.delivery.homes import Home
from supervision.delivery.rollups import CompoundCount
from supervision.office import regions
from supervision.office.people import Officer
from supervision.quantities import Measure, Quantity
from supervision.words import _


@dataclass(frozen=True)
class Peer:
    """A place, how many of its objects fired, out of how many that could."""

    name: str
    hits: Quantity
    whole: Quantity

    @property
    def rate(self) -> Quantity:
        return self.hits / self.whole


def around(session: Session, flag: Flag, officer: Officer) -> list[Peer]:
    """The smallest place first, as far up as the officer may see; none for rules on reports."""
    rule = flag.rule
    if not isinstance(rule, RowRule):
        return []
    found = []
    if rule.kind is Home and flag.compound_number:
        found.append(
            Peer(
                _("本项目"),
                _hits(session, flag, Flag.compound_number == flag.compound_number, flag.county_code),
                _whole(session, rule.kind, flag.county_code, flag.compound_number),
            )
        )
    for name, code in (
        (_("本县（市、区）"), flag.county_code),
        (_("全市"), f"{flag.county_code[:4]}00"),
        (_("全省"), f"{flag.county_code[:2]}0000"),
    ):
        if officer.answers_for(code):
            found.append(Peer(name, _hits(session, flag, None, code), _whole(session, rule.kind, code, None)))
    return found


def _hits(session: Session, flag: Flag, narrowed: ColumnElement[bool] | None, code: str) -> Quantity:
    """Everything that the rule still finds in the books, judged or not, whoever looks into it."""
    found = select(Flag).where(
        Flag.rule_code == flag.rule_code,
        Flag.status != FlagStatus.LAPSED,
        regions.within(Flag.county_code, code),
    )
    if narrowed is not None:
        found = found.where(narrowed)
    number = session.scalar(select(func.count()).select_from(found.order_by(None).subquery()))
    return Quantity(number, _measure(flag))


def _whole(session: Session, kind: type[Home] | type[Compound], code: str, number: str | None) -> Quantity:
    """Homes whose transfer is booked, by the rollups; or compounds that are included."""
    if kind is Home:
        booked = select(func.sum(CompoundCount.transfer)).where(
            regions.within(CompoundCount.county_code, code)
        )
        if number is not None:
            booked = booked.where(CompoundCount.compound_number == number)
        sum_of_them = session.scalar(booked)
        return Quantity(None if sum_of_them is None else int(sum_of_them), Measure.HOMES)
    included = select(func.count()).where(
        regions.within(Compound.county_code, code), Compound.included.is_(True)
    )
    return Quantity(session.scalar(included), Measure.COMPOUNDS)


def _measure(flag: Flag) -> Measure:
    rule = flag.rule
    return Measure.HOMES if isinstance(rule, RowRule) and rule.kind is Home else Measure.COMPOUNDS
