from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.conduct import corrections, drafts
from supervision.conduct.accused import Accused, Named, recognised
from supervision.conduct.categories import Category, Channel, Identity, Jurisdiction, Kind
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint, visible_to
from supervision.conduct.drafts import Draft
from supervision.conduct.hand_offs import HandOff
from supervision.conduct.ranks import Rank, Subject, highest, likely
from supervision.conduct.registering import register
from supervision.conduct.vault import Informant
from supervision.errors import Refused
from supervision.office.people import Officer, Role
from supervision.office.regions import Level
from supervision.office.units import UnitKind
from tests import make

J = Jurisdiction
NAME, POST = "司马不应见", "副局长不应见"


def desk(session: Session) -> Officer:
    return make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)


def letter(
    session: Session, *accused: Named, by: Officer | None = None, summary: str = "窗口拖延。"
) -> Complaint:
    return register(
        session,
        by=by or desk(session),
        channel=Channel.LETTER,
        identity=Identity.ANONYMOUS,
        summary=summary,
        county_code=make.COUNTY,
        accused=accused,
    )


def test_one_letter_names_several_and_the_highest_level_decides(both: Session) -> None:
    lower, own = make.unit(both, "区局", region_code=make.COUNTY), make.unit(both)

    complaint = letter(
        both,
        Named(J.LOWER, Category.SLOW_WORK, unit=lower, rank=Rank.SECTION, name="甲某"),
        Named(J.OWN, Category.EXTORTION, unit=own, rank=Rank.DIVISION, name=NAME, post=POST),
        Named(J.OUTSIDE, Category.OTHER, Kind.OUTSIDE, rank=Rank.PRIVATE),
    )
    both.flush()
    both.expire_all()

    assert (complaint.jurisdiction, complaint.category) == (J.OWN, Category.EXTORTION)
    assert complaint.accused_unit == own
    assert [(one.place, one.jurisdiction, one.kind) for one in complaint.accused] == [
        (1, J.LOWER, Kind.ACCUSATION),
        (2, J.OWN, Kind.ACCUSATION),
        (3, J.OUTSIDE, Kind.OUTSIDE),
    ]
    called = [one.called(complaint.key, number=complaint.number) for one in complaint.accused]
    assert called == [("甲某", ""), (NAME, POST), ("", "")]


@pytest.mark.parametrize("sealed", [J.HIGHER, J.OWN_PRINCIPAL])
def test_one_sealed_name_among_several_seals_the_letter(session: Session, sealed: Jurisdiction) -> None:
    with pytest.raises(Refused, match="只登记径送交接，不得录入内容"):
        letter(session, Named(J.OWN, Category.OTHER), Named(sealed, Category.OTHER))

    assert session.scalars(select(Complaint)).all() == []
    assert letter(session, Named(J.OWN, Category.OTHER), Named(J.LOWER, Category.OTHER)).id


@pytest.mark.parametrize(
    ("accused", "why"),
    [
        ((), "请先选定反映的是谁"),
        ((Named(J.OWN, None),), "请选择反映的问题"),
        ((Named(J.OWN, Category.OTHER, name="某" * 61),), "不超过 60 个字"),
        ((Named(J.OWN, Category.OTHER),) * 21, "最多登记 20 名"),
    ],
)
def test_what_is_half_told_is_refused(session: Session, accused: tuple[Named, ...], why: str) -> None:
    with pytest.raises(Refused, match=why):
        letter(session, *accused)


def test_names_lie_in_no_table_and_no_file_in_the_clear(session: Session, home: Path) -> None:
    complaint = letter(session, Named(J.OWN, Category.OTHER, name=NAME, post=POST))
    session.commit()

    raw = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert complaint.number.encode() in raw
    for secret in (NAME, POST):
        assert secret.encode() not in raw
        assert secret not in repr(Named(J.OWN, Category.OTHER, name=secret))
        assert secret not in repr(complaint.accused[0])


def test_a_name_is_known_again_however_it_is_spaced() -> None:
    assert recognised("欧阳 某某") == recognised("欧阳某某")
    assert recognised("欧阳某某") != recognised("欧阳某")
    assert recognised(" ") is None


@pytest.mark.parametrize(
    ("here", "rank", "at", "expected"),
    [
        (Level.CITY, Rank.BUREAU, None, J.HIGHER),
        (Level.CITY, Rank.DIVISION, None, J.OWN),
        (Level.PROVINCE, Rank.DIVISION, None, J.LOWER),
        (Level.COUNTY, Rank.DIVISION, None, J.HIGHER),
        (Level.CITY, Rank.SECTION, make.CITY, J.OWN),
        (Level.CITY, Rank.SECTION, make.COUNTY, J.LOWER),
        (Level.COUNTY, Rank.STAFF, make.COUNTY, J.OWN),
        (Level.CITY, Rank.SECTION, make.PROVINCE, J.HIGHER),
        (Level.CITY, Rank.PRIVATE, None, J.OUTSIDE),
        (Level.CITY, Rank.SECTION, None, None),
        (Level.CITY, Rank.UNKNOWN, make.CITY, None),
    ],
)
def test_rank_and_unit_say_whose_matter_it_usually_is(
    session: Session, here: Level, rank: Rank, at: str | None, expected: Jurisdiction | None
) -> None:
    unit = make.unit(session, region_code=at) if at else None

    assert likely(here, subject=Subject.PERSON, rank=rank, unit=unit) is expected


