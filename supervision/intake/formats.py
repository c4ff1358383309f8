"""What a file really is, by its content, and whether it is safe to open."""

import re
import zipfile
import zlib
from enum import Enum, auto
from io import BytesIO

from supervision.errors import Refused
from supervision.words import _

LARGEST = 40 * 1024 * 1024
LARGEST_UNPACKED = 600 * 1024 * 1024
LARGEST_RATIO = 200  # of one part, unpacked to packed, once it is larger than a few MB
SMALL = 8 * 1024 * 1024
MOST_PARTS, MOST_SHEETS, MOST_COLUMNS, MOST_CELLS = 5_000, 200, 300, 60_000_000

ZIP, CFB = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOREIGN = {  # beginnings of what is not a table
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"MZ": "EXE",
    b"\x7fELF": "ELF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "GZIP",
    b"{\\rtf": "RTF",
    b"SQLite format 3": "SQLite",
    b"MIME-Version": "MHT",
}
_BIFF8 = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_FILEPASS = 0x2F
_CELL, _ROW = re.compile(rb'<c r="([A-Z]+)'), re.compile(rb'<row r="([0-9]+)"')
_ANY_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br\s*=\s*[\"']([A-Z]+)[0-9]+[\"'][^>]*(?<!/)>")
_ANY_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br\s*=\s*[\"']([0-9]+)")


class Format(Enum):
    XLSX = auto()
    XLS = auto()
    HTML = auto()
    DELIMITED = auto()


