from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision import clock
from supervision.conduct import scans
from supervision.conduct.categories import Category
from supervision.conduct.flags import Flag, FlagStatus
from supervision.conduct.patterns import GUARD
from supervision.conduct.weighing import Reason, Weight
from supervision.delivery.compounds import Compound
from supervision.delivery.snapshots import Shape
from supervision.office.people import OFFICE, Officer, Role
from tests import make, visit
from tests.conduct.rules.ledger import home

PAGE = "conduct.flags"
READERS = (Role.INSPECTOR, Role.CASES, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL)


def text_of(page: AppTest) -> str:
    kinds = (page.title, page.subheader, page.markdown, page.caption, page.text, page.error)
    return "\n".join(str(one.value) for kind in kinds for one in kind).replace("\\", "")


@pytest.mark.parametrize("role", READERS)
def test_it_opens_empty_and_says_so(session: Session, role: Role) -> None:
    me = make.officer(session, role)
    session.commit()

    page = visit.page(PAGE, me)

    assert "尚未检查过" in text_of(page)


@pytest.mark.parametrize("role", [role for role in Role if role not in READERS])
def test_it_is_not_for_others(session: Session, role: Role) -> None:
    flag = make.flag(session)
    me = make.officer(session, role, unit=make.unit(session) if role is Role.UNIT else None)
    session.commit()

    said = text_of(visit.page(PAGE, me, flag=str(flag.id)))

    assert flag.number not in said
    assert flag.subject not in said


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL])
def test_a_flag_shows_its_rows_its_parameters_and_what_else_could_explain_it(
    session: Session, role: Role
) -> None:
    flag = make.flag(session)
    me = make.officer(session, role)
    session.commit()

    said = text_of(visit.page(PAGE, me, flag=str(flag.id)))

    assert flag.number in said
    assert "2021-09-30 纳入，晚于清单冻结日，无批准文号，来源不是申报或信访。" in said
    assert "规则参数：清单冻结日 2021-08-31；冻结日依据 未见公开文件，待核" in said
    for explanation in flag.rule.explanations:
        assert explanation in said


def test_the_first_of_the_queue_is_open_and_another_is_one_click_away(session: Session) -> None:
    first, second = make.flag(session), make.flag(session)
    me = make.officer(session)
    session.commit()
    page = visit.page(PAGE, me)
    opened = str(page.query_params["flag"][0])

    page.radio[0].set_value(second.id).run()

    assert (opened, page.query_params["flag"][0]) == (str(first.id), str(second.id))
    assert second.number in text_of(page)


def test_a_county_officer_sees_nothing_of_the_next_county(session: Session) -> None:
    flag = make.flag(session, county_code=make.NEXT_COUNTY)
    scans.evaluate(session, today=clock.today())
    me = make.officer(session, region_code=make.COUNTY)
    session.commit()

    said = text_of(visit.page(PAGE, me, flag=str(flag.id), region=make.NEXT_COUNTY))

    assert flag.subject not in said
    assert "没有待研判的疑点。上次检查 03-02 09:00。" in said


def test_filters_come_from_the_address_and_can_be_cleared(session: Session) -> None:
    make.flag(session)
    me = make.officer(session)
    session.commit()
    page = visit.page(PAGE, me, rule="IR01")
    before = text_of(page)

    page.button(key="flags-clear").click().run()

    assert "此条件下没有记录" in before
    assert "YD-" in text_of(page)


def judged(session: Session, me: Officer, flag: Flag) -> AppTest:
    session.commit()
    return visit.page(PAGE, me, flag=str(flag.id))


def test_an_inspector_weighs_an_explanation(session: Session) -> None:
    me, flag = make.officer(session), make.flag(session)
    page = judged(session, me, flag)

    page.segmented_control(key=f"weigh-{flag.id}-0-open").set_value(Weight.FAILS).run()

    session.refresh(flag)
    assert flag.weights[0] is Weight.FAILS


def test_an_inspector_dismisses_with_a_reason(session: Session) -> None:
    me, flag = make.officer(session), make.flag(session)
    page = judged(session, me, flag)
    grey = page.button(key=f"dismiss-flags-{flag.id}").disabled

    page.selectbox(key=f"reason-{flag.id}").set_value(Reason.WRONG_ENTRY).run()
    page.text_area(key=f"opinion-{flag.id}").set_value("纳入时间录错。").run()
    page.button(key=f"dismiss-flags-{flag.id}").click().run()

    session.refresh(flag)
    assert grey
    assert (flag.status, flag.reason) == (FlagStatus.DISMISSED, Reason.WRONG_ENTRY)
    assert [toast.value for toast in page.toast] == ["已排除疑点"]


