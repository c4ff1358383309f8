from typing import Any

import pytest
from sqlalchemy.orm import Session

from supervision.conduct import similar
from supervision.conduct.accused import Named
from supervision.conduct.categories import Category, Identity, Jurisdiction
from supervision.conduct.complaints import Complaint
from supervision.conduct.similar import Reason, Told
from supervision.office.people import Officer, Role
from tests import make

LONG = "城区登记窗口自去年三月起多次要求补交早已交过的购房合同，并暗示找指定中介办理可以加急。"


def desk(session: Session, region_code: str = make.CITY) -> Officer:
    return make.officer(session, Role.PETITIONS, name="周宁", region_code=region_code)


def anonymous(session: Session, me: Officer, **more: object) -> Complaint:
    return make.complaint(session, by=me, identity=Identity.ANONYMOUS, **more)  # type: ignore[arg-type]


def test_the_same_reporter_is_known_by_a_keyed_answer(both: Session) -> None:
    me = desk(both)
    first = make.complaint(both, by=me, summary="甲事", name="钱某某", phone="139-0000-0000")
    make.complaint(both, by=me, summary="乙事", name="孙某某", phone="139-0000-0000")
    again = make.complaint(both, by=me, summary="丙事", name="钱某某", phone="13900000000")

    (alike,) = similar.suggest(both, similar.told_of(again), officer=me)

    assert (alike.id, alike.reasons) == (first.id, (Reason.REPORTER,))
    assert "钱某某" not in alike.label


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ({"phone": "13900000000"}, {"phone": "手机：+86 139-0000-0000（女儿）"}),
        ({"phone": "0353-1234567、13900000000"}, {"phone": "13900000000"}),
        (
            {"phone": "13900000000", "id_number": "14030219800101001X"},
            {"phone": "13911111111", "id_number": "14030219800101001x"},
        ),
    ],
)
def test_the_same_reporter_is_known_whatever_is_written_around_the_number(
    both: Session, first: dict[str, Any], then: dict[str, Any]
) -> None:
    me = desk(both)
    made = make.complaint(both, by=me, summary="甲事", name="钱某某", **first)
    again = make.complaint(both, by=me, summary="丙事", name="钱 某某", **then)
    told = Told(county_code=make.COUNTY, received_on=made.received_on, name="钱某某", **then)

    (registered,) = similar.suggest(both, similar.told_of(again), officer=me)

    assert (registered.id, registered.reasons) == (made.id, (Reason.REPORTER,))
    assert made.id in {one.id for one in similar.suggest(both, told, officer=me)}


def test_no_shared_passage_runs_from_the_summary_into_the_text(session: Session) -> None:
    me = desk(session)
    anonymous(session, me, summary=LONG[:20], text=LONG[20:])
    again = anonymous(session, me, summary=LONG[:20], text=LONG[20:])

    (alike,) = similar.suggest(session, similar.told_of(again), officer=me)

    assert all(phrase in LONG[:20] or phrase in LONG[20:].replace("，", "") for phrase in alike.phrases)


def test_the_same_name_and_the_same_compound_are_reasons_too(session: Session) -> None:
    me = desk(session)
    make.compound(session)
    named = Named(Jurisdiction.OWN, Category.OTHER, name="司马某")
    first = anonymous(session, me, summary="甲事", accused=[named], compound_number="140302-0001")
    other = anonymous(session, me, summary="乙事")

    told = Told(
        county_code=make.COUNTY,
        received_on=first.received_on,
        compound_number="140302-0001",
        accused=("司马 某",),
    )
    (alike,) = similar.suggest(session, told, officer=me)

    assert other.id != alike.id == first.id
    assert alike.reasons == (Reason.ACCUSED, Reason.COMPOUND)
    assert "司马" not in repr(told)


def test_the_same_words_are_shown_as_the_reason(session: Session) -> None:
    me = desk(session)
    first = anonymous(session, me, summary="窗口刁难", text=LONG)
    anonymous(session, me, summary="开发商收了契税三年不交，购房人至今办不了证。")
    again = anonymous(session, me, summary=f"再次反映：{LONG[:30]}。请查处。")

    (alike,) = similar.suggest(session, similar.told_of(again), officer=me)

    assert (alike.id, alike.reasons) == (first.id, (Reason.WORDS,))
    assert "城区登记窗口自去年三月起多次要求补交" in alike.label


@pytest.mark.parametrize("words", ["", "窗口", "窗口拖延办理"])
def test_few_words_are_no_reason(session: Session, words: str) -> None:
    me = desk(session)
    first = anonymous(session, me, summary="窗口拖延办理")

    told = Told(county_code=make.COUNTY, received_on=first.received_on, words=words)

    assert similar.suggest(session, told, officer=me) == []


def test_nothing_is_suggested_that_the_officer_may_not_see(session: Session) -> None:
    me, elsewhere = desk(session), desk(session, make.PROVINCE)
    first = anonymous(session, me, text=LONG)
    told = Told(county_code=make.COUNTY, received_on=first.received_on, words=LONG)

    assert [one.id for one in similar.suggest(session, told, officer=me)] == [first.id]
    assert similar.suggest(session, told, officer=elsewhere) == []
    first.pass_up(session, jurisdiction=Jurisdiction.HIGHER, envelope_no="1", by=me)
    session.flush()
    assert similar.suggest(session, told, officer=me) == []


def test_linking_and_unlinking_loses_nothing_and_counts_stay_right(both: Session) -> None:
    me = desk(both)
    first = make.complaint(both, by=me, text=LONG, people=3)
    again = make.complaint(both, by=me, summary="第二封", text=LONG, people=2)
    ids = (first.id, again.id)
    before = (again.summary, again.text, again.sealed_text, again.due_on, again.limit_code)
    assert similar.counted(both, ids) == similar.Counted(matters=2, received=2, people=5)

    again.link(to=first, by=me)
    again.file_duplicate(by=me)
    both.flush()

    assert similar.counted(both, ids) == similar.Counted(matters=1, received=2, people=5)
    assert (again.summary, again.text) == before[:2]
    again.unlink(both, by=me)
    both.flush()
    assert (again.summary, again.text, again.sealed_text, again.due_on, again.limit_code) == before
    assert similar.counted(both, ids) == similar.Counted(matters=2, received=2, people=5)
    assert similar.counted(both, []) == similar.Counted(0, 0, 0)
