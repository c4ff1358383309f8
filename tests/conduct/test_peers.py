from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import peers, scans
from supervision.conduct.flags import Flag
from supervision.office.people import Officer
from tests import make
from tests.conduct.rules.ledger import home


def said(session: Session, flag: Flag, me: Officer) -> dict[str, str]:
    return {
        peer.name: f"{peer.rate} {peer.hits.digits}/{peer.whole}" for peer in peers.around(session, flag, me)
    }


def test_a_home_stands_beside_its_compound_county_city_and_province(both: Session) -> None:
    for code in "ABC":
        home(both, code)
    home(both, "ODD", first=None)
    home(both, "NEXT", county_code=make.NEXT_COUNTY)
    scans.evaluate(both, today=clock.today())
    flag = both.scalars(select(Flag)).one()

    assert said(both, flag, make.officer(both)) == {
        "本项目": "25.00% 1/4套",
        "本县（市、区）": "25.00% 1/4套",
        "全市": "20.00% 1/5套",
        "全省": "20.00% 1/5套",
    }


def test_nobody_is_shown_more_than_their_place(session: Session) -> None:
    flag = make.flag(session)

    assert said(session, flag, make.officer(session, region_code=make.COUNTY)) == {
        "本县（市、区）": "100.00% 1/1个项目"
    }


def test_reports_have_no_peers(session: Session) -> None:
    make.progress(session, listed=400, first=300, transfer=200).stated_first_rate = 99.0
    session.flush()
    scans.evaluate(session, today=clock.today())

    assert said(session, session.scalars(select(Flag)).one(), make.officer(session)) == {}
