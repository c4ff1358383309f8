"""A county's officer and the next county: lists, drill, addresses typed by hand, files of other accounts."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from supervision.demo.people import COUNTY, NEXT_COUNTY
from supervision.office import credentials
from tests.browser.conftest import Window

Open = Callable[..., Window]
OWN, NEXT = "阳泉市盂县", "阳泉市城区"
COMPOUND = "演示石林新村"
#: What lies in the next county: its name, its unit, its commitments, a compound.
STRANGE = re.compile(rf"{NEXT}|城区人民政府|CN-0302-|{COMPOUND}")
#: Addresses in the next county, and what the city's officer reads there.
OF_NEXT = {
    f"overview-overview?region={NEXT_COUNTY}": "城区人民政府",
    f"responsibility-units?region={NEXT_COUNTY}": "城区人民政府",
    f"responsibility-commitments?region={NEXT_COUNTY}": NEXT,
    f"conduct-flags?region={NEXT_COUNTY}&status=all": NEXT,
    f"delivery-progress?region={NEXT_COUNTY}": NEXT,
    f"delivery-compounds?region={NEXT_COUNTY}&included=included": NEXT,
    f"delivery-compounds?region={NEXT_COUNTY}&compound={NEXT_COUNTY}-0001": COMPOUND,
    f"accountability-orders?region={NEXT_COUNTY}": NEXT,
    f"briefings-briefings?region={NEXT_COUNTY}": NEXT,
}
LISTS = {
    "responsibility-commitments": "承诺事项",
    "delivery-compounds": "街道（乡镇）",
    f"delivery-compounds?region={COUNTY}&included=included": "项目（小区）",
}
#: Pages of records: where an officer above finds one, its list, how the address names it, and what it says.
RECORDS = (
    ("city2", f"responsibility-commitments?region={NEXT_COUNTY}", "承诺事项", "commitment", "申报与核对"),
    ("city2", "conduct-complaints?status=all", "信访件", "complaint", "加密保存"),
    ("inspector", "accountability-orders?region=140300", "督办通知书", "order", "督办要求"),
    ("inspector", "briefings-briefings", "监督简报", "briefing", "取定的数字"),
)


def test_its_lists_hold_its_own_place_only(open_window: Open) -> None:
    window = open_window()
    window.sign_in("county1")

    for address, alt in LISTS.items():
        window.open(address)
        shown = "\n".join("\t".join(row) for row in window.rows(alt))
        assert shown
        assert STRANGE.search(shown) is None, address
    for address in (
        "overview-overview",
        "conduct-flags?status=all",
        "conduct-complaints?status=all",
        "delivery-progress",
    ):
        window.open(address)
        expect(window.page.locator("body")).to_contain_text(OWN)
        assert STRANGE.search(_read(window)) is None, address

    window.is_sound()
    window.asked_nobody_else()


def test_another_region_in_the_address_opens_its_own(open_window: Open) -> None:
    city, county = open_window(), open_window()
    city.sign_in("city2")
    county.sign_in("county1")

    for address, seen in OF_NEXT.items():
        city.open(address)
        city.see(seen)
        county.open(address)
        expect(county.page.get_by_test_id("stSidebarUserContent")).to_contain_text(OWN)
        assert STRANGE.search(_read(county)) is None, address

    county.shoot("next-county-kept-out")
    county.is_sound()


def test_the_number_of_a_record_opens_nothing(open_window: Open) -> None:
    """Officers above open it; the same address has nothing for the county's."""
    above = {post: open_window() for post in ("city2", "inspector")}
    county = open_window()
    for post, window in above.items():
        window.sign_in(post)
    county.sign_in("county1")

    for post, address, alt, name, says in RECORDS:
        window = above[post]
        window.open(address)
        window.open_row(alt, 0)
        window.see(says)
        number = parse_qs(urlsplit(window.page.url).query).get(name, ["1"])[0]
        again = f"{address.partition('?')[0]}?{name}={number}"
        window.open(again)
        window.see(says)
        county.open(again)
        expect(county.page.get_by_test_id("stSidebarUserContent")).to_contain_text(OWN)
        expect(county.main.get_by_text(says)).to_have_count(0)
        assert STRANGE.search(_read(county)) is None, again


def test_a_flag_of_another_county_opens_nothing(open_window: Open) -> None:
    inspector, county = open_window(), open_window()
    inspector.sign_in("inspector")
    inspector.open("conduct-flags?region=140223&status=all")
    inspector.see("发现了什么")
    number = parse_qs(urlsplit(inspector.page.url).query)["flag"][0]
    assert "广灵县" in inspector.text

    county.sign_in("county1")
    county.open(f"conduct-flags?flag={number}")

    county.see("上次检查")
    expect(county.main).not_to_contain_text("广灵县")
    county.is_sound()


def test_a_file_of_another_account_is_refused(open_window: Open, tmp_path: Path) -> None:
    neighbour, county = open_window(), open_window()
    neighbour.sign_in("next1")
    county.sign_in("county1")
    neighbour.open("responsibility-commitments")
    neighbour.press("导出")
    neighbour.fill("导出事由（必填）", "向分管领导汇报", inside=neighbour.panel)
    neighbour.fill("再次输入您的密码", credentials.DEMO_PASSWORD, inside=neighbour.panel)
    neighbour.press("生成文件", inside=neighbour.panel)
    link = neighbour.panel.get_by_role("link", name=re.compile("下载"))
    address = link.get_attribute("href")
    assert address

    refused = county.page.goto(f"{county.url}{urlsplit(address).path}")

    assert refused is not None
    assert refused.status == 404
    assert "没有可取的文件：导出只供本人领取。" in county.page.locator("body").inner_text()
    with neighbour.page.expect_download() as coming:
        link.click()
    coming.value.save_as(tmp_path / "list.xlsx")
    assert (tmp_path / "list.xlsx").stat().st_size > 0
    again = neighbour.page.goto(f"{neighbour.url}{urlsplit(address).path}")
    assert again is not None
    assert again.status == 404


def _read(window: Window) -> str:
    """Everything on the page, the cells of tables too."""
    return "\n".join([window.text, *window.page.locator("[role=gridcell]").all_text_contents()])
