"""Words that officers enter in a register, sealed: a reason may name the accused, or tell what was said."""

import json
import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision.keys import keys
from supervision.office import networks
from supervision.resealing import sealed

PURPOSE = "register"


class SealedWords:
    """A few named texts under the office's keys. Show them as plain text, to those who may see the row."""

    __tablename__: str

    reference: Mapped[str] = mapped_column(unique=True)
    sealed_words: Mapped[bytes]

    def say(self, **words: str) -> None:
        """Put these beside what was said before, or in its place."""
        networks.keep_off(*words.values())
        told = dict(self.words) | {name: text.strip() for name, text in words.items()}
        self.reference = self.reference or secrets.token_hex(8)
        self.sealed_words = keys().seal(
            PURPOSE, json.dumps(told, ensure_ascii=False).encode(), bound_to=self._bound()
        )

    def unsay(self) -> None:
        """Destroy them; the row stays."""
        self.sealed_words = keys().seal(PURPOSE, b"{}", bound_to=self._bound())

    @property
    def words(self) -> Mapping[str, str]:
        if self.sealed_words is None:
            return {}
        return dict(json.loads(keys().open(PURPOSE, self.sealed_words, bound_to=self._bound())))

    @property
    def because(self) -> str:
        return self.words.get("because", "")

    def _bound(self) -> str:
        return _place(self.__tablename__, self.reference)


#: The tables whose words the office's keys seal.
REGISTERS: list[type[Any]] = []


def forget(session: Session, complaint_id: int) -> None:
    """Nothing that officers wrote about one complaint, in whatever register, stays; the entries do."""
    with session.no_autoflush:
        for register in REGISTERS:
            if hasattr(register, "complaint_id"):
                about = select(register).where(register.complaint_id == complaint_id)
                for entry in session.scalars(about):
                    entry.unsay()


def turned_with_the_ring(*registers: type[Any]) -> None:
    """Say of each of these tables that the office's keys seal its words."""
    REGISTERS.extend(registers)
    for register in registers:
        sealed(
            register.sealed_words,
            by=register.reference,
            purpose=PURPOSE,
            place=lambda reference, table=register.__tablename__: _place(table, reference),  # type: ignore[misc]  # a default in a lambda
        )


def _place(table: str, reference: str) -> str:
    return f"{table}.sealed_words:{reference}"
