from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from supervision.conduct import clue_counts, clue_registering, clues, hand_overs
from supervision.conduct.categories import Jurisdiction
from supervision.conduct.clue_registering import Told, hand_in, register, take_in
from supervision.conduct.clue_steps import OPEN, WORKFLOW, ClueStatus
from supervision.conduct.clue_terms import (
    AccusedPerson,
    ClueSource,
    FourForm,
    Leadership,
    Result,
    TalkKind,
    Way,
)
from supervision.conduct.clues import Clue
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.flags import FlagStatus
from supervision.conduct.hand_overs import HandOver
from supervision.conduct.own_staff import StaffMatter
from supervision.errors import Refused
from supervision.office import acts
from supervision.office.history import Event
from supervision.office.people import Officer, Role
from supervision.office.scopes import Scope
from supervision.office.units import Unit
from tests import make

SECRET, NAME = "反映某副主任收受三万元现金。", "郑不应见"


def desk(session: Session, region_code: str = make.CITY) -> Officer:
    return make.officer(session, Role.CASES, name="冯案管", region_code=region_code)


def told(**changed: object) -> Told:
    said: dict[str, object] = {
        "jurisdiction": Jurisdiction.OWN,
        "source": ClueSource.PATROL,
        "summary": SECRET,
        "accused": AccusedPerson(NAME, "登记中心副主任"),
    }
    return Told(**(said | changed))  # type: ignore[arg-type]


def somebody(session: Session, role: Role, region_code: str, unit: Unit) -> Officer:
    of_unit = unit if role is Role.UNIT else None
    return make.officer(session, role, region_code=region_code, unit=of_unit)


def signer(clue: Clue, verb: str) -> Officer:
    return next(line.signed_by for line in reversed(clue.hand_overs) if line.verb == verb)


def test_a_clue_is_numbered_by_place_and_year(both: Session) -> None:
    by = desk(both)

    numbers = [register(both, told(), by=by).number for _time in range(2)]
    elsewhere = register(both, told(), by=desk(both, make.COUNTY)).number

    assert numbers == ["XS-140300-2026-0001", "XS-140300-2026-0002"]
    assert elsewhere == "XS-140302-2026-0001"


def test_what_a_clue_says_and_of_whom_is_in_no_column_and_no_note(both: Session) -> None:
    clue = register(both, told(text="原文：" + SECRET), by=desk(both))
    both.commit()

    stored = str(both.execute(text("select * from clues")).all())
    notes = "".join(line.said for line in both.scalars(select(Event)))

    assert (clue.summary, clue.text, clue.accused.name) == (SECRET, "原文：" + SECRET, NAME)
    for written in (stored, notes, repr(clue.accused), repr(told())):
        assert "三万元" not in written
        assert NAME not in written


@pytest.mark.parametrize("jurisdiction", [Jurisdiction.HIGHER, Jurisdiction.OWN_PRINCIPAL])
def test_a_higher_matter_is_not_written_down(session: Session, jurisdiction: Jurisdiction) -> None:
    with pytest.raises(Refused, match="只登记径送交接"):
        register(session, told(jurisdiction=jurisdiction), by=desk(session))

    assert session.scalars(select(Clue)).all() == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"jurisdiction": Jurisdiction.OUTSIDE}, "移送有权机关"),
        ({"summary": " \u202e\u200b"}, "请填写反映的主要问题"),
        ({"summary": "某" * 2001}, "摘要不超过 2000 字"),
        ({"text": "某" * 200_000}, "全文不超过 50000 字"),
        ({"received_on": date(2026, 3, 3)}, "不能晚于今天"),
        ({"source_number": "某某收钱一事"}, "不得填写内容"),
        ({"county_code": "140100"}, "不在本机关辖区内"),
        ({"source": ClueSource.PETITION}, "由信访岗或承办人移送"),
        ({"accused": AccusedPerson("郑" * 61)}, "不超过 60 个字"),
    ],
)
def test_what_may_not_stand_in_the_register_is_refused(
    session: Session, changed: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        register(session, told(**changed), by=desk(session))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CASES])
