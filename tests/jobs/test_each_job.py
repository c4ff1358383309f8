"""What each job does, once and then again."""

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision import clock, jobs
from supervision.briefings.briefings import Briefing
from supervision.conduct.categories import Jurisdiction
from supervision.conduct.flags import Flag, FlagStatus
from supervision.conduct.hand_offs import HandOff
from supervision.conduct.scans import Uncomputed
from supervision.conduct.weighing import Reason
from supervision.db import reading
from supervision.office import anchors, due_notices, exports, history
from supervision.office.due_notices import Tier
from supervision.office.exports import Export
from supervision.office.history import Event
from supervision.office.job_runs import JobRun
from supervision.office.people import Officer, Role
from tests import make


@pytest.fixture
def batch(both: Session) -> Officer:
    """The account that acts where nobody asked."""
    made = Officer.appoint(
        login="batch", name="批处理账号", roles=[Role.INSPECTOR], region_code=make.PROVINCE, batch=True
    )
    both.add(made)
    make.opened_today(both)
    return made


def run(session: Session, name: str, by: Officer, clock_: time_machine.Traveller | None = None) -> JobRun:
    """Run it now; a second later than the last time."""
    session.commit()
    if clock_:
        clock_.shift(timedelta(seconds=1))
    done = jobs.run_now(name, by_id=by.id)
    assert done.ok, done.note
    session.expire_all()
    session.rollback()
    return done


def test_monday_drafts_last_week_for_the_province_and_each_city_that_reported(
    both: Session, batch: Officer, frozen_clock: time_machine.Traveller
) -> None:
    make.progress(both, as_of=date(2026, 2, 26))
    make.progress(both, "140602", as_of=date(2026, 2, 26))

    first = run(both, "draft_weekly_briefing", batch)
    again = run(both, "draft_weekly_briefing", batch, frozen_clock)

    drafted = both.scalars(select(Briefing).order_by(Briefing.region_code)).all()
    assert [(one.region_code, one.start, one.end) for one in drafted] == [
        (code, date(2026, 2, 23), date(2026, 3, 1)) for code in ("140000", "140300", "140600")
    ]
    assert first.note == "已起草截至 2026-03-01 的周报 3 份。"
    assert again.note == "已起草截至 2026-03-01 的周报 0 份。"
    assert drafted[1].by_whom("draft") == "批处理账号"


def test_after_three_weeks_asleep_only_the_last_week_is_drafted(
    both: Session, batch: Officer, frozen_clock: time_machine.Traveller
) -> None:
    frozen_clock.shift(timedelta(days=22))

    (done,) = [one for one in jobs.run_due("a") if one.job == "draft_weekly_briefing"]

    assert (done.missed, done.ok) == (3 - 1, True)
    assert "补跑：此前错过 2 次（03-09 07:00、03-16 07:00）" in done.note
    assert both.scalars(select(Briefing.end)).all() == [date(2026, 3, 22)]


def test_without_a_batch_account_the_draft_fails_and_says_so(both: Session) -> None:
    by = make.officer(both)
    both.commit()

    done = jobs.run_now("draft_weekly_briefing", by_id=by.id)

    assert (done.ok, done.note) == (False, "没有可用的批处理账号，请由系统管理员启用。")


def test_the_night_raises_what_was_imported_since_and_nothing_twice(
    both: Session, batch: Officer, frozen_clock: time_machine.Traveller
) -> None:
    make.compound(both, included_on=date(2021, 9, 30))
    first = run(both, "raise_flags", batch)
    again = run(both, "raise_flags", batch, frozen_clock)
    frozen_clock.shift(timedelta(seconds=1))
    make.compound(both, "140303-0001", county_code=make.NEXT_COUNTY, included_on=date(2021, 9, 30))
    later = run(both, "raise_flags", batch, frozen_clock)

    assert first.note.startswith("检查 1 批变动，新提示 1 条")
    assert again.note.startswith("检查 0 批变动，新提示 0 条")
    assert later.note.startswith("检查 1 批变动，新提示 1 条")
    lacking = both.scalar(select(func.count(Uncomputed.id)))
    assert later.note.split("，")[3] == f"无法计算 {lacking} 项"
    assert both.scalar(select(func.count(Flag.id))) == 2


def test_an_exception_whose_day_has_passed_is_open_again_by_the_batch_account(
    both: Session, batch: Officer, frozen_clock: time_machine.Traveller
) -> None:
    flag = make.flag(both)
    flag.propose_exception(by=make.officer(both), because="正在补办。", until=date(2026, 3, 9))
    flag.except_it(by=make.officer(both, Role.LEADER))
    frozen_clock.shift(timedelta(days=8))

    done = run(both, "raise_flags", batch)

    assert done.note.endswith("例外到期 1 条。")
    assert (flag.status, flag.history[-1].by.batch) == (FlagStatus.OPEN, True)


def test_monday_draws_what_a_second_person_judges_again(
    both: Session, batch: Officer, frozen_clock: time_machine.Traveller
) -> None:
    flag = make.flag(both)
    first = run(both, "draw_rejudgements", batch)
    frozen_clock.shift(timedelta(days=8))
    flag.dismiss(by=make.officer(both), reason=Reason.WRONG_ENTRY, because="录入错误。")
    frozen_clock.shift(timedelta(days=6))

    second = run(both, "draw_rejudgements", batch)
    again = run(both, "draw_rejudgements", batch, frozen_clock)

    assert [one.note.split("；")[0] for one in (first, second, again)] == [
        "抽出复判 0 条",
        "抽出复判 1 条",
        "抽出复判 0 条",
    ]


