from datetime import date, timedelta

import time_machine
from sqlalchemy.orm import Session

from supervision.conduct.clue_steps import ClueStatus
from supervision.conduct.clue_terms import Way
from supervision.figures import FIGURES, Edition, Scope, publish
from supervision.office.people import Role
from tests import make

CODES = [f"L0{n}" for n in range(1, 10)]
MARCH = Scope(make.CITY, date(2026, 3, 1), date(2026, 3, 31))


def counted(session: Session, scope: Scope) -> list[float | None]:
    figures = {figure.code: figure for figure in FIGURES.values()}
    answers = [figures[code].compute(session, scope).amount for code in CODES]
    again = [figures[code].again for code in CODES]
    assert [one(session, scope).amount for one in again if one] == answers
    return answers


def test_counts_clues_by_disposal_and_by_the_four_forms(both: Session) -> None:
    make.clue(both)
    make.clue(both, ClueStatus.APPROVED, way=Way.TALK)
    make.clue(both, ClueStatus.ENDORSED, way=Way.TALK)
    make.clue(both, ClueStatus.OUTCOME, way=Way.PRELIM)
    make.clue(both, ClueStatus.HELD, way=Way.HOLD)
    make.clue(both, ClueStatus.ARCHIVED, way=Way.CLOSE)
    make.clue(both, ClueStatus.APPROVED, way=Way.CLOSE, region_code="140100")

    assert counted(both, MARCH) == [6, 1, 1, 1, 1, 2, 0, 0, 0]
    assert counted(both, Scope(make.PROVINCE, MARCH.start, MARCH.end))[:5] == [7, 1, 1, 1, 2]


def test_a_period_counts_what_was_done_in_it(session: Session, frozen_clock: time_machine.Traveller) -> None:
    clue = make.clue(session, ClueStatus.VERIFYING)
    frozen_clock.shift(timedelta(days=40))
    desk = next(line.signed_by for line in clue.hand_overs if line.verb == "register")
    clue.leave_for_case(by=desk, case_no="阳纪立〔2026〕5号")
    session.flush()

    assert counted(session, MARCH)[:5] == [1, 0, 1, 0, 0]
    assert counted(session, Scope(make.CITY, date(2026, 4, 1), date(2026, 4, 30)))[:5] == [0] * 5


def test_few_are_not_told_nor_anything_to_those_below_or_to_units(session: Session) -> None:
    make.clue(session, ClueStatus.APPROVED, way=Way.TALK)
    unit = make.officer(session, Role.UNIT, unit=make.unit(session))

    told = {one.figure.code: one.digits for one in publish(session, MARCH)}
    down = publish(session, Scope(MARCH.region_code, MARCH.start, MARCH.end, Edition.DOWN))

    assert [told[code] for code in ("L01", "L02", "L03")] == ["不足3", "不足3", "0"]
    for published in (down, publish(session, MARCH, unit)):
        assert not {one.figure.code for one in published} & set(CODES)
