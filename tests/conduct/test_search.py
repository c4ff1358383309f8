import gc
import logging
from collections.abc import Iterator
from random import Random

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.conduct import attachments, search
from supervision.conduct.accused import Named
from supervision.conduct.categories import Category, Identity, Jurisdiction
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint, visible_to
from supervision.db import changing, reading
from supervision.office.history import Event
from supervision.office.people import Officer, Role
from tests import make
from tests.conduct import traces_of

#: What invented letters are put together from.
PIECES = (
    "窗口工作人员要求群众反复补交材料",
    "代收契税以后没有及时缴纳",
    "办证中介收取“加急费”３００元",
    "楼栋尚未竣工即办理了首次登记",
    "反映人多次到服务大厅询问，答复不一",
    "A座2单元的住户至今没有领到不动产权证书",
    "乡镇干部在摸底时漏报了两个小区",
    "开发企业已经注销，无人配合办理",
    "承诺时限已经过去，公示栏没有更新",
    "有人打着办证的名义推销装修贷款",
)


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    yield
    for opened in list(search._opened.values()):
        if opened.timer:
            opened.timer.cancel()
        opened.forget()


def letters(session: Session, desk: Officer, n: int, seed: int = 7) -> dict[int, str]:
    """So many complaints with some of the pieces, by number; what each says."""
    luck, said = Random(seed), {}
    for _number in range(n):
        words = "。".join(luck.sample(PIECES, 3))
        made = make.complaint(session, by=desk, identity=Identity.ANONYMOUS, summary=words, text=words[::-1])
        said[made.id] = f"{words}\n{words[::-1]}"
    return said


def desk(session: Session, region_code: str = make.CITY) -> Officer:
    return make.officer(session, Role.PETITIONS, name="周宁", region_code=region_code)


def numbers(session: Session, me: Officer, words: str) -> list[int]:
    return search.find(session, me, words)


def test_it_finds_whatever_a_plain_scan_finds_for_fifty_queries_of_one_to_six_characters(
    both: Session,
) -> None:
    me = desk(both)
    said = letters(both, me, 60)
    luck = Random(11)
    queries: list[str] = []
    while len(queries) < 50:
        text, length = luck.choice(list(said.values())), len(queries) % 6 + 1
        start = luck.randrange(len(text) - length)
        if not (piece := text[start : start + length]).split() or piece.split() != [piece]:
            continue
        queries.append(piece)

    for query in queries:
        plainly = {number for number, text in said.items() if query in text}
        assert set(numbers(both, me, query)) == plainly, len(query)
        assert plainly


def test_the_newest_comes_first_and_every_word_must_stand_in_it(session: Session) -> None:
    me = desk(session)
    first = make.complaint(session, by=me, summary="大厅收费，态度生硬")
    second = make.complaint(session, by=me, summary="大厅收费", text="另有中介")
    make.complaint(session, by=me, summary="中介")

    assert numbers(session, me, "收费") == [second.id, first.id]
    assert numbers(session, me, "收费　中介") == [second.id]
    assert numbers(session, me, "  ") == []
    assert numbers(session, me, "没有这样的话") == []


def test_width_and_case_do_not_matter_and_no_character_is_a_pattern(session: Session) -> None:
    me = desk(session)
    made = make.complaint(session, by=me, summary="Ａ座３００元（.*）50%_")

    for words in ("a座300元", "(.*)", "%_", "Ａ", "３"):
        assert numbers(session, me, words) == [made.id]
    assert numbers(session, me, "a.*元") == []


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("region_code", [make.PROVINCE, make.CITY, make.COUNTY])
def test_nobody_finds_what_they_may_not_see(session: Session, role: Role, region_code: str) -> None:
    accused = make.unit(session)
    make.complaint(session, accused_unit=accused, summary="窗口收费")
    make.complaint(session, region_code=make.COUNTY, summary="窗口收费")
    finder = desk(session)
    me = make.officer(session, role, region_code=region_code, unit=accused if role is Role.UNIT else None)
    assert len(numbers(session, finder, "收费")) == 1

    found = numbers(session, me, "收费")

    assert found == list(session.scalars(visible_to(me).with_only_columns(Complaint.id)))


def test_a_file_is_found_by_its_name_from_the_moment_it_is_attached(both: Session) -> None:
    me = desk(both)
    made = make.complaint(both, by=me, summary="窗口收费")
    assert numbers(both, me, "缴费凭证") == []

    attachments.keep(both, made, [("缴费凭证.docx", traces_of.word())], by=me)
    both.flush()

    assert numbers(both, me, "缴费凭证") == [made.id]
    assert numbers(both, me, "凭证 收费") == [made.id]


