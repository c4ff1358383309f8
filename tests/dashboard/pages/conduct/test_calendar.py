from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from dashboard import calendar_out
from supervision import jobs
from supervision.accountability import due_items
from supervision.conduct.categories import Jurisdiction
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.hand_offs import HandOff
from supervision.office import exports
from supervision.office.acts import Kind
from supervision.office.people import OFFICE, Officer, Role
from tests import make, visit

PAGE = "conduct.calendar"
SUMMARY = "窗口另收材料费绝不外传"


def rows(page: AppTest, column: str, holds: str = "limit") -> list[str]:
    return [value for table in page.dataframe if holds in table.value for value in table.value[column]]


def desk(session: Session) -> Officer:
    return make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)


@pytest.mark.parametrize("role", sorted(OFFICE))
def test_it_opens_empty_for_every_post(session: Session, role: Role) -> None:
    me = make.officer(session, role, region_code=make.CITY)
    session.commit()

    assert rows(visit.page(PAGE, me), "limit") == []


def test_it_shows_the_due_dates_of_a_month_with_numbers_and_limits_only(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, by=me, summary=SUMMARY)
    make.complaint(session, by=me, received_on=date(2026, 2, 2))
    session.commit()

    page = visit.page(PAGE, me)
    later = visit.page(PAGE, me, month="2026-04")

    assert rows(page, "number")[-1] == complaint.number
    assert rows(page, "limit") == ["实名受理告知"] * 2
    assert [list(lamps) for lamps in rows(page, "lamp")] == [["▲ 红"], []]
    assert SUMMARY not in str(page.main)
    assert rows(later, "limit") == ["实名受理告知"]
    assert len(visit.page(PAGE, me, month="2026-13").title) == 1


def test_nobody_sees_there_what_their_own_lists_hide(both: Session) -> None:
    me = desk(both)
    make.complaint(both, by=me)
    make.complaint(both, ComplaintStatus.CONCLUDED)
    HandOff.register(both, jurisdiction=Jurisdiction.OWN_PRINCIPAL, envelope_no="YS-1", by=me)

    def seen(officer: Officer) -> set[tuple[str, str]]:
        month = due_items.between(both, officer, date(2026, 3, 1), date(2026, 3, 31))
        return {(item.kind.value, item.limit) for item in month}

    desks = {("complaints", "实名受理告知"), ("complaints", "实名结果反馈"), ("hand_offs", "径送件报送")}
    assert seen(me) == desks
    leader = make.officer(both, Role.LEADER, region_code=make.CITY)
    assert seen(leader) == desks - {("hand_offs", "径送件报送")}
    assert seen(make.officer(both, Role.PRINCIPAL, region_code=make.CITY)) == seen(leader)
    assert seen(make.officer(both, Role.LEADER)) == set()
    assert seen(make.officer(both, region_code=make.CITY)) == set()


def test_the_file_has_days_numbers_and_limits_and_no_content(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, by=me, summary=SUMMARY, name="欧阳不应见")
    password = make.password(session, me)
    session.commit()
    page = visit.page(PAGE, me)

    page.text_input(key="calendar-file-reason").set_value("记入日程")
    next(one for one in page.text_input if one.key != "calendar-file-reason").set_value(password)
    page.button(key="calendar-file-make").click().run()

    assert not page.exception
    token = str(page.get("link_button")[0].proto.url).removeprefix("/export/")
    name, data = exports.collect(session, token, by=me)
    said = data.decode().replace("\r\n ", "")
    assert name == "到期日历_202603.ics"
    assert f"SUMMARY:{complaint.number} 实名受理告知\r\n" in said
    assert "DTSTART;VALUE=DATE:20260323\r\n" in said
    assert SUMMARY not in said
    assert "欧阳" not in said
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_no_number_breaks_out_of_its_line() -> None:
    item = due_items.DueItem(
        date(2026, 3, 2), Kind.ORDERS, 7, "函\r\nEND:VCALENDAR;,\\" + "长" * 60, "回复", "", ""
    )

    lines = calendar_out.calendar([item]).decode().split("\r\n")

    assert [line for line in lines if line == "END:VCALENDAR"] == ["END:VCALENDAR"]
    assert "\\;\\,\\\\" in "".join(lines)


def test_what_the_scan_told_stands_there_once(session: Session, frozen_clock: time_machine.Traveller) -> None:
    me = desk(session)
    make.complaint(session, by=me)
    make.opened_today(session)
    session.commit()
    frozen_clock.shift(timedelta(days=15))
    jobs.run_now("scan_due_dates", by_id=me.id)

    assert rows(visit.page(PAGE, me), "tier", holds="tier") == ["七日内到期"]
