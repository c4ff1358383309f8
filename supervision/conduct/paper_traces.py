"""Papers without their traces: PDF in place, so that nothing moves; Office files part by part."""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from supervision.conduct.picture_traces import jpeg, png
from supervision.conduct.trace_terms import Broken, Found

Result = tuple[bytes, set[Found]]
CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
PICTURES: dict[str, Callable[[bytes], Result]] = {"jpg": jpeg, "jpeg": jpeg, "png": png}
#: Parts that are left out, with what points to them.
LEFT_OUT = re.compile(r"docProps/(custom\.xml|thumbnail\..*)|.*/printerSettings/.*|customXml/.*")
POINTER = re.compile(rb"<(?:\w+:)?(?:Relationship|Override)\b[^>]*>")
SIGNED = re.compile(
    rb"\b((?:\w+:)?(?:author|initials|userId|providerId|displayName|lastModifiedBy|userName|rsid\w*"
    rb'|dateUtc))="[^"]*"'
)
DATED = re.compile(rb'(<(?:w|p|p15|x18tc|xdr):[^>]*?\b(?:w:date|dt|dT|created)=")[^"]*(")')
AUTHORS = re.compile(rb"(<(?:\w+:)?author>)[^<]*(</(?:\w+:)?author>)")
OFFICE_PATH = re.compile(
    rb"<(?:mc:AlternateContent[^>]*><mc:Choice[^>]*><)?x15ac:absPath\b[^>]*?url=\"([^\"]*)\""
)
PRINTER = re.compile(rb'(<(?:\w+:)?pageSetup\b[^>]*?) r:id="[^"]*"')
COMMENTERS = re.compile(rb'(<p:cmAuthor\b[^>]*?\bname=")[^"]*(")')
STREAM = re.compile(rb"stream\r?\n")
INFO = re.compile(rb"/Info\s+(\d+)\s+\d+\s+R")
TELLING = re.compile(rb"/(?:Author|Creator|Producer|CreationDate|ModDate)\b")
ANNOTATED = re.compile(
    rb"/Subtype\s*/(?:Text|FreeText|Highlight|Underline|StrikeOut|Ink|Stamp|Popup|Square)\b"
)
ID = re.compile(rb"/ID\s*\[([^\]]*)\]")
XMP = re.compile(rb"<\?xpacket begin.*?<\?xpacket end[^>]*>", re.DOTALL)
EXIF = re.compile(rb"\xff[\xe1\xed](..)(?=Exif\x00\x00|http://ns\.adobe|Photoshop)", re.DOTALL)


def office(data: bytes) -> Result | None:
    """Word, Excel and PowerPoint: authors, reviewers, machines and paths go; text and pictures stay."""
    found, out = set[Found](), BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in package.infolist():
            if part.is_dir():
                continue
            if LEFT_OUT.fullmatch(part.filename):
                found.add(Found.DEVICE if "printer" in part.filename else Found.AUTHOR)
                continue
            kept = _part(part.filename, package.read(part), found)
            if kept is None:
                return None
            copy.writestr(zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0)), kept, zipfile.ZIP_DEFLATED)
    return out.getvalue(), found


def _part(name: str, data: bytes, found: set[Found]) -> bytes | None:
    ending = name.rpartition(".")[2].lower()
    if name in ("docProps/core.xml", "docProps/app.xml"):
        found.add(Found.AUTHOR)
        return CORE if name.endswith("core.xml") else APP
    if ending in PICTURES:
        kept, seen = PICTURES[ending](data)
        found |= seen
        return kept
    if ending in ("docx", "xlsx", "pptx"):
        inner = office(data)
        if inner:
            found |= inner[1]
        return inner and inner[0]
    if ending in ("xml", "rels", "vml"):
        return _xml(data, found) if not data.startswith((b"\xff\xfe", b"\xfe\xff")) else None
    return data if ending in ("gif", "emf", "wmf", "bmp", "odttf", "fntdata", "svg") else None


def _xml(data: bytes, found: set[Found]) -> bytes:
    signed = SIGNED.sub(rb'\1=""', data)
    signed = AUTHORS.sub(
        rb"\1\2", COMMENTERS.sub(rb"\1\2", DATED.sub(rb"\g<1>2000-01-01T00:00:00Z\2", signed))
    )
    signed = re.sub(rb' (?:\w+:)?rsid\w*=""', b"", signed)
    signed = re.sub(rb"<w:rsids>.*?</w:rsids>", b"", signed, flags=re.DOTALL)
    if signed != data:
        found.add(Found.REVIEWER)
    bare = PRINTER.sub(rb"\1", signed)
    bare = OFFICE_PATH.sub(lambda match: match.group().replace(match.group(1), b""), bare)
    if bare != signed:
        found.add(Found.DEVICE)
    return POINTER.sub(lambda match: b"" if _points_out(match.group()) else match.group(), bare)


def _points_out(pointer: bytes) -> bool:
    """Whether it points to a part that is left out."""
    target = re.search(rb'(?:Target|PartName)="/?(?:\.\./)*([^"]*)"', pointer)
    named = target.group(1).decode("utf-8", "replace") if target else ""
    return bool(LEFT_OUT.fullmatch(named) or LEFT_OUT.fullmatch(f"xl/{named}"))


