"""Pictures without their traces and with every pixel: the parts that only tell about them are left out."""

import struct

from supervision.conduct.trace_terms import Broken, Found

PNG = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD pHYs acTL fcTL fdAT".split(b" "))
RIFF_HEAD, CHUNK = 12, 8
WEBP_TOLD = {b"EXIF": 0x08, b"XMP ": 0x04, b"ICCP": 0x20}
MARK, SHORTEST, NAME, SMALLEST_BMP = 0xFF, 4, 4, 26
GIF_END, GIF_MORE, GIF_PICTURE, GIF_TIMING = 0x3B, 0x21, 0x2C, 0xF9
EOI, SOS, APP0, APP1, APP14, COM = 0xD9, 0xDA, 0xE0, 0xE1, 0xEE, 0xFE
LAST_APP, JFIF = 0xEF, 14
ORIENTATION, UPRIGHT, MOST_TURNS = 0x0112, 1, 8
Result = tuple[bytes, set[Found]]


def jpeg(data: bytes) -> Result:
    """Only which way up it is stays of what the camera wrote."""
    out, found, at = bytearray(data[:2]), set[Found](), 2
    while True:
        if data[at] != MARK:
            raise Broken
        marker = data[at + 1]
        if marker == MARK:
            at += 1
        elif marker == EOI:
            out += data[at : at + 2]
            if data[at + 2 :].strip(b"\x00"):
                found.add(Found.TAIL)
            return bytes(out), found
        else:
            end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
            segment = data[at:end]
            if end > len(data) or len(segment) < SHORTEST:
                raise Broken
            out += _segment(marker, segment, found)
            if marker == SOS:
                at, end = end, _scan(data, end)
                out += data[at:end]
            at = end


def _segment(marker: int, segment: bytes, found: set[Found]) -> bytes:
    """What of a segment stays."""
    if marker == APP0 and segment[4:9] == b"JFIF\x00":
        return segment[:2] + (JFIF + 2).to_bytes(2, "big") + segment[4 : 2 + JFIF] + b"\x00\x00"
    if marker == COM:
        found.add(Found.COMMENT)
        return b""
    if APP0 <= marker <= LAST_APP and marker != APP14:
        found.add(Found.CAMERA)
        return _turned(segment[10:]) if marker == APP1 and segment[4:10] == b"Exif\x00\x00" else b""
    return segment


def _scan(data: bytes, at: int) -> int:
    """The end of the picture's own bytes: the next marker that is neither stuffed nor a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise Broken
        if data[at + 1] not in (0x00, MARK, *range(0xD0, 0xD8)):
            return at
        at += 1 if data[at + 1] == MARK else 2


def _turned(tiff: bytes) -> bytes:
    """A segment that says which way up the picture is, and nothing else."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return b""
    try:
        (first,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, first)
        for entry in range(count):
            tag, _kind, _count, value = struct.unpack_from(order + "HHIH", tiff, first + 2 + 12 * entry)
            if tag == ORIENTATION and UPRIGHT < value <= MOST_TURNS:
                body = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ORIENTATION, 3, 1, value, 0, 0)
                return b"\xff\xe1" + (len(body) + 8).to_bytes(2, "big") + b"Exif\x00\x00" + body
    except struct.error:
        pass
    return b""


def png(data: bytes) -> Result:
    out, found, at = bytearray(PNG), set[Found](), len(PNG)
    while True:
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + size
        if len(name) < NAME or end > len(data):
            raise Broken
        if name in PNG_KEPT:
            out += data[at:end]
        else:
            found.add(Found.COMMENT if name in (b"tEXt", b"zTXt", b"iTXt") else Found.CAMERA)
        at = end
        if name == b"IEND":
            if data[at:].strip(b"\x00"):
                found.add(Found.TAIL)
            return bytes(out), found


def gif(data: bytes) -> Result:
    table = 3 << ((data[10] & 7) + 1) if data[10] & 0x80 else 0
    at = 13 + table
    out, found = bytearray(data[:at]), set[Found]()
    while data[at] != GIF_END:
        if data[at] == GIF_MORE:
            end = _blocks(data, at + 2)
            looping = data[at + 1] == MARK and data[at + 3 : at + 14] == b"NETSCAPE2.0"
            if data[at + 1] == GIF_TIMING or looping:
                out += data[at:end]
            else:
                found.add(Found.COMMENT)
        elif data[at] == GIF_PICTURE:
            own = 3 << ((data[at + 9] & 7) + 1) if data[at + 9] & 0x80 else 0
            end = _blocks(data, at + 11 + own)
            out += data[at:end]
        else:
            raise Broken
        at = end
    if data[at + 1 :].strip(b"\x00"):
        found.add(Found.TAIL)
    return bytes(out) + b"\x3b", found


def _blocks(data: bytes, at: int) -> int:
    """The end of a row of blocks, each with its length before it."""
    while data[at]:
        at += data[at] + 1
    return at + 1


def webp(data: bytes) -> Result:
    kept, found, told = list[bytes](), set[Found](), 0
    for name, chunk in riff(data):
        if name in WEBP_TOLD:
            found.add(Found.CAMERA)
            told |= WEBP_TOLD[name]
        elif name in (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"):
            kept.append(chunk)
        else:
            found.add(Found.COMMENT)
    body = b"".join(
        chunk[:CHUNK] + bytes([chunk[CHUNK] & ~told]) + chunk[CHUNK + 1 :] if chunk[:4] == b"VP8X" else chunk
        for chunk in kept
    )
    if int.from_bytes(data[4:8], "little") + CHUNK < len(data):
        found.add(Found.TAIL)
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body, found


def riff(data: bytes) -> list[tuple[bytes, bytes]]:
    """The chunks of a RIFF file, each by name and whole."""
    chunks, at = list[tuple[bytes, bytes]](), RIFF_HEAD
    last = min(len(data), int.from_bytes(data[4:8], "little") + CHUNK)
    while at + CHUNK <= last:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + CHUNK + size + size % 2
        if at + CHUNK + size > len(data):
            raise Broken
        chunks.append((data[at : at + 4], data[at:end]))
        at = end
    if not chunks:
        raise Broken
    return chunks


def bmp(data: bytes) -> Result:
    size = int.from_bytes(data[2:6], "little")
    if not SMALLEST_BMP <= size <= len(data):
        raise Broken
    return data[:size], {Found.TAIL} if len(data) > size else set()
