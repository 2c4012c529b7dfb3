"""Files as people upload them, made here: none is kept in the repository."""

import io
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
_OFFICE = {
    "docx": ("word/document.xml", _MAIN.format("wordprocessingml.document")),
    "xlsx": ("xl/workbook.xml", _MAIN.format("spreadsheetml.sheet")),
    "pptx": ("ppt/presentation.xml", _MAIN.format("presentationml.presentation")),
}
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
_RELATION = '<Relationship Id="r1" Type="http://example.org/{}" Target="{}" TargetMode="External"/>'


def uploaded(name, content) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def pdf(objects=b"1 0 obj << /Type /Catalog >> endobj") -> bytes:
    return b"%PDF-1.7\n" + objects + b"\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def packed_pdf(objects: bytes, more: bytes = b"") -> bytes:
    """A PDF whose objects stand in a compressed object stream."""
    heading = b"5 0 obj << /Type /ObjStm /Filter /FlateDecode %s >> stream\n" % more
    return pdf(heading + zlib.compress(objects) + b"\nendstream endobj")


def office(extension="docx", *, parts=None, main=None, declared=()) -> bytes:
    """A Word, Excel or PowerPoint file with its main part and whatever `parts` adds.

    `declared` are content types given for endings of names.
    """
    part, kind = _OFFICE[extension]
    override = f'<Override PartName="/{part}" ContentType="{main or kind}"/>'
    override += "".join(
        f'<Default Extension="x{n}" ContentType="{kind}"/>' for n, kind in enumerate(declared)
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES.format(override))
        package.writestr(part, "<document/>")
        for name, content in (parts or {}).items():
            package.writestr(name, content)
    return packed.getvalue()


def relation(kind, target) -> dict[str, str]:
    """Parts that point outside the file."""
    return {
        "word/_rels/document.xml.rels": f"<Relationships>{_RELATION.format(kind, target)}</Relationships>"
    }


def picture(form="PNG", size=(20, 10), **saved) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", size, "teal").save(drawn, form, **saved)
    return drawn.getvalue()