def told(session: Session, officer: Officer) -> list[tuple[str, Tier]]:
    return [(one.kind, one.tier) for one in session.scalars(due_notices.told(officer).order_by(None))]


def test_each_person_is_told_each_tier_once_even_after_days_asleep(
    both: Session, batch: Officer, frozen_clock: time_machine.Traveller
) -> None:
    inspector, leader, principal, stranger = (
        make.officer(both, role, region_code=place)
        for role, place in (
            (Role.INSPECTOR, make.CITY),
            (Role.LEADER, make.CITY),
            (Role.PRINCIPAL, make.CITY),
            (Role.INSPECTOR, "140400"),
        )
    )
    for number in range(30):
        make.commitment(both, number=f"TY-{number}", due_on=date(2026, 3, 12))
    assert run(both, "scan_due_dates", batch).note == "新登记到期提醒 0 条。"

    frozen_clock.shift(timedelta(days=8))
    assert run(both, "scan_due_dates", batch).note == "新登记到期提醒 60 条。"
    assert run(both, "scan_due_dates", batch, frozen_clock).note == "新登记到期提醒 0 条。"
    assert Counter(told(both, inspector)) == {("commitments", Tier.WEEK): 30, ("commitments", Tier.NEAR): 30}
    assert told(both, leader) == []
    frozen_clock.shift(timedelta(days=3))
    assert run(both, "scan_due_dates", batch).note == "新登记到期提醒 60 条。"
    assert Counter(told(both, leader)) == {("commitments", Tier.OVER): 30}
    assert told(both, principal) == []
    frozen_clock.shift(timedelta(days=10))
    assert run(both, "scan_due_dates", batch).note == "新登记到期提醒 90 条。"
    assert Counter(told(both, principal)) == {("commitments", Tier.LONG): 30}

    assert told(both, stranger) == []
    unit = make.officer(both, Role.UNIT, unit=make.unit(both, "某单位"), region_code=make.CITY)
    assert both.scalars(due_notices.visible_to(unit)).all() == []


def test_after_a_long_rest_no_tier_is_lost(
    both: Session, batch: Officer, frozen_clock: time_machine.Traveller
) -> None:
    desk = make.officer(both, Role.PETITIONS, region_code=make.CITY)
    make.complaint(both, by=desk)

    frozen_clock.shift(timedelta(days=90))
    run(both, "scan_due_dates", batch)

    assert Counter(told(both, desk)) == dict.fromkeys((("complaints", tier) for tier in Tier), 1)


def test_what_is_kept_apart_is_told_to_nobody_who_may_not_see_it(
    both: Session, batch: Officer, frozen_clock: time_machine.Traveller
) -> None:
    """A complaint is escalated inside the office that holds it, and not past who stepped back."""
    desk = make.officer(both, Role.PETITIONS, region_code=make.CITY)
    leader, recused = (make.officer(both, Role.LEADER, region_code=make.CITY) for _ in range(2))
    above = make.officer(both, Role.LEADER)
    make.complaint(both, by=desk).step_back(both, by=recused, because="近亲属")
    hand_off = HandOff.register(both, jurisdiction=Jurisdiction.OWN_PRINCIPAL, envelope_no="YS-1", by=desk)
    principal = make.officer(both, Role.PRINCIPAL, region_code=make.CITY)

    frozen_clock.shift(timedelta(days=40))
    run(both, "scan_due_dates", batch)

    assert hand_off.due_on == date(2026, 3, 2)
    assert {kind for kind, _tier in told(both, desk)} == {"complaints", "hand_offs"}
    assert {kind for kind, _tier in told(both, leader)} == {"complaints"}
    assert told(both, principal) == [("complaints", Tier.LONG)]
    assert told(both, recused) == told(both, above) == []


def test_what_a_place_without_officers_owes_is_told_to_the_office_above(
    both: Session, batch: Officer, frozen_clock: time_machine.Traveller
) -> None:
    make.flag(both)
    inspector = both.scalars(select(Officer).where(Officer.region_code == make.COUNTY)).one()
    inspector.active = False
    city = make.officer(both, region_code=make.CITY)
    frozen_clock.shift(timedelta(days=40))

    run(both, "scan_due_dates", batch)

    assert {kind for kind, _tier in told(both, city)} == {"flags"}
    assert told(both, inspector) == []


def test_the_head_of_the_history_lies_in_a_dated_file_and_tells_a_rewritten_one(
    both: Session, batch: Officer, home: Path
) -> None:
    make.commitment(both)
    both.commit()
    with reading() as session:
        head = history.head(session)

    run(both, "anchor_chain", batch)

    (line,) = (home / "anchors" / "2026-03-02.jsonl").read_text().splitlines()
    assert json.loads(line)["number"] == head.number
    assert list(anchors.written()) == [head]
    assert anchors.disagreeing(both) == []
    event = both.scalars(select(Event).where(Event.number == head.number)).one()
    event.digest = "0" * 64
    both.flush()
    assert anchors.disagreeing(both) == [head.number]


def test_exports_nobody_collected_are_forgotten(
    both: Session, batch: Officer, frozen_clock: time_machine.Traveller
) -> None:
    exports.hand_out(both, name="清单.xlsx", data=b"x", reason="汇报", to=make.officer(both))
    both.commit()
    frozen_clock.shift(timedelta(minutes=11))

    done = run(both, "discard_exports", batch)

    assert done.note == "已清除 1 份过期未取的导出文件。"
    assert both.scalars(select(Export)).one().sealed is None
    assert clock.today() == date(2026, 3, 2)
