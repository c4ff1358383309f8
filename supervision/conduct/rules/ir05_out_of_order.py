"""IR05: moments stand in the wrong order, were recorded long after, or lie outside working hours."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from supervision.conduct import announced, gaps
from supervision.conduct.rules import Datum, Evidence, Knob, RowRule, Scope, Test
from supervision.delivery.arrangements import ArrangementKind
from supervision.delivery.day_numbers import day_number
from supervision.delivery.homes import Home
from supervision.delivery.rollups import CompoundCount, DayCount
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.office.workdays import CalendarDay
from supervision.words import _

DAY, HOUR = 10, 13
ONLY_A_DAY = "00:00:00"
ORDERS = (
    (Home.first_accepted_at, Home.first_booked_at),
    (Home.transfer_accepted_at, Home.transfer_booked_at),
    (Home.transfer_accepted_at, Home.reviewed_at),
    (Home.reviewed_at, Home.transfer_booked_at),
    (Home.transfer_booked_at, Home.certified_on),
)
#: What is held against the moments of booking; without one of these the rest is still looked at.
COMPARED: gaps.Columns = {
    "受理时间": Home.transfer_accepted_at,
    "审核时间": Home.reviewed_at,
    "颁证日期": Home.certified_on,
    "录入时间": Home.recorded_at,
}
BOOKED = (Home.first_booked_at, Home.transfer_booked_at)
AFTER_HOURS = (ArrangementKind.OVERTIME, ArrangementKind.BATCH_DAY)
Text = InstrumentedAttribute[str | None]


@dataclass(frozen=True)
class Params:
    """A county that often books on rest days plainly works then: only a rare booking is odd."""

    days: int = 7
    late: int = 22
    early: int = 6
    rest_share: float = 0.02


def test(session: Session, scope: Scope, params: Params) -> Test:
    last = func.coalesce(Home.transfer_booked_at, Home.first_booked_at)
    recorded = and_(  # the day of a later one is after any moment of an earlier day
        func.substr(Home.recorded_at, 1, DAY) > last,
        day_number(Home.recorded_at) - day_number(last) > params.days,
    )
    nights = [and_(_at_night(moment, params), not_(_announced(moment))) for moment in BOOKED]
    rests = _on_rest_days(session, scope, params)
    order = or_(*(_reversed(before, after) for before, after in ORDERS))
    whole = or_(Home.transfer_booked_at.is_(None), Home.first_booked_at.is_(None), ~_early())
    return Test(
        hit=or_(and_(or_(order, recorded), whole), *nights, *rests),
        partly=gaps.blank(session, scope.places(CompoundCount.county_code), COMPARED),
    )


def _early() -> ColumnElement[bool]:
    """A transfer before its first registration is IR01's to say, and one doubt is enough."""
    return Home.transfer_booked_at < Home.first_booked_at


def _reversed(before: Text, after: Text) -> ColumnElement[bool]:
    """Later by the coarser of the two: a day is not before a moment of the same day."""
    return and_(
        before > after,
        func.substr(before, 1, func.length(after)) != after,
    )


def _at_night(moment: Text, params: Params) -> ColumnElement[bool]:
    """By the two figures of the hour, as text: every home is asked, and no number need be made of them."""
    by_day = func.substr(moment, 12, 2).between(f"{params.early:02d}", f"{params.late - 1:02d}")
    return and_(not_(by_day), func.length(moment) >= HOUR, func.substr(moment, 12, 8) != ONLY_A_DAY)


def _announced(moment: Text) -> ColumnElement[bool]:
    return announced.on(func.substr(moment, 1, DAY), *AFTER_HOURS)


