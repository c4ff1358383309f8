import os
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.conduct import attachments
from supervision.conduct.attached_formats import bare_name
from supervision.conduct.attachments import Attachment
from supervision.conduct.categories import Identity, Jurisdiction
from supervision.conduct.complaints import Complaint
from supervision.errors import Refused
from supervision.office.people import Officer, Role
from tests import make
from tests.conduct import traces_of

PDF = traces_of.paper()
NAME = "欧阳不应见的举报信.pdf"


def desk(session: Session) -> Officer:
    return make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)


def attached(session: Session, me: Officer, **more: object) -> tuple[Complaint, Attachment]:
    complaint = make.complaint(session, by=me, **more)  # type: ignore[arg-type]
    (kept,) = attachments.keep(session, complaint, [(NAME, PDF)], by=me)
    return complaint, kept


def test_an_attachment_is_sealed_under_a_name_that_says_nothing(both: Session, home: Path) -> None:
    complaint, kept = attached(both, desk(both))
    both.commit()

    files = [path for path in (home / "attachments").rglob("*") if path.is_file()]
    assert len(files) == 2
    for path in files:
        assert kept.token in path.name
        assert b"%PDF" not in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0
    assert "欧阳".encode() not in b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert kept.name(complaint) == NAME
    assert complaint.history[-1].verb == "register"


def test_work_is_done_with_a_copy_that_tells_nothing(session: Session) -> None:
    complaint, kept = attached(session, desk(session))

    copy = kept.copy(complaint)

    assert copy.startswith(b"%PDF")
    assert not traces_of.says(copy)
    assert (
        kept.traces_label == "拍摄设备、时间、地点、作者、修改人、时间、批注、修订署名" or kept.traces_label
    )


def test_the_original_of_an_anonymous_letter_takes_an_approval_number(session: Session) -> None:
    me = desk(session)
    complaint, kept = attached(session, me, identity=Identity.ANONYMOUS)

    for number, why in (("", "打开须填写批准文号"), ("张三写的信", "只含文字、数字和括号")):
        with pytest.raises(Refused, match=why):
            kept.original(session, complaint, by=me, because="核对", approval_no=number)
    data = kept.original(session, complaint, by=me, because="核对", approval_no="阳纪批〔2026〕3号")

    assert data == PDF
    session.expire(complaint)
    assert [line.said for line in complaint.history if line.verb == "open_original"] == [
        "阳纪批〔2026〕3号；核对"
    ]


def test_the_original_of_a_real_name_letter_takes_a_reason_and_a_post(session: Session) -> None:
    me = desk(session)
    complaint, kept = attached(session, me)

    with pytest.raises(Refused, match="事由"):
        kept.original(session, complaint, by=me, because=" ")
    for other in (
        make.officer(session, region_code=make.CITY),
        make.officer(session, Role.TASK_FORCE, region_code=make.CITY),
        make.officer(session, Role.LEADER, region_code=make.PROVINCE),
    ):
        with pytest.raises(Refused):
            kept.original(session, complaint, by=other, because="想看")

    assert kept.original(session, complaint, by=me, because="核对签名") == PDF


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("木马.pdf", b"MZ\x90\x00" + bytes(100), "不是可接收的附件"),
        ("网页.txt", b"<html><script>alert(1)</script>", "不是可接收的附件"),
        ("照片.pdf", traces_of.picture("png"), "内容是PNG，与扩展名不符"),
        ("压缩.zip", traces_of.packed({"a.txt": b"x"}), "不是可接收的附件"),
        ("图.svg", b"<svg onload='x'/>", "不是可接收的附件"),
        ("空.pdf", b"", "空文件"),
        ("大.txt", b"a" * (40 * 2**20 + 1), "超过 40 MB"),
        (
            "炸弹.docx",
            traces_of.packed({"[Content_Types].xml": b"<T/>", "word/a.xml": bytes(30 * 2**20)}),
            "压缩炸弹",
        ),
        (
            "宏.docx",
            traces_of.packed({"[Content_Types].xml": b"<T/>", "word/vbaProject.bin": b"x"}),
            "带有宏",
        ),
        ("半截.docx", traces_of.word()[:900], "不完整或已损坏"),
    ],
)
def test_what_may_not_be_kept_is_refused_with_the_reason_and_nothing_is(
    session: Session, home: Path, name: str, data: bytes, why: str
) -> None:
    me = desk(session)
    complaint = make.complaint(session, by=me)

    with pytest.raises(Refused, match=why):
        attachments.keep(session, complaint, [("好.pdf", PDF), (name, data)], by=me)

    assert session.scalars(select(Attachment)).all() == []
    assert not (home / "attachments").exists()