def test_what_was_typed_stays_when_it_is_refused(session: Session) -> None:
    me, flag = make.officer(session), make.flag(session)
    page = judged(session, me, flag)

    page.selectbox(key=f"reason-{flag.id}").set_value(Reason.EXPLAINED).run()
    page.text_area(key=f"opinion-{flag.id}").set_value("系申报项目。").run()
    page.button(key=f"dismiss-flags-{flag.id}").click().run()

    assert [error.value for error in page.error] == ["不能以“解释成立”排除：各项解释无一成立。"]
    assert page.text_area(key=f"opinion-{flag.id}").value == "系申报项目。"


def test_an_inspector_sends_it_to_a_unit_with_a_slip_in_word(session: Session) -> None:
    me, flag, unit = make.officer(session), make.flag(session), make.unit(session)
    page = judged(session, me, flag)

    page.selectbox(key=f"unit-{flag.id}").set_value(unit.id).run()
    page.text_area(key=f"opinion-{flag.id}").set_value("请说明依据。").run()
    page.button(key=f"send_to_unit-flags-{flag.id}").click().run()

    session.refresh(flag)
    assert (flag.status, flag.unit_id) == (FlagStatus.SENT, unit.id)
    assert flag.slip
    assert flag.slip.read().startswith(b"PK")
    assert [toast.value for toast in page.toast] == ["已转核实，2026-03-11 前回复"]


def test_a_head_hands_it_over_after_a_second_look(session: Session) -> None:
    inspector, flag = make.officer(session), make.flag(session)
    for place in range(3):
        flag.weigh(place, Weight.FAILS, by=inspector)
    head = make.officer(session, Role.TASK_FORCE, name="王强")
    page = judged(session, head, flag)

    page.text_area(key=f"opinion-{flag.id}").set_value("三项均不成立。").run()
    page.button(key=f"hand_to_cases-flags-{flag.id}").click().run()
    page.button(key=f"hand_to_cases-flags-{flag.id}").click()
    page.button(key="hand-yes").click().run()

    session.refresh(flag)
    assert (flag.status, flag.opinion) == (FlagStatus.HANDED, "三项均不成立。")


def test_dead_buttons_say_why_in_full(session: Session) -> None:
    flag = make.flag(session)
    page = judged(session, make.officer(session, Role.PRINCIPAL), flag)

    said = text_of(page)

    assert "为何不能排除疑点：须由监督检查岗办理" in said
    assert "为何不能转案管：须由专班负责人、分管领导办理" in said


def test_a_reply_is_shown_as_plain_text(session: Session) -> None:
    flag = make.flag(session, FlagStatus.REPLIED)
    flag.reply_text = "![x](http://a/b.png) <script> $x$"
    page = judged(session, make.officer(session), flag)

    assert "![x](http://a/b.png) <script> $x$" in [text.value for text in page.text]


def test_marked_reports_stand_beside_it_for_those_on_the_list_only(session: Session) -> None:
    flag = make.flag(session)
    complaint = make.complaint(
        session,
        category=Category.PIGGYBACK,
        compound_number=flag.compound_number,
        county_code=flag.county_code,
    )
    head = make.officer(session, Role.TASK_FORCE, region_code=make.CITY)
    others = [
        make.officer(session, Role.INSPECTOR, region_code=make.CITY),
        make.officer(session, Role.TASK_FORCE),
        make.officer(session, Role.TASK_FORCE, region_code=make.COUNTY),
    ]
    session.commit()

    def said(me: Officer) -> str:
        return text_of(visit.page(PAGE, me, flag=str(flag.id)))

    assert complaint.number in said(head)
    for other in others:
        assert complaint.number not in said(other)
        assert "疑似搭车办理" not in said(other)


def test_only_reports_of_the_place_and_the_compound_that_is_asked_for_stand_beside_it(
    session: Session,
) -> None:
    flag = make.flag(session)
    head = make.officer(session, Role.TASK_FORCE, region_code=make.CITY)
    here = make.complaint(
        session,
        category=Category.PIGGYBACK,
        compound_number=flag.compound_number,
        county_code=flag.county_code,
    )
    next_door = make.complaint(session, category=Category.PIGGYBACK, county_code=make.NEXT_COUNTY)
    session.commit()

    in_the_city = text_of(visit.page(PAGE, head))
    of_the_compound = text_of(
        visit.page(PAGE, head, region=flag.county_code, compound=flag.compound_number or "")
    )

    assert next_door.number in in_the_city
    assert here.number in of_the_compound
    assert next_door.number not in of_the_compound