def test_a_builder_is_nobody_of_ours_and_an_event_is_left_to_the_officer(session: Session) -> None:
    builder = make.unit(session, "虚构置业有限公司", kind=UnitKind.BUILDER)

    assert likely(Level.CITY, subject=Subject.ORG, rank=Rank.UNKNOWN, unit=builder) is J.OUTSIDE
    assert likely(Level.CITY, subject=Subject.EVENT, rank=Rank.UNKNOWN, unit=make.unit(session)) is None


def test_our_own_principal_goes_before_any_other_level() -> None:
    assert highest([J.LOWER, J.HIGHER, J.OWN_PRINCIPAL]) is J.OWN_PRINCIPAL
    assert highest([J.OUTSIDE, J.LOWER]) is J.LOWER


def test_a_corrected_level_decides_again_and_starts_its_own_clock(both: Session) -> None:
    me = desk(both)
    complaint = letter(both, Named(J.OWN, Category.OTHER), by=me)
    assert complaint.due_on is None

    corrections.correct_level(both, complaint, place=1, to=J.LOWER, by=me)

    assert (complaint.jurisdiction, complaint.limit_code) == (J.LOWER, "TL05")
    assert complaint.due_on == date(2026, 3, 9)
    with pytest.raises(Refused, match="没有变化"):
        corrections.correct_level(both, complaint, place=1, to=J.LOWER, by=me)
    with pytest.raises(Refused, match="须改为径送"):
        corrections.correct_level(both, complaint, place=1, to=J.HIGHER, by=me)


@pytest.mark.parametrize("to", [J.HIGHER, J.OWN_PRINCIPAL])
@pytest.mark.parametrize(
    "status", [ComplaintStatus.REGISTERED, ComplaintStatus.ACCEPTED, ComplaintStatus.HANDLING]
)
def test_a_matter_that_turns_out_higher_leaves_a_hand_off_and_the_acts(
    both: Session, to: Jurisdiction, status: ComplaintStatus
) -> None:
    me = desk(both)
    complaint = make.complaint(both, status, by=me, text="某窗口的全文", accused_unit=make.unit(both))
    drafts.keep(both, {"summary": "又打了一半"}, by=me)
    both.expire_all()
    before = [line.verb for line in complaint.history]

    hand_off = complaint.pass_up(both, jurisdiction=to, envelope_no="2026011", by=me)
    both.flush()
    both.expire_all()

    assert complaint.status is ComplaintStatus.DESTROYED
    assert complaint.destroyed
    with pytest.raises(Refused, match="已按规定销毁"):
        _ = complaint.key
    assert (complaint.sealed_summary, complaint.sealed_text) == (None, None)
    assert (complaint.accused_unit, complaint.handler, complaint.compound_number) == (None, None, None)
    for kind in (Accused, Informant, Draft):
        assert both.scalars(select(kind)).all() == []
    assert [line.verb for line in complaint.history] == [*before, "pass_up", "forget"]
    assert complaint.history[-2].said == hand_off.number
    assert (hand_off.jurisdiction, hand_off.received_on) == (to, complaint.received_on)
    assert both.scalars(select(HandOff)).all() == [hand_off]


def test_only_a_higher_matter_is_destroyed_and_only_by_the_desk(session: Session) -> None:
    me = desk(session)
    complaint = letter(session, Named(J.OWN, Category.OTHER), by=me)

    with pytest.raises(Refused, match="才改为径送"):
        complaint.pass_up(session, jurisdiction=J.LOWER, envelope_no="1", by=me)
    with pytest.raises(Refused, match="须由信访岗办理"):
        complaint.pass_up(
            session, jurisdiction=J.HIGHER, envelope_no="1", by=make.officer(session, Role.LEADER)
        )

    assert complaint.summary == "窗口拖延。"


def test_a_letter_is_referred_to_none_of_the_units_it_names(session: Session) -> None:
    me = desk(session)
    first, second = make.unit(session, "甲局"), make.unit(session, "乙公司")
    complaint = letter(
        session,
        Named(J.OUTSIDE, Category.OTHER, Kind.OUTSIDE, unit=first),
        Named(J.OUTSIDE, Category.OTHER, Kind.OUTSIDE, unit=second),
        by=me,
    )

    with pytest.raises(Refused, match="不得转给被反映的单位"):
        complaint.refer_out(to="乙公司办公室", by=me)

    complaint.refer_out(to="市信访局", by=me)
    assert complaint.status is ComplaintStatus.REFERRED


def test_who_stepped_back_from_a_unit_sees_no_letter_that_names_it_among_others(both: Session) -> None:
    me, colleague = desk(both), make.officer(both, Role.LEADER, region_code=make.CITY)
    first, second = make.unit(both, "甲局"), make.unit(both, "乙局")
    alone = letter(both, Named(J.OWN, Category.OTHER, unit=second), by=me)
    alone.step_back(both, by=colleague, because="与负责人有亲属关系")
    other = letter(both, Named(J.OWN, Category.OTHER, unit=first), by=me)
    beside = letter(
        both,
        Named(J.OWN, Category.OTHER, unit=first),
        Named(J.OWN, Category.OTHER, unit=second),
        by=me,
    )
    both.flush()

    assert both.scalars(visible_to(colleague)).all() == [other]
    assert set(both.scalars(visible_to(me))) == {alone, other, beside}
