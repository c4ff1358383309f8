import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from docx import Document
from sqlalchemy.orm import Session

from reports.documents import briefing as document
from supervision import clock
from supervision.conduct import scans
from supervision.conduct.categories import Category
from supervision.conduct.flags import FlagStatus
from supervision.conduct.rules import RULES, RowRule, Test
from supervision.conduct.weighing import Reason
from supervision.figures import FIGURES, Edition, Scope, publish, until
from supervision.office.people import Role
from supervision.responsibility.commitment_steps import CommitmentStatus
from tests import make

TODAY = date(2026, 3, 2)


def said(session: Session, region_code: str = make.CITY) -> dict[str, str]:
    return {
        one.figure.code: one.digits
        for one in publish(session, until(region_code, TODAY + timedelta(days=30)))
    }


def test_counts_commitments_by_how_far_they_are(both: Session) -> None:
    make.commitment(both, CommitmentStatus.DRAFT, "1", unit=make.unit(both, "甲"))
    make.commitment(both, CommitmentStatus.ISSUED, "2", unit=make.unit(both, "乙"))
    make.commitment(both, CommitmentStatus.ACKNOWLEDGED, "3", unit=make.unit(both, "丙"))
    make.commitment(both, CommitmentStatus.CLOSED, "4", unit=make.unit(both, "丁"))
    make.commitment(both, CommitmentStatus.ISSUED, "5", unit=make.unit(both, "戊"), due_on=date(2026, 5, 1))

    answers = said(both)

    assert [answers[f"R0{n}"] for n in range(1, 7)] == ["4", "2", "1", "2", "0", "1"]
    assert recounted(both, "R") == {"R01": 4, "R02": 2, "R03": 1, "R04": 2, "R05": 0, "R06": 1}


def test_counts_flags_by_what_became_of_them(both: Session) -> None:
    for status in (FlagStatus.OPEN, FlagStatus.SENT, FlagStatus.DISMISSED, FlagStatus.HANDED):
        make.flag(both, status)

    answers = said(both)

    assert [answers[f"F0{n}"] for n in (1, 2, 3, 4, 5)] == ["1", "4", "1", "1", "1"]
    assert recounted(both, "F") == {"F01": 1, "F02": 4, "F03": 1, "F04": 1, "F05": 1}


