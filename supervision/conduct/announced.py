"""Announced: whether a registry put on file beforehand what would look odd otherwise (窗口安排备案)."""

from typing import Any

from sqlalchemy import ColumnElement, String, cast, exists, or_

from supervision.delivery.arrangements import Arrangement, ArrangementKind
from supervision.delivery.homes import Home


def on(day: ColumnElement[Any], *kinds: ArrangementKind) -> ColumnElement[bool]:
    """For the home's county, window and booker, on a day given as text; an empty one stands for all."""
    return exists().where(
        Arrangement.county_code == Home.county_code,
        Arrangement.kind.in_(kinds),
        or_(Arrangement.window == "", Arrangement.window == Home.window),
        or_(Arrangement.operator == "", Arrangement.operator == Home.booker),
        day >= cast(Arrangement.from_on, String),
        day <= cast(Arrangement.to_on, String),
    )
