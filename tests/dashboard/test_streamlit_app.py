"""Starting the app: what it refuses to start with."""

import pytest
from sqlalchemy.orm import Session
from streamlit import config as streamlit_config

import streamlit_app
from supervision.errors import Refused
from supervision.office import installation


@pytest.mark.parametrize(("address", "tls"), [("0.0.0.0", ""), ("10.1.2.3", ""), ("127.0.0.1", "1")])
def test_a_demo_home_does_not_leave_this_machine(
    session: Session, monkeypatch: pytest.MonkeyPatch, address: str, tls: str
) -> None:
    monkeypatch.setenv("DUZE_TLS", tls)
    installation.current(session).demo = True
    session.commit()
    before = streamlit_config.get_option("server.address")
    streamlit_config.set_option("server.address", address)

    try:
        with pytest.raises(Refused, match="演示环境只能在本机使用"):
            streamlit_app.require_loopback_for_demo()
    finally:
        streamlit_config.set_option("server.address", before)


def test_an_office_of_ones_own_may_stand_behind_a_proxy(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUZE_TLS", "1")

    streamlit_app.require_loopback_for_demo()
