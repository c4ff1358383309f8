from datetime import date

import pytest
import time_machine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from supervision.briefings import issues
from supervision.briefings.briefing_steps import WORKFLOW, BriefingStatus
from supervision.briefings.briefings import Briefing, visible_to
from supervision.briefings.explanations import Shortfall
from supervision.briefings.terms import Kind
from supervision.errors import Refused
from supervision.figures import Edition, Scope
from supervision.office import history
from supervision.office.people import Role
from supervision.words import speaking
from tests import make

TODAY = date(2026, 3, 2)


def test_figures_stay_as_they_were_when_drafted(both: Session) -> None:
    make.progress(both, make.COUNTY, first=300)
    make.progress(both, make.NEXT_COUNTY, first=500, listed=600)
    briefing = make.briefing(both)
    make.progress(both, make.COUNTY, first=399)
    both.commit()
    both.expire_all()

    assert briefing.figure("D02").digits == "800"
    assert briefing.figure("D02", make.COUNTY).digits == "300"
    assert briefing.figure("D05").words == "80.00%"
    assert briefing.figure("D04").words == "380户"


def test_taking_the_figures_anew_keeps_what_people_wrote(session: Session) -> None:
    make.progress(session, first=300)
    briefing = make.briefing(session)
    inspector = make.officer(session)
    briefing.edit(by=inspector, problems="原因已查明。")
    named = briefing.explanations[0]
    briefing.explain(named, "因系统切换未及时报送。", paper="来电", by=inspector)
    make.progress(session, first=350)

    briefing.redraft(session, by=inspector)
    session.flush()

    assert briefing.figure("D02").amount == 350
    assert briefing.problems == "原因已查明。"
    assert briefing.explanations[0].answer == "因系统切换未及时报送。"


def test_a_period_without_reports_is_unknown_and_not_zero(session: Session) -> None:
    briefing = make.briefing(session)

    assert briefing.figure("D02").words == "待核"
    assert briefing.figure("D09").words == "待核"
    assert "未报：城区" in briefing.figure("D02").missing


def test_what_is_missing_is_said_in_chinese_whoever_drafts(session: Session) -> None:
    with speaking("en"):
        briefing = make.briefing(session)

    assert "未报：城区" in briefing.figure("D02").missing