def test_only_the_cases_desk_registers(session: Session, role: Role) -> None:
    with pytest.raises(Refused, match="须由案管岗"):
        register(session, told(), by=make.officer(session, role, region_code=make.CITY))


def test_our_own_staff_is_a_matter_of_the_level_above(session: Session) -> None:
    make.officer(session, name=NAME, region_code=make.CITY)
    by = desk(session)

    with pytest.raises(Refused, match="由上一级纪检监察机关处置"):
        register(session, told(), by=by)

    checked = register(session, told(namesake_checked=True), by=by)
    assert checked.status is ClueStatus.REGISTERED


def test_only_the_list_of_the_place_sees_a_clue(both: Session) -> None:
    accused = make.unit(both)
    clue = make.clue(both, ClueStatus.SIGNED_FOR, accused_unit=accused)

    seen = {
        (role, region_code)
        for role in Role
        for region_code in (make.PROVINCE, make.CITY, make.COUNTY, make.NEXT_COUNTY)
        if clue in both.scalars(clues.visible_to(somebody(both, role, region_code, accused))).all()
    }

    assert seen == {(role, make.CITY) for role in (Role.CASES, Role.LEADER, Role.PRINCIPAL)}


def test_a_handler_sees_what_was_distributed_to_them_and_not_before_it_was_approved(both: Session) -> None:
    handler = make.officer(both, name="吴桐", region_code=make.CITY)
    proposed = make.clue(both, ClueStatus.DISTRIBUTION_PROPOSED, handler=handler)
    mine = make.clue(both, ClueStatus.DISTRIBUTED, handler=handler)
    make.clue(both, ClueStatus.DISTRIBUTED)

    assert both.scalars(clues.visible_to(handler)).all() == [mine]
    assert proposed.handler is handler


def test_the_accused_sees_nothing_by_name_or_by_unit(both: Session) -> None:
    accused = make.unit(both)
    clue = make.clue(both, accused=AccusedPerson(NAME), accused_unit=accused)
    control = make.officer(both, Role.LEADER, name="赵敏", region_code=make.CITY)
    by_name = make.officer(both, Role.LEADER, name=NAME, region_code=make.CITY)
    by_unit = make.officer(both, Role.LEADER, name="别人", region_code=make.CITY, unit=accused)

    assert both.scalars(clues.visible_to(control)).all() == [clue]
    for one in (by_name, by_unit):
        assert both.scalars(clues.visible_to(one)).all() == []
        assert WORKFLOW.why_not(clue, "step_back", by=one) == "按回避规定，本线索不由您办理。"


def test_a_clue_goes_all_the_way_and_every_hand_signs(both: Session) -> None:
    clue = make.clue(both, ClueStatus.ARCHIVED)
    both.commit()

    signed = [line.verb for line in clue.hand_overs]

    assert signed == [
        "register",
        "propose_distribution",
        "approve_distribution",
        "sign_for",
        "study",
        "propose",
        "study_together",
        "endorse",
        "approve_disposal",
        "verify",
        "conclude",
        "archive",
    ]
    assert [line.verb for line in clue.history] == signed
    assert hand_overs.unbroken(clue)
    assert hand_overs.said(clue, clue.hand_overs[1]) == "拟交第一监督检查室办理。"


def test_a_signature_is_never_altered(both: Session) -> None:
    clue = make.clue(both, ClueStatus.SIGNED_FOR)
    both.commit()
    clue.hand_overs[0].signed_by_id = clue.hand_overs[2].signed_by_id

    with pytest.raises(TypeError, match="never altered"):
        both.flush()
    both.rollback()
    both.delete(clue.hand_overs[0])
    with pytest.raises(TypeError, match="never altered"):
        both.flush()
    both.rollback()
    assert hand_overs.unbroken(clue)
    both.execute(update(HandOver).where(HandOver.sequence == 2).values(verb="study"))
    both.expire_all()
    assert not hand_overs.unbroken(clue)


