"""Enums that know what officers call them."""

from enum import StrEnum
from typing import Self

from supervision.words import _


class Labelled(StrEnum):
    """An enum whose members are stored by value and shown by label, in the reader's language."""

    chinese: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.chinese = label
        return member

    @property
    def label(self) -> str:
        return _(self.chinese)

    @classmethod
    def called(cls, label: str) -> Self | None:
        """The member that officers call so, in Chinese."""
        return next((member for member in cls if member.chinese == label), None)
