"""Where the declared network may hold no content: numbers, clocks and receipts, and not one word."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from reports.documents import acceptance_notice, complaint_register, feedback_record
from supervision.conduct import attachments, drafts, web_batches
from supervision.conduct.accused import Named
from supervision.conduct.attachments import Attachment
from supervision.conduct.break_glass import Opening
from supervision.conduct.categories import (
    Category,
    Channel,
    Finding,
    Identity,
    Jurisdiction,
    NoticeBy,
)
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.drafts import Draft
from supervision.conduct.meddling import Meddling, MeddlingKind
from supervision.conduct.registering import register
from supervision.conduct.vault import Informant
from supervision.conduct.web_batches import WebBatch
from supervision.conduct.web_terms import WebLine
from supervision.errors import Refused
from supervision.office import installation, networks
from supervision.office.networks import ON_PAPER, Network
from supervision.office.people import Officer, Role
from tests import make, visit
from tests.conduct import traces_of

WHY = "本机关声明使用电子政务外网，不得存储内容：只登记编号、时限和回执。"
WORDS = "窗口要求反复补件，另收材料费。"


@pytest.fixture(autouse=True)
def network(home: Path) -> Iterator[None]:
    networks.stand_on(Network.GOVERNMENT)
    yield
    networks.stand_on(Network.INTERNAL)


def desk(session: Session) -> Officer:
    return make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)


def numbered(session: Session, by: Officer, **more: Any) -> Complaint:
    """Registered as the desk can register it here."""
    return register(
        session,
        by=by,
        channel=Channel.LETTER,
        identity=Identity.REAL_NAME,
        summary=more.pop("summary", ""),
        jurisdiction=Jurisdiction.OWN,
        category=Category.EXTORTION,
        county_code=make.COUNTY,
        **more,
    )


def test_a_letter_is_a_number_and_a_clock(both: Session) -> None:
    complaint = numbered(both, desk(both))

    assert complaint.number == "XF-140300-2026-0001"
    assert (complaint.limit_code, complaint.due_on is not None) == ("TL01", True)
    assert complaint.summary == ON_PAPER
    assert complaint.text == ""
    assert both.scalars(select(Informant)).all() == []


@pytest.mark.parametrize("field", ["summary", "text", "name", "phone", "id_number"])
def test_not_one_word_of_a_letter_is_taken_down(both: Session, field: str) -> None:
    with pytest.raises(Refused, match=WHY):
        numbered(both, desk(both), **{field: WORDS})

    assert both.scalars(select(Complaint)).all() == []


@pytest.mark.parametrize("told", ["name", "post", "unit"])
def test_nobody_accused_is_named(session: Session, told: str) -> None:
    by, unit = desk(session), make.unit(session)
    named = {
        "name": Named(Jurisdiction.OWN, Category.EXTORTION, name="甲某"),
        "post": Named(Jurisdiction.OWN, Category.EXTORTION, post="科员"),
        "unit": Named(Jurisdiction.OWN, Category.EXTORTION, unit=unit),
    }[told]

    with pytest.raises(Refused, match=WHY):
        register(
            session,
            by=by,
            channel=Channel.LETTER,
            identity=Identity.ANONYMOUS,
            summary="",
            accused=[named],
            county_code=make.COUNTY,
        )


def test_no_draft_no_file_no_sheet_and_no_register_takes_words(session: Session) -> None:
    by, stranger = desk(session), make.officer(session, name="吴桐", region_code=make.CITY)
    complaint = numbered(session, by)

    for refused in (
        lambda: drafts.keep(session, {"summary": WORDS}, by=by),
        lambda: attachments.keep(session, complaint, [("材料.pdf", traces_of.paper())], by=by),
        lambda: WebBatch.begin(
            session,
            header=["内容"],
            lines=[WebLine(2, {"number": "1"}, (WORDS,), complaint.received_on)],
            by=by,
        ),
        lambda: Meddling.enter(
            session,
            who="某人",
            post="",
            kind=MeddlingKind.INQUIRY,
            words=WORDS,
            happened_on=complaint.received_on,
            complaint=None,
            by=by,
        ),
        lambda: Opening.ask(session, number=complaint.number, hours=1, because=WORDS, by=stranger),
    ):
        with pytest.raises(Refused, match=WHY):
            refused()

    assert session.scalars(select(Draft)).all() == []
    assert session.scalars(select(Attachment)).all() == []
    assert session.scalars(web_batches.visible_to(by)).all() == []


def test_a_letter_is_handled_to_its_feedback_without_a_word(both: Session) -> None:
    by, head = desk(both), make.officer(both, Role.LEADER, name="赵敏", region_code=make.CITY)
    me, second = (make.officer(both, name=name, region_code=make.CITY) for name in ("吴桐", "郑平"))
    complaint = numbered(both, by)
    complaint.accept(by=by)
    complaint.give_notice(by=by, method=NoticeBy.PHONE)
    complaint.assign(to=me, by=head)
    complaint.sign_for(by=me)
    with pytest.raises(Refused, match=WHY):
        complaint.conclude(both, finding=Finding.UNTRUE, outcome=WORDS, by=me)
    assert complaint.concluded_on is None
    complaint.conclude(both, finding=Finding.UNTRUE, outcome=ON_PAPER, by=me)
    complaint.give_feedback(by=me, second=second, method=NoticeBy.VISIT, words=ON_PAPER)

    complaint.countersign(by=second)

    assert complaint.status is ComplaintStatus.FED_BACK
    with pytest.raises(Refused, match=WHY):
        complaint.name_informant(both, by=by, password="任何", because="核实")
    for document in (complaint_register, acceptance_notice, feedback_record):
        assert len(document.write(complaint).save()) > 5_000


def test_the_form_asks_for_a_number_and_no_words(session: Session) -> None:
    me = desk(session)
    installation.current(session).network = Network.GOVERNMENT
    session.commit()
    page = visit.page("conduct.complaints", me, new="1")
    page.radio(key="register-jurisdiction").set_value(Jurisdiction.OWN).run()
    page.selectbox(key="register-county").set_value(make.COUNTY)
    page.selectbox(key="register-category").set_value(Category.EXTORTION).run()

    assert WHY in said(page)
    assert len(page.text_area) == 0
    assert [one.key for one in page.text_input if not one.disabled] == []
    page.button(key="register-complaint").click().run()

    session.rollback()
    made = session.scalars(select(Complaint)).one()
    assert (made.summary, made.channel) == (ON_PAPER, Channel.LETTER)


def test_the_registers_say_where_the_words_lie(session: Session) -> None:
    installation.current(session).network = Network.GOVERNMENT
    me = desk(session)
    session.commit()

    page = visit.page("conduct.registers", me)

    fields = [one for one in page.text_input if str(one.key).startswith("meddling-")]
    assert {(one.value, one.disabled) for one in fields} == {(ON_PAPER, True)}


def said(page: AppTest) -> str:
    kinds = (page.markdown, page.caption, page.text)
    return "\n".join(str(one.value) for kind in kinds for one in kind).replace("\\", "")
