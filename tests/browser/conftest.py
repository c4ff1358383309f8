"""A real Chromium before the real app, which `streamlit run` serves from a demo home of each module's own."""

import fcntl
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from dashboard import tables
from supervision.demo import people
from supervision.office import credentials
from tests.browser import chromium

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "build" / "screenshots"
SECONDS_TO_START = 60
#: Two workers, a server and a browser each share two cores.
PATIENCE = 20_000
#: The one account of the demo that is a unit's own.
UNIT = "unit"
# Latin words that belong on a Chinese page: numbers of documents, file kinds, rule codes, the language link.
LATIN_OF_OURS = re.compile(
    r"English|Alt|Up|Down|https?|[A-Z]{1,4}\d+|SX\d+|\.?(xlsx?|csv|txt|docx?|pdf|XLSX?|DOCX?|PDF|JPG|PNG|GIF|BMP|WebP|JPEG|WAV|MP3|MP4|Word|Excel)|MB|UTF-8|GB18030|HTTPS|SM3"
    r"|[0-9a-f]{12,}"
)
LATIN = re.compile(r"[A-Za-z]{3,}")
PLACEHOLDER = re.compile(r"\{[A-Za-z_]\w*\}|\{\}")
# Opened at /office-limits, Streamlit first asks whether it lies below that, and is told 404.
STREAMLIT_LOOKS_FOR_ITS_ROOT = re.compile(r"404 .*/[\w-]+/_stcore/(health|host-config)$")
# What a screen reader says of a control that has no words of its own.
SPOKEN = (
    "() => [...document.querySelectorAll('[aria-label], [placeholder], [title]')].flatMap("
    "it => ['aria-label', 'placeholder', 'title'].map(name => it.getAttribute(name) ?? ''))"
)
expect.set_options(timeout=PATIENCE)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(autouse=True)
def frozen_clock() -> None:
    """Time runs here: server, browser and test are three processes."""


@dataclass(frozen=True)
class Served:
    """Where the app answers, and the home it answers from."""

    url: str
    home: Path