def recognise(name: str, data: bytes, *, limit: int = LARGEST) -> Format:
    """The file's format, whatever its name says; Refused for what cannot or must not be read."""
    if len(data) > limit:
        raise Refused(_("文件“{name}”超过 {mb} MB，请分县区或分表后再导入。", name=name, mb=limit // 2**20))
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Refused(_("文件“{name}”是空的。", name=name))
    if data.startswith(b"PK"):
        _look_into_zip(name, data)
        return Format.XLSX
    if data.startswith(CFB):
        _look_into_cfb(name, data)
        return Format.XLS
    for beginning, kind in FOREIGN.items():
        if data.startswith(beginning):
            raise _foreign(name, kind)
    head = data[:4096].replace(b"\x00", b"").lower()
    if b"<?xml" in head and b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise Refused(_("文件“{name}”是 XML 表格，请用表格软件另存为 .xlsx 后再导入。", name=name))
    if re.search(rb"<(!doctype html|html|table|meta|body|head)\b", head):
        return Format.HTML
    return Format.DELIMITED


def _look_into_zip(name: str, data: bytes) -> None:
    """A workbook of ordinary size without macros, every part whole; nothing is kept in memory."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _refuse_foreign_zip(name, {part.filename for part in parts})
            _refuse_bomb(name, parts)
            if any(part.flag_bits & 1 for part in parts):
                raise Refused(_("文件“{name}”已加密，请去掉密码后再导入。", name=name))
            for part in parts:
                _read_through(name, archive, part)
    except (
        zipfile.BadZipFile,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        zlib.error,
    ) as why:
        raise _broken(name) from why


def _refuse_foreign_zip(name: str, parts: set[str]) -> None:
    if any(part.lower().endswith(("vbaproject.bin", ".xlm")) or "/macrosheets/" in part for part in parts):
        raise Refused(_("文件“{name}”带有宏，请另存为不带宏的 .xlsx 后再导入。", name=name))
    if "xl/workbook.xml" in parts:
        return
    for mark, kind in {"word/": "Word", "ppt/": "PowerPoint", "OFD.xml": "OFD"}.items():
        if any(part.startswith(mark) for part in parts):
            raise _foreign(name, kind)
    if "xl/workbook.bin" in parts or "content.xml" in parts:
        raise Refused(_("文件“{name}”请用表格软件另存为 .xlsx 后再导入。", name=name))
    raise _foreign(name, "ZIP")


def _refuse_bomb(name: str, parts: list[zipfile.ZipInfo]) -> None:
    swollen = any(
        p.file_size > SMALL and p.file_size > LARGEST_RATIO * max(p.compress_size, 1) for p in parts
    )
    if swollen or len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > LARGEST_UNPACKED:
        raise Refused(_("文件“{name}”解压后过大，疑似压缩炸弹，没有打开。", name=name))
    if (
        sum(p.filename.startswith("xl/worksheets/") and p.filename.endswith(".xml") for p in parts)
        > MOST_SHEETS
    ):
        raise Refused(_("文件“{name}”的工作表超过 {n} 张，请拆分后再导入。", name=name, n=MOST_SHEETS))


def _read_through(name: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpack a part once, to see that it is whole and that its cells fit: readers lay out the rectangle."""
    width = height = 0
    sheet = part.filename.startswith("xl/worksheets/")
    with archive.open(part) as stream:
        tail = b""
        while chunk := stream.read(1 << 20):
            if sheet:
                text = tail + chunk
                width, height = max(width, _width(text)), max(height, _height(text))
                tail = text[text.rfind(b"<") :][-4096:]
    if width > MOST_COLUMNS:
        raise Refused(_("文件“{name}”的列超过 {n} 列，请删去多余的列后再导入。", name=name, n=MOST_COLUMNS))
    if width * height > MOST_CELLS:
        raise Refused(
            _("文件“{name}”的表格范围过大（到第 {row} 行），请删去空白区域。", name=name, row=height)
        )


def _width(text: bytes) -> int:
    """The last column with a cell in it. Looks twice, and slower, where cells are written in an unusual way
    or where the far ones may be empty."""
    found = _CELL.findall(text)
    usual = len(found) >= text.count(b"<c") - text.count(b"<col") and b":c" not in text
    widest = max((_ordinal(column) for column in set(found)), default=0)
    if usual and widest <= MOST_COLUMNS:
        return widest
    return max((_ordinal(column) for column in set(_ANY_CELL.findall(text))), default=0)


def _height(text: bytes) -> int:
    found = _ROW.findall(text)
    if len(found) < text.count(b"<row") or b":row" in text:
        found = _ANY_ROW.findall(text)
    return max(map(int, found), default=0)


def _ordinal(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number


def _look_into_cfb(name: str, data: bytes) -> None:
    def holds(entry: str) -> bool:
        return entry.encode("utf-16-le") in data

    if holds("EncryptedPackage") or _has_filepass(data):
        raise Refused(_("文件“{name}”已加密，请去掉密码后再导入。", name=name))
    if holds("_VBA_PROJECT_CUR"):
        raise Refused(_("文件“{name}”带有宏，请另存为不带宏的 .xlsx 后再导入。", name=name))
    for entry, kind in {"WordDocument": "Word", "PowerPoint Document": "PowerPoint"}.items():
        if holds(entry):
            raise _foreign(name, kind)
    if not holds("Workbook") and not holds("Book"):
        raise _broken(name)
    used = int.from_bytes(data[44:48], "little")  # sectors of the allocation table, 128 entries each
    if len(data) <= 512 * (1 + (used - 1) * 128):
        raise _broken(name)


def _has_filepass(data: bytes) -> bool:
    """Whether the workbook's stream announces a password among its first records."""
    at = data.find(_BIFF8)
    for _record in range(8):
        if at < 0 or at + 4 > len(data):
            return False
        if int.from_bytes(data[at : at + 2], "little") == _FILEPASS:
            return True
        at += 4 + int.from_bytes(data[at + 2 : at + 4], "little")
    return False


def _foreign(name: str, kind: str) -> Refused:
    return Refused(_("文件“{name}”不是表格，而是 {kind} 文件，不能导入。", name=name, kind=kind))


def _broken(name: str) -> Refused:
    return Refused(_("文件“{name}”不完整或已损坏，打不开。", name=name))
