from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from supervision.conduct.rules.hr01_rewritten_history import RULE
from supervision.delivery.homes import EARLIER_HOMES, HOMES, Home
from supervision.delivery.snapshots import Shape, Snapshot
from tests import make
from tests.conduct.rules.asked import asked, hits
from tests.conduct.rules.ledger import home


def changed(session: Session, was: dict[str, Any], now: dict[str, Any]) -> tuple[Home, Snapshot]:
    """A home that an earlier ledger told otherwise, as an import keeps it."""
    made = home(session, "ODD", **now)
    later = make.snapshot(session, Shape.LEDGER, region_code=make.COUNTY)
    told = {column.name: getattr(made, column.name) for column in HOMES.columns}
    session.execute(insert(EARLIER_HOMES).values(**(told | was), changed_by=later.id))
    made.snapshot_id = later.id
    session.flush()
    return made, later


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ({"first_booked_at": "2021-12-01"}, {}),
        ({"transfer_booked_at": "2021-10-01 10:00:00"}, {"transfer": None}),
        ({"certified_on": "2021-10-09"}, {"certified_on": "2021-10-19"}),
        ({"booker": "登1"}, {"booker": "登2"}),
        ({"acceptor": "受1"}, {"acceptor": None}),
        ({"transfer_accepted_at": "2021-09-20"}, {"transfer_accepted_at": "2021-09-28"}),
        ({"reviewed_at": "2021-09-25 09:00:00"}, {"reviewed_at": None}),
        ({"usage": "商业"}, {"usage": "住宅"}),
        ({"tax_status": "已完税"}, {"tax_status": "未完税"}),
        ({"restriction": "查封"}, {"restriction": "无"}),
        ({"restriction": "查封"}, {"restriction": None}),
    ],
)
def test_flags_what_a_later_ledger_says_otherwise(
    both: Session, was: dict[str, Any], now: dict[str, Any]
) -> None:
    changed(both, was, now)

    assert hits(both, "HR01") == ["ODD"]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ({"first_booked_at": None}, {}),
        ({"booker": None}, {"booker": "登1"}),
        ({"first_booked_at": "2021-09-01"}, {}),
        ({"first_booked_at": "2021-09-01 10:00:00"}, {"first": "2021-09-01"}),
        ({"tax_status": "未完税"}, {"tax_status": "已完税"}),
        ({"tax_status": "已完税"}, {"tax_status": "已缴清"}),
        ({"usage": None}, {"usage": "住宅"}),
        ({"restriction": "无"}, {"restriction": "查封"}),
        ({"restriction": "查封"}, {"restriction": "无", "released_on": "2021-10-08"}),
        ({"restriction": "查封"}, {"restriction": "预查封"}),
        ({"area": 9_000}, {"area": 9_100}),
    ],
)
def test_leaves_progress_and_a_finer_date_alone(
    both: Session, was: dict[str, Any], now: dict[str, Any]
) -> None:
    changed(both, was, now)

    assert not asked(both, "HR01")


def test_says_what_changed_when_and_by_which_file(both: Session) -> None:
    _made, later = changed(both, {"booker": "登1"}, {"booker": "登2"})

    (finding,) = asked(both, "HR01")

    assert finding.evidence[0]["changed_by"] == later.id
    assert RULE.tells(finding.evidence) == "登簿人前后不同（样表.xlsx（2026-03-02））。"
