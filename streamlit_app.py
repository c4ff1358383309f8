"""督责台: `streamlit run streamlit_app.py`. Opens the office, then hands over to dashboard/app.py."""

import gc
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware

from dashboard.doors import ROUTES
from dashboard.gate import Gate, is_loopback
from supervision import config, logbook
from supervision.db import reading
from supervision.errors import Refused
from supervision.office import installation
from supervision.office.files import LARGEST
from supervision.office.opening import open_office
from supervision.words import _

# What the first page would otherwise wait for.
HEAVY = ("pandas", "pyarrow", "plotly.graph_objects", "dashboard.app")


def require_loopback_for_demo() -> None:
    """A demo home offers its accounts to whoever comes, so that only this machine may."""
    with reading() as session:
        demo = installation.current(session).demo
    bound_to = str(st.get_option("server.address") or "0.0.0.0")
    if demo and (config.behind_tls() or not is_loopback(bound_to)):
        raise Refused(_("演示环境只能在本机使用：请将 server.address 设为 127.0.0.1，且不要设置 DUZE_TLS。"))


def keep_uploads_in_memory() -> None:
    """What officers upload waits there until a page seals it; a temporary file would hold it in the clear."""
    MultiPartParser.spool_max_size = 2 * LARGEST


def start_jobs() -> Callable[[], object]:
    """What runs by itself, if this installation has any; answers with what stops it."""
    if find_spec("supervision.jobs") is None:
        return lambda: None
    stop: Callable[[], object] = import_module("supervision.jobs").keep_running()
    return stop


@asynccontextmanager
async def open_hours(_app: Any) -> AsyncIterator[None]:
    """From the first request to the last: the office is open and what runs by itself runs."""
    logbook.keep_words_out()
    try:
        engine = open_office()
        require_loopback_for_demo()
        keep_uploads_in_memory()
    except Refused:
        sys.tracebacklimit = 0  # the sentence alone is for whoever starts the app
        raise
    try:
        for module in HEAVY:
            import_module(module)
        gc.collect()
        gc.freeze()
        stop = start_jobs()
        try:
            yield
        finally:
            stop()
    finally:
        engine.dispose()


app = st.App("dashboard/app.py", routes=ROUTES, middleware=[Middleware(Gate)], lifespan=open_hours)
