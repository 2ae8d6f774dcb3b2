"""Word markup by hand: runs, paragraphs, tables, content controls, text boxes and tracked changes as XML text.

Written by hand, not through a library, because council templates are full of what libraries for writing Word leave out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

REVISION_DATE = "2026-03-02T09:30:00Z"
RUN_MARKS = ("b", "i", "caps", "smallCaps", "strike", "vanish")  # in the order the schema wants
BULLET, NUMBER, LETTER = 1, 2, 3
PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 9600, 14400


def _inline(text: str) -> str:
    """Text with soft line breaks and tabs as Word keeps them."""
    parts = re.split(r"(\n|\t)", text)
    marks = {"\n": "<w:br/>", "\t": "<w:tab/>"}
    return "".join(marks.get(p) or f'<w:t xml:space="preserve">{escape(p)}</w:t>' for p in parts if p)


def run(text: str, *marks: str, colour: str = "", size: int = 0) -> str:
    """One run; `marks` are names of on-off run properties (RUN_MARKS), or u."""
    props = "".join(f"<w:{m}/>" for m in RUN_MARKS if m in marks)
    props += f'<w:color w:val="{colour}"/>' if colour else ""
    props += f'<w:sz w:val="{size}"/>' if size else ""
    props += '<w:u w:val="single"/>' if "u" in marks else ""
    return f"<w:r><w:rPr>{props}</w:rPr>{_inline(text)}</w:r>" if props else f"<w:r>{_inline(text)}</w:r>"


def bold(text: str) -> str:
    return run(text, "b")


def scattered(text: str) -> str:
    """The same words cut into several runs, as Word leaves them after spelling checks and edits."""
    words = re.findall(r"\S+\s*", text)
    return "".join(run("".join(words[i : i + 5])) for i in range(0, len(words), 5))


def para(*runs: str, style: str = "", num: int = 0, level: int = 0, align: str = "", fresh_page: bool = False) -> str:
    """One paragraph of ready-made runs; `num` picks a list of the numbering part."""
    props = f'<w:pStyle w:val="{style}"/>' if style else ""
    props += "<w:pageBreakBefore/>" if fresh_page else ""
    props += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>' if num else ""
    props += f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{''.join(runs)}</w:p>"


def text(words: str, *, style: str = "", num: int = 0, level: int = 0, marks: tuple[str, ...] = ()) -> str:
    """Plain words as one paragraph for each blank-line-separated block; always at least one paragraph."""
    blocks = [" ".join(b.split()) for b in re.split(r"\n\s*\n", words)]
    return "".join(para(run(b, *marks) if b else "", style=style, num=num, level=level) for b in blocks)


def cell(blocks: str = "", *, span: int = 1, merge: str = "", shade: str = "", width: int = 0) -> str:
    """One table cell; `merge` is "start" or "on" for a vertical merge."""
    props = f'<w:tcW w:w="{width}" w:type="dxa"/>' if width else ""
    props += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    props += {"start": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}.get(merge, "")
    props += f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    close = "" if blocks.endswith(("</w:p>", "<w:p/>", "</w:sdt>")) else "<w:p/>"
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{blocks}{close}</w:tc>"


def label(words: str, **options: object) -> str:
    """A shaded cell with bold words, as label cells usually are."""
    return cell(para(bold(words)), shade="D9E2F3", **options)  # type: ignore[arg-type]


def row(*cells: str, skip: int = 0, repeat: bool = False) -> str:
    """One table row; `skip` leaves out that many grid columns at the start."""
    props = f'<w:gridBefore w:val="{skip}"/>' if skip else ""
    props += "<w:tblHeader/>" if repeat else ""
    return f"<w:tr>{f'<w:trPr>{props}</w:trPr>' if props else ''}{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], columns: int, total: int = PORTRAIT_WIDTH) -> str:
    """A ruled table with equal grid columns, and the empty paragraph Word wants after it."""
    edge = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = f'<w:gridCol w:w="{total // columns}"/>' * columns
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:tblBorders>{edge}</w:tblBorders></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"
    )


def control(content: str, title: str = "", *, prompt: bool = False) -> str:
    """A content control round blocks, rows, cells or runs; `prompt` marks its words as the untouched prompt."""
    props = f"<w:alias w:val={quoteattr(title)}/><w:tag w:val={quoteattr(title)}/>" if title else ""
    props += "<w:showingPlcHdr/>" if prompt else ""
    return f"<w:sdt><w:sdtPr>{props}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def chosen(options: Iterable[str], choice: str) -> str:
    """A drop-down list control that shows `choice`."""
    items = "".join(f"<w:listItem w:displayText={quoteattr(o)} w:value={quoteattr(o)}/>" for o in options)
    props = f"<w:sdtPr><w:dropDownList>{items}</w:dropDownList></w:sdtPr>"
    return f"<w:sdt>{props}<w:sdtContent>{run(choice)}</w:sdtContent></w:sdt>"


def merge_field(name: str, result: str) -> str:
    """A mail-merge field with its result."""
    return f'<w:fldSimple w:instr=" MERGEFIELD {name} ">{run(result)}</w:fldSimple>'


def inserted(runs: str, number: int) -> str:
    return f'<w:ins w:id="{number}" w:author="Plan writer" w:date="{REVISION_DATE}">{runs}</w:ins>'


def deleted(words: str, number: int) -> str:
    inside = f'<w:r><w:delText xml:space="preserve">{escape(words)}</w:delText></w:r>'
    return f'<w:del w:id="{number}" w:author="Plan writer" w:date="{REVISION_DATE}">{inside}</w:del>'


def text_box(blocks: str, number: int, top: int) -> str:
    """A floating text box in its own paragraph, with the older drawing as fallback, as Word saves it."""
    size = '<wp:extent cx="2700000" cy="1800000"/>'
    place = (
        f'<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>{(number % 2) * 2900000}</wp:posOffset>'
        f'</wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
    )
    shape = (
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2700000" cy="1800000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{blocks}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
    )
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" '
        f'layoutInCell="1" allowOverlap="1">{place}{size}<wp:wrapTopAndBottom/>'
        f'<wp:docPr id="{number}" name="Text Box {number}"/>{shape}</wp:anchor>'
    )
    fallback = f"<w:pict><v:shape><v:textbox><w:txbxContent>{blocks}</w:txbxContent></v:textbox></v:shape></w:pict>"
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"{anchor}</w:drawing></mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
