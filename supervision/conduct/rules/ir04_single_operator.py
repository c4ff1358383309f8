"""IR04: one person accepted, reviewed and booked a case, or it took but minutes from end to end."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Integer, and_, cast, func, not_, or_
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from supervision.conduct import announced, gaps
from supervision.conduct.rules import Datum, Evidence, Knob, RowRule, Scope, Test
from supervision.delivery.arrangements import ArrangementKind
from supervision.delivery.homes import Home
from supervision.delivery.rollups import CompoundCount
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.words import _

DAY, WHOLE = 10, 16
OPERATORS = {"受理人": Home.acceptor, "审核人": Home.reviewer, "登簿人": Home.booker}
Text = InstrumentedAttribute[str | None]


@dataclass(frozen=True)
class Params:
    minutes: int = 10


def test(session: Session, scope: Scope, params: Params) -> Test:
    """Whole columns that a county does not send are named once for the county."""
    alone = and_(Home.acceptor == Home.reviewer, Home.reviewer == Home.booker, Home.acceptor != "")
    quick = or_(
        _within(Home.transfer_accepted_at, Home.transfer_booked_at, params.minutes),
        _within(Home.first_accepted_at, Home.first_booked_at, params.minutes),
    )
    hit = or_(
        and_(alone, not_(_announced(ArrangementKind.SEVERAL_POSTS))),
        and_(quick, not_(_announced(ArrangementKind.BATCH_DAY))),
    )
    blank = gaps.blank(session, scope.places(CompoundCount.county_code), OPERATORS)
    return Test(hit=and_(hit, blank.told), blank=blank)


def _within(begin: Text, end: Text, minutes: int) -> ColumnElement[bool]:
    """Both on one day, to the minute, and so close to each other; a day alone says nothing of minutes.

    What begins no earlier than the day of its end, and not after it, is of that day.
    """
    return and_(
        begin >= func.substr(end, 1, DAY),
        end >= begin,
        func.length(begin) >= WHOLE,
        func.length(end) >= WHOLE,
        _minute(end) - _minute(begin) < minutes,
    )


def _minute(moment: Text) -> ColumnElement[int]:
    """The minute of the day."""
    return cast(func.substr(moment, 12, 2), Integer) * 60 + cast(func.substr(moment, 15, 2), Integer)


def _announced(kind: ArrangementKind) -> ColumnElement[bool]:
    """Whether it was put on file for the day of booking."""
    booked = func.coalesce(Home.transfer_booked_at, Home.first_booked_at)
    return announced.on(func.substr(booked, 1, DAY), kind)


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    if row["acceptor"] and row["acceptor"] == row["reviewer"] == row["booker"]:
        return _("受理、审核、登簿为同一人，未见一人多岗备案。")
    return _(
        "受理（{accepted}）至登簿（{booked}）不足设定分钟数，未见集中办理日备案。",
        accepted=row["transfer_accepted_at"] or row["first_accepted_at"],
        booked=row["transfer_booked_at"] or row["first_booked_at"],
    )


RULE = RowRule(
    code="IR04",
    version=1,
    chinese="一人包办或秒批",
    severity=Lamp.YELLOW,
    sees="同一人受理、审核、登簿，或者受理到登簿只有几分钟，又没有事先备案的安排。",
    condition="受理人、审核人、登簿人相同且当日无一人多岗备案；或同一天受理到登簿不足设定分钟数且当日无集中办理日备案。",
    why="受理、审核、登簿应分人办理；一人包办或秒批，可能未经实质审查。",
    innocent=(
        "小县只有一名登簿人员，岗位备案未报送",
        "集中办理日批量登簿，备案未报送",
        "网上申请，审核在受理之前已完成",
    ),
    source="不动产登记暂行条例实施细则第 15 条至第 17 条（受理、审核、登簿）；分钟数为判断，待核",
    data=(
        Datum("登记台账的受理人、审核人、登簿人", "登记机构"),
        Datum("登记台账的受理、登簿时间（到分钟）", "登记机构"),
        Datum("窗口安排备案表", "登记机构"),
    ),
    needs=frozenset({Shape.LEDGER, Shape.ARRANGEMENTS}),
    rests_on=frozenset({Shape.LEDGER}),
    params=lambda session: Params(),
    knobs={"minutes": Knob("分钟", 1, 120)},
    terms={
        "unit_code": "不动产单元号",
        "window": "窗口",
        "acceptor": "受理人",
        "reviewer": "审核人",
        "booker": "登簿人",
        "first_accepted_at": "首次受理",
        "first_booked_at": "首次登簿",
        "transfer_accepted_at": "转移受理",
        "transfer_booked_at": "转移登簿",
        "minutes": "分钟数",
    },
    tells=tells,
    kind=Home,
    shows=(
        "unit_code",
        "window",
        "acceptor",
        "reviewer",
        "booker",
        "first_accepted_at",
        "first_booked_at",
        "transfer_accepted_at",
        "transfer_booked_at",
    ),
    decides=(
        "acceptor",
        "reviewer",
        "booker",
        "first_accepted_at",
        "first_booked_at",
        "transfer_accepted_at",
        "transfer_booked_at",
    ),
    test=test,
)
