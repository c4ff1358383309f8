"""One file out of many parts: the same parts always make the same bytes (on the same zlib)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from html import escape
from struct import Struct
from typing import NamedTuple
from xml.parsers.expat import ParserCreate
from zipfile import ZIP_DEFLATED
from zlib import compressobj, crc32

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OPEN = "http://schemas.openxmlformats.org"
_OFFICE = f"{OPEN}/officeDocument/2006"
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_LONGEST_PROPERTY = 255
_FIRST_DAY = 1 << 5 | 1  # 1980-01-01, as a zip file counts
_HEAD, _ENTRY, _END = Struct("<4s5H3L2H"), Struct("<4s6H3L5H2L"), Struct("<4s4H2LH")


class Packed(NamedTuple):
    """A part as it lies in the file: deflated, with the sum and the size of what it was."""

    deflated: bytes
    crc: int
    size: int


Part = str | bytes | Packed


def zipped(parts: Mapping[str, Part]) -> bytes:
    """The parts in their given order, each XML part found well-formed, and no clock, user or system in it."""
    written, directory, at = [], [], 0
    for name, part in parts.items():
        packed = part if isinstance(part, Packed) else _packed(part, xml=not name.endswith((".xlsx", ".png")))
        said = (20, 0, ZIP_DEFLATED, 0, _FIRST_DAY, packed.crc, len(packed.deflated), packed.size, len(name))
        head = _HEAD.pack(b"PK\3\4", *said, 0)
        directory += [_ENTRY.pack(b"PK\1\2", 20, *said, 0, 0, 0, 0, 0, at), name.encode("ascii")]
        written += [head, name.encode("ascii"), packed.deflated]
        at += len(head) + len(name) + len(packed.deflated)
    length = sum(map(len, directory))
    return b"".join([*written, *directory, _END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), length, at, 0)])


@lru_cache(maxsize=64)
def kept(part: str) -> Packed:
    """An XML part that documents share, checked and packed once; none that carries what people wrote."""
    return _packed(part, xml=True)


def _packed(part: str | bytes, *, xml: bool) -> Packed:
    content = part.encode() if isinstance(part, str) else part
    if xml:
        ParserCreate().Parse(content, True)
    deflating = compressobj(6, wbits=-15)
    return Packed(deflating.compress(content) + deflating.flush(), crc32(content), len(content))


def content_types(types: Mapping[str, str], *, pictures: bool = False) -> str:
    """[Content_Types].xml: the type of each part, without the part of the name that all types share."""
    defaults = (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        *((("png", "image/png"),) if pictures else ()),
    )
    return (
        f'{HEAD}<Types xmlns="{OPEN}/package/2006/content-types">'
        + "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in defaults)
        + "".join(
            f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-{kind}+xml"/>'
            for name, kind in types.items()
        )
        + "</Types>"
    )


def relationships(targets: Mapping[str, tuple[str, str]]) -> str:
    """A .rels part: id → (kind, target)."""
    return (
        f'{HEAD}<Relationships xmlns="{OPEN}/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="{rid}" Type="{_kind(kind)}" Target="{target}"/>'
            for rid, (kind, target) in targets.items()
        )
        + "</Relationships>"
    )


def _kind(kind: str) -> str:
    if kind == "core-properties":
        return f"{OPEN}/package/2006/relationships/metadata/core-properties"
    return f"{_OFFICE}/relationships/{kind}"


def core_properties(*, title: str, subject: str, author: str, moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a document is made at an aware moment")
    stamp = f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    title, subject, author = (escape(text[:_LONGEST_PROPERTY]) for text in (title, subject, author))
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{OPEN}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject><dc:creator>{author}</dc:creator>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def custom_properties(properties: Mapping[str, str]) -> str:
    """docProps/custom.xml, in the order of the names."""
    return (
        f'{HEAD}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        + "".join(
            f'<property fmtid="{_CUSTOM_FORMAT}" pid="{pid}" name="{escape(name)}">'
            f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
            for pid, (name, value) in enumerate(sorted(properties.items()), start=2)
        )
        + "</Properties>"
    )


def app_properties() -> str:
    space = f'xmlns="{_OFFICE}/extended-properties"'
    return f"{HEAD}<Properties {space}><Application>Duze</Application></Properties>"
