"""This installation: whether it is a demo home, the day on its wall, and the key it belongs to."""

from datetime import date, datetime
from typing import Self

from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision import clock
from supervision.db import Base
from supervision.errors import Refused
from supervision.keys import Keys
from supervision.office.networks import Network
from supervision.words import _

#: On paper, a number of complaints below three could point at a person.
FEWEST_TOLD = 3


class Installation(Base):
    """One row: what `init` or `demo` set up."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    demo: Mapped[bool]
    business_date: Mapped[date | None]
    key_fingerprint: Mapped[str]
    recovery_public: Mapped[bytes]
    network: Mapped[Network]
    province_code: Mapped[str]
    unit_accounts: Mapped[bool]
    smallest_told: Mapped[int]
    made_at: Mapped[datetime]

    @classmethod
    def set_up(
        cls,
        *,
        keys: Keys,
        recovery_public: bytes,
        province_code: str,
        demo: bool,
        network: Network = Network.INTERNAL,
        business_date: date | None = None,
    ) -> Self:
        """Tie this database to its key, and to the two envelopes that open identities when nobody else can.

        Unit accounts (责任单位账号) are off until somebody turns them on.
        """
        return cls(
            id=1,
            demo=demo,
            business_date=business_date,
            key_fingerprint=keys.fingerprint,
            recovery_public=recovery_public,
            network=network,
            province_code=province_code,
            unit_accounts=False,
            smallest_told=FEWEST_TOLD,
            made_at=clock.machine_now(),
        )

    def require(self, keys: Keys) -> None:
        """Refuse any key but the one this database was made with."""
        if keys.fingerprint != self.key_fingerprint:
            raise Refused(_("密钥与数据库不符：请使用建库时的密钥。为防止数据损坏，系统不启动。"))


def current(session: Session) -> Installation:
    found = session.get(Installation, 1)
    if found is None:
        raise Refused(_("数据库尚未初始化，请先运行 python -m supervision init。"))
    return found
