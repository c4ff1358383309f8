"""The log without words: of an exception it keeps the type and the places, never what it says.

What an exception says may hold what somebody typed: a value that would not parse, a row that was there
already. Logs lie about on servers, are backed up and sent to whoever is asked for help.
"""

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import Any

ExcInfo = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


def keep_words_out() -> None:
    """From now on, for every logger of this process and every thread that ends by an exception."""
    logging.setLogRecordFactory(_record)
    threading.excepthook = _thread_ended


def shape(error: BaseException) -> str:
    """Type and places of an exception and of what caused it; none of their words."""
    lines: list[str] = []
    seen: set[int] = set()
    step: BaseException | None = error
    while step is not None and id(step) not in seen:
        seen.add(id(step))
        lines += [
            f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
            for frame in traceback.extract_tb(step.__traceback__)
        ]
        lines.append(f"{type(step).__module__}.{type(step).__qualname__}")
        step = step.__cause__ or step.__context__
    return "\n".join(lines)


def _record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    """A formatter writes what is already written in `exc_text`, and asks the exception nothing more."""
    made = logging.LogRecord(*args, **kwargs)
    if isinstance(made.exc_info, tuple) and made.exc_info[1] is not None:
        made.exc_text = shape(made.exc_info[1])
    return made


def _thread_ended(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None and told.exc_type is not SystemExit:
        sys.stderr.write(shape(told.exc_value) + "\n")
