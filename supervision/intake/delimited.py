"""Tables kept as text: comma, tab or semicolon separated, in the encodings that offices use."""

import codecs
import csv
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import BinaryIO

import polars as pl

from supervision.errors import Refused
from supervision.intake.vocabulary import word
from supervision.words import _

BLOCK = 16 * 1024 * 1024
PATIENCE = 4  # blocks that one quoted cell may span
SEPARATORS = "\t,;"
LONGEST_CELL_LINES = 50
FEW = 2  # lines that may be anything
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def table(name: str, data: bytes) -> pl.DataFrame:
    """The whole file as one frame of text, its columns c0, c1, …"""
    frames = list(_blocks(BytesIO(data), name=name, size=max(len(data), 1)))
    return pl.concat(frames, how="diagonal") if frames else pl.DataFrame()


def blocks(path: Path, *, size: int = BLOCK) -> Iterator[pl.DataFrame]:
    """The file in frames of whole lines, all text: a ledger of three million homes never lies in memory."""
    with path.open("rb") as stream:
        yield from _blocks(stream, name=path.name, size=size)


def _blocks(stream: BinaryIO, *, name: str, size: int) -> Iterator[pl.DataFrame]:
    head = stream.read(size)
    encoding, bom = _encoding(name, head, whole=len(head) < size or size > BLOCK)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    plain = encoding == "utf-8"
    separator, width = _layout(name, head[bom:], encoding=encoding)
    rest, chunk, seen = b"", head[bom:], 0
    while chunk or rest:
        following = stream.read(size)
        try:
            rest += chunk if plain else decoder.decode(chunk, final=not following).encode()
        except UnicodeDecodeError as why:
            raise _undecodable(name) from why
        if b"\n" not in rest and b"\r" in rest:
            rest = rest.replace(b"\r", b"\n")
        cut = _cut(rest) if following else len(rest)
        if len(rest) - cut > PATIENCE * size:
            raise Refused(_("文件“{name}”的引号不成对，第 {row} 行以后读不出来。", name=name, row=seen + 1))
        if cut:
            frame = _parse(name, rest[:cut], separator=separator, width=width)
            if not following:
                _refuse_cut_off(name, rest[:cut], separator=separator, frame=frame)
            seen += frame.height
            yield frame
        rest, chunk = rest[cut:], following


def _encoding(name: str, head: bytes, *, whole: bool) -> tuple[str, int]:
    """The encoding and the length of its byte order mark."""
    for bom, encoding in {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le"}.items():
        if head.startswith(bom):
            return encoding, len(bom)
    if head.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be", 2
    sample = head[: 4 * 1024 * 1024]
    candidates = ["utf-8", "gb18030"]
    if sample.count(b"\x00") > len(sample) // 8:
        candidates = ["utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"]
    for encoding in candidates:
        try:
            complete = whole and len(sample) == len(head)
            text = codecs.getincrementaldecoder(encoding)("strict").decode(sample, final=complete)
        except UnicodeDecodeError:
            continue
        if len(_CONTROL.findall(text)) > len(text) // 100:
            break
        return encoding, 0
    raise _undecodable(name)


def _undecodable(name: str) -> Refused:
    return Refused(_("文件“{name}”不是表格，或文字编码认不出来，或中途被截断。", name=name))


def _layout(name: str, head: bytes, *, encoding: str) -> tuple[str, int]:
    """The separator and the number of columns, from the first lines."""
    text = head[: 256 * 1024].decode(encoding, errors="ignore").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")[:200]
    start = "\n".join(lines)

    def widths(separator: str) -> list[int]:
        try:
            return [len(row) for row in csv.reader(StringIO(start), delimiter=separator) if row]
        except csv.Error:
            return [1]

    counted = {each: widths(each) or [1] for each in SEPARATORS}
    best = max(SEPARATORS, key=lambda each: (_usual(counted[each]), max(counted[each])))
    return best, max(counted[best])


def _usual(widths: list[int]) -> int:
    return sorted(widths)[len(widths) // 2]


def _cut(text: bytes) -> int:
    """Where the last whole record ends: after a line break that no open quotation holds."""
    end = text.rfind(b"\n") + 1
    if b'"' not in text:
        return end
    while end and text.count(b'"', 0, end) % 2:
        opening = text.rfind(b'"', 0, end)
        end = text.rfind(b"\n", 0, opening) + 1
    return end


def _parse(name: str, text: bytes, *, separator: str, width: int) -> pl.DataFrame:
    if b'"' in text and not _well_quoted(text, separator.encode()):
        return _parse_slowly(name, text, separator=separator, width=width)
    full = separator.encode() * (width - 1) + b"\n"  # so that the first line has every column
    try:
        return pl.read_csv(
            full + text,
            has_header=False,
            separator=separator,
            quote_char='"' if b'"' in text else None,
            schema={f"c{n}": pl.String for n in range(width)},
            infer_schema=False,
            raise_if_empty=False,
        )[1:]
    except pl.exceptions.ComputeError:  # a line longer than the others
        return _parse_slowly(name, text, separator=separator, width=width)


def _well_quoted(text: bytes, separator: bytes) -> bool:
    """Whether every quotation mark opens or closes a cell, or is doubled inside one."""
    single = text.replace(b'""', b"")
    edge = b"[" + re.escape(separator) + rb"\r\n]"
    opening = len(re.findall(b"(?:^|" + edge + b')"', single))
    closing = len(re.findall(b'"(?=' + edge + b"|$)", single))
    return opening == closing and opening + closing == single.count(b'"')


def _parse_slowly(name: str, text: bytes, *, separator: str, width: int) -> pl.DataFrame:
    """For stray quotation marks and lines that are too long: right, at a tenth of the speed."""
    try:
        rows = list(csv.reader(StringIO(text.decode(), newline=""), delimiter=separator))
    except UnicodeDecodeError as why:
        raise _undecodable(name) from why
    except csv.Error as why:
        raise Refused(_("文件“{name}”的引号不成对，读不出来。", name=name)) from why
    if any(cell.count("\n") > LONGEST_CELL_LINES for row in rows for cell in row):
        raise Refused(_("文件“{name}”的引号不成对，读不出来。", name=name))
    width = max(width, max(map(len, rows), default=0))
    columns = {
        f"c{n}": pl.Series([row[n] if n < len(row) and row[n] else None for row in rows], dtype=pl.String)
        for n in range(width)
    }
    return pl.DataFrame(columns)


def _refuse_cut_off(name: str, text: bytes, *, separator: str, frame: pl.DataFrame) -> None:
    """A last line that stops among its cells, without a line break, was cut off on the way."""
    last = text[text.rfind(b"\n") + 1 :].decode(errors="ignore").rstrip("\r")
    cells = last.count(separator) + 1
    table = frame.height > FEW and frame.head(200)[:, -1].is_not_null().any()
    spoken = word("note").search(last) or word("total").search(last.split(separator, 1)[0])
    if table and '"' not in last and 1 < cells < frame.width and not spoken:
        raise Refused(_("文件“{name}”的最后一行不完整，文件可能被截断。", name=name))
