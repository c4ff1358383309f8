"""What a real-name informant is owed: notice, feedback signed by two, answers to what they say."""

from contextlib import nullcontext
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct.categories import Finding, Identity, Jurisdiction, NoticeBy
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint, visible_to
from supervision.conduct.contacts import Contact, ContactKind
from supervision.errors import Refused
from supervision.figures import FIGURES, Edition, Scope, answer, publish
from supervision.office.people import Officer, Role
from tests import make

S = ComplaintStatus
TOLD = "窗口多收的材料费已退还。"
PHONE = NoticeBy.PHONE


def handler(session: Session, name: str = "吴桐") -> Officer:
    return make.officer(session, name=name, region_code=make.CITY)


def second(session: Session) -> Officer:
    return make.officer(session, name="郑平", region_code=make.CITY)


def desk_of(complaint: Complaint) -> Officer:
    return complaint.history[0].by


def concluded(session: Session, me: Officer) -> Complaint:
    complaint = make.complaint(session, S.CONCLUDED, handler=me)
    complaint.give_notice(by=desk_of(complaint), method=PHONE)
    session.flush()
    return complaint


def test_a_received_day_that_was_mistyped_is_corrected_by_another_and_the_clock_counted_anew(
    both: Session,
) -> None:
    made = make.complaint(both)
    registrar, leader = made.history[0].by, make.officer(both, Role.LEADER, region_code=make.CITY)
    before = made.due_on
    with pytest.raises(Refused, match="须换人办理"):
        made.correct_received(both, date(2026, 2, 27), by=registrar, because="按邮戳")

    made.correct_received(both, date(2026, 2, 27), by=leader, because="按邮戳")
    both.flush()

    assert (made.received_on, made.history[-1].said) == (
        date(2026, 2, 27),
        "由 2026-03-02 改为 2026-02-27；按邮戳",
    )
    deadline = made.deadline(both)
    assert deadline
    assert made.due_on == deadline.due_on
    assert before
    assert made.due_on
    assert made.due_on < before


@pytest.mark.parametrize(
    ("day", "because", "why"),
    [
        (date(2026, 2, 27), " ", "请写明更正的理由"),
        (date(2026, 3, 3), "按邮戳", "不能晚于今天"),
        (date(2026, 3, 2), "按邮戳", "与登记的收到日期相同"),
    ],
)
def test_a_received_day_is_not_corrected_into_nothing(
    session: Session, day: date, because: str, why: str
) -> None:
    made = make.complaint(session)

    with pytest.raises(Refused, match=why):
        made.correct_received(
            session, day, by=make.officer(session, Role.LEADER, region_code=make.CITY), because=because
        )


def test_once_the_informant_was_told_the_received_day_stands(session: Session) -> None:
    made = make.complaint(session, ComplaintStatus.ACCEPTED)
    made.give_notice(by=make.officer(session, Role.PETITIONS, region_code=make.CITY), method=NoticeBy.PHONE)

    with pytest.raises(Refused):
        made.correct_received(
            session,
            date(2026, 2, 27),
            by=make.officer(session, Role.LEADER, region_code=make.CITY),
            because="按邮戳",
        )


def test_a_notice_is_a_contact_with_its_clock(both: Session) -> None:
    complaint = make.complaint(both, S.ACCEPTED)

    complaint.give_notice(by=desk_of(complaint), method=NoticeBy.LETTER)
    both.flush()

    (notice,) = both.scalars(select(Contact))
    assert (notice.kind, notice.held_on, notice.due_on) == (
        ContactKind.NOTICE,
        clock.today(),
        complaint.due_on,
    )
    assert notice.in_time is True


def test_who_cannot_be_reached_is_written_down_and_the_clock_goes_on(session: Session) -> None:
    complaint = make.complaint(session, S.ACCEPTED)

    complaint.miss_informant(by=desk_of(complaint), method=PHONE)

    assert complaint.noticed_on is None
    assert complaint.running() == [complaint.due_on]
    assert [(one.kind, one.reached) for one in complaint.contacts] == [(ContactKind.NOTICE, False)]


def test_the_result_is_told_by_the_handler_with_a_second_who_signs(both: Session) -> None:
    me, other = handler(both), second(both)
    complaint = concluded(both, me)

    complaint.give_feedback(by=me, second=other, method=NoticeBy.VISIT, words=TOLD)
    both.flush()
    seen = both.scalars(visible_to(other)).all()
    complaint.countersign(by=other)
    both.flush()

    feedback = complaint.last_feedback
    assert feedback
    assert seen == [complaint]
    assert (complaint.status, complaint.fed_back_on, complaint.running()) == (S.FED_BACK, clock.today(), [])
    assert (feedback.by, feedback.second, feedback.countersigned_at) == (me, other, clock.now())
    assert feedback.words(complaint.key, number=complaint.number) == TOLD
    assert feedback.sealed_words
    assert TOLD.encode() not in feedback.sealed_words
    assert not any(TOLD in line.said for line in complaint.history)


