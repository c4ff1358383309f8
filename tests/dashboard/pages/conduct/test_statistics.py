from collections import Counter
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision.conduct import statistics
from supervision.conduct.categories import Category, Channel, Identity, Kind
from supervision.conduct.clue_terms import FourForm, Way
from supervision.conduct.clues import ClueStatus
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.need_to_know import MAY_BE_LET_IN
from supervision.errors import Refused
from supervision.office import exports
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


def test_what_was_passed_up_or_is_about_our_own_counts_nowhere_here(both: Session) -> None:
    me = make.officer(both, Role.PETITIONS, name="周宁", region_code=make.CITY)
    colleague = make.officer(both, Role.INSPECTOR, name="吴桐", region_code=make.CITY)
    make.complaint(both, by=me)
    make.complaint(both, ComplaintStatus.DESTROYED, by=me)
    apart = make.complaint(both, by=me)
    apart.set_apart(both, accused=[colleague], by=me)
    both.commit()

    came = statistics.received(both, me, *MARCH)
    page = visit.page(COMPLAINTS, me, status="all")

    assert (came.cases, sum(came.identities.values()), sum(came.categories.values())) == (1, 1, 1)
    assert "未了结 1 件，共 1 件" in said(page)
    assert "1 件；点一行看详情；另列不计入本级数字的" in said(page)
    (table,) = (table.value for table in page.dataframe if "identity" in table.value)
    assert sorted(table["identity"]) == ["—", "实名", "实名"]
    opened = visit.page(COMPLAINTS, me, status="all", since="2026-03-01", until="2026-03-02")
    assert [len(table.value) for table in opened.dataframe if "identity" in table.value] == [1]


def test_a_disposal_opens_the_clues_of_its_period(session: Session) -> None:
    me = make.officer(session, Role.CASES, Role.LEADER, region_code=make.CITY)
    make.clue(session, ClueStatus.HELD, way=Way.HOLD)
    session.commit()

    def opened(since: str, until: str) -> int:
        page = visit.page("conduct.clues", me, status="all", way="hold", since=since, until=until)
        return sum(len(table.value) for table in page.dataframe if "way" in table.value)

    assert opened("2026-03-01", "2026-03-31") == 1
    assert opened("2026-02-01", "2026-02-28") == 0


def test_the_export_says_every_number_of_the_page(session: Session) -> None:
    me = make.officer(session, Role.PETITIONS, Role.LEADER, name="周宁", region_code=make.CITY)
    password = make.password(session, me)
    first = make.complaint(session, by=me, people=5)
    make.complaint(session, by=me, identity=Identity.ANONYMOUS, duplicate_of=first)
    make.clue(session, ClueStatus.HELD, way=Way.HOLD)
    session.commit()
    page = visit.page(PAGE, me)

    page.text_input(key="statistics-list-reason").set_value("月度汇报")
    page.text_input(key="statistics-list-export-password-0").set_value(password)
    page.button(key="statistics-list-make").click().run()
    token = str(page.get("link_button")[0].proto.url).removeprefix("/export/")
    _name, data = exports.collect(session, token, by=me)

    rows = list(load_workbook(BytesIO(data)).active.iter_rows(values_only=True))
    told = {(table, part): (n, unit) for table, part, n, unit in rows[3:]}
    assert told["收到", "合计"] == (2, "件")
    assert told["收到", "人次"] == (6, "人次")
    assert told["收到", "重复件"] == (1, "件")
    assert told["收到", "实名件占比"] == ("50.00%", "")
    assert told["按反映问题", Category.EXTORTION.label] == (2, "件")
    assert told["问题线索处置", "予以了结"] == (0, "件")
    assert told["四种形态", "第一种形态"][0] == 0
    assert told["按期办理", "按期告知率"] == ("—", "期内到期不足 3 件，不列出")
    assert "—" in said(page)
    assert "待核" not in said(page)


def test_what_fell_due_in_a_period_opens_its_letters(session: Session) -> None:
    me = make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)
    due = make.complaint(session, by=me)
    make.complaint(session, by=me, identity=Identity.ANONYMOUS)
    session.commit()
    assert due.due_on

    def opened(duty: str, day: date) -> list[str]:
        page = visit.page(COMPLAINTS, me, status="all", due=duty, since=f"{day}", until=f"{day}")
        assert "受理告知到期" in said(page) or duty == "result"
        return [n for table in page.dataframe if "identity" in table.value for n in table.value["number"]]

    assert opened("notice", due.due_on) == [due.number]
    assert opened("notice", due.received_on) == opened("result", due.due_on) == []