def _on_rest_days(session: Session, scope: Scope, params: Params) -> list[ColumnElement[bool]]:
    """Booked on a rest day of the office's calendar, in a county that hardly ever does, and not announced."""
    booked = DayCount.first + DayCount.transfer
    whole = dict(
        session.execute(
            select(DayCount.county_code, func.sum(booked))
            .where(scope.places(DayCount.county_code))
            .group_by(DayCount.county_code)
        ).all()
    )
    rested: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for county, day, n in session.execute(
        select(DayCount.county_code, DayCount.day, booked)
        .join(CalendarDay, CalendarDay.day == DayCount.day)
        .where(scope.places(DayCount.county_code), CalendarDay.worked.is_(False), booked > 0)
    ):
        rested[county][day.isoformat()] = n
    rare = {
        county: days
        for county, days in rested.items()
        if sum(days.values()) <= params.rest_share * whole[county]
    }
    if not rare:
        return []
    rest = sorted({day for days in rare.values() for day in days})
    resting = [and_(func.substr(moment, 1, DAY).in_(rest), not_(_announced(moment))) for moment in BOOKED]
    return [and_(Home.county_code.in_(sorted(rare)), or_(*resting))]


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    said = [
        _(
            "{before}（{at}）晚于{after}（{then}）",
            before=_(TERMS[b]),
            at=row[b],
            after=_(TERMS[a]),
            then=row[a],
        )
        for b, a in ((before.key, after.key) for before, after in ORDERS)
        if row[b] and row[a] and row[b] > row[a] and row[b][: len(row[a])] != row[a]
    ]
    last = row["transfer_booked_at"] or row["first_booked_at"]
    if row["recorded_at"] and last and row["recorded_at"][:DAY] > last[:DAY]:
        said.append(_("登簿 {booked}，录入 {recorded}", booked=last, recorded=row["recorded_at"]))
    if not said:
        said = [_booked(row)]
    return "；".join(said) + "。"


def _booked(row: Any) -> str:
    moments = [row[moment.key] for moment in BOOKED if row[moment.key]]
    return _("登簿时间 {moments} 不在工作时间，未见延时服务备案", moments="、".join(moments))


TERMS = {
    "unit_code": "不动产单元号",
    "window": "窗口",
    "first_accepted_at": "首次受理",
    "first_booked_at": "首次登簿",
    "transfer_accepted_at": "转移受理",
    "reviewed_at": "审核时间",
    "transfer_booked_at": "转移登簿",
    "certified_on": "颁证日期",
    "recorded_at": "录入时间",
    "days": "补录天数",
    "late": "晚于（时）",
    "early": "早于（时）",
    "rest_share": "休息日占比界限",
}

RULE = RowRule(
    code="IR05",
    version=1,
    chinese="时间倒置、补录或非工作时间登簿",
    severity=Lamp.YELLOW,
    sees="受理、审核、登簿、颁证的先后颠倒，登簿很久以后才录入，或者在夜间、休息日登簿而没有备案。",
    condition=(
        "受理≤审核≤登簿≤颁证的次序颠倒（按较粗的精度比较）；或录入时间晚于登簿超过设定天数；"
        "或登簿在设定的夜间时段；或在休息日登簿且本县休息日登簿极少；已备案延时服务、集中办理日的不计。"
    ),
    why="时间对不上，可能是事后补录或倒签日期。",
    innocent=("延时服务、周末办已公告，备案未报送", "历史数据成批导入", "系统时钟错误"),
    source="不动产登记暂行条例实施细则第 15 条至第 17 条；天数、时段为判断，待核",
    data=(
        Datum("登记台账的受理时间、审核时间、登簿时间、颁证日期、录入时间", "登记机构"),
        Datum("窗口安排备案表（延时服务、集中办理日）", "登记机构"),
    ),
    needs=frozenset({Shape.LEDGER, Shape.ARRANGEMENTS}),
    rests_on=frozenset({Shape.LEDGER}),
    params=lambda session: Params(),
    knobs={
        "days": Knob("天", 1, 365),
        "late": Knob("时", 18, 24),
        "early": Knob("时", 0, 8),
        "rest_share": Knob("（比例）", 0.0, 1.0),
    },
    terms=TERMS,
    tells=tells,
    kind=Home,
    shows=tuple(TERMS)[:9],
    decides=tuple(TERMS)[2:9],
    test=test,
)
