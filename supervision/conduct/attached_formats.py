"""What may be attached to a complaint, known by its first bytes; and what is no more than it looks."""

import zipfile
import zlib
from io import BytesIO

from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.words import _

LARGEST = 40 * 2**20
MOST_PARTS, LARGEST_UNPACKED, LARGEST_RATIO, SMALL = 5_000, 300 * 2**20, 200, 8 * 2**20
NAME = 100


class Format(Labelled):
    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"
    GIF = "gif", "GIF"
    WEBP = "webp", "WebP"
    BMP = "bmp", "BMP"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"
    PPTX = "pptx", "PowerPoint"
    OLD_OFFICE = "old_office", "Office 97—2003"
    TEXT = "text", "文本"
    WAV = "wav", "WAV"
    MP3 = "mp3", "MP3"
    MP4 = "mp4", "MP4"

    @property
    def endings(self) -> tuple[str, ...]:
        return ENDINGS[self]


ENDINGS: dict[Format, tuple[str, ...]] = {
    Format.PDF: ("pdf",),
    Format.JPEG: ("jpg", "jpeg"),
    Format.PNG: ("png",),
    Format.GIF: ("gif",),
    Format.WEBP: ("webp",),
    Format.BMP: ("bmp",),
    Format.DOCX: ("docx",),
    Format.XLSX: ("xlsx",),
    Format.PPTX: ("pptx",),
    Format.OLD_OFFICE: ("doc", "xls", "ppt", "wps", "et"),
    Format.TEXT: ("txt",),
    Format.WAV: ("wav",),
    Format.MP3: ("mp3",),
    Format.MP4: ("mp4", "m4a", "mov"),
}
ACCEPTED = tuple(ending for endings in ENDINGS.values() for ending in endings)
BEGINNINGS = (
    (b"%PDF-", Format.PDF),
    (b"\xff\xd8\xff", Format.JPEG),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"GIF87a", Format.GIF),
    (b"GIF89a", Format.GIF),
    (b"BM", Format.BMP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format.OLD_OFFICE),
    (b"ID3", Format.MP3),
    (b"\xff\xfb", Format.MP3),
    (b"\xff\xf3", Format.MP3),
    (b"\xff\xf2", Format.MP3),
)
ROOMS = {"word/": Format.DOCX, "xl/": Format.XLSX, "ppt/": Format.PPTX}


def bare_name(name: str) -> str:
    """The name alone: no folder before it, no sign in it that hides or turns anything."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*').strip(" .")
    stem, dot, ending = shown.rpartition(".")
    return f"{(stem or ending)[:NAME]}{dot}{ending[:10]}" if stem else ending[:NAME]


def recognise(name: str, data: bytes) -> Format:
    """What it is by its content; refused where it may not be kept, or is not what its name says."""
    if not data:
        raise Refused(_("“{name}”是空文件。", name=name))
    if len(data) > LARGEST:
        raise Refused(_("“{name}”超过 40 MB，请压缩或拆分后再传。", name=name))
    kind = _kind(name, data)
    ending = name.rpartition(".")[2].lower()
    if kind is None or ending not in ACCEPTED:
        raise Refused(
            _(
                "“{name}”不是可接收的附件：请用 PDF、图片（JPG、PNG、GIF、BMP、WebP）、Office 文件、"
                "文本或录音录像（WAV、MP3、MP4）。",
                name=name,
            )
        )
    if ending not in kind.endings:
        raise Refused(_("“{name}”的内容是{kind}，与扩展名不符，请核对后再传。", name=name, kind=kind.label))
    return kind


def _kind(name: str, data: bytes) -> Format | None:
    for beginning, kind in BEGINNINGS:
        if data.startswith(beginning):
            return kind
    if data[:4] == b"RIFF" and data[8:12] in (b"WAVE", b"WEBP"):
        return Format.WAV if data[8:12] == b"WAVE" else Format.WEBP
    if data[4:8] == b"ftyp" and data[8:12] not in (b"heic", b"mif1", b"heix", b"avif"):
        return Format.MP4
    if data.startswith(b"PK\x03\x04"):
        return _package(name, data)
    return Format.TEXT if _is_text(data) else None


def _package(name: str, data: bytes) -> Format | None:
    """An Office file of ordinary size, every part whole and none of them a program."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _refuse_bomb(name, parts)
            if any(part.flag_bits & 1 for part in parts):
                raise Refused(_("“{name}”已加密，请去掉密码后再传。", name=name))
            if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
                raise Refused(_("“{name}”带有宏，请另存为不带宏的文件后再传。", name=name))
            if archive.testzip() is not None:
                raise Refused(_("“{name}”不完整或已损坏，打不开。", name=name))
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, zlib.error) as why:
        raise Refused(_("“{name}”不完整或已损坏，打不开。", name=name)) from why
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for room, kind in ROOMS.items() if any(one.startswith(room) for one in names)), None)


def _refuse_bomb(name: str, parts: list[zipfile.ZipInfo]) -> None:
    swollen = any(
        one.file_size > SMALL and one.file_size > LARGEST_RATIO * max(one.compress_size, 1) for one in parts
    )
    if swollen or len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > LARGEST_UNPACKED:
        raise Refused(_("“{name}”解压后过大，疑似压缩炸弹，没有保存。", name=name))


def _is_text(data: bytes) -> bool:
    if b"\x00" in data:
        return False
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not words.lstrip()[:200].lower().startswith(("<!doctype", "<html", "<svg", "<script", "#!"))
    return False
