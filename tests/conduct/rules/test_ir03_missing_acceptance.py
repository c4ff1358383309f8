from sqlalchemy.orm import Session

from supervision.conduct.rules.ir03_missing_acceptance import RULE
from tests import make
from tests.conduct.rules.asked import asked, gaps, hits
from tests.conduct.rules.ledger import home


def test_flags_a_first_registration_without_any_of_the_three_papers(both: Session) -> None:
    home(both, "GOOD", acceptance_no="演示验字〔2021〕1号")
    home(both, "ODD")

    assert hits(both, "IR03") == ["ODD"]


def test_an_appraisal_or_a_decision_does_as_well(both: Session) -> None:
    home(both, "A", acceptance_no="安全鉴定〔2021〕2号")
    home(both, "B", acceptance_no="政府专题会议纪要3号")

    assert not asked(both, "IR03")


def test_what_is_not_booked_needs_no_paper(both: Session) -> None:
    home(both, "GOOD", acceptance_no="演示验字1号")
    home(both, "WAITING", first=None, transfer=None)

    assert not asked(both, "IR03")


def test_says_that_a_county_never_sent_the_column(both: Session) -> None:
    home(both, "GOOD", acceptance_no="演示验字1号")
    home(both, "NEXT", county_code=make.NEXT_COUNTY)

    assert gaps(both, "IR03") == {"140303": ("竣工验收文号",)}
    assert not hits(both, "IR03")


def test_tells_what_it_saw(session: Session) -> None:
    home(session, "GOOD", acceptance_no="演示验字1号")
    home(session, "ODD")

    (finding,) = asked(session, "IR03")

    assert RULE.tells(finding.evidence) == (
        "2021-09-01 10:00:00 已登簿首次登记，无竣工验收、安全鉴定或政府决定文号。"
    )
