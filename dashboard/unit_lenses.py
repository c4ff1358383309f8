"""One unit through the three lenses: 盯责任, 盯作风, 盯落实; each number opens the records that it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st
from sqlalchemy import Select, func
from sqlalchemy.orm import Session

from dashboard.lenses import Lens
from dashboard.theme import chip
from dashboard.widgets import go_to
from supervision import clock
from supervision.briefings import issues
from supervision.briefings.briefings import Briefing
from supervision.conduct import against_units, flags, need_to_know
from supervision.conduct.flags import UNJUDGED, Flag
from supervision.delivery.standings import Board
from supervision.office.lamps import Lamp
from supervision.office.people import Officer
from supervision.office.units import Unit
from supervision.quantities import Measure, Quantity
from supervision.responsibility.commitment_steps import OPEN, CommitmentStatus
from supervision.responsibility.commitments import Commitment
from supervision.words import _

GRAVEST = (Lamp.RED, Lamp.YELLOW, Lamp.UNKNOWN, Lamp.BLUE)


@dataclass(frozen=True)
class Fact:
    """A number with its name, and the address of what it counts where that list is not on this page."""

    label: str
    said: str
    page: str | None = None
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Card:
    lens: Lens
    what: str
    lamp: Lamp | None
    facts: Sequence[Fact]


def cards(
    session: Session, me: Officer, unit: Unit, promised: Sequence[Commitment], board: Board
) -> list[Card]:
    """The three cards; a unit's own account sees its promises and nothing that came from a complaint."""
    if me.is_unit:
        return [_responsibility(unit, promised)]
    return [_responsibility(unit, promised), _conduct(session, me, unit), _delivery(board)]


def show(found: Sequence[Card]) -> None:
    for column, card in zip(st.columns(len(found), gap="small"), found, strict=True):
        with column.container(border=True, gap="xsmall", height="stretch"):
            lamp = chip(card.lamp) or f":gray[{_('正常')}]"
            st.markdown(f"**{card.lens.label}**　:gray[{card.what}]　{lamp}")
            for cell, fact in zip(st.columns(len(card.facts)), card.facts, strict=True):
                with cell.container(gap="xxsmall"):
                    st.metric(fact.label, fact.said)
                    if fact.page:
                        go_to(fact.page, _("查看 ›"), **fact.query)


def _responsibility(unit: Unit, promised: Sequence[Commitment]) -> Card:
    today = clock.today()
    closed = sum(one.status is CommitmentStatus.CLOSED for one in promised)
    still_open = [one for one in promised if one.status in OPEN]
    overdue = sum(one.is_overdue(today) for one in still_open)
    page, at = "responsibility.commitments", {"unit": str(unit.id)}
    return Card(
        Lens.RESPONSIBILITY,
        _("承诺"),
        gravest([one.lamp(today) for one in still_open]),
        (
            Fact(_("已销号"), str(Quantity(closed, Measure.ITEMS)), page, at | {"status": "closed"}),
            Fact(_("未销号"), str(Quantity(len(still_open), Measure.ITEMS)), page, at | {"status": "open"}),
            Fact(_("其中超期"), str(Quantity(overdue, Measure.ITEMS)), page, at | {"lamp": "red"}),
        ),
    )


def _conduct(session: Session, me: Officer, unit: Unit) -> Card:
    """Complaints, with a list for those who are on it; flags sent to the unit; briefings that named it."""
    severities = [flag.severity for flag in session.scalars(sent_to(me, unit))]
    named = issues.naming(unit, officer=me).with_only_columns(func.count(Briefing.id)).order_by(None)
    return Card(
        Lens.CONDUCT,
        _("投诉、疑点"),
        gravest(severities),
        (
            _complaints(session, me, unit),
            Fact(_("核实中疑点"), str(Quantity(len(severities), Measure.FLAGS))),
            Fact(_("被点名简报"), _("{n}期", n=session.scalar(named) or 0)),
        ),
    )


def _complaints(session: Session, me: Officer, unit: Unit) -> Fact:
    if not need_to_know.counted_for(me):
        return Fact(_("反映该单位"), _("不提供"))
    known = against_units.against(session, unit, officer=me)
    return Fact(_("反映该单位"), _("知情 {n}{unit}", n=known, unit=Measure.CASES.label))


def _delivery(board: Board) -> Card:
    """Like beside like: what those counties claim whose ledger is in, and how many they are."""
    whole = board.whole
    at = {"region": whole.code, "as_of": board.day.isoformat(), "lamp": "held"}
    page = "delivery.progress"
    verified = Quantity(whole.ledger.transfer, Measure.HOMES)
    covered = _("{n} / {all} 个县有台账", n=len(board.checked), all=whole.counties)
    return Card(
        Lens.DELIVERY,
        _("转移登记，{place}，{covered}", place=whole.name, covered=covered),
        whole.lamp,
        (
            Fact(_("申报"), whole.checked.transfer.headline, page, at),
            Fact(_("核对"), verified.headline, page, at),
            Fact(_("申报多出"), str(whole.excess), page, at),
        ),
    )


def sent_to(me: Officer, unit: Unit) -> Select[Flag]:
    """The flags that the unit was asked about and nobody has judged for good."""
    return flags.visible_to(me).where(Flag.unit_id == unit.id, Flag.status.in_(UNJUDGED))


def gravest(lamps: Sequence[Lamp | None]) -> Lamp | None:
    return next((lamp for lamp in GRAVEST if lamp in lamps), None)
