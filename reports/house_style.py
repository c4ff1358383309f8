"""The house style: page, faces, sizes and paragraph styles of GB/T 9704—2012."""

from functools import cache
from typing import NamedTuple

from reports.packing import HEAD

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXT_WIDTH = 8844  # twentieths of a point: 156 mm
LYING_TEXT_WIDTH = 12758  # 225 mm
TEXT_WIDTH_POINTS = 442
LEFT_EDGE = 1587  # 订口 28 mm
LINE = 579  # 22 lines of 28.95 pt
CHARACTER = 320  # 3号: 16 pt
DEMO = "演示数据"
DEMO_NOTICE = "演示数据，不涉及真实单位和个人"

RED = "FF0000"


class Face(NamedTuple):
    """A typeface for Chinese, one for Latin letters and digits, and whether it must be emboldened."""

    chinese: str
    latin: str = "Times New Roman"
    bold: bool = False


FANGSONG, KAITI, HEITI = Face("仿宋_GB2312"), Face("楷体_GB2312"), Face("黑体")
SONGTI = Face("宋体", "宋体")


def title_face(name: str) -> Face:
    """The face of titles and red names; a face that is not a title face by itself (宋体) is set bold."""
    return Face(name, name, bold="小标宋" not in name)


class Style(NamedTuple):
    """A paragraph style. Lines of the grid are LINE high; any other height leaves the grid."""

    id: str
    name: str
    face: Face = FANGSONG
    half_points: int = 32
    line: int | None = LINE
    align: str = "both"
    before: str = ""  # what stands in pPr ahead of the grid
    indent: str = ""
    outline: int | None = None
    colour: str = ""


_TWO_IN = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_KEEP = "<w:keepNext/>"


def _styles(title: Face) -> tuple[Style, ...]:
    return (
        Style("GWBody", "公文正文", indent=_TWO_IN),
        Style("GWFlush", "公文顶格"),
        Style("1", "heading 1", HEITI, before=_KEEP, indent=_TWO_IN, outline=0),
        Style("2", "heading 2", KAITI, before=_KEEP, indent=_TWO_IN, outline=1),
        Style("3", "heading 3", before=_KEEP, indent=_TWO_IN, outline=2),
        Style("GWTitle", "公文标题", title, 44, 660, "center", before=_KEEP),
        Style("GWRedName", "公文红头", title, 104, 1100, "center", colour=RED),
        Style("GWIssue", "公文期号", align="center"),
        Style("GWMark", "公文黑体顶格", HEITI, align="left"),
        Style("GWSign", "公文署名", align="right", before=_KEEP),
        Style("GWCaption", "公文表题", HEITI, 28, 480, "center", before=_KEEP),
        Style("GWFigure", "公文图题", HEITI, 28, 480, "center"),
        Style("GWNote", "公文图表注", half_points=21, line=360, align="left"),
        Style("GWCell", "公文表格文字", half_points=21, line=300, align="center"),
        Style(
            "GWCellLeft",
            "公文表格文字左",
            half_points=21,
            line=300,
            align="left",
            indent='<w:ind w:left="85"/>',
        ),
        Style(
            "GWCellRight",
            "公文表格数字",
            half_points=21,
            line=300,
            align="right",
            indent='<w:ind w:right="57"/>',
        ),
        Style("GWHeadCell", "公文表头", HEITI, 21, 300, "center"),
        Style("GWFormName", "公文表单栏目", HEITI, 28, 480, "center"),
        Style(
            "GWFormValue",
            "公文表单内容",
            half_points=28,
            line=480,
            align="left",
            indent='<w:ind w:left="113" w:right="113"/>',
        ),
        Style("GWImprint", "公文版记", half_points=28, line=500, align="left"),
        Style("GWChart", "公文图表", line=None, align="center", before=_KEEP),
        Style("GWLast", "公文末行", half_points=2, line=20, align="left"),
        Style("header", "header", SONGTI, 21, None, "center"),
        Style("footer", "footer", SONGTI, 28, None, "left"),
    )


def style_ids() -> frozenset[str]:
    return frozenset(style.id for style in _styles(FANGSONG)) | {"a"}


def faced(face: Face) -> str:
    """Run properties for a face: all four slots, as Word and WPS fill an empty one with another face."""
    return (
        f'<w:rFonts w:ascii="{face.latin}" w:hAnsi="{face.latin}" w:eastAsia="{face.chinese}" '
        f'w:cs="{face.latin}"/>' + ("<w:b/>" if face.bold else "")
    )


def _style_xml(style: Style) -> str:
    on_grid = style.line == LINE
    spacing = (
        f'<w:spacing w:before="0" w:after="0" w:line="{style.line}" w:lineRule="exact"/>'
        if style.line
        else '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    )
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="a"/><w:qFormat/><w:pPr>{style.before}'
        + ("" if on_grid else '<w:snapToGrid w:val="0"/>')
        + f'{spacing}{style.indent}<w:jc w:val="{style.align}"/>'
        + ("" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>')
        + f"</w:pPr><w:rPr>{faced(style.face)}"
        + (f'<w:color w:val="{style.colour}"/>' if style.colour else "")
        + ("" if on_grid else '<w:spacing w:val="0"/>')
        + f'<w:sz w:val="{style.half_points}"/><w:szCs w:val="{style.half_points}"/></w:rPr></w:style>'
    )


@cache
def styles(title_name: str) -> str:
    """word/styles.xml. Run spacing −0.25 pt lets 28 characters stand in 156 mm without a character grid."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f"{HEAD}<w:styles {WORD}><w:docDefaults><w:rPrDefault><w:rPr>{faced(FANGSONG)}"
        '<w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/>'
        f'<w:jc w:val="both"/></w:pPr><w:rPr>{faced(FANGSONG)}<w:spacing w:val="-5"/>'
        '<w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="a0"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="a2"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        + "".join(_style_xml(style) for style in _styles(title_face(title_name)))
        + '<w:style w:type="table" w:styleId="GWTable"><w:name w:val="公文表格"/><w:basedOn w:val="a1"/>'
        f'<w:tblPr><w:jc w:val="center"/><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>'
        '<w:left w:w="28" w:type="dxa"/><w:right w:w="28" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        "</w:styles>"
    )