def test_what_cannot_be_computed_is_said(session: Session) -> None:
    make.compound(session, included_on=None)
    scans.evaluate(session, today=clock.today())
    me = make.officer(session, region_code=make.COUNTY)
    session.commit()

    page = visit.page(PAGE, me)

    assert [one.label for one in page.expander] == [
        "○ 无法计算：1 个县（市、区）缺表或缺列，另有 2 项对象缺内容；缺数据的不等于没有疑点"
    ]
    page.session_state["flags-uncomputed-open"] = True
    page.run()
    said = page.expander[0].dataframe[0].value
    lines = {(row["subject"], row["missing"]): row for row in said.to_dict("records")}
    ledger = lines["全部", "登记台账"]
    assert ledger["owed_by"].startswith("登记机构")
    assert {"IR01", "PB04", "HR01"} <= set(ledger["rules"].split("、"))
    assert lines["140302-0001", "纳入时间"]["rules"] == "PB06 清单冻结后追加"


def test_everybody_in_the_office_may_be_asked_for_it() -> None:
    assert set(READERS) == OFFICE - {Role.PETITIONS}


def test_a_flag_that_lapsed_says_that_nobody_judged_it(session: Session) -> None:
    flag = make.flag(session)
    compound = session.get_one(Compound, (flag.county_code, flag.subject))
    compound.approval_no = "演示批〔2021〕3号"
    scans.evaluate(session, today=clock.today())

    page = judged(session, make.officer(session), flag)

    assert "未经人工研判" in text_of(page)


def test_an_exception_is_asked_for_and_allowed_by_a_second_person(session: Session) -> None:
    flag, me = make.flag(session), make.officer(session)
    leader = make.officer(session, Role.LEADER, name="赵敏")
    session.commit()
    page = visit.page(PAGE, me, flag=str(flag.id))
    page.text_area(key=f"except-why-{flag.id}").input("正在补办批准文件。").run()
    page.button(key=f"except-{flag.id}").click().run()
    session.rollback()
    session.expire_all()
    asked = flag.status
    session.rollback()
    session.expire_all()

    visit.page(PAGE, leader, flag=str(flag.id)).button(key=f"except_it-flags-{flag.id}").click().run()

    session.rollback()
    session.expire_all()
    assert (asked, flag.status) == (FlagStatus.EXCEPTION_PROPOSED, FlagStatus.EXCEPTED)


def test_one_flag_is_merged_into_another(session: Session) -> None:
    one, other, me = make.flag(session), make.flag(session), make.officer(session)
    session.commit()
    page = visit.page(PAGE, me, flag=str(one.id))

    page.selectbox(key=f"merge-into-{one.id}").select(other.id).run()
    page.text_input(key=f"merge-why-{one.id}").input("同一次追加").run()
    page.button(key=f"merge-{one.id}").click().run()

    session.rollback()
    session.expire_all()
    assert (one.status, one.merged_into_id) == (FlagStatus.MERGED, other.id)


def test_after_the_reply_a_flag_is_upheld(session: Session) -> None:
    flag, me = make.weighed(make.flag(session, FlagStatus.REPLIED)), make.officer(session)
    session.commit()
    page = visit.page(PAGE, me, flag=str(flag.id))

    page.text_area(key=f"uphold-why-{flag.id}").input("单位回复确无批准文件。").run()
    page.button(key=f"uphold-{flag.id}").click().run()

    session.rollback()
    session.expire_all()
    assert flag.status is FlagStatus.UPHELD


def test_a_pattern_stands_in_the_queue_for_its_flags_and_they_are_dismissed_together(
    session: Session,
) -> None:
    me = make.officer(session)
    home(session, "GOOD")
    for number in range(GUARD.at_least + 1):
        home(session, f"ODD{number:02d}", first=None)
    scans.evaluate(session, today=clock.today())
    pattern = session.scalars(select(Flag).where(Flag.pattern)).one()
    session.commit()
    page = visit.page(PAGE, me, flag=str(pattern.id))
    key = f"pattern-{pattern.id}-1"

    page.checkbox(key=f"{key}-whole").check().run()
    page.selectbox(key=f"{key}-reason").select(Reason.WRONG_ENTRY).run()
    page.text_area(key=f"{key}-because").input("系统迁移，演示。").run()
    page.button(key=f"{key}-dismiss").click().run()

    session.rollback()
    session.expire_all()
    dismissed = session.scalars(select(Flag).where(Flag.status == FlagStatus.DISMISSED)).all()
    assert len(dismissed) == 25
    assert all(len(flag.history) == 1 for flag in dismissed)


