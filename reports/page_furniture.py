"""What stands around the text: page numbers, the mark of demo data, settings and the table of faces."""

from functools import cache

from reports.house_style import DEMO_NOTICE, TEXT_WIDTH, WORD
from reports.packing import HEAD


@cache
def settings() -> str:
    """word/settings.xml: odd and even pages differ, punctuation is not squeezed, as Word 2013."""
    return (
        f'{HEAD}<w:settings {WORD}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:noPunctuationKerning/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:spaceForUL/>'
        "<w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
        "<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


@cache
def font_table(title_name: str) -> str:
    """word/fontTable.xml: by which other name Word may find a face."""
    faces = {"仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "黑体": "SimHei", "宋体": "SimSun"}
    if title_name not in faces:
        faces[title_name] = "方正小标宋_GBK"
    return (
        f'{HEAD}<w:fonts {WORD}><w:font w:name="Times New Roman"><w:charset w:val="00"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
        + "".join(
            f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
            '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
            for name, other in faces.items()
        )
        + "</w:fonts>"
    )


@cache
def footer(*, odd: bool) -> str:
    """The page number between dashes, one character in: right on odd pages, left on even ones."""
    return f"{HEAD}<w:ftr {WORD}>{_page_number(odd=odd)}</w:ftr>"


@cache
def lying_footer(*, odd: bool) -> str:
    """The same on a page turned sideways: down its left edge, which is the lower one once it is bound."""
    width, height, left, top = 567, TEXT_WIDTH, 1304, 1587
    return (
        f'{HEAD}<w:ftr {WORD}><w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" '
        f'w:vertAnchor="page" w:horzAnchor="page" w:tblpX="{left}" w:tblpY="{top}"/>'
        f'<w:tblOverlap w:val="never"/><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/>'
        f'<w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr><w:tc><w:tcPr>'
        f'<w:tcW w:w="{width}" w:type="dxa"/><w:textDirection w:val="tbRl"/><w:vAlign w:val="center"/>'
        f"</w:tcPr>{_page_number(odd=odd)}</w:tc></w:tr>"
        '</w:tbl><w:p><w:pPr><w:pStyle w:val="GWLast"/></w:pPr></w:p></w:ftr>'
    )


def _page_number(*, odd: bool) -> str:
    side = "right" if odd else "left"
    text = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    return (
        f'<w:p><w:pPr><w:pStyle w:val="footer"/><w:ind w:{side}Chars="100" w:{side}="280"/>'
        f'<w:jc w:val="{side}"/></w:pPr>{text.format("— ")}<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r>{text.format(" —")}</w:p>'
    )


@cache
def demo_header() -> str:
    """The head of every page of a document made from demo data."""
    return (
        f'{HEAD}<w:hdr {WORD}><w:p><w:pPr><w:pStyle w:val="header"/></w:pPr><w:r><w:rPr>'
        f'<w:rFonts w:hint="eastAsia"/></w:rPr><w:t>{DEMO_NOTICE}</w:t></w:r></w:p></w:hdr>'
    )
