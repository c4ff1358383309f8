import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from supervision.conduct import slips
from supervision.conduct.categories import Jurisdiction
from supervision.errors import Refused
from supervision.office.people import Officer, Role
from tests import make


def desk(session: Session, region_code: str = make.CITY) -> Officer:
    return make.officer(session, Role.PETITIONS, name="周宁", region_code=region_code)


def test_one_letter_has_one_code_and_only_its_answer_is_kept(both: Session) -> None:
    me = desk(both)
    complaint = make.complaint(both, by=me)

    slip = slips.issue(both, complaint, by=me)
    both.flush()

    assert len(slip.code) == 16
    assert slips.found(both, slip.grouped, by=me) is complaint
    rows = [
        str(row)
        for table in ("complaints", "history")
        for row in both.execute(text(f"SELECT * FROM {table}"))
    ]
    assert not any(slip.code in row or slip.grouped in row for row in rows)
    assert slip.code not in repr(slip)


def test_a_new_slip_ends_the_one_before(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, by=me)
    first, second = (slips.issue(session, complaint, by=me) for _time in range(2))

    with pytest.raises(Refused, match="没有这个回执码"):
        slips.found(session, first.code, by=me)

    assert slips.found(session, second.code, by=me) is complaint
    session.expire_all()
    assert [line.said for line in complaint.history if line.verb == "issue_slip"] == [
        "",
        "重新开具，原码作废",
    ]


@pytest.mark.parametrize("code", ["", "0", "0" * 16, "abcd", "0" * 40])
def test_a_wrong_code_finds_nothing(session: Session, code: str) -> None:
    me = desk(session)
    slips.issue(session, make.complaint(session, by=me), by=me)
    make.complaint(session, by=me)

    with pytest.raises(Refused, match="没有这个回执码的来件"):
        slips.found(session, code, by=me)


def test_a_code_opens_nothing_at_another_place_or_post(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, by=me)
    code = slips.issue(session, complaint, by=me).code

    with pytest.raises(Refused, match="没有这个回执码"):
        slips.found(session, code, by=desk(session, make.PROVINCE))
    with pytest.raises(Refused, match="须由信访岗办理"):
        slips.found(session, code, by=make.officer(session, Role.LEADER, region_code=make.CITY))
    with pytest.raises(Refused, match="须由信访岗办理"):
        slips.issue(session, complaint, by=make.officer(session, Role.LEADER, region_code=make.CITY))
    with pytest.raises(Refused, match="由收到它的机关办理"):
        slips.issue(session, complaint, by=desk(session, make.PROVINCE))


def test_the_code_of_a_destroyed_letter_finds_nothing(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, by=me)
    code = slips.issue(session, complaint, by=me).code

    complaint.pass_up(session, jurisdiction=Jurisdiction.HIGHER, envelope_no="1", by=me)
    session.flush()

    with pytest.raises(Refused, match="没有这个回执码"):
        slips.found(session, code, by=me)
    with pytest.raises(Refused, match="已按规定销毁"):
        slips.issue(session, complaint, by=me)
