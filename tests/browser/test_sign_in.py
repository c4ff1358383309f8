"""Coming in, staying in and leaving, in a real browser."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from supervision.demo.people import OFFICERS
from supervision.office import credentials
from tests.browser.conftest import Window, foreign_words


def test_one_click_of_a_demo_home_signs_in(window: Window) -> None:
    window.page.goto(window.url)

    assert urlsplit(window.page.url).path == "/login"
    assert "演示数据" in window.text
    assert "2022-06-30" in window.text
    assert len(window.page.locator(".offered button").all()) == len(OFFICERS) + 1  # a unit's own
    window.shoot("front-light")
    window.sign_in("leader")
    assert "演示甲" in window.text
    assert "业务日期 2022-06-30" in window.text


def test_a_refresh_and_a_deep_link_keep_the_sign_in(window: Window) -> None:
    window.sign_in("leader")

    window.page.reload()
    window.settle()
    assert "演示甲" in window.text
    window.open("office-limits")

    assert "时限与规则" in window.text
    assert "duze" not in window.page.evaluate("document.cookie").replace("duze-", "")


def test_a_password_signs_in_and_a_wrong_one_says_so(window: Window) -> None:
    window.page.goto(f"{window.url}/office-limits")
    window.page.get_by_label("账号").fill("inspector")
    window.page.get_by_label("密码").fill("wrong")
    window.page.get_by_role("button", name="登录", exact=True).click()
    assert window.page.get_by_role("alert").inner_text() == "账号或密码不正确。"

    window.page.wait_for_timeout(1100)
    window.page.get_by_label("密码").fill(credentials.DEMO_PASSWORD)
    window.page.get_by_role("button", name="登录", exact=True).click()
    window.settle()

    assert urlsplit(window.page.url).path == "/office-limits"


def test_leaving_ends_it_in_every_tab(open_window: Callable[..., Window]) -> None:
    window = open_window()
    window.sign_in("auditor")
    other = Window(window.page.context.new_page(), window.url)
    other.open("office-accounts")

    window.page.get_by_role("link", name="退出").click()
    window.page.wait_for_url("**/login")
    other.page.reload()

    assert urlsplit(other.page.url).path == "/login"
    window.page.go_back()
    assert urlsplit(window.page.url).path == "/login"


def test_an_address_that_does_not_exist_is_said_in_chinese(window: Window) -> None:
    window.sign_in("leader")

    window.page.goto(f"{window.url}/nowhere")
    window.page.get_by_role("dialog").wait_for()

    assert foreign_words(window.page.get_by_role("dialog").inner_text()) == []
    assert "没有这个页面" in window.text


def test_a_page_of_other_posts_says_whose_it_is(window: Window) -> None:
    window.sign_in("inspector")

    window.open("office-accounts")

    assert "本页由系统管理员、安全管理员、审计管理员使用。您是监督检查岗。" in window.text


def test_the_language_can_be_changed_and_is_kept(window: Window) -> None:
    window.sign_in("leader")

    window.page.get_by_role("link", name="English").click()
    window.settle()
    assert window.page.locator("html").get_attribute("lang") == "en"
    window.page.get_by_role("link", name="中文").click()
    window.settle()

    assert window.page.locator("html").get_attribute("lang") == "zh-CN"


def test_the_page_comes_with_its_policy(window: Window) -> None:
    window.sign_in("leader")

    answer = window.page.goto(window.url)

    assert answer is not None
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert window.page.title() != "Streamlit"


@pytest.mark.parametrize("dark", [False, True])
def test_what_it_looks_like(open_window: Callable[..., Window], dark: bool) -> None:
    window, theme = open_window(dark=dark), "dark" if dark else "light"
    window.page.goto(f"{window.url}/login")
    window.shoot(f"front-{theme}")
    window.sign_in("auditor")

    for name in ("office-accounts", "office-history", "office-limits"):
        window.open(name)
        window.page.wait_for_timeout(500)
        window.shoot(f"{name}-{theme}")
