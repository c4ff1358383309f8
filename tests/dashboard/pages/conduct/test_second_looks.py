"""The desk looks a second time at dismissed flags that were drawn, and a head closes a county's list."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision import clock
from supervision.conduct import rejudging
from supervision.conduct.flags import Flag, FlagStatus
from supervision.conduct.rejudging import Rejudgement, RejudgementStatus
from supervision.conduct.weighing import Reason
from supervision.delivery.frozen_lists import FrozenList
from supervision.office.people import Officer, Role
from tests import make, visit


def told(page: AppTest) -> str:
    kinds = (page.markdown, page.caption, page.text, page.error)
    words = [str(one.value) for kind in kinds for one in kind] + [one.label for one in page.expander]
    return "\n".join(words).replace("\\", "")


@pytest.fixture
def drawn(session: Session, frozen_clock: time_machine.Traveller) -> Rejudgement:
    """One flag that 吴桐 dismissed, and that the seed of its week chose."""
    by = make.officer(session, name="吴桐", region_code=make.CITY)
    rejudging.seed(session, clock.today())
    frozen_clock.shift(timedelta(days=8))
    flag = make.flag(session)
    flag.dismiss(by=by, reason=Reason.WRONG_ENTRY, because="录入错误。")
    session.flush()
    frozen_clock.shift(timedelta(days=6))
    (one,) = rejudging.draw(session, clock.today())
    session.commit()
    return one


def test_who_dismissed_it_does_not_look_again_and_is_told_why(session: Session, drawn: Rejudgement) -> None:
    me = session.scalars(select(Officer).where(Officer.name == "吴桐")).one()

    page = visit.page("conduct.flags", me)

    assert "待复判 1 条" in told(page)
    assert "该疑点由您排除，须由他人复判。" in told(page)


def test_another_overturns_it_and_it_is_open_again(session: Session, drawn: Rejudgement) -> None:
    me = make.officer(session, name="郑平", region_code=make.CITY)
    session.commit()
    page = visit.page("conduct.flags", me)
    assert "排除理由：" in told(page)
    key = f"overturn-rejudgements-{drawn.id}"

    page.text_area(key=f"{key}-words").set_value("更正登记记录并不存在").run()
    page.button(key=key).click().run()

    assert not page.exception
    session.rollback()
    session.expire_all()
    assert session.get_one(Rejudgement, drawn.id).status is RejudgementStatus.OVERTURNED
    assert session.get_one(Flag, drawn.flag_id).status is FlagStatus.OPEN
    assert "待复判" not in told(page)


@pytest.mark.parametrize("role", [Role.TASK_FORCE, Role.LEADER, Role.CASES])
def test_it_is_shown_to_nobody_who_does_not_judge(session: Session, drawn: Rejudgement, role: Role) -> None:
    me = make.officer(session, role, region_code=make.CITY)
    session.commit()

    assert "待复判" not in told(visit.page("conduct.flags", me))


def test_a_head_closes_a_countys_list_once(session: Session) -> None:
    make.compound(session)
    head = make.officer(session, Role.TASK_FORCE, name="王强", region_code=make.CITY)
    make.password(session, head)
    session.commit()
    page = visit.page("delivery.compounds", head, region=make.COUNTY)
    assert "任务清单尚未冻结" in told(page)
    key = f"freeze-{make.COUNTY}"
    page.button(key=key).click().run()
    assert "请再次输入密码" in told(page)

    page.text_input(key=f"{key}-password-0").set_value(make.PASSWORD).run()
    page.button(key=key).click().run()

    session.rollback()
    frozen = session.scalars(select(FrozenList)).one()
    assert (frozen.county_code, len(frozen.compounds), frozen.is_whole) == (make.COUNTY, 1, True)
    make.compound(session, "140302-0002", included_on=date(2022, 1, 1))
    session.commit()
    again = told(visit.page("delivery.compounds", head, region=make.COUNTY))
    assert f"校验值 {frozen.digest[:12]}，冻结后追加 1 个" in again


def test_an_inspector_sees_whether_it_is_closed_and_cannot_close_it(session: Session) -> None:
    make.compound(session)
    me = make.officer(session, region_code=make.CITY)
    session.commit()

    page = visit.page("delivery.compounds", me, region=make.COUNTY)

    assert "任务清单尚未冻结" in told(page)
    assert not [one for one in page.button if str(one.key).startswith("freeze-")]
