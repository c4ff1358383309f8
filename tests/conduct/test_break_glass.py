from datetime import timedelta

import pytest
import time_machine
from sqlalchemy.orm import Session

from supervision.conduct.break_glass import Opening, OpeningStatus, readable_by
from supervision.conduct.categories import Jurisdiction
from supervision.conduct.complaints import Complaint, visible_to
from supervision.errors import Refused
from supervision.office.people import Officer, Role
from tests import make

S = OpeningStatus


def here(session: Session, *roles: Role, name: str = "李娜") -> Officer:
    return make.officer(session, *roles, name=name, region_code=make.CITY)


def asked(session: Session, complaint: Complaint, by: Officer, hours: int = 4) -> Opening:
    return Opening.ask(session, number=complaint.number, hours=hours, because="承办人突发疾病", by=by)


def test_what_one_asked_another_opens_for_some_hours(
    both: Session, frozen_clock: time_machine.Traveller
) -> None:
    me, leader = here(both, name="吴桐"), here(both, Role.LEADER, name="赵敏")
    complaint = make.complaint(both)
    opening = asked(both, complaint, me)
    before = both.scalars(visible_to(me)).all()

    opening.open(both, by=leader)

    assert (before, both.scalars(visible_to(me)).all()) == ([], [complaint])
    frozen_clock.shift(timedelta(hours=4, minutes=1))
    assert both.scalars(visible_to(me)).all() == []
    assert not opening.is_running


def test_the_identity_is_lent_and_ends_with_the_hours(
    both: Session, frozen_clock: time_machine.Traveller
) -> None:
    me, leader = make.key_holder(both, name="吴桐"), make.key_holder(both, Role.LEADER, name="赵敏")
    complaint = make.complaint(both)
    opening = asked(both, complaint, me)

    opening.open(both, by=leader, password=make.PASSWORD, identity=True)
    both.flush()

    named = complaint.name_informant(both, by=me, password=make.PASSWORD, because="紧急联系")
    assert named.name == "钱某某"
    frozen_clock.shift(timedelta(hours=5))
    with pytest.raises(Refused, match="知情范围"):
        complaint.name_informant(both, by=me, password=make.PASSWORD, because="再看")
    assert not complaint.informant_is_open_to(both, me)


def test_without_lending_the_identity_stays_shut(session: Session) -> None:
    me = make.key_holder(session, name="吴桐")
    complaint = make.complaint(session)
    asked(session, complaint, me).open(session, by=here(session, Role.LEADER, name="赵敏"))

    with pytest.raises(Refused, match="没有封给您"):
        complaint.name_informant(session, by=me, password=make.PASSWORD, because="想看")


def test_nobody_opens_for_himself(session: Session) -> None:
    leader, other = here(session, Role.LEADER, name="赵敏"), here(session, Role.PRINCIPAL, name="孙立")
    complaint = make.complaint(session)
    complaint.narrow(session, to=[], by=other, because="敏感")
    opening = asked(session, complaint, leader)

    with pytest.raises(Refused, match="须由另一人批准"):
        opening.open(session, by=leader)


def test_who_does_not_know_of_it_cannot_open_it(session: Session) -> None:
    complaint, principal = make.complaint(session), here(session, Role.PRINCIPAL, name="孙立")
    complaint.narrow(session, to=[], by=principal, because="敏感")
    opening = asked(session, complaint, here(session, name="吴桐"))

    with pytest.raises(Refused, match="知情范围"):
        opening.open(session, by=here(session, Role.LEADER, name="赵敏"))


def test_the_accused_is_answered_as_if_there_were_none(session: Session) -> None:
    accused, desk = here(session, Role.LEADER, name="郑不应知"), here(session, Role.PETITIONS, name="周宁")
    complaint = make.complaint(session, by=desk)
    complaint.set_apart(session, accused=[accused], by=desk)

    with pytest.raises(Refused) as hidden:
        asked(session, complaint, accused)
    with pytest.raises(Refused) as absent:
        Opening.ask(session, number="XF-140300-2026-9999", hours=4, because="想知道", by=accused)

    assert str(hidden.value).replace(complaint.number, "") == str(absent.value).replace(
        "XF-140300-2026-9999", ""
    )


@pytest.mark.parametrize(("hours", "because"), [(0, "急"), (25, "急"), (4, " ")])
def test_it_takes_a_reason_and_hours(session: Session, hours: int, because: str) -> None:
    complaint = make.complaint(session)

    with pytest.raises(Refused):
        Opening.ask(session, number=complaint.number, hours=hours, because=because, by=here(session))


def test_a_third_looks_at_it_once_its_time_is_over(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    leader, principal = here(session, Role.LEADER, name="赵敏"), here(session, Role.PRINCIPAL, name="孙立")
    opening = asked(session, make.complaint(session), here(session, name="吴桐"))
    opening.open(session, by=leader)
    with pytest.raises(Refused, match="时限未到"):
        opening.review(by=principal, opinion="确有必要")
    frozen_clock.shift(timedelta(hours=5))
    with pytest.raises(Refused, match="须换人办理"):
        opening.review(by=leader, opinion="确有必要")

    opening.review(by=principal, opinion="确有必要")

    assert (opening.status, opening.words["opinion"]) == (S.REVIEWED, "确有必要")


def test_a_refusal_says_why_and_opens_nothing(session: Session) -> None:
    me, leader = here(session, name="吴桐"), here(session, Role.LEADER, name="赵敏")
    opening = asked(session, make.complaint(session), me)

    opening.refuse(by=leader, because="可由其他人办理")

    assert opening.status is S.REFUSED
    assert session.scalars(visible_to(me)).all() == []


def test_requests_are_read_by_who_asked_and_by_heads_who_know(session: Session) -> None:
    me, accused = here(session, name="吴桐"), here(session, Role.LEADER, name="郑不应知")
    principal = here(session, Role.PRINCIPAL, name="孙立")
    complaint = make.complaint(session)
    complaint.set_apart(session, accused=[accused], by=principal)
    opening = asked(session, complaint, me)

    seen = {one: session.scalars(readable_by(one)).all() for one in (me, principal, accused, here(session))}

    assert [bool(found) for found in seen.values()] == [True, True, False, False]
    assert seen[me] == [opening]


def test_a_matter_that_goes_up_takes_the_words_of_its_registers_along(both: Session) -> None:
    me, leader = here(both, name="吴桐"), here(both, Role.LEADER, name="赵敏")
    complaint = make.complaint(both)
    opening = asked(both, complaint, me)
    opening.open(both, by=leader)
    both.flush()
    assert opening.words

    complaint.pass_up(both, jurisdiction=Jurisdiction.HIGHER, envelope_no="1", by=complaint.history[0].by)
    both.flush()
    both.expire_all()

    assert opening.words == {}
    assert (opening.number, opening.asker) == ("YJ-140300-2026-0001", me)