def test_a_rule_that_broke_off_is_told_beside_the_number_and_in_the_briefing(
    both: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(session: Session, scope: object, params: object) -> Test:
        raise ZeroDivisionError

    ir01 = RULES["IR01"]
    assert isinstance(ir01, RowRule)
    monkeypatch.setitem(RULES, "IR01", replace(ir01, test=breaks))
    scans.evaluate(both, today=clock.today())
    both.flush()

    (found,) = (one for one in publish(both, until(make.CITY, TODAY)) if one.figure.code == "F02")
    briefing = make.briefing(both, end=TODAY)
    paper = document.write(briefing).save()

    said = "规则 IR01 未能运行，本期无法计算"
    assert said in found.missing
    assert said in briefing.figure("F02", part="IR01").missing
    assert briefing.figure("F02", part="IR02").missing == []
    assert said in "\n".join(one.text for one in Document(io.BytesIO(paper)).paragraphs)


def test_a_period_that_has_ended_counts_nothing_that_came_later(
    both: Session, frozen_clock: time_machine.Traveller
) -> None:
    promised = make.commitment(both, CommitmentStatus.VERIFIED, "1", due_on=date(2026, 3, 1))
    judged, waiting = make.flag(both), make.flag(both)
    frozen_clock.shift(timedelta(days=4))
    promised.close(by=make.officer(both, Role.LEADER, name="赵敏"))
    make.commitment(both, CommitmentStatus.ISSUED, "2", due_on=date(2026, 3, 1))
    judged.dismiss(by=make.officer(both), reason=Reason.WRONG_ENTRY, because="纳入时间录错。")
    make.flag(both)
    both.flush()

    then, now = until(make.CITY, TODAY), until(make.CITY, TODAY + timedelta(days=4))

    assert counted(both, then) == {"R01": 1, "R02": 1, "R03": 0, "R04": 0, "F01": 2, "F02": 2, "F03": 0}
    assert counted(both, now) == {"R01": 2, "R02": 1, "R03": 1, "R04": 1, "F01": 2, "F02": 3, "F03": 1}
    for scope in (then, now):
        again = {**recounted(both, "R", scope), **recounted(both, "F", scope)}
        assert {code: again[code] for code in counted(both, scope)} == counted(both, scope)
    told = {one.figure.code: one.missing for one in publish(both, then)}
    assert told["R01"] == ("期末以后登记的承诺事项 1 项，本期未计入",)
    assert told["F02"] == ("期末以后提示的疑点 1 条，本期未计入",)
    assert waiting.status is FlagStatus.OPEN


def test_a_date_put_off_later_was_not_yet_put_off(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    made = make.commitment(session, CommitmentStatus.IN_PROGRESS, "1", due_on=date(2026, 3, 1))
    frozen_clock.shift(timedelta(days=4))
    made.ask_extension(
        by=(inspector := make.officer(session)),
        until=date(2026, 6, 1),
        because="资料不全",
        paper=make.stamped_paper(session, by=inspector),
    )
    made.grant_extension(by=make.officer(session, Role.LEADER, name="赵敏"))
    session.flush()

    assert counted(session, until(make.CITY, TODAY))["R04"] == 1
    assert counted(session, until(make.CITY, TODAY + timedelta(days=4)))["R04"] == 0


@pytest.mark.parametrize("rule", ["IR01", "PB06"])
def test_counts_the_flags_of_one_rule_the_same_by_both_paths(session: Session, rule: str) -> None:
    for status in (FlagStatus.OPEN, FlagStatus.SENT, FlagStatus.DISMISSED, FlagStatus.HANDED):
        make.flag(session, status)
    of_one_rule = Scope(make.CITY, TODAY, TODAY, part=rule)

    for figure in FIGURES.values():
        if figure.code.startswith("F") and figure.again:
            assert figure.compute(session, of_one_rule) == figure.again(session, of_one_rule)
    assert FIGURES["f02_flags_found"].compute(session, of_one_rule).amount == (0 if rule == "IR01" else 4)


@pytest.mark.parametrize(("received", "shown"), [(0, "0"), (1, "不足3"), (2, "不足3"), (3, "3")])
def test_one_or_two_complaints_are_not_told(session: Session, received: int, shown: str) -> None:
    for _ in range(received):
        make.complaint(session)

    published = {one.figure.code: one for one in publish(session, until(make.CITY, TODAY))}["C01"]

    assert published.digits == shown
    assert published.hidden is (shown == "不足3")
    assert not published.hidden or published.quantity.amount is None


def test_counts_complaints_of_the_period_by_kind(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    for _ in range(3):
        make.complaint(session, category=Category.SLOW_WORK)
    frozen_clock.shift(timedelta(days=7))
    for _ in range(4):
        make.complaint(session)

    later = until(make.CITY, TODAY + timedelta(days=7))

    assert FIGURES["c01_complaints_received"].compute(session, later).amount == 4
    assert recounted(session, "C", later) == {"C01": 4, "C02": None, "C03": None}
    of_kind = Scope(make.CITY, TODAY, TODAY, part=Category.SLOW_WORK.value)
    assert FIGURES["c01_complaints_received"].compute(session, of_kind).amount == 3


def test_administrators_units_and_what_goes_down_get_no_inward_figure(session: Session) -> None:
    unit = make.officer(session, Role.UNIT, unit=make.unit(session), region_code=make.CITY)
    scope = until(make.CITY, TODAY)

    for officer in (unit, make.officer(session, Role.SYSTEM)):
        assert not any(one.figure.inward for one in publish(session, scope, officer))
    down = Scope(make.CITY, TODAY, TODAY, Edition.DOWN)
    assert not any(one.figure.inward for one in publish(session, down))
    assert any(one.figure.inward for one in publish(session, scope, make.officer(session)))


def counted(session: Session, scope: Scope) -> dict[str, float | None]:
    asked = ("R01", "R02", "R03", "R04", "F01", "F02", "F03")
    return {
        one.figure.code: one.quantity.amount for one in publish(session, scope) if one.figure.code in asked
    }


def recounted(session: Session, first_letter: str, scope: Scope | None = None) -> dict[str, float | None]:
    asked = scope or until(make.CITY, TODAY + timedelta(days=30))
    return {
        figure.code: figure.again(session, asked).amount
        for figure in FIGURES.values()
        if figure.code.startswith(first_letter) and figure.again
    }
