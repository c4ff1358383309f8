import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision.office.history import Event
from supervision.office.people import Role
from tests import make, visit

PAGE = "conduct.complaints"


def listed(page: AppTest) -> list[str]:
    return [
        number for table in page.dataframe if "identity" in table.value for number in table.value["number"]
    ]


def test_words_find_complaints_from_one_character_up_and_leave_no_trace(
    session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    me = make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)
    wanted = make.complaint(session, by=me, summary="窗口另收材料费", text="独独在这里")
    make.complaint(session, by=me, summary="推诿")
    session.commit()
    page = visit.page(PAGE, me)
    assert len(listed(page)) == 2
    acts = session.scalars(select(Event.number)).all()

    for words in ("独", "独独在", "费　独"):
        page.text_input(key="complaints-words").set_value(words).run()
        assert not page.exception
        assert listed(page) == [wanted.number]

    assert not any("独" in str(value) for value in page.query_params.values())
    assert "独独" not in caplog.text
    assert session.scalars(select(Event.number)).all() == acts
    page.text_input(key="complaints-words").set_value("").run()
    assert len(listed(page)) == 2


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.LEADER])
def test_another_place_finds_nothing(session: Session, role: Role) -> None:
    make.complaint(session, summary="窗口另收材料费")
    me = make.officer(session, role, region_code=make.COUNTY)
    own = make.complaint(session, region_code=make.COUNTY, summary="推诿", accused_unit=make.unit(session))
    session.commit()
    page = visit.page(PAGE, me)
    if role is Role.LEADER:
        page.text_input(key="complaints-words").set_value("费").run()
        assert listed(page) == []
        page.text_input(key="complaints-words").set_value("推").run()
        assert listed(page) == [own.number]
    else:
        assert listed(page) == []
