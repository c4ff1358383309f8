"""Reading a document back: the figures it prints, and what it says it was made from."""

from collections.abc import Mapping
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import BadZipFile, ZipFile

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LARGEST_PART = 64_000_000


class Unreadable(ValueError):
    """The file is no Word document, or none that we would open."""


def printed(docx_bytes: bytes) -> dict[str, str]:
    """Bookmark → the text it stands around; one that was edited away is missing."""
    texts: dict[str, str] = {}
    open_now: dict[str, str] = {}
    for element in _part(docx_bytes, "word/document.xml").iter():
        if element.tag == f"{_WORD}bookmarkStart":
            name = element.get(f"{_WORD}name", "")
            open_now[element.get(f"{_WORD}id", "")] = name
            texts.setdefault(name, "")
        elif element.tag == f"{_WORD}bookmarkEnd":
            open_now.pop(element.get(f"{_WORD}id", ""), None)
        elif element.tag == f"{_WORD}t":
            for name in open_now.values():
                texts[name] += element.text or ""
    return texts


def changed(docx_bytes: bytes, frozen: Mapping[str, str]) -> dict[str, str | None]:
    """What the document now prints where it differs from the frozen texts; None: edited away."""
    found = printed(docx_bytes)
    return {name: found.get(name) for name, text in frozen.items() if found.get(name) != text}


def properties(docx_bytes: bytes) -> dict[str, str]:
    """What `Paper.properties` wrote: the snapshot, the hash of the figures …"""
    return {
        entry.get("name", "").removeprefix("duze."): "".join(entry.itertext())
        for entry in _part(docx_bytes, "docProps/custom.xml")
    }


def _part(docx_bytes: bytes, name: str) -> Element:
    try:
        with ZipFile(BytesIO(docx_bytes)) as package:
            if package.getinfo(name).file_size > _LARGEST_PART:
                raise Unreadable(f"{name} is too large")
            content = package.read(name)
        if b"<!DOCTYPE" in content:
            raise Unreadable(f"{name} declares entities, which Word never writes")
        return fromstring(content)
    except (BadZipFile, KeyError, ParseError) as error:
        raise Unreadable(str(error)) from error
