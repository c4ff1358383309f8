from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from supervision.conduct.rules.pr02_surge_or_standstill import RULE
from supervision.delivery.arrangements import Arrangement, ArrangementKind
from supervision.delivery.progress import ProgressReport
from supervision.delivery.rollups import DayCount
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from tests import make
from tests.conduct.rules.asked import asked, gaps, hits

WEEKS = [date(2026, 1, 29), date(2026, 2, 5), date(2026, 2, 12), date(2026, 2, 26)]


def series(session: Session, *transfers: int, **said: Any) -> list[ProgressReport]:
    made = [
        make.progress(session, as_of=day, listed=1000, first=900, transfer=n, households=n)
        for day, n in zip(WEEKS, transfers, strict=False)
    ]
    for name, value in said.items():
        setattr(made[-1], name, value)
    session.flush()
    return made


def booked(session: Session, **days: int) -> None:
    for day, n in days.items():
        session.add(
            DayCount(
                county_code=make.COUNTY, day=date(2026, 2, int(day[1:])), first=0, transfer=n, certificate=0
            )
        )
    session.flush()


def test_flags_a_cumulative_number_that_falls(both: Session) -> None:
    series(both, 100, 250, 240)

    assert hits(both, "PR02") == ["140302:fall"]


@pytest.mark.parametrize("said", [{"because": "去重更正"}, {"note": "剔除重复 10 套"}])
def test_a_fall_that_is_explained_is_left_alone(both: Session, said: dict[str, str]) -> None:
    series(both, 100, 250, 240, **said)

    assert not hits(both, "PR02")


def test_flags_three_reports_that_say_the_same_while_homes_wait(both: Session) -> None:
    series(both, 100, 300, 300, 300)

    assert hits(both, "PR02") == ["140302:frozen"]


def test_a_plateau_at_the_end_or_explained_is_left_alone(both: Session) -> None:
    series(both, 1000, 1000, 1000)
    before = hits(both, "PR02")
    for day, n in zip(WEEKS, (300, 300, 300), strict=False):
        report = make.progress(both, make.NEXT_COUNTY, as_of=day, listed=1000, transfer=n, households=n)
        report.note = "等待法院裁判"
    both.flush()

    assert (before, hits(both, "PR02")) == ([], [])


@pytest.mark.parametrize(
    ("grown", "expected"), [((100, 150, 200, 251), ["140302:target"]), ((100, 150, 210, 251), [])]
)
def test_flags_the_same_growth_three_times_running(
    both: Session, grown: tuple[int, ...], expected: list[str]
) -> None:
    series(both, *grown)

    assert hits(both, "PR02") == expected


@pytest.mark.parametrize(
    ("sent", "expected"), [("2026-03-02 12:00:01", ["140302:late"]), ("2026-03-02 12:00:00", [])]
)
def test_flags_two_reports_running_that_came_after_monday_noon(
    both: Session, sent: str, expected: list[str]
) -> None:
    made = series(both, 100, 160, 240, 400)
    made[-2].sent_at, made[-1].sent_at = "2026-02-20 09:00:00", sent
    both.flush()

    found = [one for one in asked(both, "PR02") if one.evidence]

    assert [one.subject for one in found] == expected
    assert all(one.severity is Lamp.BLUE for one in found)


def test_flags_a_month_that_was_booked_on_its_last_days(both: Session) -> None:
    series(both, 100, 160, 250, 400)
    booked(both, d05=60, d26=20, d28=20)
    before = hits(both, "PR02")
    both.get_one(DayCount, (make.COUNTY, date(2026, 2, 28))).transfer = 41

    assert (before, hits(both, "PR02")) == ([], ["140302:surge"])


def test_a_batch_day_that_was_announced_is_no_surge(both: Session) -> None:
    series(both, 100, 160, 250, 400)
    booked(both, d05=59, d28=141)
    both.add(
        Arrangement(
            county_code=make.COUNTY,
            kind=ArrangementKind.CERTIFICATE_DAY,
            window="",
            operator="",
            from_on=date(2026, 2, 28),
            to_on=date(2026, 2, 28),
            paper="演示公告",
            snapshot_id=make.snapshot(both, Shape.ARRANGEMENTS).id,
        )
    )
    both.flush()

    assert not hits(both, "PR02")


def test_says_that_a_county_never_reported(both: Session) -> None:
    series(both, 100)
    make.compound(both)
    make.compound(both, "140303-0001", county_code=make.NEXT_COUNTY)

    assert gaps(both, "PR02") == {"140303": ("进度周报",)}


def test_tells_what_it_saw(session: Session) -> None:
    series(session, 100, 250, 240)

    (finding,) = [one for one in asked(session, "PR02") if one.evidence]

    assert RULE.title_of(finding.evidence) == "累计数倒退"
    assert RULE.tells(finding.evidence) == (
        "2026-02-12 累计数倒退：转移登记由 250 减为 240；颁证户数由 250 减为 240，未说明原因。"
    )
