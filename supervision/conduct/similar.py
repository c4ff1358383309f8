"""Complaints that may be the same matter, each with the reasons; a person says whether it is (重复件提示)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from supervision.conduct import complaints
from supervision.conduct.accused import Accused, recognised
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.labels import Labelled
from supervision.office.people import Officer
from supervision.words import _, listed

#: Words are compared with so many complaints of the same county, the newest, and this far back.
COMPARED, BACK = 1_000, timedelta(days=3 * 365)
APART = "\x1f"
GRAM, FEWEST, SHARE, SHOWN, MOST, LONGEST = 4, 6, 0.3, 3, 8, 24


class Reason(Labelled):
    """Why it may be the same; the strongest first."""

    REPORTER = "reporter", "同一举报人（加密比对，不显示姓名）"
    ACCUSED = "accused", "同名被反映人"
    COMPOUND = "compound", "同一项目"
    WORDS = "words", "文字相同"


WEIGHT = {Reason.REPORTER: 8, Reason.ACCUSED: 4, Reason.WORDS: 3, Reason.COMPOUND: 2}


@dataclass(frozen=True)
class Told:
    """What is known of a letter, registered or only half typed. It never prints itself."""

    county_code: str
    received_on: date
    words: str = ""
    compound_number: str | None = None
    accused: tuple[str, ...] = ()
    name: str = ""
    phone: str = ""
    id_number: str = ""
    itself: int | None = None

    def __repr__(self) -> str:
        return "Told(…)"


@dataclass(frozen=True)
class Alike:
    """One that may be the same, and why."""

    id: int
    number: str
    reasons: tuple[Reason, ...]
    phrases: tuple[str, ...]

    @property
    def label(self) -> str:
        said = [
            _("{reason}（“{words}”）", reason=one.label, words="”“".join(self.phrases))
            if one is Reason.WORDS
            else one.label
            for one in self.reasons
        ]
        return listed(said)


@dataclass(frozen=True)
class Counted:
    """How many there are: 件 without repeats, 件次 with them, 人次 with everybody who stood behind each."""

    matters: int
    received: int
    people: int


def joined(summary: str, text: str) -> str:
    """Both to be compared, and no passage that runs from one into the other."""
    return f"{summary}{APART}{text}"


def told_of(complaint: Complaint) -> Told:
    """What is known of one that is registered."""
    names = (one.called(complaint.key, number=complaint.number)[0] for one in complaint.accused)
    return Told(
        county_code=complaint.county_code,
        received_on=complaint.received_on,
        words=joined(complaint.summary, complaint.text),
        compound_number=complaint.compound_number,
        accused=tuple(name for name in names if name),
        itself=complaint.id,
    )


def suggest(session: Session, told: Told, *, officer: Officer) -> list[Alike]:
    """Among those that the officer may see, the likeliest first; an empty list where nothing is alike."""
    visible = complaints.visible_to(officer).where(
        Complaint.status != ComplaintStatus.DESTROYED, Complaint.id != (told.itself or 0)
    )
    reasons: dict[int, list[Reason]] = {}
    phrases: dict[int, tuple[str, ...]] = {}
    for reason, ids in (
        (Reason.REPORTER, _by_reporter(session, told)),
        (Reason.ACCUSED, _by_accused(session, told)),
    ):
        if ids:
            for number in session.scalars(_ids(visible.where(Complaint.id.in_(ids)))):
                reasons.setdefault(number, []).append(reason)
    beside = visible.where(
        Complaint.county_code == told.county_code, Complaint.received_on >= told.received_on - BACK
    )
    if told.compound_number:
        same = beside.where(Complaint.compound_number == told.compound_number)
        for number in session.scalars(_ids(same)):
            reasons.setdefault(number, []).append(Reason.COMPOUND)
    grams = _grams(told.words)
    if len(grams) >= FEWEST:
        for one in session.scalars(beside.limit(COMPARED)):
            if shared := _shared(told.words, grams, joined(one.summary, one.text)):
                reasons.setdefault(one.id, []).append(Reason.WORDS)
                phrases[one.id] = shared
    likeliest = sorted(reasons, key=lambda number: (-sum(WEIGHT[one] for one in reasons[number]), -number))
    kept = likeliest[:MOST]
    names = dict(session.execute(select(Complaint.id, Complaint.number).where(Complaint.id.in_(kept))).all())
    return [Alike(number, names[number], tuple(reasons[number]), phrases.get(number, ())) for number in kept]


def counted(session: Session, ids: Iterable[int]) -> Counted:
    """What these complaints amount to."""
    found = session.execute(
        select(
            func.count(Complaint.id),
            func.count(Complaint.id).filter(Complaint.duplicate_of_id.is_(None)),
            func.coalesce(func.sum(Complaint.people), 0),
        ).where(Complaint.id.in_(list(ids)))
    ).one()
    return Counted(matters=int(found[1]), received=int(found[0]), people=int(found[2]))


def _ids(found: Select[Complaint]) -> Select[int]:
    return found.order_by(None).with_only_columns(Complaint.id)


def _by_reporter(session: Session, told: Told) -> set[int]:
    if told.itself:
        return complaints.same_reporter_as(session, told.itself)
    if not (told.name.strip() and told.phone.strip()):
        return set()
    return complaints.reported_by_same(session, name=told.name, phone=told.phone, id_number=told.id_number)


def _by_accused(session: Session, told: Told) -> set[int]:
    known = {recognised(name) for name in told.accused} - {None}
    return set(session.scalars(select(Accused.complaint_id).where(Accused.known_as.in_(known))))


def _pieces(words: str) -> list[str]:
    return ["".join(sign for sign in piece if sign.isalnum()) for piece in words.split(APART)]


def _grams(words: str) -> set[str]:
    return {bare[at : at + GRAM] for bare in _pieces(words) for at in range(len(bare) - GRAM + 1)}


def _shared(words: str, grams: set[str], others: str) -> tuple[str, ...]:
    """The longest passages both have, where they share enough; nothing where they do not."""
    theirs = _grams(others)
    both = grams & theirs
    if len(both) < FEWEST or len(both) < SHARE * min(len(grams), len(theirs)):
        return ()
    return tuple(passage[:LONGEST] for passage in _passages(_pieces(words), both)[:SHOWN])


def _passages(pieces: Sequence[str], both: set[str]) -> Sequence[str]:
    """Runs of shared words, the longest first."""
    found = set[str]()
    for bare in pieces:
        at = 0
        while at <= len(bare) - GRAM:
            end = at
            while end <= len(bare) - GRAM and bare[end : end + GRAM] in both:
                end += 1
            if end > at:
                found.add(bare[at : end + GRAM - 1])
            at = max(end, at + 1)
    return sorted(found, key=lambda passage: (-len(passage), passage))
