"""Hand-overs: whose hands a clue went through, each signed, none ever altered (经手人员签名，全程登记备查).

监督执纪工作规则 art 23. Every signature covers the one before it, so that one that was changed, taken out
or put in breaks the row.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from supervision import clock
from supervision.conduct import contents
from supervision.db import Row
from supervision.keys import sm3
from supervision.office import networks
from supervision.office.people import Officer

START = "0" * 64


class HandOver(Row):
    """One signature: who took which step, when, and into whose hands the clue went.

    What was said with it is sealed by the clue's own key, and goes with it.
    """

    __tablename__ = "hand_overs"
    __table_args__ = (UniqueConstraint("clue_id", "sequence"),)

    clue_id: Mapped[int] = mapped_column(ForeignKey("clues.id"))
    sequence: Mapped[int]
    verb: Mapped[str]
    signed_at: Mapped[datetime]
    signed_by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    into_hands_of_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    sealed_said: Mapped[bytes | None]
    digest: Mapped[str]

    signed_by: Mapped[Officer] = relationship(foreign_keys=[signed_by_id])
    into_hands_of: Mapped[Officer | None] = relationship(foreign_keys=[into_hands_of_id])

    def covers(self, number: str) -> str:
        """What the digest vouches for, in one line."""
        return "\x1f".join(
            str(part)
            for part in (
                number,
                self.sequence,
                self.verb,
                self.signed_at.isoformat(),
                self.signed_by_id,
                self.into_hands_of_id or "",
                sm3(self.sealed_said) if self.sealed_said else "",
            )
        )


def sign(clue: Any, verb: str, *, by: Officer, to: Officer | None = None, said: str = "") -> HandOver:
    """Put the next signature under a clue; `said` is what only those on its list may read."""
    networks.keep_off(said)
    sequence = len(clue.hand_overs) + 1
    made = HandOver(
        sequence=sequence,
        verb=verb,
        signed_at=clock.now(),
        signed_by=by,
        signed_by_id=by.id,
        into_hands_of=to,
        into_hands_of_id=to.id if to else None,
        sealed_said=clue.key.seal(said.encode(), bound_to=_place(clue, sequence)) if said else None,
    )
    before = clue.hand_overs[-1].digest if clue.hand_overs else START
    made.digest = sm3(f"{before}\x1f{made.covers(clue.number)}".encode())
    clue.hand_overs.append(made)
    return made


def said(clue: Any, one: HandOver) -> str:
    """What was said with a signature, while the clue's content is not destroyed. Plain text only."""
    if one.sealed_said is None or clue.destroyed:
        return ""
    sealed: bytes = one.sealed_said
    return str(clue.key.open(sealed, bound_to=_place(clue, one.sequence)).decode())


def unbroken(clue: Any) -> bool:
    """Whether every signature follows from the one before it."""
    digest = START
    for expected, one in enumerate(clue.hand_overs, start=1):
        digest = sm3(f"{digest}\x1f{one.covers(clue.number)}".encode())
        if one.sequence != expected or one.digest != digest:
            return False
    return True


@event.listens_for(HandOver, "before_update")
@event.listens_for(HandOver, "before_delete")
def refuse(_mapper: object, _connection: object, _one: HandOver) -> None:
    """What was signed stays."""
    raise TypeError("a signature is never altered or taken out")


def _place(clue: Any, sequence: int) -> str:
    return contents.place("hand_overs", "sealed_said", f"{clue.number}#{sequence}")
