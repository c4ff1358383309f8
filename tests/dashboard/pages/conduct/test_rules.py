"""规则目录: the list, each card, and the parameters that are proposed, tried and approved."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision.conduct import rule_settings
from supervision.conduct.flags import FlagStatus
from supervision.conduct.rule_settings import RuleSetting, SettingStatus
from supervision.conduct.rules import RULES
from supervision.office.people import Role
from tests import make, visit
from tests.conduct.rules.ledger import booked

PAGE = "conduct.rules"
READERS = (Role.INSPECTOR, Role.CASES, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL)


def text_of(page: AppTest) -> str:
    kinds = (page.title, page.subheader, page.markdown, page.caption, page.text, page.error)
    return "\n".join(str(one.value) for kind in kinds for one in kind).replace("\\", "")


@pytest.mark.parametrize("role", READERS)
def test_the_list_opens_before_anything_was_found(session: Session, role: Role) -> None:
    me = make.officer(session, role)
    session.commit()

    page = visit.page(PAGE, me)

    assert f"{len(RULES)} 条规则" in text_of(page)
    assert page.dataframe[0].value.shape[0] == len(RULES)


@pytest.mark.parametrize("role", [role for role in Role if role not in READERS])
def test_it_is_not_for_others(session: Session, role: Role) -> None:
    me = make.officer(session, role, unit=make.unit(session) if role is Role.UNIT else None)
    session.commit()

    assert "条规则" not in text_of(visit.page(PAGE, me))


@pytest.mark.parametrize("code", RULES)
def test_a_card_says_what_it_sees_why_and_what_else_could_explain_it(session: Session, code: str) -> None:
    me, rule = make.officer(session), RULES[code]
    session.commit()

    said = text_of(visit.page(PAGE, me, rule=code))

    for sentence in (rule.sees, rule.condition, rule.why, rule.source, *rule.innocent):
        assert sentence in said
    for datum in rule.data:
        assert f"{datum.chinese}（由{datum.owed_by}提供）" in said


def test_a_card_says_how_often_the_rule_was_right_with_its_n_and_its_interval(session: Session) -> None:
    me = make.officer(session)
    make.flag(session, FlagStatus.DISMISSED)
    make.weighed(make.flag(session, FlagStatus.REPLIED)).uphold(by=me, because="单位回复确无批准。")
    session.commit()

    said = text_of(visit.page(PAGE, me, rule="PB06"))

    assert "属实比例 50.00%（1／2），95% 区间 1.26% 至 98.74%。" in said
    assert "排除理由：录入或迁移错误 1。" in said


def test_a_change_is_tried_on_the_present_data_and_then_proposed(session: Session) -> None:
    me = make.officer(session)
    make.progress(session, first=330, transfer=300, as_of=date(2022, 6, 30))
    booked(session, first=300, transfer=300, day=date(2022, 6, 1))
    session.commit()
    page = visit.page(PAGE, me, rule="PR01")

    page.number_input(key="knob-PR01-homes").set_value(60).run()
    page.button(key="try-PR01").click().run()
    tried = text_of(page)
    page.text_input(key="why-PR01").input("小县误差较大").run()
    page.button(key="propose-PR01").click().run()

    assert "现提示 1 条，调整后 0 条；新增 0 条，不再提示 1 条" in tried
    setting = session.scalars(select(RuleSetting)).one()
    assert (setting.told, setting.status) == ({"homes": 60.0}, SettingStatus.PROPOSED)


def test_another_person_approves_it_and_it_is_in_force(session: Session) -> None:
    setting = RuleSetting.propose(
        session,
        RULES["PR01"],
        {"homes": 60},
        because="演示",
        effective_on=date(2026, 3, 2),
        by=make.officer(session),
    )
    leader = make.officer(session, Role.LEADER, name="赵敏")
    session.commit()

    visit.page(PAGE, leader, rule="PR01").button(key=f"approve-rule_settings-{setting.id}").click().run()

    session.expire_all()
    assert rule_settings.params(session, RULES["PR01"], on=date(2026, 3, 2)).homes == 60
