"""Files as people send them, with the traces that tell who made them."""

import struct
import zipfile
import zlib
from contextlib import suppress
from importlib import import_module
from io import BytesIO
from typing import Any

from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment
from PIL import Image
from PIL.PngImagePlugin import PngInfo

WHO = "Ouyang-Buyingjian"
pymupdf: Any = import_module("pymupdf")


def picture(kind: str, *, turned: int = 1) -> bytes:
    image = Image.new("RGB", (40, 20), (180, 30, 20))
    image.paste((10, 90, 200), (0, 0, 20, 20))
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x0112] = "Camera-of-" + WHO, WHO, turned
    exif.get_ifd(0x8825)[1] = "N"
    match kind:
        case "jpeg":
            image.save(out, "JPEG", exif=exif, comment=WHO.encode(), quality=90)
        case "png":
            said = PngInfo()
            said.add_text("Author", WHO)
            image.save(out, "PNG", pnginfo=said, exif=exif)
        case "gif":
            image.save(out, "GIF", comment=WHO.encode())
        case "webp":
            image.save(out, "WEBP", exif=exif, xmp=f"<x>{WHO}</x>".encode(), lossless=True)
        case "bmp":
            image.save(out, "BMP")
            out.write(WHO.encode())
    if kind in ("jpeg", "png"):
        out.write(f"tail {WHO}".encode())
    return out.getvalue()


def word() -> bytes:
    document = Document()
    document.core_properties.author = document.core_properties.last_modified_by = WHO
    document.core_properties.comments = WHO
    document.add_paragraph("窗口要求反复补件。")
    document.add_picture(BytesIO(picture("jpeg")))
    document.add_comment(document.paragraphs[0].runs, text="批注", author=WHO, initials="OY")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def sheet() -> bytes:
    book = Workbook()
    book.properties.creator = WHO
    book.active["A1"] = "代办费 8000 元"
    book.active["A1"].comment = Comment("核对", WHO)
    out = BytesIO()
    book.save(out)
    with zipfile.ZipFile(BytesIO(out.getvalue())) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/printerSettings/printerSettings1.bin"] = f"HP of {WHO}".encode()
    path = f'<x15ac:absPath xmlns:x15ac="x" url="C:\\Users\\{WHO}\\"/>'.encode()
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<sheets>", path + b"<sheets>")
    return packed(parts)


def slides() -> bytes:
    return packed(
        {
            "[Content_Types].xml": b"<Types/>",
            "docProps/core.xml": f"<a>{WHO}</a>".encode(),
            "ppt/presentation.xml": b"<p:presentation>shown</p:presentation>",
            "ppt/commentAuthors.xml": f'<p:cmAuthor id="0" name="{WHO}" initials="OY"/>'.encode(),
        }
    )


def packed(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def paper(*, packed_objects: bool = False, locked: bool = False) -> bytes:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 72), "shown on the page")
    page.insert_image(pymupdf.Rect(72, 100, 112, 120), stream=picture("jpeg"))
    note = page.add_text_annot((200, 200), "seen by all")
    note.set_info(title=WHO, content="seen by all")
    document.set_metadata({"author": WHO, "creator": WHO, "producer": WHO, "title": WHO})
    document.set_xml_metadata(f"<?xpacket begin=''?><x>{WHO}</x><?xpacket end='w'?>")
    if locked:
        return bytes(document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="o", user_pw="u"))
    return bytes(document.tobytes(use_objstms=1 if packed_objects else 0, deflate=packed_objects))


def wav() -> bytes:
    body = b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    said = b"IART" + struct.pack("<I", len(WHO) + 1) + WHO.encode() + b"\x00"
    body += (
        b"LIST"
        + struct.pack("<I", 4 + len(said))
        + b"INFO"
        + said
        + b"data"
        + struct.pack("<I", 4)
        + b"\x80" * 4
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def mp3() -> bytes:
    tag = b"TPE1" + struct.pack(">I", len(WHO) + 1) + b"\x00\x00\x00" + WHO.encode()
    frames = b"\xff\xfb\x90\x00" + bytes(413)
    return (
        b"ID3\x03\x00\x00"
        + bytes([0, 0, 0, len(tag)])
        + tag
        + frames
        + b"TAG"
        + WHO.encode().ljust(125, b"\x00")
    )


def mp4() -> bytes:
    def box(name: bytes, inside: bytes) -> bytes:
        return struct.pack(">I", 8 + len(inside)) + name + inside

    moment = struct.pack(">BxxxIII", 0, 3_800_000_000, 3_800_000_001, 1000) + bytes(84)
    told = box(b"udta", box(b"\xa9xyz", b"+37.8566+113.5833/" + WHO.encode()))
    return (
        box(b"ftyp", b"isom" + bytes(4))
        + box(b"moov", box(b"mvhd", moment) + told)
        + box(b"mdat", b"pictures and sound")
    )


def says(data: bytes, word: str = WHO) -> bool:
    """Whether it is said anywhere in the file, packed or not."""
    shown = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as package:
            shown += [package.read(name) for name in package.namelist()]
    at = 0
    while data.startswith(b"%PDF") and (at := data.find(b"stream", at)) >= 0:
        start = at + 6 + (2 if data[at + 6 : at + 8] == b"\r\n" else 1)
        with suppress(zlib.error):
            shown.append(zlib.decompressobj().decompress(data[start:]))
        at += 6
    return any(word.encode(code) in part for part in shown for code in ("utf-8", "utf-16-be", "utf-16-le"))
