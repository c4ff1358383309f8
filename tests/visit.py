"""Visits the app, or one page of it, as an officer would."""

from streamlit.testing.v1 import AppTest

import dashboard.app
from supervision.office.people import Officer


def app(me: Officer | None) -> AppTest:
    visited = AppTest.from_file(dashboard.app.__file__, default_timeout=30)
    visited.user = {"officer_id": str(me.id) if me else None}
    return visited.run()


def page(name: str, me: Officer, **query: str) -> AppTest:
    """One page by itself, at some of its records."""

    def script(name: str, officer_id: int) -> None:
        from dashboard.app import open_page

        open_page(name, officer_id)

    visited = AppTest.from_function(script, kwargs={"name": name, "officer_id": me.id}, default_timeout=30)
    for key, value in query.items():
        visited.query_params[key] = value
    assert not visited.run().exception
    return visited
