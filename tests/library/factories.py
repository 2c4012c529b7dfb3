"""Documents for tests: plain functions, nothing random."""

from seslip.library import actions
from seslip.library.models import Document
from seslip.library.uploads import examine
from seslip.people.models import Circle
from tests.library.files import pdf, uploaded


def make_document(title="A workbook", *, audience=None, file=None, name="plan.pdf", **fields) -> Document:
    """A link, or with the bytes of a `file`, a file."""
    if file is not None:
        fields |= {"kind": Document.Kind.FILE, "upload": examine(uploaded(name, file))}
    else:
        fields.setdefault("url", "https://www.example.org/workbook")
    return actions.add_document(
        title=title, audience=audience or Circle.objects.everyone(), by=None, **fields
    )


def add_file(document, content=None, name="plan.pdf"):
    upload = examine(uploaded(name, content or pdf(b"the next one")))
    return actions.add_version(document=document, upload=upload, by=None)
