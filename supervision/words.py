"""What officers read: Chinese sentences, and the language they asked for.

The Chinese sentence itself is the message id. `_` fills in values after it has translated.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import IO, Any

CHINESE = re.compile("[\u4e00-\u9fff]")
LANGUAGES = {"zh": "中文", "en": "English"}
_spoken: ContextVar[str] = ContextVar("language", default="zh")


def _(sentence: str, **values: object) -> str:
    """The sentence in the reader's language, with its values filled in."""
    said = _catalog(_spoken.get()).get(sentence, sentence) if _spoken.get() != "zh" else sentence
    return said.format(**values) if values else said


def listed(words: Iterable[str]) -> str:
    """Several words in a row, parted as the reader's language parts them."""
    return ("、" if _spoken.get() == "zh" else ", ").join(words)


def speak(language: str) -> None:
    """From here on, in this thread of work, answer in this language."""
    _spoken.set(language if language in LANGUAGES else "zh")


def spoken() -> str:
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


@cache
def _catalog(language: str) -> dict[str, str]:
    from babel.messages.pofile import read_po

    text = files("supervision").joinpath("locale", language, "LC_MESSAGES", "duze.po").read_bytes()
    return {str(entry.id): str(entry.string) for entry in read_po(BytesIO(text)) if entry.id and entry.string}


def extract(
    file: IO[bytes], keywords: Any, comments: Any, options: Any
) -> Iterator[tuple[int, None, str, list[str]]]:
    """For Babel: every string with Chinese in it that is not a docstring, so that a label needs no mark.

    What is given to `_` is a sentence too where only its order and its stops are to be translated.
    """
    tree = ast.parse(file.read())
    silent = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    } | {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    asked = {
        id(node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "_"
        and node.args
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in silent:
            continue
        if id(node) in asked or CHINESE.search(node.value):
            yield node.lineno, None, node.value, []
