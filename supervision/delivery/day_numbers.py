"""Day numbers: days between two moments that are kept as text, in SQL that every database speaks."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, cast, func
from sqlalchemy.orm.attributes import InstrumentedAttribute

Moment = ColumnElement[Any] | InstrumentedAttribute[Any]


def day_number(moment: Moment) -> ColumnElement[int]:
    """The Julian day number of "YYYY-MM-DD…", exact; of what is shorter or empty nothing can be said.

    The integer formula of Fliegel and Van Flandern (Communications of the ACM 11, 1968).
    """
    year, month, day = _part(moment, 1, 4), _part(moment, 6, 2), _part(moment, 9, 2)
    late = (14 - month) // 12
    years, months = year + 4800 - late, month + 12 * late - 3
    leap = years // 4 - years // 100 + years // 400
    return day + (153 * months + 2) // 5 + 365 * years + leap - 32045


def _part(moment: Moment, begin: int, length: int) -> ColumnElement[int]:
    return cast(func.substr(moment, begin, length), Integer)
