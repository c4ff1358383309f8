"""The other way to search sealed letters, for decision 11: keyed tokens, `python -m benchmarks.keyed_tokens`.

Each letter's characters and pairs of characters are recognised by a key (HMAC-SM3, 8 bytes) and stand in a
table beside the letter's number. What that costs, and what it tells somebody who has the database and no key.
"""

import hmac
import json
import sqlite3
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.letters_sent import queries, texts
from benchmarks.measuring import peak_mb

KEY = b"a key that the thief does not have"
TOLD = 100


def main(n: int = 200_000) -> int:
    letters = list(texts(n))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tokens.db"
        begun = time.perf_counter()
        db = build(path, letters)
        built = time.perf_counter() - begun
        words = queries(50, letters[: n // 10])
        taken, exact = [], 0
        for word in words:
            begun = time.perf_counter()
            found = find(db, word)
            taken.append(time.perf_counter() - begun)
            plainly = {number for number, text in enumerate(letters) if word in text}
            assert plainly <= found
            exact += plainly == found
        size = path.stat().st_size
        thief = told(db, texts(20_000, first=10 * n))
        db.close()
    print(
        json.dumps(
            {
                "letters": n,
                "build_s": round(built, 1),
                "on_disk_mb": round(size / 2**20),
                "peak_mb": round(peak_mb()),
                "median_ms": round(1000 * statistics.median(taken), 1),
                "p95_ms": round(1000 * statistics.quantiles(taken, n=20)[-1], 1),
                "exact_of_50": exact,
                **thief,
            }
        )
    )
    return 0


def build(path: Path, letters: Sequence[str]) -> sqlite3.Connection:
    """One row for each token of each letter, then an index by which a token finds its letters."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode=OFF")
    db.execute("PRAGMA synchronous=OFF")
    db.execute("CREATE TABLE tokens (token INTEGER, letter INTEGER)")
    known: dict[str, int] = {}

    def rows() -> Iterator[tuple[int, int]]:
        for number, text in enumerate(letters):
            for piece in pieces(text):
                if piece not in known:
                    known[piece] = recognised(piece)
                yield known[piece], number

    db.executemany("INSERT INTO tokens VALUES (?, ?)", rows())
    db.execute("CREATE INDEX by_token ON tokens (token, letter)")
    db.commit()
    return db


def pieces(text: str) -> set[str]:
    """The characters of a text, and its pairs of characters."""
    return {*text, *(one + other for one, other in pairwise(text))}


def find(db: sqlite3.Connection, word: str) -> set[int]:
    """The letters that hold every pair of the word; from three characters on, some of them wrongly."""
    asked = [word] if len(word) == 1 else [one + other for one, other in pairwise(word)]
    sets = [
        {
            number
            for (number,) in db.execute("SELECT letter FROM tokens WHERE token = ?", (recognised(piece),))
        }
        for piece in asked
    ]
    return set.intersection(*sets)


def recognised(piece: str) -> int:
    digest = hmac.new(KEY, piece.encode(), "sm3").digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def told(db: sqlite3.Connection, similar: Iterable[str]) -> dict[str, float]:
    """What a thief reads who has letters like these: the n-th commonest token is the n-th commonest piece.

    And what nobody needs letters for: which of the stolen letters share a rare piece, such as a name.
    """
    counted: Counter[str] = Counter()
    for text in similar:
        counted.update(pieces(text))
    common = "SELECT token, count(*) FROM tokens GROUP BY token ORDER BY 2 DESC, 1 LIMIT ?"
    ranked = [token for token, _n in db.execute(common, (TOLD,))]
    guessed = [piece for piece, _n in counted.most_common(TOLD)]
    right = sum(recognised(piece) == token for piece, token in zip(guessed, ranked, strict=True))
    nearly = sum(
        recognised(piece) in ranked[max(place - 3, 0) : place + 4] for place, piece in enumerate(guessed)
    )
    shared = "SELECT count(*) FROM (SELECT 1 FROM tokens GROUP BY token HAVING count(*) BETWEEN 2 AND 5)"
    return {
        "read_of_100_commonest": right,
        "within_three_places": nearly,
        "rare_pieces_that_link_letters": next(db.execute(shared))[0],
    }


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