def test_the_desk_does_not_tell_the_result(session: Session) -> None:
    me = handler(session)
    complaint = concluded(session, me)

    with pytest.raises(Refused, match="须由监督检查岗办理"):
        complaint.give_feedback(by=desk_of(complaint), second=second(session), method=PHONE, words=TOLD)


def test_two_signers_are_two_people_of_the_handling_side(session: Session) -> None:
    me, accused = handler(session), make.unit(session, "被反映的局")
    complaint = make.complaint(session, S.CONCLUDED, handler=me, accused_unit=accused)
    complaint.give_notice(by=desk_of(complaint), method=PHONE)
    theirs = make.officer(session, name="其人", region_code=make.CITY, unit=accused)
    county = make.officer(session, name="县里", region_code=make.COUNTY)

    for other, why in (
        (me, "不能是同一人"),
        (theirs, "被反映单位的人员"),
        (county, "本机关承办部门"),
        (desk_of(complaint), "本机关承办部门"),
    ):
        with pytest.raises(Refused, match=why):
            complaint.give_feedback(by=me, second=other, method=PHONE, words=TOLD)

    assert complaint.status is S.CONCLUDED


def test_neither_the_accused_nor_who_stepped_back_is_the_second(session: Session) -> None:
    me, accused, recused = handler(session), second(session), handler(session, "孙立")
    complaint = concluded(session, me)
    complaint.set_apart(session, accused=[accused], by=desk_of(complaint))
    leader = make.officer(session, Role.LEADER, name="赵敏", region_code=make.CITY)
    complaint.send_away(session, officer=recused, by=leader, because="与举报人相识")
    session.flush()

    for other, why in ((accused, "是被反映人"), (recused, "已声明回避")):
        with pytest.raises(Refused, match=why):
            complaint.give_feedback(by=me, second=other, method=PHONE, words=TOLD)


def test_nobody_signs_for_the_second(session: Session) -> None:
    me, other = handler(session), second(session)
    third = make.officer(session, Role.TASK_FORCE, name="王强", region_code=make.CITY)
    complaint = concluded(session, me)
    complaint.give_feedback(by=me, second=other, method=PHONE, words=TOLD)

    with pytest.raises(Refused, match="第二人本人签名"):
        complaint.countersign(by=third)
    complaint.name_second(to=third, by=me)
    complaint.countersign(by=third)

    with pytest.raises(Refused, match="两人均已签名"):
        complaint.name_second(to=other, by=me)


def test_the_result_waits_for_the_notice(session: Session) -> None:
    me = handler(session)
    complaint = make.complaint(session, S.CONCLUDED, handler=me)

    with pytest.raises(Refused, match="须先登记受理告知"):
        complaint.give_feedback(by=me, second=second(session), method=PHONE, words=TOLD)


def test_a_file_is_not_closed_before_two_have_signed(session: Session) -> None:
    me, other = handler(session), second(session)
    leader = make.officer(session, Role.LEADER, name="赵敏", region_code=make.CITY)
    complaint = concluded(session, me)

    with pytest.raises(Refused, match="实名件须先反馈结果"):
        complaint.archive(by=leader)
    complaint.give_feedback(by=me, second=other, method=PHONE, words=TOLD)
    with pytest.raises(Refused, match="须由两人签名"):
        complaint.archive(by=leader)
    complaint.countersign(by=other)
    complaint.archive(by=leader)

    assert complaint.status is S.ARCHIVED


