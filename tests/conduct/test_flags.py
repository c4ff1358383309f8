from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import flags, rule_settings
from supervision.conduct.flags import WORKFLOW, Flag, FlagStatus, overdue, visible_to
from supervision.conduct.rule_settings import RuleSetting, SettingStatus
from supervision.conduct.weighing import Reason, Weight
from supervision.errors import Refused
from supervision.office.lamps import Lamp
from supervision.office.people import Officer, Role
from supervision.office.units import Unit
from tests import make

INSPECTOR = Role.INSPECTOR


def test_dismissing_a_flag_keeps_the_reason_and_the_words(both: Session) -> None:
    me, flag = make.officer(both), make.flag(both)

    flag.dismiss(by=me, reason=Reason.WRONG_ENTRY, because=" 纳入时间录错。 ")
    both.flush()

    assert (flag.status, flag.reason, flag.opinion) == (
        FlagStatus.DISMISSED,
        Reason.WRONG_ENTRY,
        "纳入时间录错。",
    )
    assert (flag.history[-1].by, flag.history[-1].said) == (me, "录入或迁移错误；纳入时间录错。")


def test_a_flag_is_not_dismissed_without_words(session: Session) -> None:
    flag = make.flag(session)

    with pytest.raises(Refused, match="请写明理由"):
        flag.dismiss(by=make.officer(session), reason=Reason.OTHER, because=" ")

    assert flag.status is FlagStatus.OPEN


def test_explained_means_that_an_explanation_holds(session: Session) -> None:
    me, flag = make.officer(session), make.flag(session)
    with pytest.raises(Refused, match="各项解释无一成立"):
        flag.dismiss(by=me, reason=Reason.EXPLAINED, because="申报项目。")

    flag.weigh(0, Weight.HOLDS, by=me)
    flag.dismiss(by=me, reason=Reason.EXPLAINED, because="申报项目。")

    assert flag.status is FlagStatus.DISMISSED


def test_weighing_is_kept_for_whoever_decides(session: Session) -> None:
    me, flag = make.officer(session), make.flag(session)

    flag.weigh(1, Weight.FAILS, by=me)
    session.commit()

    session.refresh(flag)
    assert flag.weights == (Weight.OPEN, Weight.FAILS, Weight.OPEN)
    assert flag.history[-1].said == "2：不成立"


def test_sending_it_to_a_unit_starts_the_units_clock(session: Session) -> None:
    flag, unit = make.flag(session), make.unit(session)

    flag.send_to_unit(session, to=unit, by=make.officer(session), request="请说明依据。", write=make.slip)

    assert (flag.status, flag.unit, flag.sent_on) == (FlagStatus.SENT, unit, date(2026, 3, 2))
    assert flag.reply_due_on == date(2026, 3, 11)


def test_it_is_not_sent_to_a_unit_of_another_place(session: Session) -> None:
    flag, unit = make.flag(session), make.unit(session, "邻市单位", region_code="140600")

    with pytest.raises(Refused, match="不管辖该县"):
        flag.send_to_unit(session, to=unit, by=make.officer(session), request="请说明依据。", write=make.slip)


def test_an_officer_enters_a_units_reply_from_its_stamped_paper(session: Session) -> None:
    flag, me = make.flag(session, FlagStatus.SENT), make.officer(session)
    with pytest.raises(Refused, match="盖章文件"):
        flag.reply(by=me, text="系申报项目。")

    flag.reply(by=me, text="系申报项目。", paper=make.stamped_paper(session, by=me))

    assert (flag.status, flag.reply_text, flag.replied_on) == (
        FlagStatus.REPLIED,
        "系申报项目。",
        clock.today(),
    )


def test_a_units_account_answers_only_what_was_sent_to_it(session: Session) -> None:
    ours, other = make.unit(session, "收件单位"), make.unit(session, "别的单位")
    flag = make.flag(session, FlagStatus.SENT, sent_to=ours)
    stranger = make.officer(session, Role.UNIT, region_code=make.CITY, unit=other)
    clerk = make.officer(session, Role.UNIT, region_code=make.CITY, unit=ours)
    with pytest.raises(Refused, match="不是送给贵单位的"):
        flag.reply(by=stranger, text="系申报项目。")

    flag.reply(by=clerk, text="系申报项目。")

    assert flag.status is FlagStatus.REPLIED


