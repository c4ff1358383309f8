"""The real app, gate and all, in this process."""

import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

with warnings.catch_warnings():
    # Starlette would rather have httpx2, which no lock of ours carries yet.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

from streamlit import config
from streamlit.runtime import Runtime

from supervision import keys
from supervision.db import connect
from tests.conftest import set_up

HERE = "http://127.0.0.1:8501"
SAME_SITE = {"origin": HERE}
A_PAGE = {"accept": "text/html"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """An office that is open for the tests of one module: its own home, its own keys."""
    home = tmp_path_factory.mktemp("served") / "home"
    home.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUZE_HOME", str(home))
        patch.setenv("DUZE_KEYS", str(home) + ".keys")
        patch.delenv("DUZE_DATABASE_URL", raising=False)
        patch.setattr(logging, "_logRecordFactory", logging.getLogRecordFactory())  # what the app sets, ends
        patch.setattr(threading, "excepthook", threading.excepthook)
        engine = connect(f"sqlite:///{home / 'duze.db'}")
        set_up(engine, keys.Keys.make(Path(str(home) + ".keys")))
        engine.dispose()
        # An app that has stopped does not start again: another one, which knows nothing of it.
        sys.modules.pop("streamlit_app", None)
        patch.setattr(config, "_main_script_path", None)
        patch.setattr(Runtime, "_instance", None)
        from streamlit_app import app

        with TestClient(app, base_url=HERE, client=("127.0.0.1", 50000), follow_redirects=False) as client:
            yield client


@pytest.fixture
def anybody(served: TestClient) -> TestClient:
    """A browser without a cookie."""
    served.cookies.clear()
    return served
