"""Sealed content: what a complaint or a clue says, under a key of its own that lies under the office's."""

from sqlalchemy.orm import Mapped, mapped_column

from supervision.ciphers import DataKey
from supervision.errors import Refused
from supervision.keys import keys
from supervision.office import networks
from supervision.words import _

PURPOSE = "content-key"


class SealedContent:
    """A summary to work with and the words themselves, bound to table, column and number.

    Whoever destroys the key destroys both, with every attachment sealed by it.
    """

    __tablename__: str
    number: Mapped[str]

    sealed_key: Mapped[bytes | None] = mapped_column(deferred=True)
    sealed_summary: Mapped[bytes | None] = mapped_column(deferred=True)
    sealed_text: Mapped[bytes | None] = mapped_column(deferred=True)

    def seal(self, *, summary: str, text: str = "") -> None:
        """Put what is said under a new key: `summary` is what may be worked with, `text` every word."""
        networks.keep_off(summary, text)
        key = DataKey.make()
        self.sealed_key = keys().seal(PURPOSE, key.secret, bound_to=self._bound("sealed_key"))
        self.sealed_summary = key.seal(summary.encode(), bound_to=self._bound("sealed_summary"))
        self.sealed_text = key.seal(text.encode(), bound_to=self._bound("sealed_text")) if text else None

    @property
    def key(self) -> DataKey:
        """What content and attachments are sealed with; refused once it is destroyed."""
        if self.sealed_key is None:
            raise Refused(_("本件内容已按规定销毁，只留办理经过。"))
        return DataKey(keys().open(PURPOSE, self.sealed_key, bound_to=self._bound("sealed_key")))

    @property
    def summary(self) -> str:
        """What was reported, without the informant. Show it as plain text only, to those on the list."""
        return self._opened("sealed_summary")

    @property
    def text(self) -> str:
        """Every word, or nothing where only a summary was taken down. Plain text only."""
        return self._opened("sealed_text")

    @property
    def destroyed(self) -> bool:
        return self.sealed_key is None

    def destroy_content(self) -> None:
        self.sealed_key = self.sealed_summary = self.sealed_text = None

    def _opened(self, column: str) -> str:
        sealed = getattr(self, column)
        return self.key.open(sealed, bound_to=self._bound(column)).decode() if sealed else ""

    def _bound(self, column: str) -> str:
        return place(self.__tablename__, column, self.number)


def key_of(table: str, number: str, sealed_key: bytes) -> DataKey:
    """`SealedContent.key` of one row, where many are read at once."""
    return DataKey(keys().open(PURPOSE, sealed_key, bound_to=place(table, "sealed_key", number)))


def opened(key: DataKey, table: str, number: str, **sealed: bytes | None) -> list[str]:
    """What stands in these columns of one row; an empty one is left out."""
    return [
        key.open(box, bound_to=place(table, column, number)).decode() for column, box in sealed.items() if box
    ]


def place(table: str, column: str, number: str) -> str:
    """Where sealed content belongs: moved to another row or column, it does not open."""
    return f"{table}.{column}:{number}"
