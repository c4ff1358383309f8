from datetime import date

import pytest
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct.categories import Jurisdiction
from supervision.conduct.hand_offs import HandOff, HandOffStatus, Receiver, visible_to
from supervision.errors import Refused
from supervision.office.people import Officer, Role
from tests import make

HIGHER, OURS = Jurisdiction.HIGHER, Jurisdiction.OWN_PRINCIPAL


def desk(session: Session) -> Officer:
    return make.officer(session, Role.PETITIONS, region_code=make.CITY)


def sealed(session: Session, jurisdiction: Jurisdiction = HIGHER) -> HandOff:
    return HandOff.register(session, jurisdiction=jurisdiction, envelope_no="FQ-2026-011", by=desk(session))


@pytest.mark.parametrize(
    ("jurisdiction", "code", "due_on"), [(HIGHER, "TL03", date(2026, 3, 9)), (OURS, "TL04", date(2026, 3, 2))]
)
def test_a_sealed_matter_starts_its_clock(
    both: Session, jurisdiction: Jurisdiction, code: str, due_on: date
) -> None:
    series = "JS" if jurisdiction is HIGHER else "JB"
    hand_off = sealed(both, jurisdiction)

    working = hand_off.deadline(both)
    assert (hand_off.number, hand_off.limit.code) == (f"{series}-140300-2026-0001", code)
    assert hand_off.due_on == working.due_on == due_on
    assert hand_off.status is HandOffStatus.SEALED


def test_no_column_could_hold_content() -> None:
    columns = {column.name: str(column.type) for column in HandOff.__table__.columns}

    assert set(columns) == {
        "id",
        "version",
        "number",
        "region_code",
        "received_on",
        "envelope_no",
        "jurisdiction",
        "due_on",
        "handed_to",
        "handed_at",
        "receipt_no",
        "demo",
        "status",
        "handed_by_id",
    }


@pytest.mark.parametrize("text", ["", "反映某局长收受财物", "FQ 11", "A" * 31, "FQ-1\n内容"])
def test_a_number_has_no_room_for_a_sentence(session: Session, text: str) -> None:
    with pytest.raises(Refused, match="不得填写内容"):
        HandOff.register(session, jurisdiction=HIGHER, envelope_no=text, by=desk(session))
    with pytest.raises(Refused, match="不得填写内容"):
        sealed(session, OURS).send_up(by=desk(session), receipt_no=text)


def test_a_higher_matter_goes_to_the_principal_and_then_up(session: Session) -> None:
    me, hand_off = desk(session), sealed(session)
    with pytest.raises(Refused, match="须先径送本机关主要负责人"):
        hand_off.send_up(by=me, receipt_no="HZ-1")

    hand_off.hand_over(by=me, receipt_no="HZ-1")
    overdue_before = hand_off.is_overdue(date(2026, 3, 10))
    hand_off.send_up(by=me, receipt_no="HZ-2")

    assert (hand_off.status, hand_off.handed_to, hand_off.handed_by) == (
        HandOffStatus.SENT_UP,
        Receiver.HIGHER,
        me,
    )
    assert (hand_off.receipt_no, hand_off.handed_at) == ("HZ-2", clock.now())
    assert (overdue_before, hand_off.is_overdue(date(2026, 3, 10))) == (True, False)
    assert [line.said for line in hand_off.history] == ["", "HZ-1", "HZ-2"]


def test_what_concerns_the_principal_does_not_pass_through_their_hands(session: Session) -> None:
    me, hand_off = desk(session), sealed(session, OURS)
    with pytest.raises(Refused, match="径送上一级"):
        hand_off.hand_over(by=me, receipt_no="HZ-1")

    hand_off.send_up(by=me, receipt_no="HZ-1")

    assert hand_off.status is HandOffStatus.SENT_UP


def test_an_own_matter_is_no_hand_off(session: Session) -> None:
    with pytest.raises(Refused, match="请登记为信访件"):
        sealed(session, Jurisdiction.OWN)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.PETITIONS, Role.UNIT)])
def test_only_the_petitions_desk_registers(session: Session, role: Role) -> None:
    me = make.officer(session, role, region_code=make.CITY)

    with pytest.raises(Refused, match="须由信访岗办理"):
        HandOff.register(session, jurisdiction=HIGHER, envelope_no="FQ-1", by=me)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("region_code", [make.PROVINCE, make.CITY, make.COUNTY])
def test_the_principal_sees_none_about_themselves_and_others_see_none_at_all(
    session: Session, role: Role, region_code: str
) -> None:
    sealed(session, HIGHER)
    sealed(session, OURS)
    unit = make.unit(session) if role is Role.UNIT else None
    me = make.officer(session, role, region_code=region_code, unit=unit)

    seen = {one.jurisdiction for one in session.scalars(visible_to(me))}

    here = {Role.PETITIONS: {HIGHER, OURS}, Role.PRINCIPAL: {HIGHER}}
    assert seen == (here.get(role, set()) if region_code == make.CITY else set())


def test_a_matter_about_the_principal_leaves_no_gap_in_the_row_that_they_see(session: Session) -> None:
    principal = make.officer(session, Role.PRINCIPAL, name="陈书记", region_code=make.CITY)

    made = [sealed(session, level).number for level in (HIGHER, OURS, HIGHER)]

    assert made == ["JS-140300-2026-0001", "JB-140300-2026-0001", "JS-140300-2026-0002"]
    assert {one.number for one in session.scalars(visible_to(principal))} == {made[0], made[2]}
