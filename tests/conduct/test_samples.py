"""A sample of what is claimed: drawn by a seed that was written down before, and what it proves."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.conduct import sample_drawing, samples
from supervision.conduct.categories import Identity
from supervision.conduct.exact_shares import Share
from supervision.conduct.samples import Result, Returned, Sample, SampleStatus
from supervision.delivery.homes import Home, Stage
from supervision.delivery.progress import ProgressReport
from supervision.errors import Refused
from supervision.intake import sample_sheets
from supervision.office.people import Officer, Role
from supervision.quantities import Measure, Quantity
from tests import make
from tests.conduct.rules.ledger import home

DAY = date(2022, 6, 30)


def ledger(session: Session, *sizes: int) -> None:
    """So many transferred homes in each compound, and one in each that is not."""
    snapshot = make.snapshot(session, region_code=make.COUNTY).id
    for compound, n in enumerate(sizes, start=1):
        for place in range(n + 1):
            home(
                session,
                f"C{compound}H{place:03d}",
                transfer="2021-10-01 10:00:00" if place < n else None,
                compound_number=f"{make.COUNTY}-{compound:04d}",
                snapshot_id=snapshot,
            )


def claim(session: Session, *, transfer: int | None = 98) -> ProgressReport:
    make.progress(session, listed=100, first=100, transfer=transfer, as_of=DAY)
    return session.scalars(select(ProgressReport)).one()


def inspector(session: Session, name: str = "吴桐") -> Officer:
    return make.officer(session, name=name, region_code=make.CITY)


def planned(session: Session, by: Officer, size: int = 20) -> Sample:
    return Sample.plan(session, claim(session), stage=Stage.TRANSFER, size=size, by=by)


def drawn(session: Session, by: Officer, size: int = 20) -> Sample:
    sample = planned(session, by, size)
    sample.draw(session, by=by)
    session.flush()
    return sample


def answers(sample: Sample, wrong: int = 0, *, besides: Result = Result.SO) -> list[Returned]:
    """Every home as claimed but for so many of the sample itself."""
    rows, left = [], wrong
    for one in sample.homes:
        found = besides if one.besides else Result.NOT_SO if left > 0 else Result.SO
        left -= not one.besides
        rows.append(Returned(one.row_key(sample.number), found))
    return rows


def test_the_seed_is_in_the_history_before_anything_is_drawn(both: Session) -> None:
    ledger(both, 30, 10)
    me = inspector(both)

    sample = planned(both, me)

    assert sample.homes == []
    assert [line.said for line in sample.history] == [f"{sample.number} {sample.seed}"]
    sample.draw(both, by=me)
    assert [line.verb for line in sample.history] == ["plan", "draw"]
    with pytest.raises(Refused, match="当前状态为“已抽取”"):
        sample.draw(both, by=me)


def test_the_same_seed_and_ledger_draw_the_same_homes(both: Session) -> None:
    ledger(both, 30, 10, 5)

    first, again, other = (
        sample_drawing.draw(
            both, county_code=make.COUNTY, stage=Stage.TRANSFER, as_of=DAY, size=15, seed=seed
        )
        for seed in ("a", "a", "b")
    )

    assert first == again
    assert list(first.shuffled("a")) == list(again.shuffled("a"))
    assert {one.unit_code for one in first.chosen} != {one.unit_code for one in other.chosen}
    assert first.population == 45
    assert all(both.get_one(Home, (make.COUNTY, one.unit_code)).transfer_booked_at for one in first.chosen)


def test_each_compound_has_its_part_and_the_parts_make_the_whole() -> None:
    assert sample_drawing.shared_out({"A": 30, "B": 10, "C": 5}, 15) == {"A": 10, "B": 3, "C": 2}
    assert sample_drawing.shared_out({"A": 1, "B": 1, "C": 1}, 2) == {"A": 1, "B": 1}
    assert sample_drawing.shared_out({}, 10) == {}
    for size in range(40):
        shared = sample_drawing.shared_out({"A": 23, None: 9, "C": 8}, size)
        assert sum(shared.values()) == size


def test_a_compound_that_a_complaint_names_is_looked_at_and_nobody_sees_why(session: Session) -> None:
    ledger(session, 30, 30, 30, 30, 30)
    named = f"{make.COUNTY}-0003"
    make.compound(session, named)
    make.complaint(session, identity=Identity.ANONYMOUS, compound_number=named)

    sample = drawn(session, inspector(session))

    besides = {one.compound_number for one in sample.homes if one.besides}
    assert named in besides
    assert len(besides) == 1 + sample_drawing.FEWEST_BESIDES
    assert len(sample.counting) == 20
    columns = set(samples.SampledHome.__table__.columns.keys())
    assert not columns & {"complaint_id", "why", "reason"}


def test_without_a_complaint_there_are_others_all_the_same(session: Session) -> None:
    ledger(session, 30, 30, 30)

    sample = drawn(session, inspector(session))

    assert sum(one.besides for one in sample.homes) == sample_drawing.FEWEST_BESIDES


def test_what_is_found_is_told_with_its_exact_bound(both: Session) -> None:
    """116 of 120 are 96.67 %, and at least 92.53 %: the textbook's one-sided bound."""
    ledger(both, 150, 50)
    me = inspector(both)
    sample = drawn(both, me, 120)

    counted = sample.take_back(
        answers(sample, 4, besides=Result.NOT_SO), checksum=sample.checksum or "", by=me
    )

    assert counted == {"new": len(sample.homes), "unchanged": 0, "empty": 0}
    assert sample.verified == Share(116, 120, Measure.HOMES)
    assert round(sample.verified.at_least.amount or 0, 2) == 92.53
    assert (str(sample.claimed), str(sample.disconnect)) == ("98.00%", "3.33%")


