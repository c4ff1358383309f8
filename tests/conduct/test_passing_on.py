"""Complaints that do not stay: receipts, repeats, and what turns out to belong to a higher level."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.conduct.categories import Category, Jurisdiction, Kind
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.hand_offs import HandOff, HandOffStatus
from supervision.errors import Refused
from supervision.office.people import Officer, Role
from tests import make

S = ComplaintStatus


def desk(session: Session) -> Officer:
    return make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)


def test_what_is_referred_is_not_done_before_its_receipt(both: Session) -> None:
    me = desk(both)
    complaint = make.complaint(both, S.REFERRED, by=me, kind=Kind.OUTSIDE)
    waited = complaint.awaits_receipt

    complaint.enter_receipt(receipt_no="HZ-2026-7", by=me)
    both.flush()

    assert (waited, complaint.awaits_receipt) == (True, False)
    with pytest.raises(Refused, match="回执已登记：HZ-2026-7"):
        complaint.enter_receipt(receipt_no="HZ-2026-8", by=me)


def test_a_receipt_is_a_number_and_no_sentence(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, S.FORWARDED, by=me, jurisdiction=Jurisdiction.LOWER)

    with pytest.raises(Refused, match="不得填写内容"):
        complaint.enter_receipt(receipt_no="反映某局长收受财物", by=me)


def test_a_repeat_is_linked_and_unlinked_without_loss(both: Session) -> None:
    me, first = desk(both), make.complaint(both)
    again = make.complaint(both, by=me, summary="窗口拖延，第二封。")
    due_on = again.due_on

    again.link(to=first, by=me)
    linked = (again.duplicate_of, again.limit_code, again.due_on)
    again.file_duplicate(by=me)
    again.unlink(both, by=me)
    both.flush()

    assert linked == (first, None, None)
    assert (again.status, again.duplicate_of, again.passed_on) == (S.REGISTERED, None, None)
    assert (again.due_on, again.limit_code, again.summary) == (due_on, "TL01", "窗口拖延，第二封。")
    assert first.summary == "窗口要求反复补件，另收材料费。"
    again.accept(by=me)


def test_a_repeat_of_a_repeat_is_one_of_the_first(session: Session) -> None:
    me, first = desk(session), make.complaint(session)
    second = make.complaint(session, duplicate_of=first)
    third = make.complaint(session)

    third.link(to=second, by=me)

    assert third.duplicate_of is first
    with pytest.raises(Refused, match="只能与本机关登记的信访件"):
        first.link(to=second, by=me)
    with pytest.raises(Refused, match="已认定与"):
        third.link(to=first, by=me)


@pytest.mark.parametrize(
    "status", [S.REGISTERED, S.ACCEPTED, S.TRANSFERRED, S.HANDLING, S.RETURN_ASKED, S.CONCLUDED, S.FED_BACK]
)
def test_a_matter_of_a_higher_level_is_destroyed_here_and_handed_up(
    both: Session, status: ComplaintStatus
) -> None:
    me = desk(both)
    complaint = make.complaint(
        both, status, by=me, accused_unit=make.unit(both, "被反映的局"), text="全文在此。"
    )
    summary = complaint.summary

    complaint.pass_up(both, jurisdiction=Jurisdiction.HIGHER, envelope_no="FQ-2026-011", by=me)
    both.flush()
    both.expire_all()

    hand_off = both.scalars(select(HandOff)).one()
    assert (complaint.status, complaint.destroyed, complaint.accused_unit) == (S.DESTROYED, True, None)
    assert (complaint.category, complaint.compound_number) == (Category.OTHER, None)
    assert complaint.history[-2].said == hand_off.number
    assert (hand_off.status, hand_off.received_on) == (HandOffStatus.SEALED, complaint.received_on)
    assert not any(summary in line.said for line in complaint.history)
    assert complaint.running() == []
    with pytest.raises(Refused, match="已按规定销毁"):
        complaint.key  # noqa: B018


def test_the_clock_of_what_is_handed_up_counts_from_its_receipt(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, by=me, received_on=date(2026, 2, 26))

    hand_off = complaint.pass_up(session, jurisdiction=Jurisdiction.HIGHER, envelope_no="FQ-2026-011", by=me)

    assert hand_off.due_on == date(2026, 3, 4)


def test_only_a_sealed_matter_is_passed_up(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, by=me)

    with pytest.raises(Refused, match="才改为径送"):
        complaint.pass_up(session, jurisdiction=Jurisdiction.LOWER, envelope_no="FQ-1", by=me)
    with pytest.raises(Refused, match="须由信访岗办理"):
        complaint.pass_up(
            session,
            jurisdiction=Jurisdiction.HIGHER,
            envelope_no="FQ-1",
            by=make.officer(session, Role.LEADER, region_code=make.CITY),
        )

    assert complaint.status is S.REGISTERED
    assert session.scalars(select(HandOff)).all() == []


def test_nothing_of_it_is_left_in_the_row(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, S.HANDLING, by=me)

    complaint.pass_up(session, jurisdiction=Jurisdiction.OWN_PRINCIPAL, envelope_no="FQ-2", by=me)
    session.flush()

    left = {
        name
        for name in Complaint.__table__.columns.keys()  # noqa: SIM118
        if name.startswith("sealed") and getattr(complaint, name) is not None
    }
    assert left == set()
