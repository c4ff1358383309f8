"""The vault: who reported, sealed apart from what they reported. Only a complaint opens it.

Each identity has a key of its own, which is sealed to the officers on its list and to the two envelopes of
the office (`founding`); the database, the files and the office's own key together open none.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Self

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from supervision import clock
from supervision.ciphers import DataKey, open_with, seal_to
from supervision.conduct.reaching import bare, first_number
from supervision.db import Row
from supervision.errors import Refused
from supervision.keys import keys
from supervision.office import networks
from supervision.office.key_pairs import KeyPair
from supervision.words import _

PURPOSE = "reporter"


@dataclass(frozen=True)
class Person:
    """A name and how to reach them. It never prints itself."""

    name: str
    phone: str
    id_number: str = ""

    def __repr__(self) -> str:
        return "Person(…)"


class InformantKey(Row):
    """The key of one identity, sealed to one officer; lent ones end by themselves."""

    __tablename__ = "informant_keys"
    __table_args__ = (UniqueConstraint("informant_id", "key_pair_id"),)

    informant_id: Mapped[int] = mapped_column(ForeignKey("informants.id", ondelete="CASCADE"))
    key_pair_id: Mapped[int] = mapped_column(ForeignKey("key_pairs.id", ondelete="CASCADE"))
    sealed: Mapped[bytes]
    until: Mapped[datetime | None]


class Informant(Row):
    """The person behind one complaint, readable only by an officer on its list with their own password.

    `reporter` and `reporter_by_id` know the same reporter again without naming anybody.
    """

    __tablename__ = "informants"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"), unique=True)
    sealed: Mapped[bytes]
    for_envelopes: Mapped[bytes]
    reporter: Mapped[str] = mapped_column(index=True)
    reporter_by_id: Mapped[str | None] = mapped_column(index=True)

    shares: Mapped[list[InformantKey]] = relationship(cascade="all, delete-orphan")

    @classmethod
    def keep(cls, person: Person, *, number: str, pairs: Iterable[KeyPair], recovery_public: bytes) -> Self:
        """Seal an identity to everyone whose pair is given, and to the envelopes."""
        networks.keep_off(person.name, person.phone, person.id_number)
        key = DataKey.make()
        told = json.dumps(asdict(person), ensure_ascii=False).encode()
        return cls(
            sealed=key.seal(told, bound_to=_content(number)),
            for_envelopes=seal_to(recovery_public, key.secret, bound_to=_key(number)),
            reporter=recognised(person),
            reporter_by_id=known_by_id(person),
            shares=[_share(key.secret, pair, number, None) for pair in pairs],
        )

    def person(self, *, number: str, pair: KeyPair, password: str) -> Person:
        """Who it was; refused to an officer whom it is not sealed to, or without their password."""
        key = DataKey(self._secret(number, pair, password))
        return Person(**json.loads(key.open(self.sealed, bound_to=_content(number))))

    def is_open_to(self, pair: KeyPair | None) -> bool:
        return pair is not None and self._held(pair) is not None

    def is_open_only_to(self, pair: KeyPair, others: Iterable[KeyPair]) -> bool:
        """Whether nobody but one officer could say who it was; what is lent does not count."""
        lasting = {one.key_pair_id for one in self.shares if one.until is None}
        return pair.id in lasting and lasting.isdisjoint(other.id for other in others)

    def share(
        self, *, number: str, pair: KeyPair, password: str, to: KeyPair, until: datetime | None = None
    ) -> None:
        """Seal the key to one more officer, by one who holds it."""
        self._put(_share(self._secret(number, pair, password), to, number, until))

    def share_by_envelopes(self, *, number: str, private: bytes, to: KeyPair) -> None:
        """Seal the key to an officer when nobody who holds it is left: both envelopes were opened."""
        secret = open_with(private, self.for_envelopes, bound_to=_key(number))
        self._put(_share(secret, to, number, None))

    def take_back(self, pair: KeyPair) -> None:
        self.shares = [one for one in self.shares if one.key_pair_id != pair.id]

    def _put(self, share: InformantKey) -> None:
        there = next((one for one in self.shares if one.key_pair_id == share.key_pair_id), None)
        if there is None:
            self.shares.append(share)
        else:
            there.sealed, there.until = share.sealed, share.until

    def _secret(self, number: str, pair: KeyPair, password: str) -> bytes:
        held = self._held(pair)
        if held is None:
            raise Refused(_("这份举报人信息没有封给您：请由已有权限的人准予查看。"))
        return pair.open(held.sealed, password, bound_to=_key(number))

    def _held(self, pair: KeyPair) -> InformantKey | None:
        now = clock.machine_now()
        return next(
            (
                one
                for one in self.shares
                if one.key_pair_id == pair.id and (one.until is None or one.until > now)
            ),
            None,
        )


def recognised(person: Person) -> str:
    """The same name with the same telephone gives the same answer, whatever is written around the number.

    Both together and slowly: telephone numbers alone are few enough to be tried, by whoever holds the root.
    """
    return keys().recognise_slowly(PURPOSE, f"{bare(person.name)}|{first_number(person.phone)}")


def known_by_id(person: Person) -> str | None:
    """The same name with the same identity number, whatever the telephone; None where none was given."""
    number = bare(person.id_number)
    return keys().recognise_slowly(PURPOSE, f"{bare(person.name)}#{number}") if number else None


def _share(secret: bytes, pair: KeyPair, number: str, until: datetime | None) -> InformantKey:
    return InformantKey(
        key_pair_id=pair.id, sealed=seal_to(pair.public, secret, bound_to=_key(number)), until=until
    )


def _content(number: str) -> str:
    return f"informants.sealed:{number}"


def _key(number: str) -> str:
    return f"informant_keys.sealed:{number}"
