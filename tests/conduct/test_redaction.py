import zipfile
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reports.documents import redacted_summary
from supervision.conduct import redaction
from supervision.conduct.accused import Named
from supervision.conduct.categories import Category, Jurisdiction
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.masks import Secret, masked, of_word, suggest
from supervision.conduct.redaction import Redaction
from supervision.conduct.words_grants import WordsGrant
from supervision.errors import Refused
from supervision.office.people import Officer, Role
from tests import make

SECRETS = {
    Secret.NAME: ("王建国", "李某某", "司马不应见"),
    Secret.PHONE: (
        "13900001111",
        "139 0000 2222",
        "０３５３－１２３４５６７",
        "一三九零零零零三三三三",
        "a.b@example.com",
    ),
    Secret.ID: ("140302199001010011", "14030219900101001X", "6222020200112233445"),
    Secret.ADDRESS: ("职工新街12号3号楼2单元501室", "幸福小区7栋302室"),
    Secret.PLATE: ("晋C12345", "晋C·D1234", "京AD12345"),
}
LETTER = (
    "我家住职工新街12号3号楼2单元501室，也在幸福小区7栋302室住过。窗口王建国科长和李某某收了钱，"
    "司马不应见也在场。电话13900001111、139 0000 2222、０３５３－１２３４５６７，又一三九零零零零三三三三，"
    "邮箱a.b@example.com。证件140302199001010011，14030219900101001X，卡号6222020200112233445。"
    "车是晋C12345、晋C·D1234和京AD12345。多次补件，迟迟不办。"
)


def desk(session: Session) -> Officer:
    return make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)


@pytest.mark.parametrize(
    ("kind", "word"), [(kind, word) for kind, words in SECRETS.items() for word in words]
)
def test_it_suggests_what_could_point_at_a_person(kind: Secret, word: str) -> None:
    found = suggest(LETTER, names=["司马不应见"])

    assert (kind, word) in [(one.kind, one.word(LETTER)) for one in found]


def test_what_is_masked_is_gone_and_the_rest_stays() -> None:
    out = masked(LETTER, suggest(LETTER, names=["司马不应见"]))

    for words in SECRETS.values():
        for word in words:
            assert word not in out
    assert "〔姓名1〕科长" in out
    assert "多次补件，迟迟不办。" in out


def test_the_same_word_has_the_same_sign_and_tells_no_length() -> None:
    words = "张三丰经理找了张三丰经理和李四经理。"

    assert masked(words, suggest(words)) == "〔姓名1〕经理找了〔姓名1〕经理和〔姓名2〕经理。"
    assert masked("红色轿车停在门口", of_word("红色轿车停在门口", "红色 轿车")) == "〔其他1〕停在门口"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("科长赵卫东收了钱", ["赵卫东"]),
        ("我儿子李小明去办的", ["李小明"]),
        ("邻居欧阳春梅可作证", ["欧阳春梅"]),
        ("找张三 13812345678", ["张三"]),
        ("张三（电话13812345678）", ["张三"]),
        ("名叫王芳和李强一起去", ["王芳", "李强"]),
        ("主任张伟、会计李娜都在场", ["张伟", "李娜"]),
        ("办事员刘洋说不行", ["刘洋"]),
        ("叫王芳的人", ["王芳"]),
        ("姓王的科长", ["王"]),
        ("是小张，不是老李。", ["张", "李"]),
        ("经办人王建国收了", ["王建国"]),
    ],
)
def test_names_are_suggested_whole_and_no_longer_than_they_are(words: str, names: list[str]) -> None:
    found = [one.word(words) for one in suggest(words) if one.kind is Secret.NAME]

    assert found == names


@pytest.mark.parametrize(
    "words",
    [
        "我是盂县人",
        "科长和主任都不管",
        "局长说不行",
        "请贵局方案和安排一并公布",
        "老师在小区门口",
        "经理不在",
    ],
)
def test_what_is_no_name_is_left_alone(words: str) -> None:
    assert suggest(words) == []


@pytest.mark.parametrize("words", ["窗口要求反复补件。", "2022年3月15日拖延至今", "", "按第12号文件办理"])
def test_ordinary_words_are_left_alone(words: str) -> None:
    assert suggest(words) == []


def with_letter(session: Session, me: Officer) -> Complaint:
    named = Named(Jurisdiction.OWN, Category.EXTORTION, name="司马不应见")
    return make.complaint(session, by=me, summary=LETTER, text=f"全文{LETTER}", accused=[named])


def test_what_leaves_is_what_somebody_confirmed_and_nothing_masked_is_in_the_file(both: Session) -> None:
    me = desk(both)
    complaint = with_letter(both, me)
    with pytest.raises(Refused, match="尚未确认"):
        redaction.require(both, complaint)

    Redaction.confirm(both, complaint, redaction.suggested(complaint), by=me)
    both.flush()
    both.expire_all()

    found = redaction.require(both, complaint)
    data = redacted_summary.write(found).save()
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = [package.read(name) for name in package.namelist()]
    assert any("多次补件，迟迟不办。".encode() in part for part in parts)
    for words in SECRETS.values():
        for word in words:
            assert not any(word.encode() in part for part in parts)
    assert [line.said for line in complaint.history if line.verb == "redact"] == [str(found.masks)]


