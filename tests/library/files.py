"""Files as people upload them, made here: none is kept in the repository."""

import io
import zipfile
import zlib

import pikepdf
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


_PAGES = [
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
]


def pdf(objects=b"") -> bytes:
    """A whole PDF of one empty page, with whatever bytes stand before it."""
    content, places = b"%PDF-1.7\n" + objects + b"\n", b""
    for number, part in enumerate(_PAGES, 1):
        places += b"%010d 00000 n \n" % len(content)
        content += b"%d 0 obj %s endobj\n" % (number, part)
    directory = b"xref\n0 4\n0000000000 65535 f \n" + places + b"trailer << /Root 1 0 R /Size 4 >>"
    return content + directory + b"\nstartxref\n%d\n%%%%EOF\n" % len(content)


def built_pdf(change, **saved) -> bytes:
    """A PDF as a program writes it, packed; `change` is given the document."""
    document = pikepdf.new()
    document.add_blank_page()
    change(document)
    written = io.BytesIO()
    document.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate, **saved)
    return written.getvalue()


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
