"""A ledger sheet on its way onto the books, on both databases."""

from datetime import date

import pytest
from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from supervision.delivery import rollups
from supervision.delivery.compounds import Compound
from supervision.delivery.homes import EARLIER_HOMES, HOMES, Home
from supervision.delivery.rollups import CompoundCount, DayCount
from supervision.delivery.snapshots import Shape
from supervision.intake import merge
from supervision.intake.ledgers import Taken
from tests import make
from tests.intake.ledger_samples import COUNTY, NEXT, USUAL, home, take_in


def problems(taken: Taken) -> list[tuple[int, str]]:
    return list(taken.rejected.iter_rows())


def recounted(session: Session) -> set[tuple[object, ...]]:
    """The rollup of compounds as the homes themselves add up."""
    number = func.coalesce(Home.compound_number, "")
    return {
        (county, compound, homes, first, transfer, certificate, int(area or 0))
        for county, compound, homes, first, transfer, certificate, area in session.execute(
            select(
                Home.county_code,
                number,
                func.count(),
                func.count(Home.first_booked_at),
                func.count(Home.transfer_booked_at),
                func.count(Home.certified_on),
                func.coalesce(func.sum(Home.area), 0),
            ).group_by(Home.county_code, number)
        )
    }


def kept(session: Session) -> set[tuple[object, ...]]:
    columns = CompoundCount.__table__.columns
    return {tuple(row) for row in session.execute(select(*columns))}


def days(session: Session) -> dict[tuple[str, date], tuple[int, int, int]]:
    return {
        (row.county_code, row.day): (row.first, row.transfer, row.certificate)
        for row in session.scalars(select(DayCount).execution_options(populate_existing=True))
    }


def test_a_first_ledger_brings_in_every_home_and_its_sums(both: Session) -> None:
    taken = take_in(both, home(1), home(2, transfer_booked_at=None), home(3, NEXT))

    assert (taken.inserted, taken.updated, taken.unchanged) == (3, 0, 0)
    assert taken.counties == [COUNTY, NEXT]
    assert rollups.ledger(both, COUNTY) == rollups.Ledger(2, 2, 1, 0)
    assert days(both)[COUNTY, date(2022, 3, 10)] == (0, 1, 0)
    assert kept(both) == recounted(both)


def test_the_same_ledger_twice_changes_nothing(both: Session) -> None:
    take_in(both, home(1), home(2))
    before = both.scalars(select(Home.snapshot_id)).all()

    taken = take_in(both, home(1), home(2))

    assert (taken.inserted, taken.updated, taken.unchanged) == (0, 0, 2)
    assert both.scalars(select(Home.snapshot_id)).all() == before
    assert both.execute(select(EARLIER_HOMES)).all() == []


def test_a_changed_home_keeps_what_it_said_and_moves_the_sums(both: Session) -> None:
    take_in(both, home(1), home(2, transfer_booked_at=None))

    later = make.snapshot(both, Shape.LEDGER)
    taken = take_in(
        both,
        home(1, area=9_500, compound_number="140302-0002"),
        home(2, transfer_booked_at="2022-05-01 10:00:00", certified_on=date(2022, 5, 3)),
        home(3),
        snapshot=later,
    )

    assert (taken.inserted, taken.updated, taken.unchanged) == (1, 2, 0)
    assert kept(both) == recounted(both)
    assert days(both)[COUNTY, date(2022, 5, 3)] == (0, 0, 1)
    said = both.execute(select(EARLIER_HOMES).order_by(EARLIER_HOMES.c.unit_code)).all()
    assert [(row.area, row.transfer_booked_at, row.changed_by) for row in said] == [
        (9_000, "2022-03-10 09:00:00", later.id),
        (9_000, None, later.id),
    ]


def test_what_a_sheet_has_no_column_for_stays_as_it_was(both: Session) -> None:
    take_in(both, home(1, window="3号窗口"))

    taken = take_in(both, home(1, window=None, certified_on=date(2022, 4, 1)), fields=USUAL - {"window"})

    assert taken.updated == 1
    assert both.scalar(select(Home.window).execution_options(populate_existing=True)) == "3号窗口"
    assert kept(both) == recounted(both)


def test_an_identical_second_row_counts_as_unchanged(both: Session) -> None:
    taken = take_in(both, home(1), home(2), home(1))

    assert (taken.inserted, taken.unchanged, problems(taken)) == (2, 1, [])
    assert kept(both) == recounted(both)


def test_of_two_contradicting_rows_the_first_stands_and_the_later_goes_back(both: Session) -> None:
    taken = take_in(both, home(1), home(2), home(1, area=1), home(1))

    assert (taken.inserted, taken.updated, taken.unchanged) == (2, 0, 1)
    assert problems(taken) == [(4, "同一不动产单元重复且内容不一致（与第 2 行）")]
    assert both.scalar(select(func.sum(Home.area))) == 18_000
    assert kept(both) == recounted(both)
    assert days(both)[COUNTY, date(2022, 1, 10)] == (2, 0, 0)


def test_contradicting_rows_are_found_against_a_standing_ledger_too(both: Session) -> None:
    take_in(both, home(1))

    taken = take_in(both, home(1, area=1), home(1, area=2))

    assert (taken.updated, len(problems(taken))) == (1, 1)
    assert both.scalar(select(Home.area).execution_options(populate_existing=True)) == 1