def test_signing_for_it_starts_the_month_for_a_proposal(both: Session) -> None:
    clue = make.clue(both, ClueStatus.DISTRIBUTED)
    assert clue.due_on is None
    assert clue.handler

    clue.sign_for(both, by=clue.handler)

    assert clue.limit_code == "TL09"
    assert clue.due_on == date(2026, 4, 2)
    assert not clue.is_overdue(date(2026, 4, 2))
    assert clue.is_overdue(date(2026, 4, 3))
    for day, late in ((date(2026, 4, 2), []), (date(2026, 4, 3), [clue])):
        assert both.scalars(select(Clue).where(clues.overdue(day))).all() == late


def test_a_proposal_stops_the_month_and_sending_it_back_starts_it_where_it_stood(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    clue = make.clue(session, ClueStatus.SIGNED_FOR)
    assert clue.handler
    clue.study(by=clue.handler, finding="可查。")
    clue.propose(by=clue.handler, way=Way.HOLD, opinion="建议暂存。")
    assert clue.due_on is None
    frozen_clock.shift(timedelta(days=3))

    leader = make.officer(session, Role.LEADER, name="赵敏", region_code=make.CITY)
    clue.return_proposal(session, by=leader, because="请补充。")
    clue.propose(by=clue.handler, way=Way.PRELIM, opinion="建议初核。")

    assert len(clue.disposals) == 1
    assert clue.disposal.way is Way.PRELIM
    clue.return_proposal(session, by=leader, because="再议。")
    assert clue.due_on == date(2026, 4, 2)


@pytest.mark.parametrize(
    ("way", "status", "code", "due_on"),
    [
        (Way.TALK, ClueStatus.TALKING, "TL12", date(2026, 3, 9)),
        (Way.PRELIM, ClueStatus.VERIFYING, "TL13", date(2026, 6, 2)),
        (Way.HOLD, ClueStatus.HELD, "TL15", date(2026, 6, 2)),
        (Way.CLOSE, ClueStatus.CLOSING, None, None),
    ],
)
def test_each_disposal_has_its_clock(
    both: Session, way: Way, status: ClueStatus, code: str | None, due_on: date | None
) -> None:
    clue = make.clue(both, status, way=way)

    assert (clue.limit_code, clue.due_on) == (code, due_on)
    assert clue.disposal.approved_on == date(2026, 3, 2)


def test_only_what_was_approved_is_done(session: Session) -> None:
    clue = make.clue(session, ClueStatus.APPROVED, way=Way.HOLD)
    assert clue.handler

    with pytest.raises(Refused, match="批准的处置方式是“暂存待查”"):
        clue.verify(session, by=clue.handler)


def test_an_inquiry_waits_for_its_answer_and_then_for_the_report(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    clue = make.clue(session, ClueStatus.APPROVED, way=Way.TALK)
    assert clue.handler
    clue.talk(session, by=clue.handler, kind=TalkKind.INQUIRY)
    assert (clue.limit_code, clue.due_on) == ("TL10", date(2026, 3, 23))
    with pytest.raises(Refused, match="请先登记谈话或回函日期"):
        clue.conclude(by=clue.handler, result=Result.UNFOUNDED, form=None, finding="失实。")
    frozen_clock.shift(timedelta(days=10))

    clue.record_answer(session, by=clue.handler, on=date(2026, 3, 10))

    assert (clue.limit_code, clue.due_on) == ("TL11", date(2026, 4, 10))
    clue.conclude(by=clue.handler, result=Result.UNFOUNDED, form=None, finding="失实。")
    assert clue.due_on is None


def test_what_is_on_hold_is_looked_at_again_and_may_be_taken_up_again(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    clue = make.clue(session, ClueStatus.HELD, way=Way.HOLD)
    assert clue.handler
    frozen_clock.shift(timedelta(days=60))
    clue.review_hold(session, by=clue.handler, finding="仍不具备条件。")
    assert clue.due_on == date(2026, 8, 3)  # 1 August is a Saturday

    clue.take_up_again(session, by=clue.handler, because="有新的材料。")
    clue.propose(by=clue.handler, way=Way.PRELIM, opinion="建议初核。")

    assert [one.way for one in clue.disposals] == [Way.HOLD, Way.PRELIM]
    assert clue.disposals[0].approved_on
    assert not clue.disposed


def test_nobody_approves_what_they_proposed_or_endorsed(session: Session) -> None:
    everything = (Role.CASES, Role.LEADER, Role.PRINCIPAL, Role.INSPECTOR)
    all_posts = make.officer(session, *everything, name="周全", region_code=make.CITY)
    clue = register(session, told(), by=all_posts)
    with pytest.raises(Refused, match="分办人不得承办"):
        clue.propose_distribution(to=all_posts, department="一室", opinion="拟办。", by=all_posts)
    handler = make.officer(session, name="吴桐", region_code=make.CITY)
    clue.propose_distribution(to=handler, department="一室", opinion="拟办。", by=all_posts)
    with pytest.raises(Refused, match="本件由您提出分办意见，须换人办理"):
        clue.approve_distribution(by=all_posts, opinion="同意。")


def test_handler_with_every_post_does_not_endorse_their_own_proposal(session: Session) -> None:
    handler = make.officer(
        session, Role.INSPECTOR, Role.LEADER, Role.PRINCIPAL, name="吴桐", region_code=make.CITY
    )
    clue = make.clue(session, ClueStatus.STUDIED_TOGETHER, handler=handler)

    for verb in ("endorse", "approve_disposal"):
        assert WORKFLOW.why_not(clue, verb, by=handler) == "本件由您提出处置建议，须换人办理。"


def test_the_principal_decides_alone_only_where_no_other_leader_is_left(session: Session) -> None:
    clue = make.clue(session, ClueStatus.STUDIED_TOGETHER)
    principal = signer(clue, "approve_distribution")
    assert WORKFLOW.why_not(clue, "approve_disposal", by=principal) == "须先由分管领导审核。"

    for one in session.scalars(select(Officer)):
        if one.holds(Role.LEADER):
            one.active = False
    session.flush()

    clue.approve_disposal(by=principal, opinion="同意。")
    assert clue.status is ClueStatus.APPROVED


def test_a_collective_study_has_its_minutes_number(session: Session) -> None:
    clue = make.clue(session, ClueStatus.PROPOSED)
    assert clue.handler
    for number in ("", "会议研究认为该同志收钱属实应予处理", "见纪要"):
        with pytest.raises(Refused, match="请填写文件编号"):
            clue.study_together(by=clue.handler, minutes_no=number, on=date(2026, 3, 2), opinion="同意。")
    with pytest.raises(Refused, match="集体研究日期"):
        clue.study_together(by=clue.handler, minutes_no="3号", on=date(2026, 3, 3), opinion="同意。")

    clue.study_together(
        by=clue.handler, minutes_no="阳纪会纪〔2026〕3号", on=date(2026, 3, 2), opinion="同意。"
    )

    assert clue.disposal.minutes_no == "阳纪会纪〔2026〕3号"
    assert clue.disposal.words(clue, "study") == "同意。"


def test_after_a_case_is_filed_only_number_and_day_stay(both: Session) -> None:
    accused = make.unit(both)
    clue = make.clue(
        both, ClueStatus.VERIFYING, summary=SECRET, accused=AccusedPerson(NAME), accused_unit=accused
    )
    by = signer(clue, "register")

    clue.leave_for_case(by=by, case_no="阳纪立〔2026〕5号")
    both.commit()

    assert (clue.status, clue.gone_no, clue.gone_on) == (
        ClueStatus.LEFT,
        "阳纪立〔2026〕5号",
        date(2026, 3, 2),
    )
    assert clue.destroyed
    assert (clue.accused.name, clue.accused_unit, clue.category, clue.county, clue.known_as) == (
        "",
        None,
        None,
        None,
        None,
    )
    assert {hand_overs.said(clue, line) for line in clue.hand_overs} == {""}
    assert clue.disposal.words(clue, "opinion") == ""
    assert hand_overs.unbroken(clue)
    assert clue.summary == ""


@pytest.mark.parametrize("status", OPEN)
def test_what_turns_out_to_be_anothers_is_passed_on_and_destroyed(
    session: Session, status: ClueStatus
) -> None:
    if status is ClueStatus.RECEIVED:
        clue = handed_in(session)
        by = desk(session)
    else:
        ways = {ClueStatus.TALKING: Way.TALK, ClueStatus.HELD: Way.HOLD, ClueStatus.CLOSING: Way.CLOSE}
        clue = make.clue(session, status, way=ways.get(status, Way.PRELIM))
        by = signer(clue, "register")

    clue.pass_up(by=by, receipt_no="回执2026-7")

    assert (clue.status, clue.gone_no) == (ClueStatus.PASSED_UP, "回执2026-7")
    assert clue.destroyed


def test_a_clue_about_such_a_leader_is_told_to_the_higher_commission_with_its_disposal(
    session: Session,
) -> None:
    clue = make.clue(session, ClueStatus.OUTCOME, leadership=Leadership.AREA_HEAD)
    by = signer(clue, "register")
    with pytest.raises(Refused, match="须先报告上级纪委"):
        clue.archive(by=by)

    clue.report_up(by=by, receipt_no="晋收1号")
    with pytest.raises(Refused, match="须先报告上级纪委"):
        clue.archive(by=by)
    clue.report_up(by=by, receipt_no="晋收2号")
    with pytest.raises(Refused, match="均已报告上级"):
        clue.report_up(by=by, receipt_no="晋收3号")
    clue.archive(by=by)

    assert (clue.reported_no, clue.disposal_reported_no) == ("晋收1号", "晋收2号")


def test_the_clue_itself_is_told_before_it_is_disposed_of(session: Session) -> None:
    clue = make.clue(session, leadership=Leadership.COMMITTEE)
    by = signer(clue, "register")

    clue.report_up(by=by, receipt_no="晋收1号")

    assert WORKFLOW.why_not(clue, "report_up", by=by) == "线索已报告上级；处置批准后再报告处置情况。"
    ordinary = make.clue(session)
    why = WORKFLOW.why_not(ordinary, "report_up", by=signer(ordinary, "register"))
    assert why == "不属于须报告上级纪委的对象。"


@pytest.mark.parametrize(
    ("result", "form", "sentence"),
    [
        (Result.ADMONISHED, None, "须选择“四种形态”"),
        (Result.UNFOUNDED, FourForm.FIRST, "不计入“四种形态”"),
    ],
)
def test_the_four_forms_belong_to_what_was_found(
    session: Session, result: Result, form: FourForm | None, sentence: str
) -> None:
    clue = make.clue(session, ClueStatus.VERIFYING)
    assert clue.handler

    with pytest.raises(Refused, match=sentence):
        clue.conclude(by=clue.handler, result=result, form=form, finding="已查清。")


def handed_in(session: Session, summary: str = SECRET) -> Clue:
    letter = make.complaint(
        session, ComplaintStatus.ACCEPTED, summary=summary, accused_unit=make.unit(session)
    )
    make.redacted(session, letter)
    return hand_in(session, letter, by=letter.history[0].by, accused=AccusedPerson(NAME, "登记中心副主任"))


def test_a_complaint_is_handed_in_without_its_informant_and_registered_by_the_cases_desk(
    both: Session,
) -> None:
    clue = handed_in(both)
    letter = clue.complaint
    assert letter
    assert (clue.status, clue.source, clue.summary) == (ClueStatus.RECEIVED, ClueSource.PETITION, SECRET)
    assert clue.accused_unit is letter.accused_unit
    assert "钱某某" not in clue.summary + clue.text
    with pytest.raises(Refused, match="本件已移送案管，线索编号 XS-140300-2026-0001"):
        hand_in(both, letter, by=letter.history[0].by, accused=AccusedPerson(""))

    take_in(clue, by=desk(both), leadership=None, important=True, result_wanted=False)

    assert clue.status is ClueStatus.REGISTERED
    assert [line.verb for line in clue.hand_overs] == ["hand_in", "register"]
    assert clue_registering.of(both, letter) is clue


def test_only_who_knows_of_a_complaint_hands_it_in(session: Session) -> None:
    letter = make.complaint(session, ComplaintStatus.ACCEPTED)
    registered = make.complaint(session)
    by = letter.history[0].by

    for stranger in (
        make.officer(session, region_code=make.CITY),
        make.officer(session, Role.LEADER, region_code=make.PROVINCE),
    ):
        with pytest.raises(Refused, match="不在您的知情范围内"):
            hand_in(session, letter, by=stranger, accused=AccusedPerson(""))
    with pytest.raises(Refused, match="已受理、尚未办结"):
        hand_in(session, registered, by=registered.history[0].by, accused=AccusedPerson(""))
    assert by.holds(Role.PETITIONS)


def test_who_took_the_letter_down_does_not_handle_the_clue(session: Session) -> None:
    both_posts = make.officer(session, Role.PETITIONS, Role.INSPECTOR, name="周宁", region_code=make.CITY)
    letter = make.complaint(session, ComplaintStatus.ACCEPTED, by=both_posts)
    clue = hand_in(session, make.redacted(session, letter), by=both_posts, accused=AccusedPerson(""))
    by = desk(session)
    take_in(clue, by=by, leadership=None, important=False, result_wanted=False)

    with pytest.raises(Refused, match="周宁是来信的登记人，不得承办"):
        clue.propose_distribution(to=both_posts, department="一室", opinion="拟办。", by=by)


def test_a_flag_handed_over_becomes_one_clue(session: Session) -> None:
    by = desk(session, make.COUNTY)
    flag, open_flag = make.flag(session, FlagStatus.HANDED), make.flag(session)

    clue = register(session, told(source=ClueSource.FLAG), by=by, flag=flag)

    assert clue_registering.of(session, flag) is clue
    with pytest.raises(Refused, match="已登记为线索"):
        register(session, told(source=ClueSource.FLAG), by=by, flag=flag)
    with pytest.raises(Refused, match="不在您的知情范围内"):
        register(session, told(source=ClueSource.FLAG), by=by, flag=open_flag)


def test_who_steps_back_sees_it_no_more_and_the_principal_names_another(session: Session) -> None:
    clue = make.clue(session, ClueStatus.STUDIED)
    handler, principal = clue.handler, signer(clue, "approve_distribution")
    assert handler

    clue.step_back(session, by=handler, because="系亲属。")
    session.flush()

    assert clue.handler is None
    assert session.scalars(clues.visible_to(handler)).all() == []
    with pytest.raises(Refused, match="须回避"):
        clue.reassign(to=handler, by=principal, because="改派。")
    other = make.officer(session, name="何新", region_code=make.CITY)
    clue.reassign(to=other, by=principal, because="原承办人回避。")
    assert session.scalars(clues.visible_to(other)).all() == [clue]
    assert clue.due_on == date(2026, 4, 2)


def test_a_handler_gives_back_what_is_not_theirs(session: Session) -> None:
    clue = make.clue(session, ClueStatus.SIGNED_FOR)
    handler = clue.handler
    assert handler

    clue.decline(by=handler, because="不属本室职责。")

    assert (clue.status, clue.handler, clue.due_on) == (ClueStatus.REGISTERED, None, None)
    assert hand_overs.said(clue, clue.hand_overs[-1]) == "不属本室职责。"
    assert session.scalars(clues.visible_to(handler)).all() == []


@pytest.mark.parametrize(
    "act",
    [
        lambda clue, by: clue.study(by=by, finding=" "),
        lambda clue, by: clue.decline(by=by, because=""),
        lambda clue, by: clue.step_back(None, by=by, because=""),
    ],
)
def test_every_opinion_is_said(session: Session, act: object) -> None:
    clue = make.clue(session, ClueStatus.SIGNED_FOR)

    with pytest.raises(Refused, match="请写明意见"):
        act(clue, clue.handler)  # type: ignore[operator]


def test_signs_that_hide_or_turn_a_line_are_taken_out(session: Session) -> None:
    clue = register(
        session,
        told(summary="另收\u202e费\x00用\u200b", accused=AccusedPerson("郑\u202e演示", "副\x07主任")),
        by=desk(session),
    )

    assert (clue.summary, clue.accused.name, clue.accused.post) == ("另收费用", "郑演示", "副主任")


def test_a_letter_set_apart_later_takes_its_clue_along(both: Session) -> None:
    clue = handed_in(both)
    take_in(clue, by=desk(both), leadership=None, important=False, result_wanted=False)
    leader = make.officer(both, Role.LEADER, name="赵敏", region_code=make.CITY)
    colleague = make.officer(both, Role.LEADER, name="何新", region_code=make.CITY)
    assert both.scalars(clues.visible_to(leader)).all() == [clue]
    march = Scope(make.CITY, date(2026, 3, 1), date(2026, 3, 31))
    above = Scope(make.PROVINCE, date(2026, 3, 1), date(2026, 3, 31))
    assert clue_counts.registered(both, march).amount == 1

    both.add(StaffMatter.about(clue.complaint_id or 0, leader))
    both.flush()

    assert both.scalars(clues.visible_to(leader)).all() == []
    assert both.scalars(clues.visible_to(colleague)).all() == [clue]
    for counted in (clue_counts.registered, clue_counts.registered_again):
        assert (counted(both, march).amount, counted(both, above).amount) == (0, 1)


def test_the_history_tells_an_auditor_nothing_of_a_clue(session: Session) -> None:
    clue = make.clue(session, ClueStatus.PROPOSED)

    notes = {acts.note(line) for line in clue.history}

    assert notes == {"", "（内容不在此显示）"}
    assert acts.kind_label("clues") == "问题线索"


def test_a_letter_that_goes_up_takes_along_what_its_clue_says(both: Session) -> None:
    clue = handed_in(both)
    letter, by = clue.complaint, desk(both)
    assert letter
    take_in(clue, by=by, leadership=None, important=False, result_wanted=False)

    letter.pass_up(both, jurisdiction=Jurisdiction.HIGHER, envelope_no="2026011", by=letter.history[0].by)
    both.commit()

    assert clue.destroyed
    assert (clue.summary, clue.accused.name, clue.accused_unit) == ("", "", None)
    handler = make.officer(both, name="吴桐", region_code=make.CITY)
    with pytest.raises(Refused, match="只能移送有权机关"):
        clue.propose_distribution(to=handler, department="一室", opinion="拟办。", by=by)
    clue.pass_up(by=by, receipt_no="回执2026-7")
    assert clue.status is ClueStatus.PASSED_UP


def test_no_file_of_the_office_holds_a_word_of_a_clue(session: Session, home: Path) -> None:
    clue = make.clue(session, ClueStatus.OUTCOME, summary=SECRET, accused=AccusedPerson(NAME, "不应见之职"))
    session.commit()

    raw = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())

    assert clue.number.encode() in raw
    for secret in (SECRET, SECRET[:6], NAME, "不应见之职", "具有可查性", "建议初步核实。", "部分属实"):
        for encoded in (secret.encode(), secret.encode("utf-16-le"), ascii(secret)[1:-1].encode()):
            assert encoded not in raw
