"""The Word package round a body: content types, relationships, styles, lists, header, footer; same bytes every time."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

STAMP = (2026, 1, 1, 0, 0, 0)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands round the body: header and footer paragraphs (XML), orientation, title in the properties."""

    header: str = ""
    footer: str = ""
    landscape: bool = False
    title: str = "Education, Health and Care Plan"
    font: str = "Arial"


def _list(number: int, kind: str, mark: str) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{mark.replace("1", str(n + 1))}"/>'
        f'<w:pPr><w:ind w:left="{360 * (n + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for n in range(2)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'


def _numbering() -> str:
    lists = _list(1, "bullet", "\u2022") + _list(2, "decimal", "%1.") + _list(3, "lowerLetter", "%1)")
    uses = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3))
    return f"{HEAD}<w:numbering {SPACES}>{lists}{uses}</w:numbering>"


def _style(name: str, shown: str, props: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="Normal"/>{props}</w:style>'


def _styles(font: str) -> str:
    base = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    )
    heads = "".join(
        _style(
            f"Heading{n}",
            f"heading {n}",
            f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="{36 - 4 * n}"/></w:rPr>',
        )
        for n in (1, 2, 3)
    )
    listed = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    extra = _style("CouncilBullet", "Council Bullet", listed) + _style("Guidance", "Guidance", "<w:rPr><w:i/></w:rPr>")
    extra += _style("SectionBar", "Section Bar", '<w:rPr><w:b/><w:smallCaps/><w:sz w:val="26"/></w:rPr>')
    return f"{HEAD}<w:styles {SPACES}>{base}{heads}{extra}</w:styles>"


def _document(body: str, landscape: bool) -> str:
    size = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' if landscape else '<w:pgSz w:w="11906" w:h="16838"/>'
    )
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
        f'{size}<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567"/></w:sectPr>'
    )
    return f"{HEAD}<w:document {SPACES}><w:body>{body}{section}</w:body></w:document>"


def _content_types(pictures: bool) -> str:
    kinds = {
        "document": "document.main",
        "styles": "styles",
        "numbering": "numbering",
        "header1": "header",
        "footer1": "footer",
    }
    parts = "".join(f'<Override PartName="/word/{p}.xml" ContentType="{MAIN_TYPE}.{k}+xml"/>' for p, k in kinds.items())
    core = '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    picture = '<Default Extension="png" ContentType="image/png"/>' if pictures else ""
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{picture}{parts}{core}</Types>'
    )


def _relationships(targets: Mapping[str, tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="{i}" Type="{kind}" Target="{target}"/>' for i, (kind, target) in targets.items()
    )
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'


def _core(title: str) -> str:
    # The dates are those of the template file, years before the plan: a reader must not take them for the plan's.
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{escape(title)}</dc:title><dc:creator>Template owner</dc:creator>'
        "<dc:description>Fictional example</dc:description>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2019-04-01T08:00:00Z</dcterms:created></cp:coreProperties>'
    )


def pack(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as one zip file with fixed times and order, so that the same parts give the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = method
            entry.create_system = 0
            archive.writestr(entry, content, compresslevel=6)
    return buffer.getvalue()


def parts_of(body: str, frame: Frame, pictures: Mapping[str, bytes] | None = None) -> dict[str, str | bytes]:
    """Every part of a Word file with this body (XML of blocks); pictures by file name are linked as rIdP1, rIdP2."""
    links = {
        f"rId{n}": (f"{RELATIONS}/{kind}", f"{part}.xml")
        for n, (kind, part) in enumerate(
            (("styles", "styles"), ("numbering", "numbering"), ("header", "header1"), ("footer", "footer1")), 1
        )
    }
    links |= {f"rIdP{n}": (f"{RELATIONS}/image", f"media/{name}") for n, name in enumerate(pictures or {}, 1)}
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(bool(pictures)),
        "_rels/.rels": _relationships(
            {"rId1": (f"{RELATIONS}/officeDocument", "word/document.xml"), "rId2": (core, "docProps/core.xml")}
        ),
        "word/document.xml": _document(body, frame.landscape),
        "word/_rels/document.xml.rels": _relationships(links),
        "word/styles.xml": _styles(frame.font),
        "word/numbering.xml": _numbering(),
        "word/header1.xml": f"{HEAD}<w:hdr {SPACES}>{frame.header or '<w:p/>'}</w:hdr>",
        "word/footer1.xml": f"{HEAD}<w:ftr {SPACES}>{frame.footer or '<w:p/>'}</w:ftr>",
        "docProps/core.xml": _core(frame.title),
    }
    return parts | {f"word/media/{name}": data for name, data in (pictures or {}).items()}
