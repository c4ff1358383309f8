"""Doubts in a real browser: an import raises them, three are judged in three ways, a rule's record moves."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import county_books
from tests.browser.conftest import UNIT, Window

Open = Callable[..., Window]
REPLY = "系申报项目，申报号漏录，已补录。"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> county_books.Books:
    return county_books.write(tmp_path_factory.mktemp("books"))


def judged(window: Window, code: str) -> str:
    """What the rule's card says of how it has done."""
    window.open(f"conduct-rules?rule={code}")
    window.see("属实比例")
    return window.main.inner_text()


def weigh_all(window: Window) -> int:
    """No innocent explanation holds; answers how many there were."""
    groups = window.main.get_by_role("radiogroup").filter(has_text="不成立")
    for place in range(groups.count()):
        window.pick("不成立", inside=groups.nth(place))
        window.see(f"{place + 1}：不成立")  # in what was done: it is saved
    return groups.count()


def test_an_import_raises_doubts(open_window: Open, books: county_books.Books) -> None:
    window = open_window()
    window.sign_in("inspector")
    window.open("intake-imports")
    window.choose("报送单位", county_books.CITY)
    window.hand_in(books.tasks, books.ledger, books.other_ledger)
    expect(window.main.get_by_text(books.ledger.name)).to_be_visible()
    window.press("试读")
    window.see("全部确认入库（3 份）")
    window.rows_once("导入的文件", lambda rows: {row[3] for row in rows} == {"待确认"})
    window.press("全部确认入库（3 份）")
    taken = window.rows_once("导入的文件", lambda rows: {row[3] for row in rows} == {"已入库"})
    assert len(taken) == 3

    window.open("conduct-doubts?region=140300")
    counties = {row[0]: row for row in window.rows("县（市、区）")}

    assert int(counties["阳泉市城区"][1]) >= 1
    window.shoot("doubts-1-at-a-glance")
    window.is_sound()
    window.open(f"conduct-flags?region={county_books.COUNTY}&rule=IR01")
    window.see(county_books.REVERSED)
    window.shoot("doubts-2-raised")


def test_one_is_dismissed_and_the_card_counts_it(open_window: Open) -> None:
    window = open_window()
    window.sign_in("inspector")
    assert "（0／2）" in judged(window, "IR01")
    window.open(f"conduct-flags?region={county_books.COUNTY}&rule=IR01")
    window.see(county_books.REVERSED)
    window.fill("研判意见（必填）", "经核对，系统迁移造成登簿时间颠倒。")
    window.choose("排除理由", "录入或迁移错误")
    window.press("排除疑点")
    window.toast("已排除疑点")

    assert "（0／3）" in judged(window, "IR01")


def test_one_goes_to_its_unit_and_the_reply_is_judged(open_window: Open) -> None:
    window = open_window()
    window.sign_in("inspector")
    assert "属实比例：尚无研判" in judged(window, "PB06")
    window.open("conduct-flags?region=140322&rule=PB06")
    window.see("PB06 清单冻结后追加")
    window.fill("研判意见（必填）", "请说明追加纳入的依据。")
    window.choose("责任单位（转核实时必选）", "阳泉市自然资源局")
    window.press("转责任单位核实")
    window.toast("已转核实")
    number = re.search(r"YD-\d+", window.main.inner_text())
    assert number
    address = window.page.url.removeprefix(f"{window.url}/")

    unit = open_window()
    unit.sign_in(UNIT)
    unit.open("responsibility-units")
    unit.see(number.group())
    unit.fill("回复内容（必填）", REPLY)
    unit.press("登记回复")
    unit.toast("已登记回复")
    unit.shoot("doubts-3-the-unit-answers")

    window.open(address)
    window.see(REPLY)
    weigh_all(window)
    window.press("认定属实")
    window.fill("认定的事实（必填）", "申报号补录时间在追加以后，纳入时无依据。", inside=window.panel)
    window.press("认定属实", inside=window.panel)
    window.toast("已认定属实")

    assert "属实比例 100.00%（1／1）" in judged(window, "PB06")
    window.shoot("doubts-4-the-card")
    window.is_sound()


def test_one_is_weighed_and_handed_to_the_cases_desk_by_another(open_window: Open) -> None:
    window = open_window()
    window.sign_in("inspector")
    window.open("conduct-flags?region=140322&rule=PR01")
    window.see("PR01 申报数大于核对数")
    weighed = weigh_all(window)
    address = window.page.url.removeprefix(f"{window.url}/")

    head = open_window()
    head.sign_in("taskforce")
    head.open(address)
    head.see(f"{weighed}：不成立")
    head.fill("研判意见（必填）", "四项解释均不成立，差额未说明。")
    head.press("转案管")
    head.press("转案管", inside=head.dialog)
    head.toast("已转案管")
    head.shoot("doubts-5-handed-over")

    cases = open_window()
    cases.sign_in("cases")
    cases.open("conduct-clues")
    cases.see("转来的疑点")
    cases.is_sound()
    cases.asked_nobody_else()


def test_a_sample_is_drawn_by_a_seed_and_its_sheet_comes_back(open_window: Open, tmp_path: Path) -> None:
    window = open_window()
    window.sign_in("inspector")
    window.open("conduct-samples?sample=2")
    window.see("CY-140223-2022-0001")
    sheet = window.take_out("核验表", to=tmp_path, reason="逐套核验")
    window.press("收回结果")
    window.hand_in(sheet, inside=window.panel)
    window.press("收回结果", inside=window.panel)
    window.toast("新收回 0 套")
    window.shoot("doubts-6-sampled")
