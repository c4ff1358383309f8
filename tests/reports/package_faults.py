"""What Word would stumble over and LibreOffice swallows; any document can be asked for its faults."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

# ECMA-376 part 1, wml.xsd: the children of these stand in this order.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
    "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
    "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
    "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
    "rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
    "effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
    "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
    "vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
    "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
    "docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
    "qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr "
    "tblStylePr",
    "settings": "zoom bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop "
    "evenAndOddHeaders noPunctuationKerning characterSpacingControl compat themeFontLang",
}


def faults(content: bytes) -> list[str]:
    """Every fault as a sentence; none for a sound document."""
    with ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    trees = {name: etree.fromstring(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    return [*_untyped(trees, parts), *_unreached(trees, parts), *_in_words(trees)]


def _untyped(trees: dict[str, etree._Element], parts: dict[str, bytes]) -> Iterator[str]:
    types = trees["[Content_Types].xml"]
    defaults = {entry.get("Extension") for entry in types if entry.tag.endswith("Default")}
    named = [str(entry.get("PartName")).lstrip("/") for entry in types if entry.tag.endswith("Override")]
    yield from (f"{name} has a type but is no part" for name in named if name not in parts)
    for name in parts:
        if name.endswith(".xml") and name != "[Content_Types].xml" and name not in named:
            yield f"{name} has no type of its own"
        if name.rsplit(".", 1)[-1] not in defaults:
            yield f"{name} has no type"


def _unreached(trees: dict[str, etree._Element], parts: dict[str, bytes]) -> Iterator[str]:
    reached = {"[Content_Types].xml"}
    for rels in [name for name in trees if name.endswith(".rels")]:
        reached.add(rels)
        folder = dirname(dirname(rels))
        source = rels.replace("_rels/", "").removesuffix(".rels")
        ids = {
            str(entry.get("Id")): normpath(join(folder, str(entry.get("Target")))) for entry in trees[rels]
        }
        reached |= set(ids.values())
        yield from (
            f"{rels} points to {target}, which is no part" for target in ids.values() if target not in parts
        )
        if source in trees:
            used = {
                value
                for element in trees[source].iter()
                for name, value in element.attrib.items()
                if str(name) == f"{R}id"
            }
            yield from (f"{source} uses {rid}, which leads nowhere" for rid in used - set(ids))
    yield from (f"nothing leads to {name}" for name in parts if name not in reached)


def _in_words(trees: dict[str, etree._Element]) -> Iterator[str]:
    words = [tree for name, tree in trees.items() if name.startswith("word/") and name.endswith(".xml")]
    styles = {style.get(f"{W}styleId") for style in trees["word/styles.xml"].iter(f"{W}style")}
    drawings: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for tree in words:
        for element in tree.iter():
            kind = str(element.tag).removeprefix(W)
            if kind in {"pStyle", "rStyle", "tblStyle", "basedOn"} and element.get(f"{W}val") not in styles:
                yield f"there is no style {element.get(f'{W}val')}"
            elif kind == "tc" and element[-1].tag != f"{W}p":
                yield "a cell does not end in a paragraph"
            elif kind == "body" and element[-2].tag != f"{W}p":
                yield "no paragraph follows the last table"
            elif kind == "bookmarkStart":
                numbers[str(element.get(f"{W}id"))] += 1
                names[str(element.get(f"{W}name"))] += 1
            elif element.tag == f"{WP}docPr":
                drawings[str(element.get("id"))] += 1
            if kind in ORDER:
                places = [ORDER[kind].split().index(str(child.tag).removeprefix(W)) for child in element]
                if places != sorted(places):
                    yield f"{kind} is out of order: {[str(child.tag).removeprefix(W) for child in element]}"
    for what, counted in (("drawing", drawings), ("bookmark", numbers), ("bookmark name", names)):
        yield from (f"{what} {key} is there {count} times" for key, count in counted.items() if count > 1)