@dataclass
class Window:
    """One browser window of its own, with everything it asked for and everything it complained about."""

    page: Page
    url: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def sign_in(self, login: str) -> None:
        """One click on the front page of the demo home."""
        name = "演示填报员" if login == UNIT else people.OFFICERS[login][0]
        self.page.goto(f"{self.url}/login")
        self.page.get_by_role("button", name=name).click()
        self.settle()

    def open(self, address: str) -> None:
        self.page.goto(f"{self.url}/{address}")
        self.settle()

    def settle(self) -> None:
        """Wait until the app has drawn the page."""
        self.page.get_by_test_id("stSidebarUserContent").wait_for()
        self.page.wait_for_function(
            "() => !document.querySelector('[data-testid=stStatusWidget], [data-testid=stSkeleton]')"
        )
        self.page.get_by_test_id("stMain").get_by_role("heading", level=1).first.wait_for()

    @property
    def text(self) -> str:
        """What an officer reads; the names of icons are letters only to a machine."""
        icons = self.page.locator("[data-testid=stIconMaterial]").all_inner_texts()
        shown = self.page.locator("body").inner_text()
        for icon in sorted(set(icons), key=len, reverse=True):
            shown = "\n".join(line for line in shown.splitlines() if line.strip() != icon.strip())
        return shown

    @property
    def main(self) -> Locator:
        return self.page.get_by_test_id("stMain")

    def see(self, words: str) -> None:
        """Wait until these words are read on the page."""
        expect(self.main.get_by_text(words).first).to_be_visible()

    def keyed(self, key: str) -> Locator:
        """The widget of this key."""
        return self.page.locator(f".st-key-{key}")

    def press(self, label: str | re.Pattern[str], *, inside: Locator | None = None) -> None:
        """A button by what stands on it, whether or not its keys stand beside that."""
        if isinstance(label, str):
            label = re.compile(rf"^{re.escape(label)}(\s*(快捷键|Shortcut|Alt|⌥).*)?$")
        (inside or self.main).get_by_role("button", name=label).first.click()

    def fill(self, label: str, text: str, *, inside: Locator | None = None) -> None:
        """A field by its label; leaving it is what tells the app."""
        where = inside or self.main
        field = where.locator("input, textarea").and_(where.get_by_label(label)).first
        field.fill(text)
        field.press("Tab")

    def date(self, label: str, day: str, *, inside: Locator | None = None) -> None:
        """A day, typed into its three parts."""
        field = (inside or self.main).get_by_test_id("stDateInput").filter(has_text=label)
        field.get_by_role("spinbutton").first.click()
        self.page.keyboard.type(day.replace("-", ""), delay=30)
        field.get_by_text(label).click()

    def choose(self, label: str, option: str, *, inside: Locator | None = None) -> None:
        """One option of a list."""
        listed = (inside or self.main).get_by_test_id("stSelectbox").filter(has_text=label)
        field = listed.get_by_role("combobox").first
        if field.input_value() == option:
            return
        field.evaluate("it => it.scrollIntoView({block: 'center'})")  # a list that is scrolled closes
        for patience in (4_000, 8_000, PATIENCE):
            field.fill(option)
            try:
                self.page.get_by_role("option", name=option).first.click(timeout=patience)
                break
            except PlaywrightTimeout:  # so does a list whose page is drawn again
                field.press("Escape")
        else:
            raise AssertionError(f"{label} does not offer {option}")
        self.settle()

    def pick(self, option: str, *, inside: Locator | None = None) -> None:
        """One of several options that all stand on the page."""
        (inside or self.main).get_by_text(option, exact=True).first.click()
        self.settle()

    def hand_in(self, *files: Path, inside: Locator | None = None) -> None:
        """Files put into the one place for files; the page names each at once, before it is sent."""
        where = inside or self.main
        for patience in (4_000, 8_000, PATIENCE):
            where.locator("input[type=file]").set_input_files(files)
            try:
                where.get_by_test_id("stFileChip").first.wait_for(timeout=patience)
                break
            except PlaywrightTimeout:  # a place that is drawn again just then takes nothing
                continue
        else:
            raise AssertionError(f"{files[0].name} was not taken")

    @property
    def panel(self) -> Locator:
        """The popover that is open."""
        return self.page.get_by_test_id("stPopoverBody").last

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog").last

    def toast(self, words: str) -> None:
        """Done: the app says so."""
        expect(self.page.get_by_test_id("stToast").filter(has_text=words).first).to_be_visible()
        self.settle()

    def rows(self, alt: str) -> list[list[str]]:
        """What a table shows, cell by cell; the grid keeps it beside its picture for screen readers."""
        grid = self._grid(alt)
        grid.locator("[role=gridcell]").first.wait_for(state="attached")
        return [
            [cell.strip() for cell in row.locator("[role=gridcell]").all_text_contents()]
            for row in grid.locator("[role=row]").all()[1:]
        ]

    def rows_once(self, alt: str, ready: Callable[[list[list[str]]], bool]) -> list[list[str]]:
        """What a table shows once it shows what is waited for; a page at work is drawn again meanwhile."""
        until = time.monotonic() + PATIENCE / 1000
        while not ready(rows := self.rows(alt)) and time.monotonic() < until:
            self.page.wait_for_timeout(300)
        return rows

    def open_row(self, alt: str, place: int) -> None:
        """One cell of a table opens its row."""
        grid = self._grid(alt)
        grid.scroll_into_view_if_needed()
        box = grid.bounding_box()
        assert box
        down = tables.HEAD + tables.ROW * place + tables.ROW // 2
        self.page.mouse.move(box["x"] + 150, box["y"] + down - 1)
        self.page.mouse.move(box["x"] + 150, box["y"] + down, steps=3)
        self.page.wait_for_timeout(
            150
        )  # the grid is a picture: nothing in the page says what lies under the mouse
        self.page.mouse.click(box["x"] + 150, box["y"] + down, delay=40)
        self.settle()

    def _grid(self, alt: str) -> Locator:
        return self.page.locator(f'[data-testid=stDataFrameResizable][aria-label="{alt}"]').first

    def take_out(self, label: str, *, to: Path, reason: str = "向分管领导汇报") -> Path:
        """Reason, password again, and the link that works once."""
        self.page.get_by_role("button", name=label).first.click()
        self.fill("导出事由（必填）", reason, inside=self.panel)
        self.fill("再次输入您的密码", credentials.DEMO_PASSWORD, inside=self.panel)
        self.press("生成文件", inside=self.panel)
        with self.page.expect_download() as coming:
            self.panel.get_by_role("link", name=re.compile("下载")).click()
        path = to / coming.value.suggested_filename
        coming.value.save_as(path)
        self.page.keyboard.press("Escape")
        return path

    def shoot(self, name: str) -> None:
        """A picture of the whole page, however far down it goes."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        size = self.page.viewport_size or {"width": 1440, "height": 900}
        needed = self.page.evaluate(
            "() => document.querySelector('[data-testid=stMain]')?.scrollHeight ?? document.body.scrollHeight"
        )
        if needed > size["height"]:
            self.page.set_viewport_size({"width": size["width"], "height": min(int(needed), 4000)})
            self.page.wait_for_timeout(150)
        self.page.screenshot(path=SHOTS / f"{name}.png")
        self.page.set_viewport_size(size)

    def is_sound(self) -> None:
        """No English of Streamlit's, no traceback, no placeholder that nothing was put into."""
        assert self.page.get_by_test_id("stException").count() == 0, self.page.url
        assert "Traceback" not in self.text
        assert foreign_words(self.text) == [], self.page.url
        assert PLACEHOLDER.findall(self.text) == [], self.page.url
        assert foreign_words("\n".join(self.page.evaluate(SPOKEN))) == [], self.page.url

    def asked_nobody_else(self) -> None:
        """Every request went to the app, and the browser had nothing to complain about."""
        asked = {urlsplit(url).netloc for url in self.requests if url.startswith(("http", "ws"))}
        assert asked <= {urlsplit(self.url).netloc}
        assert [said for said in self.complaints if not STREAMLIT_LOOKS_FOR_ITS_ROOT.search(said)] == []


