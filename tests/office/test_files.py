from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from supervision.errors import Refused
from supervision.keys import sm3
from supervision.office.files import LARGEST, StoredFile

WORDS = "甲乙丙丁" * 50


def lying(home: Path) -> list[Path]:
    return [path for path in (home / "originals").rglob("*") if path.is_file()]


def test_an_original_lies_sealed_under_its_digest_and_comes_back_as_it_came(
    session: Session, home: Path
) -> None:
    kept = StoredFile.keep(session, name="../../县里/台账.csv", data=WORDS.encode())

    (place,) = lying(home)
    assert (kept.name, place.name) == ("台账.csv", sm3(WORDS.encode()))
    assert WORDS.encode()[:12] not in place.read_bytes()
    assert kept.read() == WORDS.encode()


def test_the_same_bytes_lie_there_once(session: Session, home: Path) -> None:
    for name in ("一.csv", "二.csv"):
        StoredFile.keep(session, name=name, data=b"a")

    assert len(lying(home)) == 1


def test_an_original_that_was_changed_or_lost_says_so(session: Session, home: Path) -> None:
    kept = StoredFile.keep(session, name="台账.csv", data=b"a")
    (place,) = lying(home)

    place.write_bytes(place.read_bytes()[:-1] + b"?")
    with pytest.raises(Refused, match="不能打开"):
        kept.read()
    place.unlink()
    with pytest.raises(Refused, match="不在存储目录中"):
        kept.read()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("证明.exe", b"MZ", "不是可接收的附件"),
        ("证明.pdf", b"<html>", "不是可接收的附件"),
        ("证明.pdf", b"%PDF" + bytes(LARGEST), "超过 40 MB"),
    ],
)
def test_evidence_is_paper_or_picture_by_its_first_bytes(
    session: Session, name: str, data: bytes, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        StoredFile.keep_evidence(session, name=name, data=data)
