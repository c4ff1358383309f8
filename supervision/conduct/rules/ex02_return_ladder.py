"""EX02: who applies alone is sent back again and again, or one agent brings most of a window's cases."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from supervision.conduct import gaps
from supervision.conduct.rules import Datum, Evidence, Finding, GroupRule, Knob, Outcome, Scope
from supervision.delivery.compounds import Compound
from supervision.delivery.homes import Home
from supervision.delivery.rollups import CompoundCount
from supervision.delivery.snapshots import Shape
from supervision.office import regions
from supervision.office.lamps import Lamp
from supervision.words import _

AGENT = "代办人"
COLUMNS: gaps.Columns = {AGENT: Home.agent, "退件次数": Home.returned}
DAY = 10


@dataclass(frozen=True)
class Params:
    returns: float = 3
    times: float = 3.0
    share: float = 0.4
    least: int = 20


def find(session: Session, scope: Scope, params: Params) -> Iterator[Finding]:
    """By compound, and by window; counties that send neither column are told once."""
    blank = gaps.blank(session, scope.places(CompoundCount.county_code), COLUMNS)
    if scope.whole:
        for county, missing in blank.items():
            yield Finding(outcome=Outcome.UNKNOWN, subject=county, county_code=county, missing=missing)
    agents = gaps.blank(session, scope.places(CompoundCount.county_code), {AGENT: Home.agent})
    yield from _compounds(session, scope, params, blank.told)
    yield from _windows(session, scope, params, agents.told)


def _compounds(
    session: Session, scope: Scope, params: Params, told: ColumnElement[bool]
) -> Iterator[Finding]:
    """Only compounds whose own applicants were sent back often on average are looked into home by home."""
    looked = and_(
        told, scope.groups(Home.county_code, Home.compound_number), Home.compound_number.is_not(None)
    )
    alone = and_(Home.agent.is_(None), Home.returned.is_not(None))
    sums: tuple[ColumnElement[Any], ColumnElement[Any]]
    if scope.whole:
        sums = (func.sum(Home.returned), func.count())
        looked = and_(looked, alone)
    else:  # every compound is to be named, with or without such applicants
        sums = (func.sum(case((alone, Home.returned), else_=0)), func.sum(case((alone, 1), else_=0)))
    keys = (Home.county_code, Home.compound_number)
    summed = session.execute(select(*keys, *sums).where(looked).group_by(*keys)).all()
    for county, compound, returned, n in summed:
        likely = n and returned * 2 >= n * params.returns
        finding = _judged(session, county, compound, params) if likely else None
        if finding is not None:
            yield finding
        elif not scope.whole:
            yield Finding(outcome=Outcome.CLEAR, subject=f"{compound}", county_code=county)


def _judged(session: Session, county: str, compound: str | None, params: Params) -> Finding | None:
    rows = session.execute(
        select(Home.agent, Home.returned, Home.transfer_accepted_at, Home.transfer_booked_at).where(
            Home.county_code == county, Home.compound_number == compound, Home.returned.is_not(None)
        )
    ).all()
    alone, by_agent = (
        [(row.returned, _days(row[2], row[3])) for row in rows if bool(row.agent) is agent]
        for agent in (False, True)
    )
    if len(alone) < params.least or not by_agent:
        return None
    own = {"returns": median(returned for returned, _took in alone), "days": _median(alone)}
    theirs = {"returns": median(returned for returned, _took in by_agent), "days": _median(by_agent)}
    if own["returns"] < params.returns or own["days"] is None or not theirs["days"]:
        return None
    if own["days"] < params.times * theirs["days"]:
        return None
    assert compound is not None
    evidence: list[dict[str, Any]] = [
        {"who": _("自行申请"), "homes": len(alone), **own},
        {"who": _("代办"), "homes": len(by_agent), **theirs},
    ]
    return Finding(
        outcome=Outcome.HIT,
        subject=compound,
        county_code=county,
        compound_number=compound,
        evidence=evidence,
        grounds=evidence,
    )


def _days(begin: str | None, end: str | None) -> int | None:
    if not begin or not end or len(begin) < DAY or len(end) < DAY:
        return None
    return (date.fromisoformat(end[:DAY]) - date.fromisoformat(begin[:DAY])).days


def _median(rows: list[tuple[int, int | None]]) -> float | None:
    took = [days for _returned, days in rows if days is not None]
    return median(took) if took else None


def _windows(session: Session, scope: Scope, params: Params, told: ColumnElement[bool]) -> Iterator[Finding]:
    """The share of each window's cases that one agent brought; a developer applying for its own is none.

    Whose own it is, is asked only where somebody brought so many that it matters.
    """
    looked = and_(told, scope.groups(Home.county_code, Home.window), Home.window.is_not(None))
    booked = and_(looked, Home.transfer_booked_at.is_not(None))
    whole: Counter[tuple[str, str]] = Counter()
    most_by: defaultdict[tuple[str, str], int] = defaultdict(int)
    for county, window, agent, n in session.execute(
        select(Home.county_code, Home.window, Home.agent, func.count())
        .where(booked)
        .group_by(Home.county_code, Home.window, Home.agent)
    ):
        whole[county, f"{window}"] += n
        if agent is not None:
            most_by[county, f"{window}"] = max(most_by[county, f"{window}"], n)
    for (county, window), cases in sorted(whole.items()):
        may = cases >= params.least and most_by[county, window] >= params.share * cases
        most, agent = _busiest(session, booked, county, window) if may else (0, "")
        fires = may and most >= params.share * cases
        if fires:
            row = {"window": window, "agent": agent, "by_agent": most, "cases": cases, "part": most / cases}
            yield Finding(
                outcome=Outcome.HIT,
                subject=f"{county}:{window}",
                county_code=county,
                evidence=[row],
                grounds=[{"window": window, "agent": agent}],
            )
        elif not scope.whole:
            yield Finding(outcome=Outcome.CLEAR, subject=f"{county}:{window}", county_code=county)


def calls(session: Session, subject: str) -> str:
    county, apart, window = subject.partition(":")
    return f"{regions.full_name(session, county)} {window}" if apart else subject


def _busiest(session: Session, booked: ColumnElement[bool], county: str, window: str) -> tuple[int, str]:
    """The agent with the most cases of a window, homes of its own compounds not counted; and how many."""
    own = select(Compound.developer).where(
        Compound.county_code == Home.county_code, Compound.number == Home.compound_number
    )
    counted = session.execute(
        select(func.count(), Home.agent)
        .where(
            booked,
            Home.county_code == county,
            Home.window == window,
            Home.agent.is_not(None),
            Home.agent != func.coalesce(own.scalar_subquery(), ""),
        )
        .group_by(Home.agent)
    )
    return max(((n, f"{agent}") for n, agent in counted), default=(0, ""))


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    if "window" in row:
        return _(
            "{window} {cases} 件中，同一代办人办理 {n} 件，占 {part}。",
            window=row["window"],
            cases=row["cases"],
            n=row["by_agent"],
            part=f"{row['part']:.2%}",
        )
    own, theirs = evidence
    return _(
        "自行申请退件中位数 {returns:g} 次、用时 {days:g} 天；代办用时 {theirs:g} 天。",
        returns=own["returns"],
        days=own["days"],
        theirs=theirs["days"],
    )


RULE = GroupRule(
    code="EX02",
    version=1,
    chinese="自办反复退件、代办即快",
    severity=Lamp.YELLOW,
    sees="同一项目自行申请反复退件、用时明显长于代办，或者一名代办人占去一个窗口的大半业务。",
    condition="同一项目自行申请的退件中位数达到设定次数，且用时中位数不少于代办的设定倍数；或同一代办人占某窗口业务的比例达到设定比例（开发企业为本项目申请的不计）。样本少于设定件数的不判断。",
    why="卡窗口、走代办即快，可能是变相的吃拿卡要。",
    innocent=(
        "代办人提交的材料更完整",
        "开发企业作为合法批量申请人，名称与清单不一致",
        "自行申请的多为材料缺失的老房屋",
    ),
    source="专项行动“吃拿卡要”整治；次数、倍数、比例为判断，待核",
    data=(Datum("登记台账的代办人、退件次数", "登记机构"), Datum("登记台账的受理、登簿时间", "登记机构")),
    needs=frozenset({Shape.LEDGER}),
    rests_on=frozenset({Shape.LEDGER}),
    params=lambda session: Params(),
    knobs={
        "returns": Knob("次", 1, 10),
        "times": Knob("倍", 1.5, 20),
        "share": Knob("（比例）", 0.1, 1.0),
        "least": Knob("件", 5, 500),
    },
    terms={
        "who": "申请方式",
        "homes": "件数",
        "returns": "退件次数（中位数）",
        "days": "用时（天，中位数）",
        "window": "窗口",
        "agent": "代办人",
        "by_agent": "代办件数",
        "cases": "窗口件数",
        "part": "占比",
        "times": "倍数",
        "share": "占比界限",
        "least": "最少件数",
    },
    tells=tells,
    calls=calls,
    find=find,
)