def test_a_file_may_be_closed_after_three_days_of_trying(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    me = handler(session)
    leader = make.officer(session, Role.LEADER, name="赵敏", region_code=make.CITY)
    complaint = concluded(session, me)

    for _day in range(3):
        complaint.miss_informant(by=me, method=PHONE)
        complaint.miss_informant(by=me, method=PHONE)
        with pytest.raises(Refused, match="仍联系不上的，可以归档") if _day < 2 else nullcontext():
            complaint.archive(by=leader)
        frozen_clock.shift(timedelta(days=1))

    assert complaint.status is S.ARCHIVED


def test_an_objection_is_written_down_and_explained(both: Session) -> None:
    me = handler(both)
    complaint = make.complaint(both, S.FED_BACK, handler=me)
    leader = make.officer(both, Role.LEADER, name="赵敏", region_code=make.CITY)

    complaint.object(by=desk_of(complaint), method=PHONE, words="认为退费金额不足。")
    with pytest.raises(Refused, match="还有异议未说明"):
        complaint.archive(by=leader)
    complaint.explain(by=me, words="已逐笔核对票据。")
    both.flush()

    (objection,) = [one for one in complaint.contacts if one.kind is ContactKind.OBJECTION]
    assert complaint.status is S.FED_BACK
    assert objection.words(complaint.key, number=complaint.number) == "认为退费金额不足。"
    assert objection.reply(complaint.key, number=complaint.number) == "已逐笔核对票据。"
    assert (objection.answered_by, objection.answered_on) == (me, clock.today())
    assert {line.said for line in complaint.history if line.verb in ("object", "explain")} == {""}


def test_there_is_nothing_to_explain_without_an_objection(session: Session) -> None:
    me = handler(session)

    with pytest.raises(Refused, match="没有待说明的异议"):
        make.complaint(session, S.FED_BACK, handler=me).explain(by=me, words="无")


def test_new_evidence_opens_the_matter_again_and_a_second_result_has_its_own_clock(
    both: Session, frozen_clock: time_machine.Traveller
) -> None:
    me, other = handler(both), second(both)
    complaint = make.complaint(both, S.FED_BACK, handler=me)
    frozen_clock.shift(timedelta(days=7))

    complaint.take_evidence(by=desk_of(complaint), method=NoticeBy.VISIT, words="收据复印件两张。")
    reopened = (complaint.status, complaint.fed_back_on, complaint.feedback_due_on)
    with pytest.raises(Refused, match="新证据尚未核查"):
        complaint.conclude(both, finding=Finding.TRUE, outcome="属实。", by=me)
    complaint.verify_evidence(by=me, words="收据属实。")
    complaint.conclude(both, finding=Finding.TRUE, outcome="属实。", by=me)
    complaint.give_feedback(by=me, second=other, method=PHONE, words=TOLD)
    complaint.countersign(by=other)
    both.flush()

    told = [one for one in complaint.contacts if one.kind is ContactKind.FEEDBACK]
    assert reopened == (S.HANDLING, None, None)
    assert [one.due_on for one in told] == [date(2026, 3, 23), date(2026, 3, 30)]
    assert complaint.last_feedback is told[1]


def test_what_was_said_goes_with_the_key(session: Session) -> None:
    complaint = make.complaint(session, S.FED_BACK)

    complaint.pass_up(session, jurisdiction=Jurisdiction.HIGHER, envelope_no="FQ-1", by=desk_of(complaint))
    session.flush()

    assert session.scalars(select(Contact)).all() == []
    assert complaint.sealed_outcome is None


# 按期告知率

MARCH = Scope(make.CITY, date(2026, 3, 1), date(2026, 3, 31))
C02, C03 = FIGURES["c02_notices_in_time"], FIGURES["c03_results_in_time"]


def test_the_rate_counts_notices_by_the_day_they_fell_due(
    both: Session, frozen_clock: time_machine.Traveller
) -> None:
    owed = [make.complaint(both, S.ACCEPTED) for _one in range(4)]
    make.complaint(both, S.ACCEPTED, identity=Identity.ANONYMOUS)
    make.complaint(both, duplicate_of=owed[0])
    for one in owed[:2]:
        one.give_notice(by=desk_of(one), method=PHONE)
    frozen_clock.shift(timedelta(days=22))
    owed[2].give_notice(by=desk_of(owed[2]), method=PHONE)
    make.complaint(both, S.ACCEPTED)
    both.flush()

    assert str(C02.compute(both, MARCH)) == "50.00%"
    assert C02.again
    assert C02.again(both, MARCH) == C02.compute(both, MARCH)
    april = Scope(make.CITY, date(2026, 4, 1), date(2026, 4, 30))
    assert C02.compute(both, april).amount is None


def test_the_rate_of_results_counts_each_round(both: Session, frozen_clock: time_machine.Traveller) -> None:
    me = handler(both)
    told = [make.complaint(both, S.FED_BACK, handler=me) for _one in range(2)]
    silent = make.complaint(both, S.CONCLUDED, handler=me)
    told[0].take_evidence(by=me, method=PHONE, words="新材料。")
    told[0].verify_evidence(by=me, words="已核。")
    told[0].conclude(both, finding=Finding.TRUE, outcome="属实。", by=me)
    both.flush()

    rate = C03.compute(both, MARCH)
    assert silent.feedback_due_on == date(2026, 3, 23)
    assert rate.amount == 50
    assert C03.again
    assert C03.again(both, MARCH) == rate


def test_too_few_are_not_told_as_a_rate(session: Session) -> None:
    one = make.complaint(session, S.ACCEPTED)
    one.give_notice(by=desk_of(one), method=PHONE)
    session.flush()

    published = answer(session, MARCH, C02)

    assert published.quantity.amount is None
    assert published.missing == ("期内到期不足 3 件，不列出",)


def test_the_rates_are_never_sent_down(session: Session) -> None:
    down = Scope(make.CITY, date(2026, 3, 1), date(2026, 3, 31), edition=Edition.DOWN)

    assert not {"C02", "C03"} & {one.figure.code for one in publish(session, down)}
