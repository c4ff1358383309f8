from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision.conduct.clues import ClueStatus
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.office.pauses import Pause, PauseReason
from supervision.office.people import Role
from tests import make, visit

PAGE, KEY = "conduct.complaints", "clock-complaints-{id}-TL01"
PAPER = "阳纪办〔2026〕3号"


def days(page: AppTest) -> list[str]:
    return [why for table in page.dataframe if "why" in table.value for why in table.value["why"]]


def fresh(session: Session) -> None:
    """What the page changed meanwhile is read anew."""
    session.rollback()
    session.expire_all()


def test_a_leader_stops_a_clock_with_reason_and_paper_and_starts_it_again(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    me = make.officer(session, Role.LEADER, name="赵敏", region_code=make.CITY)
    complaint = make.complaint(session)
    session.commit()
    frozen_clock.shift(timedelta(days=2))
    key = KEY.format(id=complaint.id)
    page = visit.page(PAGE, me, complaint=str(complaint.id))
    assert days(page).count("工作日") == 15

    page.button(key=f"{key}-pause").click().run()
    assert "请选择中止事由。" in [one.value for one in page.error]
    page.selectbox(key=f"{key}-reason").set_value(PauseReason.UNREACHABLE)
    page.text_input(key=f"{key}-paper").set_value("张三举报")
    page.button(key=f"{key}-pause").click().run()
    assert any("请填写批准文号" in one.value for one in page.error)
    page.text_input(key=f"{key}-paper").set_value(PAPER)
    page.button(key=f"{key}-pause").click().run()

    assert not page.exception
    fresh(session)
    assert (complaint.due_on, complaint.paused) == (None, "TL01")
    assert "已中止" in [one.value for one in page.text]
    frozen_clock.shift(timedelta(days=5))
    page.run()
    page.date_input(key=f"{key}-until").set_value(date(2026, 3, 9)).run()
    page.button(key=f"{key}-resume").click().run()
    fresh(session)
    assert complaint.due_on == date(2026, 3, 26)
    assert "中止：按所留方式联系不上检举控告人" in days(page)
    page.date_input(key=f"{key}-began").set_value(date(2026, 3, 3)).run()
    page.button(key=f"{key}-put-right").click().run()
    fresh(session)
    assert session.scalars(select(Pause.began_on)).all() == [date(2026, 3, 3)]
    assert complaint.due_on == date(2026, 3, 27)


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.PETITIONS])
def test_whose_clock_it_is_sees_the_days_and_may_not_stop_them(session: Session, role: Role) -> None:
    me = make.officer(session, role, region_code=make.CITY)
    complaint = make.complaint(
        session, ComplaintStatus.HANDLING, handler=me if role is Role.INSPECTOR else None
    )
    session.commit()

    page = visit.page(PAGE, me, complaint=str(complaint.id))

    key = KEY.format(id=complaint.id)
    assert days(page)
    assert not [one for one in page.button if one.key == f"{key}-pause"]


def test_the_clock_of_a_clue_shows_its_days(session: Session) -> None:
    me = make.officer(session, Role.CASES, region_code=make.CITY)
    clue = make.clue(session, ClueStatus.SIGNED_FOR)
    session.commit()

    page = visit.page("conduct.clues", me, clue=str(clue.id))

    assert days(page)
