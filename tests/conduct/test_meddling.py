from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.conduct.accused import Named
from supervision.conduct.categories import Category, Identity, Jurisdiction
from supervision.conduct.complaints import Complaint
from supervision.conduct.meddling import Meddling, MeddlingKind, MeddlingStatus, readable_by
from supervision.errors import Refused
from supervision.office import acts
from supervision.office.people import Officer, Role
from tests import make

S = MeddlingStatus


def here(session: Session, *roles: Role, name: str = "李娜") -> Officer:
    return make.officer(session, *roles, name=name, region_code=make.CITY)


def entered(
    session: Session,
    by: Officer,
    who: str = "冯某",
    complaint: Complaint | None = None,
    words: str = "电话询问进展",
) -> Meddling:
    return Meddling.enter(
        session,
        who=who,
        post="某局副局长",
        kind=MeddlingKind.INQUIRY,
        words=words,
        happened_on=date(2026, 3, 2),
        by=by,
        complaint=complaint,
    )


def test_who_asked_about_a_case_is_entered_and_sealed(both: Session) -> None:
    me = here(both)

    entry = entered(both, me)

    assert (entry.number, entry.status) == ("GW-140300-2026-0001", S.ENTERED)
    assert entry.words == {"who": "冯某", "post": "某局副局长", "words": "电话询问进展"}
    assert "冯某".encode() not in entry.sealed_words
    assert all("冯某" not in line.said for line in entry.history)


def test_a_leader_reports_it_and_enters_what_was_done(session: Session) -> None:
    leader = here(session, Role.LEADER, name="赵敏")
    entry = entered(session, here(session))

    entry.report_up(by=leader)
    entry.settle(by=leader, result="已提醒谈话")

    assert (entry.status, entry.words["result"]) == (S.SETTLED, "已提醒谈话")


def test_nobody_deals_with_an_entry_about_himself_nor_sees_it(both: Session) -> None:
    leader, principal = here(both, Role.LEADER, name="冯某"), here(both, Role.PRINCIPAL, name="孙立")
    before = both.scalar(select(func.count()).select_from(acts.visible_to(leader).subquery()))

    entry = entered(both, here(both))
    both.flush()

    assert both.scalars(readable_by(leader)).all() == []
    assert both.scalars(readable_by(principal)).all() == [entry]
    assert both.scalar(select(func.count()).select_from(acts.visible_to(leader).subquery())) == before
    with pytest.raises(Refused):
        entry.settle(by=leader, result="无事")


def test_an_entry_about_a_leader_leaves_no_gap_in_the_row_that_he_sees(session: Session) -> None:
    leader = here(session, Role.LEADER, name="冯某")
    me = here(session)
    letter = make.complaint(
        session,
        by=here(session, Role.PETITIONS),
        identity=Identity.ANONYMOUS,
        accused=[Named(Jurisdiction.OWN, Category.EXTORTION, name="冯某")],
    )

    made = [entered(session, me, "别人"), entered(session, me, "冯某"), entered(session, me, "又一人")]
    session.flush()

    assert letter.number.startswith("XB-")
    assert [one.number for one in made] == [
        "GW-140300-2026-0001",
        "GB-140300-2026-0001",
        "GW-140300-2026-0002",
    ]
    assert {one.number[-4:] for one in session.scalars(readable_by(leader))} == {"0001", "0002"}


def test_who_entered_it_does_not_settle_it(session: Session) -> None:
    leader = here(session, Role.LEADER, name="赵敏")
    entry = entered(session, leader)

    with pytest.raises(Refused, match="须换人办理"):
        entry.settle(by=leader, result="无事")


def test_only_a_complaint_that_one_knows_of_is_named(session: Session) -> None:
    with pytest.raises(Refused, match="知情范围"):
        entered(session, here(session), complaint=make.complaint(session))


@pytest.mark.parametrize("said", [{"who": " "}, {"words": " "}])
def test_it_takes_who_and_what(session: Session, said: dict[str, str]) -> None:
    with pytest.raises(Refused, match="请填写"):
        entered(session, here(session), **said)  # type: ignore[arg-type]


@pytest.mark.parametrize("role", [Role.SYSTEM, Role.AUDITOR, Role.UNIT])
def test_administrators_and_units_enter_and_read_nothing(session: Session, role: Role) -> None:
    unit = make.unit(session) if role is Role.UNIT else None
    me = make.officer(session, role, region_code=make.CITY, unit=unit)
    entered(session, here(session))

    assert session.scalars(readable_by(me)).all() == []
    with pytest.raises(Refused, match="须由"):
        entered(session, me)