def test_the_newest_confirmation_counts_and_each_is_bound_to_its_place(session: Session) -> None:
    me = desk(session)
    complaint = with_letter(session, me)
    first = Redaction.confirm(session, complaint, [], by=me)

    second = Redaction.confirm(
        session, complaint, redaction.suggested(complaint, whole=True), by=me, whole=True
    )

    assert redaction.require(session, complaint) is second
    assert second.words.startswith("全文")
    second.sealed_words = first.sealed_words
    with pytest.raises(Refused, match="不能打开"):
        _ = second.words


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.LEADER, Role.CASES, Role.UNIT])
def test_only_the_desk_confirms(session: Session, role: Role) -> None:
    complaint = with_letter(session, desk(session))

    with pytest.raises(Refused):
        Redaction.confirm(session, complaint, [], by=make.officer(session, role, region_code=make.CITY))


def test_a_destroyed_complaint_lets_nothing_out(session: Session) -> None:
    me = desk(session)
    complaint = with_letter(session, me)
    made = Redaction.confirm(session, complaint, [], by=me)

    complaint.pass_up(session, jurisdiction=Jurisdiction.HIGHER, envelope_no="1", by=me)
    session.flush()

    with pytest.raises(Refused, match="已按规定销毁"):
        _ = made.words
    with pytest.raises(Refused):
        Redaction.confirm(session, complaint, [], by=me)


TOLD: dict[str, Any] = {"name": "欧阳不应见", "phone": "手机 13812345678", "id_number": "14030219800101001X"}
WHOLE = "我叫欧阳 不应见，电话138-1234-5678，身份证14030219800101001x。窗口另收材料费，请查。"


def test_where_the_text_says_who_reported_it_is_masked_whatever_anybody_keeps(both: Session) -> None:
    me = desk(both)
    complaint = make.complaint(both, by=me, summary="窗口另收材料费。", text=WHOLE, **TOLD)
    both.flush()
    both.expire_all()

    for kept in ([], redaction.suggested(complaint, whole=True)[:1]):
        with pytest.raises(Refused, match="必须遮蔽"):
            Redaction.confirm(both, complaint, kept, by=me, whole=True)
    assert complaint.redacted_on is None
    made = Redaction.confirm(both, complaint, redaction.suggested(complaint, whole=True), by=me, whole=True)

    assert "窗口另收材料费，请查。" in made.words
    for secret in ("不应见", "1234", "1980"):
        assert secret not in made.words
    assert "不应见".encode() not in (complaint.sealed_marks or b"")


def test_the_marks_go_with_the_content(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, by=me, summary="窗口另收材料费。", text=WHOLE, **TOLD)
    assert complaint.informant_spans

    complaint.pass_up(session, jurisdiction=Jurisdiction.HIGHER, envelope_no="1", by=me)

    assert complaint.sealed_marks is None


def test_nothing_is_handed_over_before_it_may_leave_the_desk(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, ComplaintStatus.ACCEPTED, by=me)
    handler = make.officer(session, name="吴桐", region_code=make.CITY)
    with pytest.raises(Refused, match="脱敏摘要尚未确认"):
        complaint.assign(to=handler, by=me)

    make.redacted(session, complaint).assign(to=handler, by=me)

    assert complaint.handler is handler


def test_beyond_the_desk_every_word_is_read_only_by_whom_the_desk_lets(both: Session) -> None:
    me, handler = desk(both), make.officer(both, name="吴桐", region_code=make.CITY)
    force = make.officer(both, Role.TASK_FORCE, name="王强", region_code=make.CITY)
    complaint = make.complaint(
        both, ComplaintStatus.HANDLING, by=me, handler=handler, summary="摘要一句", text="全文一句"
    )
    for one in (handler, force):
        with pytest.raises(Refused, match="逐人准予"):
            complaint.read_words(by=one, because="急需了解")
    with pytest.raises(Refused, match="须由"):
        complaint.share_words(both, to=force, by=handler, because="一起看")
    stranger = make.officer(both, name="郑平", region_code=make.CITY)
    with pytest.raises(Refused, match="不在本件的知情范围内"):
        complaint.share_words(both, to=stranger, by=me, because="请他看")

    complaint.share_words(both, to=handler, by=me, because="须核对原文")

    assert complaint.read_words(by=handler, because="核对地点") == "摘要一句\n\n全文一句"
    with pytest.raises(Refused, match="逐人准予"):
        complaint.read_words(by=force, because="急需了解")
    complaint.step_back(both, by=handler, because="与被反映人相识")
    assert both.scalar(select(func.count()).select_from(WordsGrant)) == 0
