"""The officers who use the desk, the posts they hold, and the place they answer for."""

from collections.abc import Iterable
from typing import Self

from sqlalchemy import ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision.db import Base, Row
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office import regions
from supervision.words import _, listed


class Role(Labelled):
    """A post. What its holder may do is in the workflow tables; what they may see, in `visible_to`."""

    PETITIONS = "petitions", "信访岗"
    INSPECTOR = "inspector", "监督检查岗"
    CASES = "cases", "案管岗"
    TASK_FORCE = "task_force", "专班负责人"
    LEADER = "leader", "分管领导"
    PRINCIPAL = "principal", "主要负责人"
    UNIT = "unit", "责任单位填报员"
    SYSTEM = "system", "系统管理员"
    SECURITY = "security", "安全管理员"
    AUDITOR = "auditor", "审计管理员"


ADMINS = frozenset({Role.SYSTEM, Role.SECURITY, Role.AUDITOR})
OFFICE = frozenset(Role) - ADMINS - {Role.UNIT}


class Post(Base):
    """One post that one officer holds."""

    __tablename__ = "posts"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(primary_key=True)


class Officer(Row):
    """One person with one or more posts, or the account that nightly batches act by."""

    __tablename__ = "officers"
    __table_args__ = (UniqueConstraint("login"),)

    login: Mapped[str]
    name: Mapped[str]
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    active: Mapped[bool]
    batch: Mapped[bool]

    posts: Mapped[list[Post]] = relationship(
        lazy="selectin", order_by=Post.role, cascade="all, delete-orphan"
    )

    @classmethod
    def appoint(
        cls,
        *,
        login: str,
        name: str,
        roles: Iterable[Role],
        region_code: str,
        unit_id: int | None = None,
        batch: bool = False,
    ) -> Self:
        """Enter a new officer with their posts and place; refused where the posts do not go together."""
        held = frozenset(roles)
        refuse_mixing(held)
        return cls(
            login=login,
            name=name,
            region_code=region_code,
            unit_id=unit_id,
            active=True,
            batch=batch,
            posts=[Post(role=role) for role in Role if role in held],
        )

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(post.role for post in self.posts)

    def holds(self, *roles: Role) -> bool:
        """Whether any of these posts is theirs."""
        return not self.roles.isdisjoint(roles)

    @property
    def posts_label(self) -> str:
        return listed(role.label for role in Role if role in self.roles)

    @property
    def is_unit(self) -> bool:
        """Whether this account belongs to a supervised unit: nothing from a complaint may reach it."""
        return Role.UNIT in self.roles

    def answers_for(self, region_code: str) -> bool:
        return regions.contains(self.region_code, region_code)


def refuse_mixing(held: frozenset[Role]) -> None:
    """No two of the three admin posts on one account, and none beside a post of the business.

    三员分立: GB/T 22239—2019 8.1.4.
    """
    if not held:
        raise Refused(_("请至少选择一个岗位。"))
    if held & ADMINS and len(held) > 1:
        raise Refused(_("系统、安全、审计管理员须分设，不得相互兼任，也不得兼任业务岗位。"))


def visible_to(officer: Officer) -> Select[Officer]:
    """The accounts of this officer's place; only admins and the office itself look them up."""
    found = select(Officer).where(regions.within(Officer.region_code, officer.region_code))
    if officer.is_unit:
        found = found.where(Officer.id == officer.id)
    return found.order_by(Officer.region_code, Officer.login)


def by_login(session: Session, login: str) -> Officer | None:
    return session.scalar(select(Officer).where(Officer.login == login))
