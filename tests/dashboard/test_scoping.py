import pytest
from sqlalchemy.orm import Session

from tests import make, visit


@pytest.mark.parametrize("typed", ["9" * 30, "²", "-1", "甲"])
@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("responsibility.units", "unit"),
        ("responsibility.commitments", "commitment"),
        ("conduct.flags", "flag"),
        ("conduct.complaints", "complaint"),
        ("accountability.orders", "order"),
        ("accountability.orders", "draft"),
        ("briefings.briefings", "briefing"),
        ("intake.imports", "import"),
    ],
)
def test_a_number_that_no_record_can_have_opens_nothing(
    session: Session, page: str, name: str, typed: str
) -> None:
    make.commitment(session)
    make.briefing(session)
    make.flag(session)
    me = make.officer(session)
    session.commit()

    assert not visit.page(page, me, **{name: typed}).exception
