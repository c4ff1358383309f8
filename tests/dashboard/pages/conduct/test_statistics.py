from collections import Counter
from datetime import date

import pytest
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision.conduct import statistics
from supervision.conduct.categories import Category, Channel, Identity, Kind
from supervision.conduct.clue_terms import FourForm, Way
from supervision.conduct.clues import ClueStatus
from supervision.conduct.need_to_know import MAY_BE_LET_IN
from supervision.errors import Refused
from supervision.office.people import Role
from tests import make, visit

PAGE, COMPLAINTS = "conduct.statistics", "conduct.complaints"
MARCH = (date(2026, 3, 1), date(2026, 3, 31))
SUMMARY = "窗口另收材料费绝不外传"


def said(page: AppTest) -> str:
    kinds = (page.title, page.subheader, page.markdown, page.caption, page.text, page.metric)
    return "\n".join(str(one.value) for kind in kinds for one in kind).replace("\\", "")


def test_what_came_in_is_counted_by_class_channel_type_and_name(both: Session) -> None:
    me = make.officer(both, Role.PETITIONS, name="周宁", region_code=make.CITY)
    first = make.complaint(both, by=me)
    make.complaint(both, by=me, identity=Identity.ANONYMOUS, category=Category.PIGGYBACK)
    make.complaint(both, by=me, identity=Identity.ANONYMOUS, duplicate_of=first)
    make.complaint(both, by=me, kind=Kind.OUTSIDE, received_on=date(2026, 2, 27))

    came = statistics.received(both, me, *MARCH)

    assert (came.cases, came.duplicates) == (3, 1)
    assert came.kinds[Kind.ACCUSATION] == 3
    assert came.channels[Channel.LETTER] == 3
    assert +Counter(came.categories) == {Category.EXTORTION: 2, Category.PIGGYBACK: 1}
    assert str(came.real_name_share) == "33.33%"
    assert set(came.kinds) == set(Kind)


def test_disposals_and_forms_are_counted_by_the_day_of_the_approval(both: Session) -> None:
    me = make.officer(both, Role.CASES, region_code=make.CITY)
    make.clue(both, ClueStatus.OUTCOME, way=Way.PRELIM)
    make.clue(both, ClueStatus.HELD, way=Way.HOLD)

    done = statistics.disposed(both, me, *MARCH)
    earlier = statistics.disposed(both, me, date(2026, 2, 1), date(2026, 2, 28))

    assert +Counter(done.ways) == {Way.PRELIM: 1, Way.HOLD: 1}
    assert set(done.forms) == set(FourForm)
    assert not any(earlier.ways.values())


@pytest.mark.parametrize("role", sorted(Role))
@pytest.mark.parametrize("region_code", [make.PROVINCE, make.CITY, make.COUNTY])
def test_nobody_counts_what_they_could_not_open(session: Session, role: Role, region_code: str) -> None:
    make.complaint(session)
    unit = make.unit(session) if role is Role.UNIT else None
    me = make.officer(session, role, region_code=region_code, unit=unit)
    if role not in MAY_BE_LET_IN:
        with pytest.raises(Refused, match="不向本账号提供"):
            statistics.received(session, me, *MARCH)
        return

    came = statistics.received(session, me, *MARCH)

    listed = region_code == make.CITY and role not in (Role.INSPECTOR, Role.CASES)
    assert came.cases == (1 if listed else 0)


@pytest.mark.parametrize("role", sorted(MAY_BE_LET_IN))
def test_it_opens_empty_for_every_post(session: Session, role: Role) -> None:
    me = make.officer(session, role, region_code=make.CITY)
    session.commit()

    assert "信访统计" in said(visit.page(PAGE, me))


def test_a_number_opens_its_records(session: Session) -> None:
    me = make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)
    named = make.complaint(session, by=me, summary=SUMMARY)
    make.complaint(session, by=me, identity=Identity.ANONYMOUS)
    make.complaint(session, by=me, received_on=date(2026, 2, 27))
    session.commit()

    page = visit.page(PAGE, me)
    opened = visit.page(
        COMPLAINTS, me, status="all", identity="real_name", since="2026-03-01", until="2026-03-02"
    )

    assert "实名件占比 50.00%" in said(page)
    assert SUMMARY not in str(page.main)
    numbers = [n for table in opened.dataframe if "identity" in table.value for n in table.value["number"]]
    assert numbers == [named.number]
    opened.button(key="complaints-lens-clear").click().run()
    assert not opened.exception
    numbers = [n for table in opened.dataframe if "identity" in table.value for n in table.value["number"]]
    assert len(numbers) == 3


@pytest.mark.parametrize("span", ["month", "last_month", "quarter", "year", "绝无"])
def test_each_period_opens(session: Session, span: str) -> None:
    me = make.officer(session, Role.LEADER, region_code=make.CITY)
    make.complaint(session, received_on=date(2026, 2, 27))
    session.commit()

    counted = "1 人次" in said(visit.page(PAGE, me, span=span))

    assert counted is (span in ("last_month", "quarter", "year"))
