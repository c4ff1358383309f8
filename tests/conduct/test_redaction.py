import zipfile
from io import BytesIO

import pytest
from sqlalchemy.orm import Session

from reports.documents import redacted_summary
from supervision.conduct import redaction
from supervision.conduct.accused import Named
from supervision.conduct.categories import Category, Jurisdiction
from supervision.conduct.complaints import Complaint
from supervision.conduct.masks import Secret, masked, of_word, suggest
from supervision.conduct.redaction import Redaction
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
