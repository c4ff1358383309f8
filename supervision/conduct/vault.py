"""The vault: who reported, sealed, and kept apart from what they reported. Only a complaint opens it."""

import json
from dataclasses import asdict, dataclass
from typing import Self

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from supervision.db import Row
from supervision.keys import keys

PURPOSE = "informant"


@dataclass(frozen=True)
class Person:
    """A name and how to reach them. It never prints itself."""

    name: str
    phone: str
    id_number: str = ""

    def __repr__(self) -> str:
        return "Person(…)"


class Informant(Row):
    """The person behind one complaint, readable only with the office's key and the complaint's number."""

    __tablename__ = "informants"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"), unique=True)
    sealed: Mapped[bytes]

    @classmethod
    def keep(cls, person: Person, *, number: str) -> Self:
        told = json.dumps(asdict(person), ensure_ascii=False).encode()
        return cls(sealed=keys().seal(PURPOSE, told, bound_to=number))

    def person(self, *, number: str) -> Person:
        return Person(**json.loads(keys().open(PURPOSE, self.sealed, bound_to=number)))
