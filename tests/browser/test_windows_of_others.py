"""Two sign-ins at one running server, over the wire: each has its own windows and uploads, and no other's."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from supervision.office import credentials
from tests.browser.conftest import PATIENCE, Served

XSRF = "_streamlit_xsrf"


class Visitor:
    """Somebody at the server with a cookie jar of their own."""

    def __init__(self, url: str, login: str) -> None:
        self.url = url
        self.client = httpx.Client(base_url=url, headers={"origin": url}, timeout=PATIENCE / 1000)
        form = {"login": login, "password": credentials.DEMO_PASSWORD}
        assert self.client.post("/auth/login", data=form).status_code == 303
        self.client.get("/_stcore/health")

    @contextmanager
    def window(self, resuming: str = "") -> Iterator["Window"]:
        """An open page, or another's number tried."""
        protocols = ["streamlit", self.client.cookies[XSRF], *([resuming] if resuming else [])]
        cookie = "; ".join(f"{name}={value}" for name, value in self.client.cookies.items())
        with connect(
            self.url.replace("http", "ws") + "/_stcore/stream",
            origin=Origin(self.url),
            subprotocols=[Subprotocol(one) for one in protocols],
            additional_headers={"cookie": cookie},
            max_size=None,
        ) as line:
            yield Window(line)

    def send(self, method: str, window: str, number: str) -> int:
        """Put a file into a window or take it away."""
        answer = self.client.request(
            method,
            f"/_stcore/upload_file/{window}/{number}",
            files={"file": ("信.txt", "不应见".encode())} if method == "PUT" else None,
            headers={"x-xsrftoken": self.client.cookies[XSRF]},
        )
        return answer.status_code


class Window:
    """One websocket, and the number of the session behind it."""

    def __init__(self, line: ClientConnection) -> None:
        self.line = line
        line.send(BackMsg(rerun_script=ClientState()).SerializeToString())
        self.number = self.wait_for("new_session").new_session.initialize.session_id

    def wait_for(self, kind: str) -> ForwardMsg:
        while True:
            told = ForwardMsg()
            told.ParseFromString(self.line.recv(timeout=PATIENCE / 1000, decode=False))
            if told.WhichOneof("type") == kind:
                return told


@pytest.fixture
def mine(served: Served) -> Iterator[Visitor]:
    visitor = Visitor(served.url, "petitions")
    yield visitor
    visitor.client.close()


@pytest.fixture(params=["inspector", "petitions"])
def theirs(served: Served, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """Somebody else, or the same officer at another machine."""
    visitor = Visitor(served.url, request.param)
    yield visitor
    visitor.client.close()


def test_another_sign_in_does_not_resume_a_session(mine: Visitor, theirs: Visitor) -> None:
    with mine.window() as first, theirs.window(resuming=first.number) as other:
        assert other.number != first.number
    with theirs.window(resuming=first.number) as other:
        assert other.number != first.number
    with mine.window(resuming=first.number) as again:
        assert again.number == first.number


def test_another_sign_in_neither_puts_a_file_into_a_window_nor_takes_one_away(
    mine: Visitor, theirs: Visitor
) -> None:
    number = str(uuid4())
    with mine.window() as window, theirs.window():
        assert mine.send("PUT", window.number, number) == 204
        assert theirs.send("PUT", window.number, number) == 404
        assert theirs.send("DELETE", window.number, number) == 404
        assert mine.send("DELETE", window.number, number) == 204


def test_streamlits_own_files_are_shut_to_everybody(mine: Visitor) -> None:
    assert mine.client.get("/").status_code == 200
    assert mine.client.get("/media/" + "0" * 56 + ".xlsx").status_code == 404