def test_what_is_proven_stands_on_the_same_list_as_what_is_claimed(session: Session) -> None:
    """98 are claimed of 100 listed; 90 are in the ledger, and 58 of 60 were found to be so."""
    ledger(session, 60, 30)
    me = inspector(session)
    sample = drawn(session, me, 60)

    sample.take_back(answers(sample, 2), checksum=sample.checksum or "", by=me)

    assert (sample.population, sample.nowhere) == (90, 8)
    assert round(sample.verified.at_least.amount or 0, 2) == 89.88
    assert sample.proven_homes == Quantity(80, Measure.HOMES)
    assert (str(sample.claimed), str(sample.proven)) == ("98.00%", "80.00%")


def test_a_later_remark_stands_beside_the_earlier_one(session: Session) -> None:
    ledger(session, 30)
    me = inspector(session)
    sample = drawn(session, me)
    key = sample.homes[0].row_key(sample.number)

    for remark in ("门锁着", "", "门锁着", "邻居说已入住"):
        sample.take_back([Returned(key, Result.SO, remark)], checksum=sample.checksum or "", by=me)

    assert sample.homes[0].remark == "门锁着；邻居说已入住"


def test_what_could_not_be_looked_at_counts_on_neither_side(session: Session) -> None:
    ledger(session, 30)
    me = inspector(session)
    sample = drawn(session, me, 10)
    first, *_rest = sample.counting
    sample.take_back(
        [Returned(first.row_key(sample.number), Result.UNKNOWN)], checksum=sample.checksum or "", by=me
    )

    assert sample.looked_at == []
    assert sample.disconnect.amount is None
    with pytest.raises(Refused, match="还没有收回任何结果"):
        sample.close(by=make.officer(session, Role.LEADER, region_code=make.CITY))


def test_a_workbook_goes_out_and_comes_back(session: Session) -> None:
    ledger(session, 30, 10)
    me = inspector(session)
    sample = drawn(session, me)
    book = openpyxl.load_workbook(io.BytesIO(sample_sheets.write(sample)))
    page = book.active
    assert page
    for row in range(5, 5 + len(sample.homes)):
        page.cell(row, sample_sheets.FOUND + 1, "与申报一致")
    page.cell(5, sample_sheets.REMARK + 1, "现场见证书")
    filled = io.BytesIO()
    book.save(filled)

    checksum, rows = sample_sheets.read("核验表.xlsx", filled.getvalue(), of=sample)
    first = sample.take_back(rows, checksum=checksum, by=me)
    again = sample.take_back(rows, checksum=checksum, by=me)

    assert (first["new"], again["new"], again["unchanged"]) == (len(rows), 0, len(rows))
    assert sample.homes[0].remark == "现场见证书"
    assert all(one.result is Result.SO for one in sample.homes)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda page: page.cell(6, 3, "140302000000GB00000F99999999"), "第 2 号的房屋与导出时不同"),
        (lambda page: page.cell(6, 6, "9999"), "第 2 号的房屋与导出时不同"),
        (lambda page: page.delete_rows(6), "缺少第 2 号"),
    ],
    ids=["another home", "another room", "one home less"],
)
def test_a_workbook_that_tells_of_other_homes_than_went_out_is_refused(
    session: Session, spoil: Callable[[Any], object], why: str
) -> None:
    ledger(session, 30)
    sample = drawn(session, inspector(session), 10)
    book = openpyxl.load_workbook(io.BytesIO(sample_sheets.write(sample)))
    spoil(book.active)
    changed = io.BytesIO()
    book.save(changed)

    with pytest.raises(Refused, match=why):
        sample_sheets.read("核验表.xlsx", changed.getvalue(), of=sample)