def test_nothing_goes_to_the_cases_desk_before_every_explanation_is_weighed(session: Session) -> None:
    me, flag = make.officer(session), make.flag(session)
    head = make.officer(session, Role.TASK_FORCE, name="王强")
    flag.weigh(0, Weight.FAILS, by=me)
    with pytest.raises(Refused, match="第 2、3 项解释尚待核"):
        flag.hand_to_cases(by=head, because="疑似搭车。")

    flag.weigh(1, Weight.FAILS, by=me)
    flag.weigh(2, Weight.FAILS, by=me)
    flag.hand_to_cases(by=head, because="疑似搭车。")

    assert (flag.status, flag.opinion) == (FlagStatus.HANDED, "疑似搭车。")


def test_what_is_explained_does_not_go_to_the_cases_desk(session: Session) -> None:
    me, flag = make.officer(session), make.flag(session)
    for place, weight in enumerate((Weight.FAILS, Weight.HOLDS, Weight.FAILS)):
        flag.weigh(place, weight, by=me)

    with pytest.raises(Refused, match="有解释成立"):
        flag.hand_to_cases(by=make.officer(session, Role.LEADER), because="疑似搭车。")


@pytest.mark.parametrize("role", [role for role in Role if role is not INSPECTOR])
def test_only_an_inspector_dismisses(session: Session, role: Role) -> None:
    flag = make.flag(session)
    unit = make.unit(session) if role is Role.UNIT else None

    with pytest.raises(Refused, match="须由监督检查岗办理"):
        flag.dismiss(by=make.officer(session, role, unit=unit), reason=Reason.OTHER, because="无")


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.TASK_FORCE, Role.LEADER)])
def test_only_a_head_hands_over(session: Session, role: Role) -> None:
    flag = make.flag(session)

    with pytest.raises(Refused, match="须由专班负责人、分管领导办理"):
        flag.hand_to_cases(by=make.officer(session, role), because="无")


def test_a_county_judges_its_own_flags_only(session: Session) -> None:
    flag = make.flag(session, county_code=make.NEXT_COUNTY)

    with pytest.raises(Refused, match="不在您的辖区内"):
        flag.dismiss(by=make.officer(session, region_code=make.COUNTY), reason=Reason.OTHER, because="无")


SEEING = (Role.INSPECTOR, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("region_code", "inside"),
    [
        (make.PROVINCE, True),
        (make.CITY, True),
        (make.COUNTY, True),
        (make.NEXT_COUNTY, False),
        ("140600", False),
    ],
)
def test_who_sees_an_open_flag(session: Session, role: Role, region_code: str, inside: bool) -> None:
    make.flag(session)
    unit = make.unit(session) if role is Role.UNIT else None

    seen = session.scalars(visible_to(make.officer(session, role, region_code=region_code, unit=unit))).all()

    assert len(seen) == (inside and role in SEEING)


def test_the_cases_desk_sees_what_was_handed_over(session: Session) -> None:
    make.flag(session)
    handed = make.flag(session, FlagStatus.HANDED)

    assert session.scalars(visible_to(make.officer(session, Role.CASES))).all() == [handed]


def test_a_unit_sees_only_what_was_sent_to_it(session: Session) -> None:
    ours, other = make.unit(session, "收件单位"), make.unit(session, "别的单位")
    make.flag(session)
    sent = make.flag(session, FlagStatus.SENT, sent_to=ours)

    def seen(unit: Unit) -> list[Flag]:
        clerk = make.officer(session, Role.UNIT, region_code=make.CITY, unit=unit)
        return list(session.scalars(visible_to(clerk)))

    assert (seen(ours), seen(other)) == ([sent], [])


def from_complaints(session: Session, status: FlagStatus, sent_to: Unit | None = None) -> Flag:
    """A flag as a rule on complaints would raise it; there is no such rule yet."""
    flag = make.flag(session, status, sent_to=sent_to)
    flag.derived_from_complaint, flag.region_code = True, make.CITY
    session.flush()
    return flag


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("region_code", [make.PROVINCE, make.CITY, make.COUNTY])
def test_what_stems_from_complaints_is_for_the_list_of_that_place(
    session: Session, role: Role, region_code: str
) -> None:
    ours = make.unit(session, "收件单位")
    from_complaints(session, FlagStatus.SENT, sent_to=ours)
    me = make.officer(session, role, region_code=region_code, unit=ours if role is Role.UNIT else None)

    on_the_list = region_code == make.CITY and role in (Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL)
    assert len(session.scalars(visible_to(me)).all()) == on_the_list


def test_what_stems_from_complaints_never_goes_to_a_unit(session: Session) -> None:
    flag = from_complaints(session, FlagStatus.OPEN)

    with pytest.raises(Refused, match="不得转被反映的单位"):
        flag.send_to_unit(
            session, to=make.unit(session), by=make.officer(session), request="请说明。", write=make.slip
        )