def test_a_hundred_files_are_too_many_and_twenty_are_not(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, by=me)
    with pytest.raises(Refused, match="最多 20 个附件，现有 "):
        attachments.keep(session, complaint, [(f"{n}.txt", b"x") for n in range(100)], by=me)

    attachments.keep(session, complaint, [(f"{n}.txt", b"x") for n in range(20)], by=me)

    assert len(attachments.of(session, complaint)) == 20
    with pytest.raises(Refused, match="最多 20 个附件，现有 "):
        attachments.keep(session, complaint, [("又一个.txt", b"x")], by=me)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\ouyang\\信.pdf", "信.pdf"),
        ("/home/ouyang/信.pdf", "信.pdf"),
        ("信\u202egnp.pdf", "信gnp.pdf"),
        ("信\x00\n.pdf", "信.pdf"),
        ("a" * 300 + ".pdf", "a" * 100 + ".pdf"),
    ],
)
def test_a_name_carries_no_path_and_hides_nothing(given: str, kept: str) -> None:
    assert bare_name(given) == kept


def test_an_attachment_opens_for_its_own_complaint_only(session: Session) -> None:
    me = desk(session)
    (_mine, kept), other = attached(session, me), make.complaint(session, by=me)

    with pytest.raises(Refused, match="没有这份附件"):
        kept.copy(other)
    with pytest.raises(Refused, match="没有这份附件"):
        kept.original(session, other, by=me, because="核对")
    kept.complaint_id = other.id
    with pytest.raises(Refused, match="不能打开"):
        kept.copy(other)


@pytest.mark.parametrize(
    ("role", "region_code"),
    [
        (Role.LEADER, make.CITY),
        (Role.INSPECTOR, make.CITY),
        (Role.PETITIONS, make.PROVINCE),
        (Role.UNIT, make.CITY),
    ],
)
def test_only_the_desk_of_the_place_and_the_handler_attach(
    session: Session, role: Role, region_code: str
) -> None:
    complaint = make.complaint(session, by=desk(session))
    other = make.officer(session, role, region_code=region_code)

    with pytest.raises(Refused):
        attachments.keep(session, complaint, [(NAME, PDF)], by=other)

    assert session.scalars(select(Attachment)).all() == []


def test_a_matter_that_turns_out_higher_takes_its_attachments_with_it(both: Session, home: Path) -> None:
    me = desk(both)
    complaint, _kept = attached(both, me)
    both.commit()

    complaint.pass_up(both, jurisdiction=Jurisdiction.HIGHER, envelope_no="1", by=me)
    both.flush()
    before = [path for path in (home / "attachments").rglob("*") if path.is_file()]
    both.commit()

    assert len(before) == 2  # a change that is not made loses nothing
    assert [path for path in (home / "attachments").rglob("*") if path.is_file()] == []
    assert both.scalars(select(Attachment)).all() == []
    with pytest.raises(Refused, match="已按规定销毁"):
        attachments.keep(both, complaint, [(NAME, PDF)], by=me)


def test_what_a_change_that_was_not_made_left_behind_is_swept_after_a_day(
    session: Session, home: Path
) -> None:
    me = desk(session)
    complaint = make.complaint(session, by=me)
    session.commit()
    attachments.keep(session, complaint, [(NAME, PDF)], by=me)
    session.rollback()
    _complaint, kept = attached(session, session.merge(me))
    session.commit()

    assert attachments.sweep(session) == 0
    for path in (home / "attachments").rglob("*"):
        os.utime(path, (0, 0))
    assert attachments.sweep(session) == 2
    assert {path.name.partition(".")[0] for path in (home / "attachments").glob("*/*")} == {kept.token}
