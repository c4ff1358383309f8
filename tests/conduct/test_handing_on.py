import pytest
from sqlalchemy.orm import Session

from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import visible_to
from supervision.conduct.handing_on import hand_on, hand_on_identities, in_hand, of_place
from supervision.errors import Refused
from supervision.office import accounts, key_pairs
from supervision.office.people import Officer, Role
from tests import make

S = ComplaintStatus


def here(session: Session, *roles: Role, name: str = "李娜") -> Officer:
    return make.officer(session, *roles, name=name, region_code=make.CITY)


def test_an_account_that_has_something_in_hand_is_not_closed(both: Session) -> None:
    admin, me = here(both, Role.SYSTEM, name="管理员"), here(both, name="吴桐")
    make.complaint(both, S.HANDLING, handler=me)

    with pytest.raises(Refused, match="还有未移交的事项") as refused:
        accounts.disable(both, me, by=admin)

    assert me.active
    assert "1" not in str(refused.value)


def test_once_all_is_handed_on_it_is(both: Session) -> None:
    admin, leader = here(both, Role.SYSTEM, name="管理员"), here(both, Role.LEADER, name="赵敏")
    me, to = make.key_holder(both, name="吴桐"), here(both, name="何平")
    complaint = make.complaint(both, S.HANDLING, handler=me)

    made = hand_on(both, of=me, to=to, by=leader)
    accounts.disable(both, me, by=admin)

    assert (complaint.handler, complaint.status) == (to, S.TRANSFERRED)
    assert made.numbers == {"complaints": 1, "clues": 0, "alone": 0, "identities": 0}
    assert both.scalars(of_place(leader)).all() == [made]
    assert not me.active
    assert key_pairs.of(both, me) is None
    assert in_hand(both, me).nothing


def test_a_complaint_that_nobody_else_knows_of_is_let_somebody_else_know_first(session: Session) -> None:
    leader, principal = here(session, Role.LEADER, name="赵敏"), here(session, Role.PRINCIPAL, name="孙立")
    desk = here(session, Role.PETITIONS, name="周宁")
    complaint = make.complaint(session, by=desk)
    complaint.narrow(session, to=[], by=principal, because="敏感")
    desk.active = False
    session.flush()
    assert in_hand(session, principal).alone == [complaint]
    assert in_hand(session, principal, known_to=leader).nothing

    complaint.admit(session, to=leader, by=principal, because="离岗移交")

    assert in_hand(session, principal).nothing
    assert complaint in session.scalars(visible_to(leader)).all()


def test_a_head_who_is_accused_hands_on_the_rest_and_notices_nothing(session: Session) -> None:
    me, to = here(session, name="吴桐"), here(session, name="何平")
    accused, principal = (
        here(session, Role.LEADER, name="郑不应知"),
        here(session, Role.PRINCIPAL, name="孙立"),
    )
    hidden = make.complaint(session, S.HANDLING, handler=me)
    hidden.set_apart(session, accused=[accused], by=principal)
    plain = make.complaint(session, S.HANDLING, handler=me)

    made = hand_on(session, of=me, to=to, by=accused)

    assert (hidden.handler, plain.handler) == (me, to)
    assert made.numbers["complaints"] == 1
    assert in_hand(session, me).complaints == [hidden]


def test_an_identity_that_opens_to_nobody_else_is_shared_first(session: Session) -> None:
    me = make.key_holder(session, Role.PETITIONS, name="周宁")
    complaint = make.complaint(session, by=me)
    successor = make.key_holder(session, Role.LEADER, name="赵敏")
    assert in_hand(session, me).identities == [complaint]

    shared = hand_on_identities(session, to=successor, password=make.PASSWORD, by=me)

    assert shared == 1
    assert in_hand(session, me).identities == []
    assert complaint.informant_is_open_to(session, successor)


def test_what_waits_for_a_decision_is_decided_first(session: Session) -> None:
    me, leader = here(session, name="吴桐"), here(session, Role.LEADER, name="赵敏")
    make.complaint(session, S.RETURN_ASKED, handler=me)

    with pytest.raises(Refused, match="正在审批"):
        hand_on(session, of=me, to=here(session, name="何平"), by=leader)


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.SYSTEM, Role.PETITIONS])
def test_only_heads_of_the_place_hand_on(session: Session, role: Role) -> None:
    with pytest.raises(Refused, match="须由本机关的"):
        hand_on(session, of=here(session), to=here(session), by=here(session, role))


def test_nobody_hands_on_to_the_leaver_or_another_place(session: Session) -> None:
    me, leader = here(session, name="吴桐"), here(session, Role.LEADER, name="赵敏")

    for to in (me, make.officer(session, region_code=make.COUNTY)):
        with pytest.raises(Refused, match="另一名在用人员"):
            hand_on(session, of=me, to=to, by=leader)
    with pytest.raises(Refused, match="由其他负责人办理"):
        hand_on(session, of=leader, to=me, by=leader)
