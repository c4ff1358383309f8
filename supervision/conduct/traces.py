"""Traces: what a file says of whoever made it. The office works with a copy without them (清除元数据)."""

from collections.abc import Callable
from dataclasses import dataclass

from supervision.conduct import paper_traces, picture_traces, recording_traces
from supervision.conduct.attached_formats import Format
from supervision.conduct.trace_terms import Broken, Found


@dataclass(frozen=True)
class Cleaned:
    """The copy to work with, and what was taken out; no copy where not everything can be."""

    data: bytes | None
    found: frozenset[Found]


def _nothing(data: bytes) -> tuple[bytes, set[Found]]:
    return data, set()


def _not_at_all(_data: bytes) -> None:
    return None


CLEAN: dict[Format, Callable[[bytes], tuple[bytes, set[Found]] | None]] = {
    Format.JPEG: picture_traces.jpeg,
    Format.PNG: picture_traces.png,
    Format.GIF: picture_traces.gif,
    Format.WEBP: picture_traces.webp,
    Format.BMP: picture_traces.bmp,
    Format.PDF: paper_traces.pdf,
    Format.DOCX: paper_traces.office,
    Format.XLSX: paper_traces.office,
    Format.PPTX: paper_traces.office,
    Format.TEXT: _nothing,
    Format.WAV: recording_traces.wav,
    Format.MP3: recording_traces.mp3,
    Format.MP4: recording_traces.mp4,
    Format.OLD_OFFICE: _not_at_all,
}


def cleaned(kind: Format, data: bytes) -> Cleaned:
    """Take the traces out; a file that is broken, or hides them where nobody reaches, has no copy."""
    try:
        done = CLEAN[kind](data)
    except (Broken, IndexError, ValueError):
        done = None
    if done is None:
        return Cleaned(None, frozenset())
    return Cleaned(done[0], frozenset(done[1]))