def test_the_rows_of_a_workbook_may_come_back_sorted_otherwise(session: Session) -> None:
    ledger(session, 30)
    sample = drawn(session, inspector(session), 10)
    book = openpyxl.load_workbook(io.BytesIO(sample_sheets.write(sample)))
    page = book.active
    assert page
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=5)]
    for at, row in enumerate(reversed(rows), start=5):
        for column, value in enumerate(row, start=1):
            page.cell(at, column, value)
    turned = io.BytesIO()
    book.save(turned)

    checksum, back = sample_sheets.read("核验表.xlsx", turned.getvalue(), of=sample)

    assert (checksum, len(back)) == (sample.checksum, len(sample.homes))


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda rows: [*rows[:-1], Returned("0000000000", Result.SO)], "核验码 0000000000 不属于本次抽查"),
        (lambda rows: [*rows, rows[0]], "工作簿中有重复的行"),
        (lambda rows: [Returned(rows[0].row_key, Result.NOT_SO)], "第 1 号的结果与先前收回的不同"),
        (lambda rows: [Returned(rows[0].row_key, Result.SO, "长" * 101)], "说明不超过 100 个字"),
    ],
)
def test_a_workbook_that_is_wrong_changes_nothing(session: Session, spoil: object, why: str) -> None:
    ledger(session, 30)
    me = inspector(session)
    sample = drawn(session, me, 10)
    rows = answers(sample)
    sample.take_back(rows[:1], checksum=sample.checksum or "", by=me)
    before = [one.result for one in sample.homes]

    with pytest.raises(Refused, match=why):
        sample.take_back(spoil(rows), checksum=sample.checksum or "", by=me)  # type: ignore[operator]
    with pytest.raises(Refused, match="校验码不符"):
        sample.take_back(rows, checksum="another", by=me)

    assert [one.result for one in sample.homes] == before


def test_who_took_the_results_back_does_not_close_it(session: Session) -> None:
    ledger(session, 30)
    me, other = inspector(session), inspector(session, "郑平")
    sample = drawn(session, me, 10)
    sample.take_back(answers(sample), checksum=sample.checksum or "", by=me)

    with pytest.raises(Refused, match="由您收回结果，须换人办理"):
        sample.close(by=me)
    sample.close(by=other)

    assert sample.status is SampleStatus.CLOSED


def test_nothing_is_drawn_from_nothing(session: Session) -> None:
    me = inspector(session)
    report = claim(session, transfer=None)
    with pytest.raises(Refused, match="没有申报该环节的套数"):
        Sample.plan(session, report, stage=Stage.TRANSFER, size=20, by=me)
    with pytest.raises(Refused, match="抽查数量须在 10 到 500 套之间"):
        Sample.plan(session, report, stage=Stage.FIRST, size=9, by=me)
    sample = Sample.plan(session, report, stage=Stage.FIRST, size=10, by=me)
    with pytest.raises(Refused, match="登记台账中没有"):
        sample.draw(session, by=me)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("region_code", [make.PROVINCE, make.CITY, "140600"])
def test_a_unit_and_another_place_never_see_what_will_be_looked_at(
    session: Session, role: Role, region_code: str
) -> None:
    ledger(session, 30)
    sample = planned(session, inspector(session))
    unit = make.unit(session) if role is Role.UNIT else None

    me = make.officer(session, role, region_code=region_code, unit=unit)

    heads = (Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL)
    here = role in (Role.INSPECTOR, *heads) and region_code != "140600"
    assert session.scalars(samples.visible_to(me)).all() == ([sample] if here else [])
