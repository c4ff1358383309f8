"""Recordings without their traces: what was heard and seen stays, byte for byte."""

from supervision.conduct.picture_traces import MARK, riff
from supervision.conduct.trace_terms import Broken, Found

Result = tuple[bytes, set[Found]]
ID3V1, APE_FOOT, APE_HAS_HEAD = 128, 32, 0x80
INSIDE = frozenset({b"moov", b"trak", b"mdia", b"minf", b"moof", b"traf"})
TELLING = frozenset({b"udta", b"meta", b"uuid", b"ilst", b"XMP_"})
TIMED = frozenset({b"mvhd", b"tkhd", b"mdhd"})


def wav(data: bytes) -> Result:
    chunks = riff(data)
    kept = [chunk for name, chunk in chunks if name in (b"fmt ", b"fact", b"data")]
    body = b"".join(kept)
    found = {Found.AUTHOR} if len(kept) < len(chunks) else set[Found]()
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WAVE" + body, found


def mp3(data: bytes) -> Result:
    start, end = 0, len(data)
    while data[start : start + 3] == b"ID3":
        size = sum((data[start + 6 + n] & 0x7F) << (7 * (3 - n)) for n in range(4))
        start += 10 + size + (10 if data[start + 5] & 0x10 else 0)
    if data[end - ID3V1 : end - ID3V1 + 3] == b"TAG":
        end -= ID3V1
    foot = data[end - APE_FOOT : end]
    if foot[:8] == b"APETAGEX":
        has_head = APE_FOOT if foot[23] & APE_HAS_HEAD else 0
        end -= int.from_bytes(foot[12:16], "little") + has_head
    if not start < end or data[start] != MARK:
        raise Broken
    return data[start:end], {Found.AUTHOR} if (start, end) != (0, len(data)) else set()


def mp4(data: bytes) -> Result:
    """In place, so that nothing moves: what tells becomes free space, times become none."""
    out, found = bytearray(data), set[Found]()
    _boxes(out, 0, len(out), found)
    return bytes(out), found


def _boxes(out: bytearray, at: int, end: int, found: set[Found]) -> None:
    while at + 8 <= end:
        size, name, head = int.from_bytes(out[at : at + 4], "big"), bytes(out[at + 4 : at + 8]), 8
        if size == 1:
            size, head = int.from_bytes(out[at + 8 : at + 16], "big"), 16
        elif size == 0:
            size = end - at
        if size < head or at + size > end:
            raise Broken
        if name in TELLING:
            out[at + 4 : at + 8] = b"free"
            out[at + head : at + size] = bytes(size - head)
            found.add(Found.CAMERA)
        elif name in TIMED:
            long = 8 if out[at + head] == 1 else 4
            told = slice(at + head + 4, at + head + 4 + 2 * long)
            if any(out[told]):
                found.add(Found.CAMERA)
            out[told] = bytes(2 * long)
        elif name in INSIDE:
            _boxes(out, at + head, at + size, found)
        at += size
