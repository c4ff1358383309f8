from datetime import date

from sqlalchemy.orm import Session

from supervision.briefings.briefing_steps import BriefingStatus
from supervision.briefings.second_look import Agreement, second_look
from supervision.delivery.snapshots import Shape
from tests import make


def test_each_figure_is_counted_again_from_the_books(both: Session) -> None:
    make.progress(both)
    make.compound(both)
    briefing = make.briefing(both)

    look = second_look(both, briefing)

    assert not look.different
    assert all(one.agreement is Agreement.SAME for one in look.recounts)


def test_says_where_the_books_have_moved_since_the_draft(session: Session) -> None:
    make.progress(session, first=300)
    briefing = make.briefing(session, region_code=make.COUNTY)
    make.progress(session, first=310)

    different = {one.figure.code: one for one in second_look(session, briefing).different}

    assert set(different) == {"D02", "D05", "D07", "D12"}
    assert different["D02"].again
    assert (different["D02"].figure.digits, different["D02"].again.digits) == ("300", "310")


def test_shows_the_change_since_the_last_issue(session: Session) -> None:
    make.progress(session, transfer=200, as_of=date(2026, 2, 23))
    before = make.briefing(session, BriefingStatus.ISSUED, end=date(2026, 2, 23))
    make.progress(session, transfer=250)

    look = second_look(session, make.briefing(session))

    assert look.before is before
    changes = {one.figure.code: one.change for one in look.recounts if one.figure.region_code == make.CITY}
    assert str(changes["D03"]) == "50套"
    assert str(changes["D06"]) == "12.50个百分点"


def test_names_each_sender_and_what_is_missing(session: Session) -> None:
    make.progress(session)
    make.compound(session)

    look = second_look(session, make.briefing(session))

    assert {(one.what, one.place, one.who) for one in look.senders} == {
        ("进度周报", "城区", ""),
        ("任务清单", "城区", "测试报送单位"),
    }
    assert "矿区" in look.missing["未报"]
    assert Shape.PROGRESS.label == "进度周报"


def test_what_is_missing_is_told_once_a_county_though_its_city_says_it_too(session: Session) -> None:
    make.progress(session)

    look = second_look(session, make.briefing(session, region_code="140000"))

    assert look.missing["未报"].count("阳泉市矿区") == 1
    assert "矿区" not in look.missing["未报"]
    assert look.gaps >= 116
