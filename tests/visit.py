"""Visits the app, or one page of it, as an officer would."""

from streamlit.testing.v1 import AppTest

import dashboard.app
from supervision.db import changing
from supervision.office import sign_ins
from supervision.office.people import Officer


def app(me: Officer | None) -> AppTest:
    """The whole app, signed in as an officer, or as nobody."""
    visited = AppTest.from_file(dashboard.app.__file__, default_timeout=30)
    visited.user = user_of(me) if me else {"officer_id": None}
    return visited.run()


def user_of(me: Officer) -> dict[str, str | bool | None]:
    """What the gate tells the app about an officer who has just signed in."""
    with changing() as session:
        token = sign_ins.begin(session, session.get_one(Officer, me.id), address="127.0.0.1")
        held = sign_ins.found(session, token)
        assert held is not None
        return {"officer_id": str(me.id), "sign_in_id": str(held.id)}


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