def test_whoever_steps_back_finds_it_no_more_although_it_is_held_open(session: Session) -> None:
    me, other = desk(session), desk(session)
    made = make.complaint(session, by=other, summary="窗口收费")
    assert numbers(session, me, "收费") == [made.id]

    made.step_back(session, by=me, because="近亲属")
    session.flush()

    assert numbers(session, me, "收费") == []
    assert numbers(session, other, "收费") == [made.id]


def test_it_follows_what_is_registered_and_what_is_destroyed_elsewhere(both: Session) -> None:
    me = desk(both)
    made = make.complaint(both, by=me, summary="窗口收费")
    both.commit()
    assert numbers(both, me, "收费") == [made.id]

    with changing() as session:
        later = make.complaint(session, by=session.get_one(Officer, me.id), summary="中介收费").id
    both.rollback()
    assert numbers(both, me, "收费") == [later, made.id]

    with changing() as session:
        session.get_one(Complaint, made.id).forget(session)
        assert made.id not in search.memory(both).held
    both.rollback()

    assert numbers(both, me, "收费") == [later]


def test_no_word_of_a_destroyed_complaint_stays_in_memory(session: Session) -> None:
    me = desk(session)
    made = make.complaint(session, by=me, summary="绝无仅有的一句话")
    make.complaint(session, by=me, summary="另一件")
    numbers(session, me, "一")
    opened = search.memory(session)
    assert any("绝无仅有" in block.write_csv() for block in opened.blocks)

    made.forget(session)
    gc.collect()

    assert opened.held
    assert not any("绝无仅有" in block.write_csv() for block in opened.blocks)


def test_what_there_is_no_room_for_is_found_all_the_same(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = desk(session)
    said = letters(session, me, 20)
    monkeypatch.setattr(search, "AT_ONCE", 5)
    monkeypatch.setattr(search, "MOST", 3_000)

    for query in ("证", "窗口", "贷"):
        assert set(numbers(session, me, query)) == {number for number, text in said.items() if query in text}
    assert search.memory(session).bytes <= 3_000
    assert len(search.memory(session).held) < 20


def test_an_older_look_leaves_nothing_behind(session: Session) -> None:
    me = desk(session)
    made = make.complaint(session, by=me, summary="窗口收费")
    session.commit()
    with reading() as older:
        assert older.scalar(select(func.count(Complaint.id))) == 1
        with changing() as changed:
            changed.get_one(Complaint, made.id).forget(changed)
            changed.add(make.officer(changed, Role.LEADER, region_code=make.CITY))
            make.complaint(changed, by=changed.get_one(Officer, me.id), summary="新的一件")
        session.rollback()
        assert len(numbers(session, me, "一件")) == 1

        assert numbers(older, older.get_one(Officer, me.id), "收费") == [made.id]

        assert made.id not in search.memory(session).held


def test_after_a_rest_nothing_is_held(session: Session) -> None:
    me = desk(session)
    make.complaint(session, by=me, summary="窗口收费")
    numbers(session, me, "收费")
    opened = search.memory(session)
    timer = opened.timer
    assert timer is not None
    assert (timer.interval, timer.daemon) == (search.IDLE_SECONDS, True)

    timer.function()

    assert (opened.blocks, opened.held, opened.bytes) == ([], set(), 0)
    assert len(numbers(session, me, "收费")) == 1


def test_the_words_looked_for_stand_in_no_history_and_no_log(
    session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    me = desk(session)
    make.complaint(session, by=me, summary="窗口收费甲乙丙")
    before = session.scalar(select(func.max(Event.number)))

    with caplog.at_level(logging.DEBUG):
        assert numbers(session, me, "甲乙丙")

    assert "甲乙丙" not in caplog.text
    assert session.scalar(select(func.max(Event.number))) == before


def test_the_accused_are_found_by_name_by_those_on_the_list_and_not_by_themselves(session: Session) -> None:
    me = desk(session)
    named = Named(Jurisdiction.OWN, Category.EXTORTION, name="欧阳被反映")
    made = make.complaint(session, by=me, accused=[named])
    themselves = make.officer(session, Role.LEADER, name="欧阳被反映", region_code=make.CITY)

    assert numbers(session, me, "欧阳") == [made.id]
    assert numbers(session, themselves, "欧阳") == []


def test_whoever_handles_it_finds_it_by_what_may_leave_the_desk_only(both: Session) -> None:
    handler = make.officer(both, name="吴桐", region_code=make.CITY)
    made = make.complaint(
        both, ComplaintStatus.HANDLING, handler=handler, summary="窗口王建国科长收费", text="三单元邻居在场"
    )
    both.commit()

    assert numbers(both, handler, "收费") == numbers(both, handler, made.number) == [made.id]
    assert numbers(both, handler, "王建国") == numbers(both, handler, "三单元") == []
    assert numbers(both, made.history[0].by, "王建国") == [made.id]