def test_the_change_is_against_the_period_before(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    make.progress(session, listed=400, transfer=200, as_of=date(2026, 2, 23))
    make.progress(session, listed=400, transfer=220)

    briefing = make.briefing(session, region_code=make.COUNTY)

    assert briefing.figure("D09").words == "+5.00个百分点"


def test_names_who_falls_short_with_what_they_say_to_it(session: Session) -> None:
    make.progress(session, make.COUNTY, as_of=date(2026, 2, 20))
    late = make.commitment(session, due_on=date(2026, 3, 1), unit=make.unit(session))

    briefing = make.briefing(session)

    named = {(one.shortfall, one.who): one for one in briefing.explanations}
    assert len(named) == 6
    assert "沿用2月20日数据" in named[Shortfall.NOT_REPORTED, "城区"].words
    overdue = named[Shortfall.OVERDUE, late.unit.name]
    assert overdue.words == "阳泉市自然资源局承诺事项超期未办结。截至成稿，该单位未答复。"
    briefing.explain(
        overdue, "消防验收未完成，3月底前办结。", paper="阳自然资函〔2026〕5号", by=make.officer(session)
    )
    assert "该单位说明：消防验收未完成" in overdue.words
    assert [(item.number, item.days_over) for item in briefing.overdue_items] == [("TY-0001", 1)]


def test_whoever_wrote_it_does_not_check_it_and_whoever_checked_it_does_not_sign(session: Session) -> None:
    both_posts = make.officer(session, Role.INSPECTOR, Role.LEADER)
    checker = make.officer(session, Role.TASK_FORCE, Role.LEADER)
    briefing = make.briefing(session)
    briefing.edit(by=both_posts, problems="一是迟报。", next_steps="一是督促。")

    assert WORKFLOW.why_not(briefing, "check", by=both_posts) == "本件由您起草或修改，须换人办理。"
    briefing.check(by=checker)
    assert WORKFLOW.why_not(briefing, "sign", by=both_posts) == "本件由您起草或修改，须换人办理。"
    assert WORKFLOW.why_not(briefing, "sign", by=checker) == "本件由您复核，须换人办理。"
    assert WORKFLOW.why_not(briefing, "sign", by=make.officer(session, Role.LEADER)) is None


def test_what_people_have_to_write_is_not_left_open(session: Session) -> None:
    briefing = make.briefing(session)

    with pytest.raises(Refused, match="还有待补充的内容"):
        briefing.check(by=make.officer(session, Role.TASK_FORCE))


def test_nothing_of_complaints_goes_down_in_anybodys_words(session: Session) -> None:
    briefing = make.briefing(session, edition=Edition.DOWN)
    briefing.edit(by=make.officer(session), problems="群众举报较多。", next_steps="一是督促。")

    with pytest.raises(Refused, match="下发版不得出现“举报”"):
        briefing.check(by=make.officer(session, Role.TASK_FORCE))
    assert not any(figure.code[0] in "CF" for figure in briefing.figures)


def test_signing_fixes_number_date_file_and_the_head_of_the_history(both: Session) -> None:
    briefing = make.briefing(both, BriefingStatus.ISSUED)

    assert (briefing.issue_year, briefing.issue_no, briefing.issued_on) == (2026, 1, TODAY)
    assert briefing.signer == "赵敏"
    assert briefing.file
    assert briefing.file.read() == briefing.figures_digest.encode()
    line = both.get_one(history.Event, briefing.history[-1].id)
    assert line.verb in ("sign", "keep")
    assert list(history.breaks(both)) == []
    assert briefing.number == "140300-2026-周报-报送-1"


def test_numbers_run_through_the_year_for_each_region_kind_and_edition(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    first = make.briefing(session, BriefingStatus.RECALLED, end=date(2026, 2, 23))
    second = make.briefing(session, BriefingStatus.ISSUED)
    down = make.briefing(session, BriefingStatus.ISSUED, edition=Edition.DOWN)
    province = make.briefing(session, BriefingStatus.ISSUED, region_code=make.PROVINCE)

    assert [one.issue_no for one in (first, second, down, province)] == [1, 2, 1, 1]
    down.issue_no, down.edition = 2, Edition.UP
    with pytest.raises(IntegrityError):
        session.flush()


def test_an_issued_briefing_changes_no_more(session: Session) -> None:
    briefing = make.briefing(session, BriefingStatus.ISSUED)

    inspector = make.officer(session)

    for verb in ("edit", "redraft", "drop", "explain", "check"):
        reason = WORKFLOW.why_not(briefing, verb, by=inspector) or ""
        assert reason.startswith("当前状态为“已签发”"), verb
    with pytest.raises(Refused, match="当前状态为“已签发”"):
        briefing.edit(by=inspector, problems="另有原因。")


def test_recalling_needs_a_leader_and_a_reason(session: Session) -> None:
    briefing = make.briefing(session, BriefingStatus.ISSUED)

    with pytest.raises(Refused, match="须由分管领导、主要负责人办理"):
        briefing.recall(by=make.officer(session), because="数据有误")
    with pytest.raises(Refused, match="请写明原因"):
        briefing.recall(by=make.officer(session, Role.LEADER), because=" ")
    briefing.recall(by=make.officer(session, Role.PRINCIPAL), because="数据有误")
    assert make.briefing(session).status is BriefingStatus.DRAFT


def test_a_paper_signature_is_entered_with_signer_day_and_scan(session: Session) -> None:
    briefing = make.briefing(session, BriefingStatus.CHECKED)
    inspector = make.officer(session)
    scan = make.stored_file(session, "签发稿.pdf")

    with pytest.raises(Refused, match="签发日期应在统计期末之后"):
        briefing.record_signature(
            session, by=inspector, signer="赵敏", signed_on=date(2026, 3, 3), scan=scan, write=lambda it: b"x"
        )
    briefing.record_signature(
        session, by=inspector, signer="赵敏", signed_on=TODAY, scan=scan, write=lambda it: b"x"
    )

    assert (briefing.signer, briefing.issued_on, briefing.scan) == ("赵敏", TODAY, scan)


def test_one_period_is_drafted_once(session: Session) -> None:
    make.briefing(session)

    with pytest.raises(Refused, match="这一期已有草稿或已签发"):
        make.briefing(session)


def test_a_county_sees_its_own_and_a_unit_only_what_went_down(session: Session) -> None:
    county = make.briefing(session, BriefingStatus.ISSUED, region_code=make.COUNTY)
    make.briefing(session, BriefingStatus.ISSUED, region_code=make.NEXT_COUNTY)
    down = make.briefing(session, BriefingStatus.ISSUED, edition=Edition.DOWN, region_code=make.COUNTY)
    unit = make.unit(session, "城区自然资源局", region_code=make.COUNTY)
    of_county = make.officer(session, region_code=make.COUNTY)
    of_unit = make.officer(session, Role.UNIT, unit=unit, region_code=make.COUNTY)

    assert set(session.scalars(visible_to(of_county))) == {county, down}
    assert list(session.scalars(visible_to(of_unit))) == [down]
    assert list(session.scalars(visible_to(make.officer(session, Role.AUDITOR)))) == []


def test_finds_the_briefings_that_named_a_unit(session: Session) -> None:
    unit = make.unit(session)
    make.commitment(session, due_on=date(2026, 3, 1), unit=unit)
    up = make.briefing(session, BriefingStatus.ISSUED)
    down = make.briefing(session, BriefingStatus.ISSUED, edition=Edition.DOWN)
    of_unit = make.officer(session, Role.UNIT, unit=unit, region_code=make.CITY)

    assert set(session.scalars(issues.naming(unit, officer=make.officer(session)))) == {up, down}
    assert list(session.scalars(issues.naming(unit, officer=of_unit))) == [down]


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        (Kind.WEEKLY, date(2022, 6, 24)),
        (Kind.MONTHLY, date(2022, 6, 1)),
        (Kind.QUARTERLY, date(2022, 4, 1)),
    ],
)
def test_a_kind_knows_its_period(kind: Kind, start: date) -> None:
    end = date(2022, 6, 30)

    assert kind.start(end) == start
    assert Kind.of(start, end) is kind


def test_a_period_that_ends_before_it_begins_is_refused(session: Session) -> None:
    with pytest.raises(Refused, match="起止日期颠倒"):
        Briefing.draft(
            session,
            kind=Kind.WEEKLY,
            edition=Edition.UP,
            scope=Scope(make.CITY, TODAY, date(2026, 3, 1)),
            by=make.officer(session),
        )