def test_whoever_handled_a_case_is_a_code_until_a_reviewer_asks_with_a_reason(session: Session) -> None:
    me = make.officer(session)
    home(session, "ODD", acceptor="演示甲某", reviewer="演示甲某", booker="演示甲某")
    scans.evaluate(session, today=clock.today())
    flag = session.scalars(select(Flag).where(Flag.rule_code == "IR04")).one()
    session.commit()
    page = visit.page(PAGE, me, flag=str(flag.id))
    before = str([table.value.to_dict() for table in page.dataframe])

    page.text_input(key=f"staff-{flag.id}").input("核对一人多岗备案").run()
    page.button(key=f"open-staff-{flag.id}").click().run()

    session.rollback()
    session.expire_all()
    assert "演示甲某" not in before
    assert "登簿岗-" in before
    assert "演示甲某" in str([table.value.to_dict() for table in page.dataframe])
    assert flag.history[-1].said == "核对一人多岗备案"


def test_the_queue_is_walked_step_by_step(session: Session) -> None:
    first, second = make.flag(session), make.flag(session)
    me = make.officer(session, region_code=make.CITY)
    session.commit()
    page = visit.page("conduct.flags", me, flag=str(first.id))
    steps = {str(one.label): one for one in page.button if one.label in ("上一条", "下一条")}
    assert (steps["上一条"].disabled, steps["下一条"].disabled) == (True, False)

    steps["下一条"].click().run()

    assert not page.exception
    assert page.query_params["flag"] in (str(second.id), [str(second.id)])


def test_what_a_unit_told_of_before_is_entered_with_its_paper(session: Session) -> None:
    flag = make.flag(session)
    unit = make.unit(session)
    me = make.officer(session)
    session.commit()
    page = visit.page(PAGE, me, flag=str(flag.id))

    page.selectbox(key=f"self-reported-unit-{flag.id}").set_value(unit.id).run()
    page.text_input(key=f"self-reported-no-{flag.id}").set_value("阳自〔2026〕1号")
    page.date_input(key=f"self-reported-on-{flag.id}").set_value(date(2026, 2, 20)).run()
    page.button(key=f"self-reported-{flag.id}").click().run()

    assert not page.exception
    assert "单位自报：阳自〔2026〕1号，不计入单位的属实比例" in text_of(page)


@pytest.mark.parametrize("number", ["999999", "0", "abc"])
def test_a_guessed_number_opens_no_other_flag(session: Session, number: str) -> None:
    make.flag(session)
    me = make.officer(session)
    session.commit()

    page = visit.page(PAGE, me, flag=number)

    assert "没有这条疑点，或不在您的范围内。" in text_of(page)
    assert not [one for one in page.text_area if one.label.startswith("研判意见")]


def test_whoever_comes_second_is_told_and_keeps_what_was_typed(session: Session) -> None:
    flag, me = make.flag(session), make.officer(session)
    first = make.officer(session, name="王强")
    session.commit()
    page = judged(session, me, flag)
    page.text_area(key=f"opinion-{flag.id}").input("请说明追加纳入的依据。").run()
    flag.dismiss(by=first, reason=Reason.WRONG_ENTRY, because="纳入时间录错。")
    session.commit()

    page.run()

    assert [one.value for one in page.warning] == ["王强刚刚办理了本条（排除疑点），您的操作没有生效。"]
    assert page.text_area(key=f"typed-{flag.id}").value == "请说明追加纳入的依据。"
    page.button(key=f"overtaken-{flag.id}").click().run()
    assert not page.warning


def test_a_rule_on_groups_shows_one_row_upright(session: Session) -> None:
    flag, me = make.flag(session), make.officer(session)
    flag.rule_code = "PB08"
    flag.evidence = [{"number": "140302-0001", "name": "演示小区", "ledger_homes": 12, "digest": "ab" * 32}]
    flag.rule_version, flag.params = 1, {}
    session.commit()

    page = judged(session, me, flag)

    (rows,) = [one.value for one in page.dataframe if "item" in one.value and "row0" in one.value]
    assert dict(zip(rows["item"], rows["row0"], strict=True))["台账套数"] == "12"


def test_the_desk_names_the_ledger_and_what_was_merged(session: Session) -> None:
    ledger = make.snapshot(session, Shape.LEDGER, region_code=make.COUNTY)
    into, other, me = make.flag(session), make.flag(session), make.officer(session)
    into.snapshot_id = ledger.id
    other.merge(into, by=me, because="同一次追加")
    session.commit()

    said = text_of(judged(session, me, into))

    assert f"发现时的台账：{ledger.file.name}" in said
    assert f"已并入本条：{other.number} PB06 清单冻结后追加" in said