def test_a_home_that_stands_in_another_county_goes_back(both: Session) -> None:
    take_in(both, home(1))

    taken = take_in(both, home(1) | {"county_code": NEXT}, home(2))

    assert taken.inserted == 1
    assert problems(taken) == [(2, "该不动产单元已登记在其他县（市、区）（城区）")]
    assert kept(both) == recounted(both)


def test_one_home_in_two_counties_of_one_file_is_a_contradiction(both: Session) -> None:
    taken = take_in(both, home(1), home(1) | {"county_code": NEXT})

    assert taken.inserted == 1
    assert problems(taken) == [(3, "同一不动产单元重复且内容不一致（与第 2 行）")]


def test_another_sheet_of_the_same_file_does_not_overrule_the_first(both: Session) -> None:
    take_in(both, home(9))
    first = make.snapshot(both, Shape.LEDGER)
    second = make.snapshot(both, Shape.LEDGER)
    second.file_id = first.file_id
    take_in(both, home(1), snapshot=first)

    taken = take_in(both, home(1, area=1), home(2), snapshot=second)

    assert (taken.inserted, taken.updated) == (1, 0)
    assert problems(taken) == [(2, "同一文件的另一张表已有该不动产单元，且内容不一致")]


def test_a_certificate_before_the_transfer_is_kept(both: Session) -> None:
    taken = take_in(both, home(1, certified_on=date(2021, 12, 1)))

    assert (taken.inserted, problems(taken)) == (1, [])


def test_rows_without_unit_or_place_go_back_with_the_reason(both: Session) -> None:
    taken = take_in(
        both,
        home(1) | {"unit_code": None},
        home(2, county="149999"),
        home(3, window="很长" * 20),
        home(4, area=3_000_000_000),
        home(5) | {"unit_code": "1" * 29},
        home(6, problem="发证日期：日期不存在（2031-02-30）"),
        home(7),
    )

    assert taken.inserted == 1
    assert [reason for _row, reason in problems(taken)] == [
        "不动产单元号：未填",
        "行政区划代码不存在（149999）",
        "窗口：超过 20 个字（很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长…）",
        "建筑面积：数字过大（30000000.0）",
        "不动产单元号：超过 28 个字（111…11）",
        "发证日期：日期不存在（2031-02-30）",
    ]


def test_a_county_officer_brings_in_only_the_own_county(both: Session) -> None:
    by = make.officer(both, region_code=COUNTY)

    taken = take_in(both, home(1), home(2, NEXT), by=by)

    assert taken.inserted == 1
    assert problems(taken)[0][1].startswith("不在您的辖区内")


def test_a_row_that_names_no_county_is_of_the_one_its_unit_code_begins_with(both: Session) -> None:
    take_in(both, home(1) | {"county_code": None})

    assert both.scalar(select(Home.county_code)) == COUNTY


def test_of_two_counties_of_one_name_it_is_the_one_the_unit_code_begins_with(both: Session) -> None:
    named = {"county_code": None, "county_name": "城区"}

    taken = take_in(both, home(1) | named, home(2, "140502") | named, home(3, NEXT) | named)

    assert both.scalars(select(Home.county_code).order_by(Home.county_code)).all() == [COUNTY, "140502"]
    assert problems(taken) == [(4, "有多个同名地区，请补行政区划代码（城区）")]


def test_a_buyer_is_recognised_and_never_kept(both: Session) -> None:
    fields = USUAL | {"buyer_name", "buyer_id", "phone"}
    take_in(
        both,
        home(1, buyer_name="演示甲", buyer_id="140302198001010011", phone="13800000000"),
        home(2, buyer_name="演示甲", buyer_id="140302198001010011"),
        home(3, buyer_name="演示乙"),
        home(4),
        fields=fields,
    )

    buyers = both.scalars(select(Home.buyer).order_by(Home.unit_code)).all()
    assert buyers[0] == buyers[1] != buyers[2]
    assert (len(str(buyers[0])), buyers[3]) == (64, None)


def test_a_compound_named_only_is_found_on_the_task_list(both: Session) -> None:
    both.add(make.compound(both, "140302-0007", name="虚构花园"))
    fields = USUAL - {"compound_number"} | {"compound_name"}

    take_in(
        both,
        home(1, compound_number=None, compound_name="虚构花园"),
        home(2, compound_number=None, compound_name="清单之外"),
        fields=fields,
    )

    assert both.scalars(select(Home.compound_number).order_by(Home.unit_code)).all() == [
        "140302-0007",
        "清单之外",
    ]
    assert both.scalar(select(func.count()).select_from(Compound)) == 1


def test_a_large_first_ledger_is_indexed_afterwards(both: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge, "BULK", 2)

    take_in(both, home(3), home(1), home(2))

    names = {index["name"] for index in inspect(both.connection()).get_indexes("homes")}
    assert names == {index.name for index in HOMES.indexes}


def test_an_empty_sheet_is_nothing(both: Session) -> None:
    taken = take_in(both)

    assert (taken.inserted, taken.updated, taken.unchanged, taken.counties) == (0, 0, 0, [])


def test_a_rollback_leaves_everything_as_it_was(both: Session) -> None:
    take_in(both, home(1))
    both.commit()
    point = both.begin_nested()

    take_in(both, home(1, area=1), home(2))
    point.rollback()

    assert kept(both) == recounted(both) == {(COUNTY, f"{COUNTY}-0001", 1, 1, 1, 0, 9_000)}
    assert both.execute(select(EARLIER_HOMES)).all() == []
