"""A real Chromium before the real app, which `streamlit run` serves from a small demo home."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from supervision import keys
from supervision.db import changing, connect
from supervision.demo import people
from supervision.office import installation
from tests.browser import chromium
from tests.conftest import set_up

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "build" / "screenshots"
BUSINESS_DATE = date(2022, 6, 30)
SECONDS_TO_START = 60
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
        self.page.goto(f"{self.url}/login")
        self.page.get_by_role("button", name=people.OFFICERS[login][0]).click()
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

    def shoot(self, name: str) -> None:
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app on a free port of the loopback, as `make run` starts it."""
    home = tmp_path_factory.mktemp("browser") / "home"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"DUZE_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    environment.pop("DUZE_DATABASE_URL", None)
    environment.pop("DUZE_KEYS", None)
    seed(home)
    log = home.with_name("streamlit.log")
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", str(port)]
    with log.open("wb") as out:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz", server, log)
            yield Served(f"http://127.0.0.1:{port}", home)
        finally:
            server.terminate()
            server.wait(timeout=20)


def seed(home: Path) -> None:
    """A demo home with regions, calendar, campaign and the demo's officers."""
    home.mkdir()
    held = keys.Keys.make(home.with_name(f"{home.name}.keys"))
    engine = connect(f"sqlite:///{home / 'duze.db'}")
    set_up(engine, held)
    with changing() as session:
        found = installation.current(session)
        found.demo, found.business_date = True, BUSINESS_DATE
        people.appoint(session)
    engine.dispose()


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
        contexts.append(context)
        window = Window(context.new_page(), served.url)
        context.on("request", lambda request: window.requests.append(request.url))
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
