"""Every page, as three posts that between them may open them all, in light and in dark."""

from collections.abc import Callable

import pytest

from dashboard.pages import PAGES
from supervision.demo.people import OFFICERS
from tests.browser.conftest import Window

POSTS = ("leader", "inspector", "auditor")
#: Pages that show one record below their list; it is opened too.
RECORDS = {
    "responsibility.commitments": "commitment",
    "conduct.complaints": "complaint",
    "accountability.orders": "order",
    "briefings.briefings": "briefing",
}
#: Light or dark is how light that is which lies behind everything.
GROUND = (
    "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    ".match(/\\d+/g).slice(0, 3).every(one => Number(one) {than} 128)"
)


def _pages(post: str) -> list[str]:
    roles = OFFICERS[post][1]
    return [name for name, page in PAGES.items() if not page.roles.isdisjoint(roles)]


def test_three_posts_open_every_page_between_them() -> None:
    assert {name for post in POSTS for name in _pages(post)} == set(PAGES)


@pytest.mark.parametrize("post", POSTS)
def test_each_page_is_sound_in_light_and_dark(open_window: Callable[..., Window], post: str) -> None:
    window = open_window()
    window.sign_in(post)
    assert window.page.title() == "督责台"

    for name in _pages(post):
        asked = f"?{RECORDS[name]}=1" if name in RECORDS else ""
        window.open(name.replace(".", "-") + asked)
        assert PAGES[name].title in window.text, name
        assert "演示数据" in window.text, name
        for theme in ("light", "dark"):
            _turn(window, theme)
            window.is_sound()
            window.shoot(f"{name.replace('.', '-')}-{post}-{theme}")

    window.asked_nobody_else()


def _turn(window: Window, theme: str) -> None:
    """The browser's own preference, which the page follows without being opened again."""
    window.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    window.page.wait_for_function(GROUND.replace("{than}", "<" if theme == "dark" else ">"))
    window.page.wait_for_timeout(250)
    window.settle()
