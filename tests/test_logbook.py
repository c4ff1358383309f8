"""Nothing that somebody typed is left in a log, whatever breaks."""

import logging
import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from streamlit.logger import get_logger
from streamlit.testing.v1 import AppTest

from supervision import logbook
from supervision.office.regions import Region

TYPED = "演示举报人说窗口另收材料费"


@pytest.fixture
def without_words() -> Iterator[None]:
    factory, hook = logging.getLogRecordFactory(), threading.excepthook
    logbook.keep_words_out()
    yield
    logging.setLogRecordFactory(factory)
    threading.excepthook = hook


def broken() -> BaseException:
    """An error that says what was typed, caused by another that does too."""
    try:
        try:
            int(TYPED)
        except ValueError as error:
            raise RuntimeError(f"cannot read {TYPED}") from error
    except RuntimeError as error:
        return error
    raise AssertionError("it reads what cannot be read")


def written(logger: logging.Logger, capsys: pytest.CaptureFixture[str]) -> str:
    handler = logging.StreamHandler()
    logger.addHandler(handler)
    logger.error("a page broke", exc_info=broken())
    logger.removeHandler(handler)
    return capsys.readouterr().err


@pytest.mark.usefixtures("without_words")
def test_without_it_an_error_writes_what_was_typed(capsys: pytest.CaptureFixture[str]) -> None:
    logging.setLogRecordFactory(logging.LogRecord)

    assert TYPED in written(logging.getLogger("plain"), capsys)


@pytest.mark.parametrize("logger", [logging.getLogger("ours"), get_logger("streamlit.theirs")])
@pytest.mark.usefixtures("without_words")
def test_an_error_leaves_its_type_and_its_places(
    logger: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    said = written(logger, capsys)

    assert TYPED not in said
    assert "builtins.RuntimeError" in said
    assert "builtins.ValueError" in said
    assert "test_logbook.py" in said
    assert "in broken" in said


@pytest.mark.usefixtures("without_words")
def test_a_thread_that_breaks_says_where(capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> None:
        raise broken()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    said = capsys.readouterr().err
    assert TYPED not in said
    assert "in work" in said


@pytest.mark.usefixtures("without_words")
def test_a_page_that_breaks_shows_and_logs_no_word(
    session: Session, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    def page() -> None:
        raise ValueError("演示举报人说窗口另收材料费")

    shown = AppTest.from_function(page).run()

    assert shown.exception
    assert TYPED not in capsys.readouterr().err
    assert TYPED not in caplog.text


def test_the_database_names_no_value_that_it_refused(both: Session) -> None:
    row = {"code": "140000", "name": TYPED, "level": "province", "parent": "140000"}

    with pytest.raises(IntegrityError) as refused:
        both.execute(insert(Region), [row])

    assert "regions" in str(refused.value)
    assert TYPED not in f"{refused.value}\n{refused.value!r}"
