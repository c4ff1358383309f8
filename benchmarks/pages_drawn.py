"""Pages drawn again and again for one officer, as the server does it, without a browser."""

import statistics
import time
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

WARM, TIMES = 5, 20


def overview(officer_id: int) -> None:
    from dashboard.app import open_page

    open_page("overview.overview", officer_id)


def empty(officer_id: int) -> None:
    from dashboard.widgets import title_row
    from supervision.db import reading
    from supervision.office.people import Officer

    with reading() as session:
        session.get_one(Officer, officer_id)
        title_row("空白页", "")


def rerun(page: Callable[[int], None], officer_id: int) -> float:
    """CPU seconds of one rerun, the median of several."""
    visited = AppTest.from_function(page, kwargs={"officer_id": officer_id}, default_timeout=120)
    taken = []
    for number in range(WARM + TIMES):
        begun = time.process_time()
        visited.run()
        if number >= WARM:
            taken.append(time.process_time() - begun)
    if visited.exception:
        raise RuntimeError(visited.exception[0].message)
    return statistics.median(taken)