@pytest.mark.parametrize("status", [FlagStatus.OPEN, FlagStatus.SENT, FlagStatus.DISMISSED])
@pytest.mark.parametrize("days", [6, 7, 8])
def test_overdue_means_the_same_in_python_and_sql(
    session: Session, frozen_clock: time_machine.Traveller, status: FlagStatus, days: int
) -> None:
    flag = make.flag(session, status)
    day = clock.today() + timedelta(days=days)

    found = session.scalars(select(Flag).where(overdue(day))).all()

    assert (flag in found) is flag.is_overdue(day) is (status is FlagStatus.OPEN and days == 8)


def test_the_most_severe_and_oldest_come_first(session: Session) -> None:
    first, second = make.flag(session), make.flag(session)
    second.severity = Lamp.RED
    session.flush()

    assert session.scalars(visible_to(make.officer(session))).all() == [second, first]


def test_every_arrow_says_who_may_take_it() -> None:
    assert all(step.by for step in WORKFLOW.steps.values())


def hand_in_the_rule(session: Session, officer: Officer) -> None:
    """Any setting of the rule that this officer proposed; PB06 itself has nothing to set."""
    setting = RuleSetting(
        rule_code="PB06",
        told={},
        because="演示",
        proposed_on=clock.today(),
        effective_on=clock.today(),
        status=SettingStatus.PROPOSED,
    )
    session.add(setting)
    session.flush()
    rule_settings.WORKFLOW.take(setting, "propose", by=officer)
    session.flush()


def test_who_changes_a_rule_does_not_judge_what_it_finds(session: Session) -> None:
    me, flag = make.officer(session), make.flag(session)
    hand_in_the_rule(session, me)

    with pytest.raises(Refused, match="您提出或批准过本规则的参数"):
        flag.dismiss(by=me, reason=Reason.OTHER, because="演示")
    flag.dismiss(by=make.officer(session), reason=Reason.OTHER, because="演示")

    assert flag.status is FlagStatus.DISMISSED


def test_two_persons_hand_a_flag_to_the_cases_desk(session: Session) -> None:
    flag = make.flag(session)
    me = make.officer(session, Role.INSPECTOR, Role.TASK_FORCE)
    for place in range(len(flag.weights)):
        flag.weigh(place, Weight.FAILS, by=me)

    with pytest.raises(Refused, match="须换人办理"):
        flag.hand_to_cases(by=me, because="三项解释均不成立。")
    flag.hand_to_cases(by=make.officer(session, Role.LEADER), because="三项解释均不成立。")

    assert flag.status is FlagStatus.HANDED


def test_after_the_reply_it_is_upheld_unless_an_explanation_holds(session: Session) -> None:
    me, flag = make.officer(session), make.flag(session, FlagStatus.REPLIED)
    flag.weigh(0, Weight.HOLDS, by=me)
    with pytest.raises(Refused, match="有解释成立"):
        flag.uphold(by=me, because="单位回复确无批准。")
    flag.weigh(0, Weight.FAILS, by=me)
    with pytest.raises(Refused, match="第 2、3 项解释尚待核"):
        flag.uphold(by=me, because="单位回复确无批准。")
    make.weighed(flag, by=me)

    flag.uphold(by=me, because="单位回复确无批准。")

    assert (flag.status, flag.opinion) == (FlagStatus.UPHELD, "单位回复确无批准。")