def pdf(data: bytes) -> Result | None:
    """Each trace is overwritten where it stands. None where it lies in a part that cannot be read."""
    if re.search(rb"/Encrypt\b", data):
        return None
    found, out = set[Found](), bytearray(data)
    numbers = {int(match.group(1)) for match in INFO.finditer(data)}
    _objects(out, numbers, found)
    if not _packed_objects(out, numbers, found):
        return None
    for match in XMP.finditer(bytes(out)):
        _over(out, match.start(), match.end(), b" ")
        found.add(Found.AUTHOR)
    for match in EXIF.finditer(bytes(out)):
        end = match.start() + 2 + int.from_bytes(match.group(1), "big")
        if end <= len(out):
            _over(out, match.start() + 4, end, b"\x00")
            found.add(Found.CAMERA)
    for match in ID.finditer(bytes(out)):
        for start, end in _strings(bytes(out), match.start(1), match.end(1)):
            _over(out, start, end, b"0" if out[start - 1 : start] == b"<" else b" ")
    return bytes(out), found


def _objects(out: bytearray, numbers: set[int], found: set[Found]) -> None:
    """What lies open: the account of the file, streams of metadata, the names of annotators."""
    data = bytes(out)
    for match in re.finditer(rb"(?<![\d])(\d+)\s+\d+\s+obj\b", data):
        end = data.find(b"endobj", match.end())
        end = len(data) if end < 0 else end
        body = data[match.end() : end]
        stream = STREAM.search(body)
        head = body[: stream.start()] if stream else body
        if ANNOTATED.search(head):
            _blank(out, match.end(), match.end() + len(head), found, Found.REVIEWER, key=b"/T")
        elif int(match.group(1)) in numbers or (not stream and TELLING.search(head)):
            _blank(out, match.end(), match.end() + len(head), found, Found.AUTHOR)
        if stream and re.search(rb"/Type\s*/Metadata\b|/Subtype\s*/XML\b", head):
            start, last = match.end() + stream.end(), data.find(b"endstream", match.end())
            filler = zlib.compress(b"") if b"/FlateDecode" in head else b""
            _over(out, start, last, b"\x00" if filler else b" ")
            out[start : start + len(filler)] = filler[: last - start]
            found.add(Found.AUTHOR)
        elif stream and b"/DCTDecode" in head:
            start, last = match.end() + stream.end(), data.find(b"endstream", match.end())
            picture, seen = _picture(data[start:last])
            out[start:last] = picture.ljust(last - start, b"\x00")
            found |= seen


def _picture(data: bytes) -> Result:
    """A photograph within a page; what is none after all stays as it is."""
    try:
        return jpeg(data)
    except (Broken, IndexError):
        return data, set()


def _packed_objects(out: bytearray, numbers: set[int], found: set[Found]) -> bool:
    """The same inside packed rows of objects; answers whether all of them could be read and put back."""
    data = bytes(out)
    for match in re.finditer(rb"/Type\s*/ObjStm\b", data):
        begins = STREAM.search(data, match.end())
        last = data.find(b"endstream", match.end())
        head = data[data.rfind(b" obj", 0, match.start()) : begins.end() if begins else match.end()]
        if begins is None or last < 0 or b"/FlateDecode" not in head or b"/DecodeParms" in head:
            return False
        try:
            unpacked = zlib.decompressobj().decompress(data[begins.end() : last])
        except zlib.error:
            return False
        inner = bytearray(unpacked)
        for number, start, end in _inner(unpacked, head):
            part = unpacked[start:end]
            if ANNOTATED.search(part):
                _blank(inner, start, end, found, Found.REVIEWER, key=b"/T")
            elif number in numbers or TELLING.search(part):
                _blank(inner, start, end, found, Found.AUTHOR)
        if inner != unpacked:
            packed = zlib.compress(bytes(inner), 9)
            if len(packed) > last - begins.end():
                return False
            _over(out, begins.end(), last, b"\x00")
            out[begins.end() : begins.end() + len(packed)] = packed
    return True


def _inner(unpacked: bytes, head: bytes) -> Iterator[tuple[int, int, int]]:
    """Number, beginning and end of each object in a packed row."""
    first, count = re.search(rb"/First\s+(\d+)", head), re.search(rb"/N\s+(\d+)", head)
    if not first or not count:
        raise Broken
    start = int(first.group(1))
    places = [int(word) for word in unpacked[:start].split()][: 2 * int(count.group(1))]
    ends = [*(start + place for place in places[3::2]), len(unpacked)]
    yield from zip(places[::2], (start + place for place in places[1::2]), ends, strict=False)


def _blank(out: bytearray, start: int, end: int, found: set[Found], what: Found, *, key: bytes = b"") -> None:
    """Every string of an object, or only those behind one key."""
    for first, last in _strings(bytes(out), start, end):
        before = bytes(out[max(start, first - 8) : first - 1]).rstrip()
        if (not key or before.endswith(key)) and bytes(out[first:last]).strip():
            _over(out, first, last, b" ")
            found.add(what)


def _strings(data: bytes, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the insides of strings lie: (…) with what they nest, and <…>."""
    while at < end:
        sign = data[at : at + 1]
        if sign == b"(":
            start, depth, at = at + 1, 1, at + 1
            while depth and at < end:
                depth += {b"(": 1, b")": -1}.get(data[at : at + 1], 0)
                at += 2 if data[at : at + 1] == b"\\" else 1
            yield start, at - 1
        elif sign == b"<" and data[at : at + 2] != b"<<":
            last = data.find(b">", at, end)
            if last < 0:
                return
            yield at + 1, last
            at = last + 1
        else:
            at += 2 if data[at : at + 2] in (b"<<", b">>") else 1


def _over(out: bytearray, start: int, end: int, filler: bytes) -> None:
    out[start:end] = filler * max(end - start, 0)
