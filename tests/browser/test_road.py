"""The main road as a province's officers walk it, one post after the other, through the pages alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import county_books
from tests.browser.conftest import Window

pytestmark = pytest.mark.xdist_group("road")
Open = Callable[..., Window]
NUMBER = re.compile(r"晋.+督〔2022〕\d+号|〔2022〕\d+号")
WORDS_OF_A_CAUSE = "一是矿区申报转移登记数与登记台账不符，差额尚未说明。"
NEXT_STEP = "一是请矿区于7月14日前逐套核对并书面说明。"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> county_books.Books:
    return county_books.write(tmp_path_factory.mktemp("books"))


def test_five_workbooks_are_rehearsed_and_taken_in(open_window: Open, books: county_books.Books) -> None:
    window = open_window()
    window.sign_in("inspector")
    window.open("intake-imports")
    window.choose("报送单位", county_books.CITY)
    window.page.locator("input[type=file]").set_input_files(books.all)
    expect(window.main.get_by_text(books.week.name)).to_be_visible()

    window.press("试读")

    window.see("全部确认入库（4 份）")
    listed = {row[0]: row for row in window.rows("导入的文件")}
    assert {name: row[2:8] for name, row in listed.items()} == {
        books.tasks.name: ["待确认", "5", "4", "0", "0", "1"],
        books.ledger.name: ["待确认", "30", "30", "0", "0", "0"],
        books.other_ledger.name: ["待确认", "31", "30", "0", "1", "0"],
        books.week.name: ["待确认", "2", "0", "2", "0", "0"],
        books.promises.name: ["待确认", "4", "4", "0", "0", "0"],
    }
    window.shoot("road-1-rehearsed")
    window.is_sound()

    window.press("全部确认入库（4 份）")
    window.see("最近入库")
    expect(window.main.get_by_text("全部确认入库（4 份）")).to_have_count(0)
    _open_import(window, books.week.name)
    window.see("为何不能确认入库：将更正 2 条已报数字，请写明更正原因。")
    window.fill("更正原因（必填）", "县里补报，原表漏计")
    window.press("确认入库")
    window.see("整批撤回")

    assert {row[2] for row in window.rows("导入的文件")} == {"已入库"}
    window.shoot("road-2-accepted")
    window.asked_nobody_else()


def _open_import(window: Window, name: str) -> None:
    names = [row[0] for row in window.rows("导入的文件")]
    window.open_row("导入的文件", names.index(name))
    expect(window.main.get_by_role("heading", name=name)).to_be_visible()
