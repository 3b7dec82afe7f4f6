"""Word documents of a few lines of XML, for what no library writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_OFFICE}/relationships" xmlns:m="{_OFFICE}/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_ROOTS = {"header": "hdr", "footer": "ftr"}


def word_file(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A Word document: what stands in its body, and in other parts, by the kind of their relation: styles, numbering,
    header, footnotes, comments."""
    parts = parts or {}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        types = "".join(_type(kind) for kind in ("document.main", *parts))
        packed.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{types}</Types>')
        packed.writestr("_rels/.rels", _relations({"officeDocument": "word/document.xml"}))
        packed.writestr("word/_rels/document.xml.rels", _relations({kind: f"{kind}.xml" for kind in parts}))
        packed.writestr("word/document.xml", f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>")
        for kind, text in parts.items():
            root = _ROOTS.get(kind, kind)
            packed.writestr(f"word/{kind}.xml", f"<w:{root} {_SPACES}>{text}</w:{root}>")
    return out.getvalue()


def changed(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A file with these parts in place of its own, or besides them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as other:
        for name in packed.namelist():
            if name not in parts:
                other.writestr(name, packed.read(name))
        for name, part in parts.items():
            other.writestr(name, part)
    return out.getvalue()


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; what is no element is the text of a run."""
    within = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{within}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(*blocks: str, properties: str = "") -> str:
    """A cell of paragraphs; what is no element is the text of one."""
    within = "".join(block if block.startswith("<") else p(block) for block in blocks)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{within}<w:p/></w:tc>"


def tbl(*rows: str, columns: int = 0) -> str:
    """A table of rows of cells; each row is the XML of its cells, or a whole <w:tr>."""
    within = "".join(row if row.startswith(("<w:tr", "<w:sdt", "<w:custom")) else f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid>{within}</w:tbl>"


def _type(kind: str) -> str:
    return f'<Override PartName="/word/{kind.split(".")[0]}.xml" ContentType="{_WORD}.{kind}+xml"/>'


def _relations(targets: Mapping[str, str]) -> str:
    found = "".join(
        f'<Relationship Id="{kind}" Type="{_OFFICE}/relationships/{kind}" Target="{at}"/>'
        for kind, at in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'
