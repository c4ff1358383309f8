import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.conduct import tracings
from supervision.conduct.categories import Identity
from supervision.conduct.tracings import Means, Tracing
from supervision.errors import Refused
from supervision.office.people import Role
from supervision.office.regions import Level
from tests import make, visit


def test_each_look_at_an_anonymous_informant_is_a_row_with_its_approval(both: Session) -> None:
    me = make.officer(both, Role.PETITIONS, region_code=make.CITY)
    complaint = make.complaint(both, by=me, identity=Identity.ANONYMOUS)

    for means in (Means.HANDWRITING, Means.NETWORK):
        Tracing.enter(
            both, complaint, means=means, approved_by=Level.CITY, approval_no="阳纪批〔2026〕3号", by=me
        )

    assert [one.means for one in tracings.of(both, complaint)] == [Means.HANDWRITING, Means.NETWORK]
    both.expire_all()
    notes = [line.said for line in complaint.history if line.verb == "trace"]
    assert notes == ["鉴定笔迹；阳纪批〔2026〕3号", "核查网络地址；阳纪批〔2026〕3号"]


@pytest.mark.parametrize(
    ("level", "number", "whose", "why"),
    [
        (Level.COUNTY, "1号", (Identity.ANONYMOUS, Role.PETITIONS), "须经设区的市级以上"),
        (Level.CITY, "", (Identity.ANONYMOUS, Role.PETITIONS), "请填写文件编号"),
        (Level.CITY, "1号", (Identity.REAL_NAME, Role.PETITIONS), "实名件没有"),
        (Level.CITY, "1号", (Identity.ANONYMOUS, Role.TASK_FORCE), "须由"),
    ],
)
def test_no_tracing_without_what_it_takes(
    session: Session, level: Level, number: str, whose: tuple[Identity, Role], why: str
) -> None:
    identity, role = whose
    complaint = make.complaint(session, identity=identity)
    me = make.officer(session, role, region_code=make.CITY)

    with pytest.raises(Refused, match=why):
        Tracing.enter(session, complaint, means=Means.CALLS, approved_by=level, approval_no=number, by=me)

    assert session.scalars(select(Tracing)).all() == []


def test_the_sheet_of_an_anonymous_letter_takes_it_with_a_number_only(session: Session) -> None:
    me = make.officer(session, Role.PETITIONS, region_code=make.CITY)
    complaint = make.complaint(session, by=me, identity=Identity.ANONYMOUS)
    session.commit()
    page = visit.page("conduct.complaints", me, complaint=str(complaint.id))
    key = f"trace-{complaint.id}"

    page.button(key=key).click().run()
    refused = [error.value for error in page.error]
    page.text_input(key=f"{key}-approval").set_value("阳纪批〔2026〕3号").run()
    page.button(key=key).click().run()

    assert len(refused) == 1
    assert session.scalars(select(Tracing)).one().approval_no == "阳纪批〔2026〕3号"
