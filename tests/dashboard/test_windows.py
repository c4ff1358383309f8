"""The windows of others: what a second sign-in tries with the addresses of another's open page."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any

import pytest
from httpx import Response
from starlette.formparsers import MultiPartParser
from starlette.testclient import TestClient
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.media_file_storage import MediaFileKind

import streamlit_app
from dashboard import gate
from supervision.db import changing
from supervision.office.files import LARGEST
from supervision.office.people import Officer
from tests import make
from tests.dashboard.conftest import HERE, SAME_SITE

STREAM = HERE.replace("http", "ws") + "/_stcore/stream"
XSRF = "_streamlit_xsrf"


class Browser:
    """One browser that has signed in, with a cookie jar of its own."""

    def __init__(self, served: TestClient, officer: Officer) -> None:
        self.client = TestClient(
            served.app, base_url=HERE, client=("127.0.0.1", 50000), follow_redirects=False
        )
        self.client.portal = served.portal  # the one event loop in which the app runs
        form = {"login": officer.login, "password": make.PASSWORD}
        assert self.client.post("/auth/login", data=form, headers=SAME_SITE).status_code == 303
        self.client.get("/_stcore/health")

    @contextmanager
    def window(self, resuming: str = "") -> Iterator[str]:
        """An open page; answers with the number of its session."""
        protocols = ["streamlit", self.client.cookies[XSRF], *([resuming] if resuming else [])]
        with self.client.websocket_connect(STREAM, subprotocols=protocols, headers=dict(SAME_SITE)) as opened:
            opened.send_bytes(b"\x5a\x00")  # rerun_script, and nothing said
            while True:
                told = ForwardMsg.FromString(opened.receive_bytes())
                if told.WhichOneof("type") == "new_session":
                    yield told.new_session.initialize.session_id
                    return

    def upload(self, window: str, data: bytes, number: str = "1") -> Response:
        """A file into a window, as its page would send it."""
        answer: Response = self.client.put(
            f"/_stcore/upload_file/{window}/{number}",
            files={"file": ("信.txt", data)},
            headers=SAME_SITE | {"x-xsrftoken": self.client.cookies[XSRF]},
        )
        return answer

    def take_away(self, window: str, number: str = "1") -> Response:
        answer: Response = self.client.delete(
            f"/_stcore/upload_file/{window}/{number}",
            headers=SAME_SITE | {"x-xsrftoken": self.client.cookies[XSRF]},
        )
        return answer


def held(window: str, number: str = "1") -> list[bytes]:
    return [one.data for one in Runtime.instance()._uploaded_file_mgr.get_files(window, [number])]


@pytest.fixture
def officers(anybody: TestClient) -> list[Officer]:
    with changing() as session:
        made = [make.officer(session, name=name) for name in ("李娜", "外人")]
        for one in made:
            make.password(session, one)
    return made


@pytest.fixture
def mine(anybody: TestClient, officers: list[Officer]) -> Browser:
    return Browser(anybody, officers[0])


@pytest.fixture(params=["another officer", "the same officer, signed in again"])
def theirs(request: pytest.FixtureRequest, anybody: TestClient, officers: list[Officer]) -> Browser:
    return Browser(anybody, officers[request.param == "another officer"])


def test_a_session_is_resumed_by_its_own_sign_in_and_by_no_other(mine: Browser, theirs: Browser) -> None:
    with mine.window() as first:
        pass

    with theirs.window(resuming=first) as other:
        assert other != first
    with mine.window(resuming=first) as again:
        assert again == first
        with theirs.window(resuming=first) as other:
            assert other != first
        assert Runtime.instance().is_active_session(first)


def test_a_file_is_put_into_ones_own_window_and_into_no_other(
    mine: Browser, theirs: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mine.window() as window, theirs.window():
        assert mine.upload(window, "我的信".encode()).status_code == 204

        put, taken = theirs.upload(window, "别人的信".encode()), theirs.take_away(window)

        assert (put.status_code, put.text) == (404, "没有这个地址。")
        assert taken.status_code == 404
        assert held(window) == ["我的信".encode()]
        with monkeypatch.context() as open_gate:  # without the gate, Streamlit would have taken it
            open_gate.setattr(gate, "_opened_by", lambda _visitor, _path: True)
            assert theirs.upload(window, "别人的信".encode()).status_code == 204
            assert held(window) == ["别人的信".encode()]
        assert mine.take_away(window).status_code == 204
        assert held(window) == []


@pytest.mark.parametrize("window", ["x", "../x", "%2e%2e", "0" * 300])
def test_a_window_that_nobody_opened_takes_nothing(mine: Browser, window: str) -> None:
    with mine.window():
        assert mine.upload(window, b"x").status_code in (404, 405)


def test_a_window_takes_nothing_once_it_is_closed(mine: Browser) -> None:
    with mine.window() as window:
        pass

    assert mine.upload(window, b"x").status_code == 404


def test_no_file_is_had_by_its_address_in_streamlits_own_store(
    mine: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    store: Any = Runtime.instance().media_file_mgr._storage
    number = store.load_and_get_id("不应见".encode(), "text/plain", MediaFileKind.DOWNLOADABLE, "信.txt")
    address = store.get_url(number)

    assert address.startswith("/media/")
    assert mine.client.get(address).status_code == 404
    assert "不应见" not in mine.client.get(address).text
    monkeypatch.setattr(gate, "SHUT", ())  # without the gate, Streamlit would have given it to anybody
    assert mine.client.get(address).content.decode() == "不应见"


def test_a_large_file_waits_in_memory_and_not_in_a_temporary_file(
    mine: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[object] = []

    def roll_over(file: SpooledTemporaryFile[bytes]) -> None:
        written.append(file)

    monkeypatch.setattr(SpooledTemporaryFile, "rollover", roll_over)
    with mine.window() as window:
        assert mine.upload(window, b"x" * (LARGEST - 1024)).status_code == 204
        assert written == []

        monkeypatch.setattr(MultiPartParser, "spool_max_size", 2**20)  # as it comes
        mine.upload(window, b"x" * 2**21)
        assert written


def test_pages_draw_nothing_from_streamlits_own_store() -> None:
    asks_for_it = (
        "st.download_button",
        ".download_button(",
        "st.image",
        ".image(",
        "st.audio",
        "st.video",
        "st.pdf",
    )
    for path in [*Path(streamlit_app.__file__).with_name("dashboard").rglob("*.py")]:
        assert not any(word in path.read_text("utf-8") for word in asks_for_it), path
