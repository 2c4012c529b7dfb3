"""What may be uploaded: checked by content, not by name."""

import hashlib
import io
import re
import unicodedata
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from seslip.library import contents, pdfs
from seslip.library.refusing import FileRefused
from seslip.library.scanning import refuse_found, refuse_marker

_OOXML = "application/vnd.openxmlformats-officedocument."
TYPES = {
    "pdf": ("application/pdf", pdfs.pdf),
    "docx": (f"{_OOXML}wordprocessingml.document", partial(contents.office, extension="docx")),
    "xlsx": (f"{_OOXML}spreadsheetml.sheet", partial(contents.office, extension="xlsx")),
    "pptx": (f"{_OOXML}presentationml.presentation", partial(contents.office, extension="pptx")),
    "png": ("image/png", partial(contents.picture, form="PNG")),
    "jpg": ("image/jpeg", partial(contents.picture, form="JPEG")),
    "csv": ("text/csv; charset=utf-8", contents.text),
    "txt": ("text/plain; charset=utf-8", contents.text),
}
SAME_AS = {"jpeg": "jpg"}
ALLOWED = "PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), PNG, JPG, CSV or plain text"
OLD_OFFICE = {"doc": "docx", "xls": "xlsx", "ppt": "pptx", "docm": "docx", "xlsm": "xlsx", "pptm": "pptx"}
ACCEPT = ",".join(f".{extension}" for extension in (*TYPES, *SAME_AS))
MAX_NAME = 150
# What Windows takes for something else than a letter of a name, such as a second file behind a colon.
_FORBIDDEN = re.compile(r'[<>:"|?*]')


@dataclass(frozen=True)
class Checked:
    """A file that has been looked into and may be kept."""

    name: str
    content_type: str
    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def extension(self) -> str:
        return _extension(self.name)


def examine(upload) -> Checked:
    """Look into an uploaded file: what may be kept of it, or FileRefused with a sentence."""
    name = tidy_name(upload.name)
    if upload.size > settings.UPLOAD_MAX_BYTES:
        raise FileRefused(
            f"{name} is {upload.size / 2**20:.0f} MB. A file may have at most "
            f"{settings.UPLOAD_MAX_BYTES // 2**20} MB. Make it smaller, or put it elsewhere and add a link."
        )
    extension = _extension(name)
    if extension not in TYPES:
        raise FileRefused(_not_allowed(name, extension))
    upload.seek(0)
    content = upload.read()
    if not content:
        raise FileRefused(f"{name} is empty.")
    refuse_marker(content, name)
    refuse_found(content, name)
    content_type, read = TYPES[extension]
    return Checked(name=name, content_type=content_type, content=read(content, name))


def tidy_name(name: str) -> str:
    """The file's own name without folders, control characters or marks that turn it round."""
    name = re.split(r"[/\\]", name)[-1]
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C")
    name = _FORBIDDEN.sub("", name).strip(" .")
    path = PurePosixPath(name or "file")
    return path.stem[: MAX_NAME - len(path.suffix)] + path.suffix[:MAX_NAME]


def _extension(name: str) -> str:
    extension = PurePosixPath(name).suffix.lower().lstrip(".")
    return SAME_AS.get(extension, extension)


def _not_allowed(name: str, extension: str) -> str:
    if extension in OLD_OFFICE:
        return (
            f"{name} is of a kind that can carry macros. Save it as .{OLD_OFFICE[extension]} and try again."
        )
    return f"{name} is not of a kind the library takes: {ALLOWED}."


class UploadField(forms.FileField):
    """A file input whose cleaned value is a Checked file. Every form that takes a file uses it."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPT}))
        kwargs.setdefault(
            "help_text", f"{ALLOWED}; at most {settings.UPLOAD_MAX_BYTES // 2**20} MB. Macros are not taken."
        )
        super().__init__(max_length=None, allow_empty_file=True, **kwargs)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        return examine(upload) if upload else None


class SizeLimitedUploadHandler(FileUploadHandler):
    """Lets bytes past the limit go by unkept: the form gets an empty file of the true size, and says so.

    It stands first: once it returns None, the handlers after it receive nothing.
    """

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.size = 0

    def receive_data_chunk(self, raw_data, start):
        self.size += len(raw_data)
        return raw_data if self.size <= settings.UPLOAD_MAX_BYTES else None

    def file_complete(self, file_size):
        if self.size <= settings.UPLOAD_MAX_BYTES:
            return None
        for handler in self.request.upload_handlers:
            handler.upload_interrupted()
        return UploadedFile(io.BytesIO(), self.file_name, self.content_type, self.size, self.charset)
