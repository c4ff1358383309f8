from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from supervision.delivery.rollups import CompoundCount, DayCount
from supervision.figures import FIGURES, Edition, Figure, Published, Scope, answer, publish, until
from supervision.office.people import Role
from tests import make

TODAY = date(2026, 3, 2)
LAST_WEEK = date(2026, 2, 23)


def said(session: Session, region_code: str = make.CITY, **more: object) -> dict[str, Published]:
    scope = until(region_code, TODAY)
    return {published.figure.code: published for published in publish(session, scope, **more)}  # type: ignore[arg-type]


def test_adds_up_what_the_counties_report(both: Session) -> None:
    make.progress(both, make.COUNTY, listed=400, first=300, transfer=200, households=190)
    make.progress(both, make.NEXT_COUNTY, listed=600, first=500, transfer=300, households=250)

    answers = {code: str(published.quantity) for code, published in said(both).items()}

    assert answers["D02"] == "800套"
    assert answers["D03"] == "500套"
    assert answers["D04"] == "440户"
    assert answers["D05"] == "80.00%"
    assert answers["D06"] == "50.00%"
    assert answers["D07"] == "30.00个百分点"
    assert answers["D08"] == "1,000套"


def test_names_who_has_not_reported_and_whose_last_report_is_counted_again(session: Session) -> None:
    make.progress(session, make.COUNTY, first=300, as_of=LAST_WEEK)
    make.progress(session, make.NEXT_COUNTY, first=500)

    answers = said(session)

    assert answers["D02"].quantity.amount == 800
    assert answers["D02"].missing == ("未报：郊区", "未报：平定县", "未报：盂县", "沿用上期：城区")
    assert answers["D12"].quantity.amount == 500
    assert answers["D12"].missing == ("未计入：城区", "未计入：郊区", "未计入：平定县", "未计入：盂县")
    assert str(answers["T01"].quantity) == "4个县（市、区）"


def test_is_unknown_where_nobody_reported_and_nothing_was_imported(session: Session) -> None:
    answers = said(session)

    assert all(published.quantity.amount is None for code, published in answers.items() if code[0] in "DV")
    assert answers["D01"].missing == ("任务清单未导入",)
    assert answers["V01"].missing == ("登记台账未导入",)
    assert answers["T01"].quantity.amount == 5


def test_a_number_left_open_makes_no_sum_and_is_named(session: Session) -> None:
    make.progress(session, make.COUNTY, first=None)

    first = said(session, make.COUNTY)["D02"]

    assert first.quantity.amount is None
    assert first.missing == ("周报缺数：城区",)


def test_a_list_with_an_unknown_size_has_no_total(session: Session) -> None:
    make.compound(session, "140302-0001", approved_homes=100)
    make.compound(session, "140302-0002", approved_homes=None)
    make.compound(session, "140302-0003", approved_homes=7, included=False)

    listed = said(session)["D01"]

    assert listed.quantity.amount is None
    assert listed.missing == ("1 个项目套数待核",)


def test_reads_the_ledger_as_it_stood_on_the_day(both: Session) -> None:
    both.add(
        CompoundCount(
            county_code=make.COUNTY, compound_number="1", homes=10, first=9, transfer=5, certificate=4, area=0
        )
    )
    both.add(DayCount(county_code=make.COUNTY, day=TODAY, first=6, transfer=5, certificate=4))
    both.add(DayCount(county_code=make.COUNTY, day=date(2026, 3, 3), first=3, transfer=0, certificate=0))
    both.flush()

    answers = said(both)

    assert [answers[f"V0{n}"].quantity.amount for n in (1, 2, 3, 4)] == [6, 5, 4, 10]
    absent = [f"台账未导入：{name}" for name in ("矿区", "郊区", "平定县", "盂县")]
    assert all(answers[f"V0{n}"].missing == tuple(absent) for n in (1, 2, 3, 4))


@pytest.mark.parametrize(
    "figure", [figure for figure in FIGURES.values() if figure.again], ids=lambda it: it.code
)
def test_the_second_path_gives_the_same_number(both: Session, figure: Figure) -> None:
    make.progress(both, make.COUNTY, first=1, as_of=LAST_WEEK)
    make.progress(both, make.COUNTY, first=350)
    make.progress(both, make.NEXT_COUNTY, transfer=123, as_of=LAST_WEEK)
    make.compound(both)
    with_homes(both)
    assert figure.again

    scope = until(make.PROVINCE, TODAY)

    assert figure.again(both, scope) == figure.compute(both, scope)


def with_homes(session: Session) -> None:
    """Three homes by hand, and the rollups that intake would have kept beside them."""
    snapshot = make.snapshot(session).id
    for number, first_at, transfer_at, certified_on in (
        (1, "2026-03-02 17:00:00", None, None),
        (2, "2025-03-02", "2025-03-03 10:00:00", "2025-03-04"),
        (3, "2026-03-03 08:00:00", None, None),
    ):
        session.execute(
            text(
                "INSERT INTO homes (county_code, unit_code, first_booked_at, transfer_booked_at,"
                " certified_on, snapshot_id)"
                " VALUES (:county, :unit, :first, :transfer, :certified, :snapshot)"
            ),
            {
                "county": make.COUNTY,
                "unit": f"unit{number}",
                "first": first_at,
                "transfer": transfer_at,
                "certified": certified_on,
                "snapshot": snapshot,
            },
        )
    session.add(
        CompoundCount(
            county_code=make.COUNTY, compound_number="1", homes=3, first=3, transfer=1, certificate=1, area=0
        )
    )
    for day, first, transfer, certificate in (
        (date(2025, 3, 2), 1, 0, 0),
        (date(2025, 3, 3), 0, 1, 0),
        (date(2025, 3, 4), 0, 0, 1),
        (TODAY, 1, 0, 0),
        (date(2026, 3, 3), 1, 0, 0),
    ):
        session.add(
            DayCount(
                county_code=make.COUNTY, day=day, first=first, transfer=transfer, certificate=certificate
            )
        )
    session.flush()


def test_every_figure_has_its_unit_and_says_what_it_means(session: Session) -> None:
    scope = until(make.CITY, TODAY)

    for figure in FIGURES.values():
        assert answer(session, scope, figure).quantity.measure is figure.unit
        assert figure.definition in figure.help
    assert len({figure.code for figure in FIGURES.values()}) == len(FIGURES)


def test_nothing_inward_goes_down_or_to_a_units_account(session: Session) -> None:
    unit = make.officer(session, Role.UNIT, unit=make.unit(session), region_code=make.CITY)
    down = Scope(make.CITY, LAST_WEEK, TODAY, Edition.DOWN)

    assert not any(published.figure.inward for published in publish(session, down))
    assert not any(published.figure.inward for published in publish(session, down, unit))
    assert not any(published.figure.inward for published in said(session, officer=unit).values())
