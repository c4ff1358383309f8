"""Pages drawn again and again for one officer, by Streamlit's own runner, without a browser.

What a page is held against is the same app around an empty page: sign-in, menu and foot stand around both.
"""

import statistics
import time
from dataclasses import replace

from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

import dashboard.app
from dashboard.pages import PAGES
from dashboard.widgets import title_row
from supervision.office.people import Officer

WARM, TIMES = 5, 20


def empty(name: str) -> None:
    """From now on, and for this process only, the page has its title and nothing else."""

    def show(_session: Session, _me: Officer) -> None:
        title_row(PAGES[name].title, "")

    PAGES[name] = replace(PAGES[name], show=show)


def rerun(user: dict[str, str | bool | None]) -> float:
    """CPU seconds of one rerun of the officer's first page, the median of several."""
    visited = AppTest.from_file(dashboard.app.__file__, default_timeout=120)
    visited.user = user
    taken = []
    for number in range(WARM + TIMES):
        begun = time.process_time()
        visited.run()
        if number >= WARM:
            taken.append(time.process_time() - begun)
    if visited.exception:
        raise RuntimeError(visited.exception[0].message)
    return statistics.median(taken)