def foreign_words(shown: str) -> list[str]:
    """The lines in which English stands."""
    return [line for line in shown.splitlines() if LATIN.search(LATIN_OF_OURS.sub(" ", line))]


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo home by the command that `make run` uses, made once a run by whichever worker is first."""
    here = tmp_path_factory.getbasetemp()
    run = here.parent if os.environ.get("PYTEST_XDIST_WORKER") else here
    home = run / "demo-home" / "var"
    home.parent.mkdir(exist_ok=True)
    with (home.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            made = subprocess.run(
                [sys.executable, "-m", "supervision", "demo"],
                env=_environment(home),
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=False,
            )
            assert made.returncode == 0, made.stderr
    return home


@pytest.fixture(scope="module")
def served(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app on a free port of the loopback, as `make run` starts it, with a copy of the demo home."""
    home = tmp_path_factory.mktemp("browser") / "var"
    shutil.copytree(demo_home, home)
    shutil.copytree(demo_home.with_name("var.keys"), home.with_name("var.keys"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = home.with_name("streamlit.log")
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", str(port)]
    with log.open("wb") as out:
        server = subprocess.Popen(
            command, cwd=ROOT, env=_environment(home), stdout=out, stderr=subprocess.STDOUT
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz", server, log)
            yield Served(f"http://127.0.0.1:{port}", home)
        finally:
            server.terminate()
            server.wait(timeout=20)
    assert "Traceback" not in log.read_text(errors="replace"), log.read_text(errors="replace")[-4000:]


def _environment(home: Path) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if name not in ("DUZE_DATABASE_URL", "DUZE_KEYS")
    }
    return kept | {"DUZE_HOME": str(home), "PYTHONUNBUFFERED": "1"}


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(url, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the app did not start:\n{log.read_text(errors='replace')}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = chromium.find()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=found.path, args=list(ARGUMENTS), env={**os.environ, **found.environment}
        )
        yield started
        started.close()


@pytest.fixture
def open_window(browser: Browser, served: Served) -> Iterator[Callable[..., Window]]:
    """Opens windows that know nothing of each other; `open_window(dark=True)` for the dark theme."""
    contexts: list[BrowserContext] = []

    def new(*, dark: bool = False, locale: str = "zh-CN") -> Window:
        context = browser.new_context(
            viewport={"width": 1440, "height": 900},
            locale=locale,
            color_scheme="dark" if dark else "light",
            timezone_id="Asia/Shanghai",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        window = Window(context.new_page(), served.url)
        context.on("request", lambda request: window.requests.append(request.url))
        window.page.on("websocket", lambda opened: window.requests.append(opened.url))
        window.page.on(
            "console",
            lambda said: (
                window.complaints.append(f"{said.text} {said.location['url']}")
                if said.type == "error"
                else None
            ),
        )
        return window

    yield new
    for context in contexts:
        context.close()


@pytest.fixture
def window(open_window: Callable[..., Window]) -> Window:
    return open_window()
