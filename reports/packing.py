"""One file out of many parts: the same parts always make the same bytes (on the same zlib)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from xml.parsers.expat import ParserCreate
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OPEN = "http://schemas.openxmlformats.org"
_OFFICE = f"{OPEN}/officeDocument/2006"
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_LONGEST_PROPERTY = 255


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts in their given order, each XML part found well-formed, and no clock, user or system in it."""
    file = BytesIO()
    with ZipFile(file, "w") as package:
        for name, part in parts.items():
            content = part.encode() if isinstance(part, str) else part
            if not name.endswith((".xlsx", ".png")):
                ParserCreate().Parse(content, True)
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.compress_type = 0, ZIP_DEFLATED
            package.writestr(info, content, compresslevel=6)
            info.external_attr = 0  # writestr sets rights of its own; the directory is written at the end
    return file.getvalue()


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
