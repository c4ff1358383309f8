"""What a letter may be about, suggested from its own words, which are shown; it decides nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from supervision.conduct.categories import Category, Kind
from supervision.conduct.letter_words import words

#: Words that speak for a choice; the machine only finds them.
CATEGORY_WORDS: Mapping[Category, tuple[str, ...]] = {
    Category(name): tuple(said.split()) for name, said in words("categories").items()
}
KIND_WORDS: Mapping[Kind, tuple[str, ...]] = {
    Kind(name): tuple(said.split()) for name, said in words("kinds").items()
}


@dataclass(frozen=True)
class Hint:
    """One suggestion, and the words of the letter it rests on."""

    choice: Category | Kind
    words: tuple[str, ...]


def categories(text: str) -> list[Hint]:
    """What it may be about, the most words first; nothing where no word speaks for any."""
    return _hints(text, CATEGORY_WORDS)


def kinds(text: str) -> list[Hint]:
    """What kind of letter it may be, the most words first."""
    return _hints(text, KIND_WORDS)


def _hints(
    text: str, table: Mapping[Category, tuple[str, ...]] | Mapping[Kind, tuple[str, ...]]
) -> list[Hint]:
    bare = "".join(text.split())
    found = [Hint(choice, _said(bare, listed)) for choice, listed in table.items()]
    return sorted((hint for hint in found if hint.words), key=lambda hint: -len(hint.words))


def _said(text: str, listed: Iterable[str]) -> tuple[str, ...]:
    """Those that stand in the text, in its order."""
    return tuple(sorted((word for word in listed if word in text), key=text.index))