def test_an_exception_needs_a_second_person_and_ends_on_its_day(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    both_posts = make.officer(session, Role.INSPECTOR, Role.LEADER)
    leader, flag = make.officer(session, Role.LEADER), make.flag(session)
    flag.propose_exception(by=both_posts, because="正在补办批准。", until=date(2026, 3, 31))
    with pytest.raises(Refused, match="须换人办理"):
        flag.except_it(by=both_posts)
    flag.except_it(by=leader)
    session.flush()
    standing = session.scalars(flags.expired(date(2026, 3, 31))).all()

    frozen_clock.shift(timedelta(days=30))
    with pytest.raises(Refused, match="由系统自动恢复"):
        flag.expire(session, by=both_posts)
    flag.expire(session, by=make.batch(session))

    assert (standing, flag.status, flag.due_on) == ([], FlagStatus.OPEN, date(2026, 4, 9))
    assert [line.verb for line in flag.history] == ["propose_exception", "except_it", "expire"]


def test_an_exception_that_is_declined_is_open_again(session: Session) -> None:
    flag = make.flag(session)
    flag.propose_exception(by=make.officer(session), because="正在补办。", until=date(2026, 3, 31))

    flag.decline_exception(by=make.officer(session, Role.LEADER), because="未见材料。")

    assert (flag.status, flag.excepted_until) == (FlagStatus.OPEN, None)


def test_an_exception_ends_after_today(session: Session) -> None:
    with pytest.raises(Refused, match="应晚于今天"):
        make.flag(session).propose_exception(
            by=make.officer(session), because="正在补办。", until=clock.today()
        )


def test_the_same_matter_is_merged_and_can_be_split_without_loss(session: Session) -> None:
    me, one, other = make.officer(session), make.flag(session), make.flag(session)
    evidence = list(other.evidence)

    other.merge(one, by=me, because="同一次追加")
    merged = (other.status, other.merged_into)
    other.split(by=me)

    assert merged == (FlagStatus.MERGED, one)
    assert (other.status, other.merged_into, other.evidence) == (FlagStatus.OPEN, None, evidence)


def test_a_flag_is_not_merged_into_one_of_another_county_nor_into_itself(session: Session) -> None:
    me, one = make.officer(session), make.flag(session)
    elsewhere = make.flag(session, county_code="140602")

    for other in (one, elsewhere):
        with pytest.raises(Refused, match="只能并入同一县"):
            one.merge(other, by=me, because="同一件事")


def test_a_flag_is_merged_with_a_reason_and_only_where_it_may_be_the_same_matter(session: Session) -> None:
    me, one, other = make.officer(session), make.flag(session), make.flag(session)
    with pytest.raises(Refused, match="请写明理由"):
        one.merge(other, by=me, because=" ")
    other.rule_code = "PB02"

    with pytest.raises(Refused, match="同一项目、同一对象或同一规则"):
        one.merge(other, by=me, because="同一件事")
    one.compound_number = other.compound_number
    one.merge(other, by=me, because="同一件事")

    assert (one.status, one.history[-1].said) == (FlagStatus.MERGED, f"{other.number}；同一件事")


def test_what_a_unit_reported_itself_is_marked_with_its_paper_and_counts_apart(both: Session) -> None:
    flag, unit = make.flag(both), make.unit(both)
    me = make.officer(both)
    before = flag.raised_at.astimezone(clock.OFFICE).date() - timedelta(days=1)
    for on, why in ((before + timedelta(days=1), "以前"), (before + timedelta(days=9), "以前")):
        with pytest.raises(Refused, match=why):
            flag.mark_self_reported(by=me, unit=unit, paper_no="阳自报〔2026〕1号", on=on)
    with pytest.raises(Refused, match="不得填写内容"):
        flag.mark_self_reported(by=me, unit=unit, paper_no="说来话长的一句话，很长", on=before)

    flag.mark_self_reported(by=me, unit=unit, paper_no="阳自〔2026〕1号", on=before)

    assert (flag.self_reported, flag.self_report_no, flag.unit) == (True, "阳自〔2026〕1号", unit)
    assert (flag.status, flag.history[-1].verb) == (FlagStatus.OPEN, "mark_self_reported")
    with pytest.raises(Refused, match="已登记为单位自报"):
        flag.mark_self_reported(by=me, unit=unit, paper_no="阳自〔2026〕2号", on=before)


def from_a_letter(session: Session) -> Flag:
    flag = make.flag(session)
    flag.derived_from_complaint, flag.region_code = True, make.PROVINCE
    session.flush()
    return flag


def test_what_stems_from_letters_is_judged_by_those_on_their_list(session: Session) -> None:
    flag = from_a_letter(session)
    inspector, task_force = make.officer(session), make.officer(session, Role.TASK_FORCE)
    with pytest.raises(Refused, match="须由知情范围内的人员研判"):
        flag.dismiss(by=inspector, reason=Reason.WRONG_ENTRY, because="解释成立")

    flag.weigh(0, Weight.HOLDS, by=task_force)
    flag.dismiss(by=task_force, reason=Reason.EXPLAINED, because="解释成立")

    assert flag.status is FlagStatus.DISMISSED


def test_what_stems_from_letters_is_weighed_by_one_of_the_list_and_handed_over_by_another(
    session: Session,
) -> None:
    flag = from_a_letter(session)
    task_force, leader = make.officer(session, Role.TASK_FORCE), make.officer(session, Role.LEADER)
    for place in range(len(flag.weights)):
        flag.weigh(place, Weight.FAILS, by=task_force)

    with pytest.raises(Refused, match="须换人办理"):
        flag.hand_to_cases(by=task_force, because="请案管接收")
    flag.hand_to_cases(by=leader, because="请案管接收")

    assert flag.status is FlagStatus.HANDED


def test_a_head_judges_nothing_that_comes_from_the_records(session: Session) -> None:
    flag = make.flag(session)

    with pytest.raises(Refused, match="须由监督检查岗办理"):
        flag.dismiss(by=make.officer(session, Role.LEADER), reason=Reason.WRONG_ENTRY, because="录入有误")
