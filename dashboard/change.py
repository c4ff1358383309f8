"""The only way a page changes anything."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from supervision.db import Row, changing
from supervision.errors import Refused
from supervision.office.people import Officer
from supervision.words import _

SAID = "said"
R = TypeVar("R", bound=Row)
Answer = TypeVar("Answer")


def change(record: R, verb: Callable[[R, Officer], object], *, me: Officer, done: str) -> None:
    """Make one change to one record in one transaction, then draw the page again.

    The rerun comes after the transaction: inside it, Streamlit's rerun exception
    would roll the change back.
    """
    kind, number = type(record), record.id
    act(lambda session, by: verb(session.get_one(kind, number), by), me=me, done=done)


def act(verb: Callable[[Session, Officer], object], *, me: Officer, done: str) -> None:
    """`change`, for what makes a record or touches several."""
    if attempt(verb, me=me) is not None:
        say(done)
        st.rerun()


def say(done: str) -> None:
    """Have the next run tell it: what a run that ends in a rerun shows may never reach the browser."""
    st.session_state[SAID] = done


def tell() -> None:
    """Tell what the run before this one did."""
    if done := st.session_state.pop(SAID, ""):
        st.toast(done)


def attempt(verb: Callable[[Session, Officer], Answer], *, me: Officer) -> tuple[Answer] | None:
    """One transaction; its answer in a tuple, or None after the refusal has been shown."""
    try:
        with changing() as session:
            return (verb(session, session.get_one(Officer, me.id)),)
    except Refused as refusal:
        st.error(str(refusal))
    except StaleDataError:
        st.error(_("其他人刚刚办理了这一事项，请刷新后再试。"))
    except OperationalError:
        st.error(_("未能保存：数据库正忙。您填写的内容还在，请稍后重试。"))
    return None
