"""Holds every word that officers read to the English catalog."""

import ast
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from supervision.words import _, listed, speaking

ROOT = Path(__file__).parents[1]
CATALOG = ROOT / "supervision" / "locale" / "en" / "LC_MESSAGES" / "duze.po"
#: Rooms whose words are data or official Chinese and are not translated.
CHINESE = (
    "supervision/demo/",
    "supervision/migrations/",
    "supervision/__main__.py",
    "supervision/command_line.py",
    "supervision/key_verbs.py",
    "supervision/backup_verbs.py",
    "supervision/conduct/masks.py",  # what it looks for in letters
    "supervision/conduct/reaching.py",  # digits written as words
    "supervision/conduct/wording.py",  # the words that it holds back
)
#: Rooms whose words also stand in official documents, which are Chinese whoever reads them.
OFFICIAL = (*CHINESE, "supervision/briefings/", "supervision/intake/sample_sheets.py")
METHODS = [("**.py", "supervision.words:extract")]


def spoken() -> dict[str, str]:
    """Every Chinese string of the code, and a file that says it."""
    found: dict[str, str] = {}
    for room in ("supervision", "dashboard"):
        for file, _line, sentence, _comments, _context in extract_from_dir(ROOT / room, method_map=METHODS):
            place = f"{room}/{file}"
            if not place.startswith(CHINESE):
                found.setdefault(str(sentence), place)
    return found


def catalog() -> dict[str, str]:
    entries = read_po(BytesIO(CATALOG.read_bytes()))
    return {str(entry.id): str(entry.string) for entry in entries if entry.id}


def test_every_chinese_word_has_its_english() -> None:
    known = catalog()

    missing = {sentence: place for sentence, place in spoken().items() if not known.get(sentence)}

    assert not missing, f"{len(missing)} untranslated, such as {list(missing.items())[:20]}"


def test_the_english_fills_in_the_same_values() -> None:
    def values(sentence: str) -> set[str]:
        return {name for _text, name, _spec, _conversion in Formatter().parse(sentence) if name}

    wrong = {
        sentence: english
        for sentence, english in catalog().items()
        if english and "{" in sentence and "{{" not in sentence and values(sentence) != values(english)
    }

    assert not wrong


def test_the_english_has_no_chinese_left_in_it() -> None:
    allowed = {"中文", "阳自然资函〔2022〕3号"}

    left = [
        english
        for english in catalog().values()
        if not any(word in english for word in allowed)
        and sum("\u4e00" <= letter <= "\u9fff" for letter in english) > 8
    ]

    assert not left


def test_no_chinese_hides_where_it_cannot_be_translated() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for room in ("supervision", "dashboard")
        for path in (ROOT / room).rglob("*.py")
        if not str(path.relative_to(ROOT)).startswith(OFFICIAL)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.JoinedStr)
        and any(
            isinstance(part, ast.Constant)
            and any("\u4e00" <= letter <= "\u9fff" for letter in str(part.value))
            for part in node.values
        )
    ]

    assert not hidden


@pytest.mark.parametrize(("language", "said"), [("zh", "须由信访岗办理。"), ("fr", "须由信访岗办理。")])
def test_an_unknown_language_is_answered_in_chinese(language: str, said: str) -> None:
    with speaking("zh"):
        from supervision.words import speak

        speak(language)

        assert _("须由{posts}办理。", posts="信访岗") == said


def test_words_in_a_row_are_parted_as_the_readers_language_parts_them() -> None:
    assert listed(["甲", "乙"]) == "甲、乙"
    with speaking("en"):
        assert listed(iter(["a", "b"])) == "a, b"
