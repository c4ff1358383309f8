"""The six workbooks that tell what the rules ask: each known for what it is, taken in, and taken back."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.db import changing
from supervision.delivery.arrangements import Arrangement
from supervision.delivery.charges import Charge
from supervision.delivery.declarations import Declaration
from supervision.delivery.deferrals import Deferral
from supervision.delivery.node_steps import NodeStep
from supervision.delivery.relations import Relation, Side
from supervision.delivery.snapshots import Shape
from supervision.intake.imports import Import
from supervision.keys import keys
from supervision.office.people import Officer
from tests import make
from tests.intake import books

SHEETS: dict[str, tuple[Any, list[list[object]], list[object]]] = {
    "deferrals": (
        Deferral,
        [
            ["县区", "项目编号", "缓缴批准文号", "缓缴种类", "批准日期", "缓缴到期日"],
            ["城区", "140302-0001", "税缓〔2021〕3号", "契税", "2021-06-01", "2031-06-01"],
        ],
        ["城区", None, "税缓〔2021〕4号", "契税", "2021-06-01", None],
    ),
    "charges": (
        Charge,
        [
            ["县区", "项目编号", "代收单位", "费种", "代收户数", "代收金额（元）", "已缴金额（元）"],
            ["城区", "140302-0001", "虚构置业有限公司", "契税", 30, "9000.50", 6000],
        ],
        ["城区", "140302-0001", "虚构置业有限公司", "维修资金", 3, "很多", 0],
    ),
    "arrangements": (
        Arrangement,
        [
            ["县区", "安排类型", "窗口", "开始日期", "结束日期", "备案文号"],
            ["城区", "延时服务", "3号窗口", "2021-10-01", None, "演示备1号"],
        ],
        ["城区", "喝茶", "3号窗口", "2021-10-01", None, "演示备2号"],
    ),
    "relations": (
        Relation,
        [
            ["县区", "关联方类别", "关联对象", "关联关系", "关联人姓名", "关联人证件号"],
            ["城区", "开发企业", "虚构置业有限公司", "股东", "演示某某", "140302198001010011"],
        ],
        ["城区", "开发企业", "虚构置业有限公司", "股东", None, None],
    ),
    "declarations": (
        Declaration,
        [
            ["县区", "申报号", "小区名称", "申报日期", "申报套数", "处理结果"],
            ["城区", "SB-0001", "演示小区", "2021-07-01", 20, None],
        ],
        ["城区", None, "演示小区", "2021-07-01", 20, None],
    ),
    "node_steps": (
        NodeStep,
        [
            ["县区", "事项编号", "项目编号", "流转部门", "转入日期", "应办结日期", "退回日期"],
            ["城区", "SX-1", "140302-0001", "规划局", "2021-07-01", "2021-08-01", None],
        ],
        ["城区", "SX-2", "140302-0001", None, "2021-07-01", None, None],
    ),
}


@pytest.fixture
def by(both: Session) -> int:
    number = make.officer(both, region_code=make.CITY).id
    both.commit()
    return number


@pytest.mark.parametrize("shape", SHEETS)
def test_it_is_known_for_what_it_is_and_taken_in_once(
    both: Session, by: int, tmp_path: Path, shape: str
) -> None:
    kind, rows, bad = SHEETS[shape]
    files = {f"{shape}.xlsx": books.xlsx({"Sheet1": [*rows, bad]})}

    (first,) = books.take_in(tmp_path, files, by=by)
    (again,) = books.take_in(tmp_path, files, by=by)

    assert (first["shape"], first["inserted"], first["rejected"]) == (shape, 1, 1)
    assert (again["inserted"], again["updated"], again["unchanged"], again["rejected"]) == (0, 0, 1, 1)
    assert both.scalar(select(func.count()).select_from(kind)) == 1


@pytest.mark.parametrize("shape", SHEETS)
def test_what_a_later_file_changed_stands_until_it_is_withdrawn(
    both: Session, by: int, tmp_path: Path, shape: str
) -> None:
    kind, rows, _bad = SHEETS[shape]
    changed = [list(row) for row in rows]
    column = {
        "deferrals": 3,
        "charges": 6,
        "arrangements": 5,
        "relations": 3,
        "declarations": 4,
        "node_steps": 5,
    }
    changed[1][column[shape]] = {"charges": 7000, "declarations": 21, "node_steps": "2021-09-01"}.get(
        shape, "改后"
    )
    books.take_in(tmp_path, {"a.xlsx": books.xlsx({"Sheet1": rows})}, by=by)
    before = both.execute(select(kind.__table__)).one()
    both.rollback()

    (told,) = books.take_in(tmp_path, {"b.xlsx": books.xlsx({"Sheet1": changed})}, by=by)
    with changing() as session:
        last = session.scalars(select(Import).order_by(Import.id.desc())).first()
        assert last
        last.withdraw(by=make.officer(session, region_code=make.CITY), because="演示")

    assert told["updated"] == 1
    assert both.execute(select(kind.__table__)).one() == before


def test_a_sum_of_money_is_kept_to_the_cent(both: Session, by: int, tmp_path: Path) -> None:
    _kind, rows, _bad = SHEETS["charges"]
    books.take_in(tmp_path, {"a.xlsx": books.xlsx({"Sheet1": rows})}, by=by)

    assert both.scalars(select(Charge)).one().collected == 900_050


def test_whoever_is_related_is_known_by_the_mark_of_a_buyer_and_is_nowhere_named(
    both: Session, by: int, tmp_path: Path
) -> None:
    _kind, rows, _bad = SHEETS["relations"]
    books.take_in(tmp_path, {"a.xlsx": books.xlsx({"Sheet1": rows})}, by=by)

    found = both.scalars(select(Relation)).one()

    assert (found.side, found.buyer) == (Side.DEVELOPER, keys().recognise("buyer", "140302198001010011"))
    assert not any("演示某某" in str(value) for value in vars(found).values())


def test_the_five_that_every_county_sends_are_still_told_apart(
    both: Session, by: int, tmp_path: Path
) -> None:
    accounts = books.take_in(tmp_path, books.all_five(), by=by)

    assert {account["shape"] for account in accounts} == {
        shape.value
        for shape in (Shape.ROSTER, Shape.COMMITMENTS, Shape.TASK_LIST, Shape.LEDGER, Shape.PROGRESS)
    }


def test_an_officer_of_another_place_brings_in_nothing_of_this_one(both: Session, tmp_path: Path) -> None:
    stranger: Officer = make.officer(both, region_code="140600")
    both.commit()
    _kind, rows, _bad = SHEETS["declarations"]

    (told,) = books.take_in(tmp_path, {"a.xlsx": books.xlsx({"Sheet1": rows})}, by=stranger.id)

    assert told["inserted"] == 0
