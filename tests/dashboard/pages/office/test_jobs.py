from datetime import timedelta

import pytest
import time_machine
from sqlalchemy.orm import Session

from supervision import clock, jobs
from supervision.office import job_runs
from supervision.office.job_runs import Outcome
from supervision.office.people import Role
from supervision.responsibility.commitments import CommitmentStatus
from tests import make, visit

PAGE = "office.jobs"


@pytest.mark.parametrize("role", [Role.SYSTEM, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL])
def test_shows_every_job_with_its_next_run(session: Session, role: Role) -> None:
    me = make.officer(session, role)
    session.commit()

    page = visit.page(PAGE, me)

    said = "\n".join(one.value for one in page.text)
    assert "下次 2026-03-09 07:00" in said
    assert any("尚未运行过" in one.value for one in page.caption)
    assert page.button(key="job-raise_flags").disabled is (role in (Role.LEADER, Role.PRINCIPAL))


def test_a_run_asked_for_here_is_taken_up_by_the_runner(session: Session) -> None:
    me = make.officer(session, Role.SYSTEM)
    session.commit()
    page = visit.page(PAGE, me)

    page.button(key="job-discard_exports").click().run()

    assert not page.exception
    (run,) = job_runs.recent(session)
    assert (run.job, run.outcome) == ("discard_exports", Outcome.WAITING)
    (done,) = [one for one in jobs.run_due("a") if one.id == run.id]
    assert done.note == "已清除 0 份过期未取的导出文件。"


def test_what_falls_due_is_listed_without_a_word_of_content_or_of_complaints(session: Session) -> None:
    me = make.officer(session, Role.SYSTEM)
    make.commitment(session, CommitmentStatus.ISSUED, due_on=clock.today() + timedelta(days=2))
    make.complaint(session, received_on=clock.today() - timedelta(days=30))
    make.officer(session, Role.PETITIONS, region_code=make.CITY)
    told = make.officer(session, name="陈晨", region_code=make.CITY)
    session.commit()
    jobs.run_now("scan_due_dates", by_id=me.id)

    page = visit.page(PAGE, me)

    noticed = next(one.value for one in page.dataframe if "tier" in one.value)
    assert set(noticed["tier"]) == {"七日内到期", "三日内到期"}
    assert set(noticed["kind"]) == {"承诺事项"}
    assert set(noticed["officer"]) == {told.name}


def test_failures_and_missed_hours_are_shown(session: Session, frozen_clock: time_machine.Traveller) -> None:
    me = make.officer(session, Role.SYSTEM)
    make.opened_today(session)
    jobs.run_now("draft_weekly_briefing", by_id=me.id)
    frozen_clock.shift(timedelta(days=15))

    page = visit.page(PAGE, me)

    said = "\n".join(one.value for one in (*page.text, *page.caption))
    assert "没有可用的批处理账号" in said
    assert "已到点未运行 2 次" in said
    assert "最近一次失败的 1 项" in page.markdown[0].value
    assert page.dataframe[0].value["outcome"].tolist() == ["失败"]
    assert clock.today().isoformat() == "2026-03-17"


@pytest.mark.parametrize(("place", "told"), [(make.PROVINCE, True), (make.CITY, False), (make.COUNTY, False)])
def test_numbers_of_the_whole_province_are_told_to_the_province_only(
    session: Session, place: str, told: bool
) -> None:
    me = make.officer(session, Role.TASK_FORCE, region_code=place)
    session.commit()
    jobs.run_now("discard_exports", by_id=me.id)

    page = visit.page(PAGE, me)

    runs = next(one.value for one in page.dataframe if "outcome" in one.value)
    assert ("已清除 0 份过期未取的导出文件。" in list(runs["note"])) is told
    assert any("已清除" in one.value for one in page.text) is told
