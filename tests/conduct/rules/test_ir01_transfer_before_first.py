import pytest
from sqlalchemy.orm import Session

from supervision.conduct.rules.ir01_transfer_before_first import RULE
from tests.conduct.rules.asked import asked, gaps, hits
from tests.conduct.rules.ledger import home


@pytest.mark.parametrize(
    ("first", "transfer"),
    [
        ("2021-10-02 09:00:00", "2021-10-02 08:59:59"),
        ("2021-10-02", "2021-10-01"),
        ("2021-10-02 09:00:00", "2021-10-01"),
        ("2021-10-02", "2021-10-01 23:59:59"),
        (None, "2021-10-01 10:00:00"),
    ],
)
def test_flags_a_transfer_booked_before_its_first_registration(
    both: Session, first: str | None, transfer: str
) -> None:
    home(both, "GOOD")
    home(both, "ODD", first=first, transfer=transfer)

    assert hits(both, "IR01") == ["ODD"]


@pytest.mark.parametrize(
    ("first", "transfer"),
    [
        ("2021-10-01 10:00:00", "2021-10-01 10:00:00"),
        ("2021-10-01 10:00:00", "2021-10-01 10:00:01"),
        ("2021-10-01 10:00:00", "2021-10-01"),
        ("2021-10-01", "2021-10-01 00:00:00"),
        ("2021-10-01 10:00:00", "2021-10"),
        ("2021-10-01 10:00:00", None),
        (None, None),
    ],
)
def test_leaves_alone_what_is_not_earlier_at_the_coarser_precision(
    both: Session, first: str | None, transfer: str | None
) -> None:
    home(both, "GOOD")
    home(both, "ODD", first=first, transfer=transfer)

    assert not asked(both, "IR01")


def test_says_that_it_cannot_judge_a_ledger_without_first_registrations(both: Session) -> None:
    home(both, "A", first=None)
    home(both, "B", first=None)
    home(both, "C", county_code="140303", first=None)
    home(both, "D", county_code="140303")

    assert gaps(both, "IR01") == {"140302": ("首次登簿时间",)}
    assert hits(both, "IR01") == ["C"]


def test_names_each_column_that_is_missing(both: Session) -> None:
    home(both, "A", first=None, transfer=None)

    assert gaps(both, "IR01") == {"140302": ("首次登簿时间", "转移登簿时间")}


def test_tells_what_it_saw(session: Session) -> None:
    home(session, "GOOD")
    home(session, "EARLY", first="2021-10-02", transfer="2021-10-01")
    home(session, "NONE", first=None, transfer="2021-10-01")

    told = {finding.subject: RULE.tells(finding.evidence) for finding in asked(session, "IR01")}

    assert told == {
        "EARLY": "转移登簿（2021-10-01）早于首次登簿（2021-10-02）。",
        "NONE": "已登簿转移登记（2021-10-01），未见首次登记登簿。",
    }
