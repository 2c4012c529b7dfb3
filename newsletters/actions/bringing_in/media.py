import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.files import File
from django.urls import reverse

from newsletters.importing import ParsedMedia, ParsedUpdate
from seslip.library.actions import add_document
from seslip.library.models import Document
from seslip.library.refusing import FileRefused
from seslip.library.uploads import Checked, examine
from seslip.people.models import Circle, User

from .tools import usable

UPLOADS = "/wp-content/uploads/"
HREF = re.compile(r'href="([^"]*)"')
WHY = "a file brought in before is the same document"


class MediaFolder:
    """The old site's uploads on this machine: a file is found by its path below "uploads"."""

    def __init__(self, folder: Path):
        self.folder = folder.resolve()

    def find(self, url: str) -> Path | None:
        path = unquote(urlsplit(url).path)
        below = path.split(UPLOADS, 1)[-1].lstrip("/")
        for candidate in (self.folder / below, self.folder / path.lstrip("/"), self.folder / Path(path).name):
            found = candidate.resolve()
            if found.is_relative_to(self.folder) and found.is_file():
                return found
        return None


def bring_in_media(
    media: Iterable[ParsedMedia], *, folder: MediaFolder | None, by: User | None
) -> tuple[dict[str, str], list[str]]:
    """Put media into the library: the file if it is at hand, else a link to where it was.

    Gives the library's address for each file that was, so that the text can point there.
    """
    links, remarks = {}, []
    for one in media:
        upload = _file(one, folder, remarks)
        document = _known(one) or _add(one, upload, by)
        if document and document.kind == Document.Kind.FILE:
            links[_key(one.url)] = reverse("library:download", args=[document.pk])
    return links, remarks


def relinked(parsed: ParsedUpdate, links: Mapping[str, str]) -> ParsedUpdate:
    """The Update with its links to files of the old site pointing into the library."""
    if not links:
        return parsed
    return replace(
        parsed,
        introduction=_relink(parsed.introduction, links),
        items=[replace(item, update=_relink(item.update, links), action=_relink(item.action, links))
               for item in parsed.items],
        reminders=[replace(item, update=_relink(item.update, links), action=_relink(item.action, links))
                   for item in parsed.reminders],
    )  # fmt: skip


def _relink(html: str, links: Mapping[str, str]) -> str:
    def new(match: re.Match) -> str:
        address = unescape(match[1])
        return f'href="{escape(links.get(_key(address), address))}"'

    return HREF.sub(new, html)


def _key(url: str) -> str:
    """The same file whether its address is whole or begins at the root, http or https."""
    path = unquote(urlsplit(url).path)
    return path.split(UPLOADS, 1)[1].lower() if UPLOADS in path else url


def _file(one: ParsedMedia, folder: MediaFolder | None, remarks: list[str]) -> Checked | None:
    path = folder.find(one.url) if folder else None
    if not path:
        return None
    try:
        with path.open("rb") as stream:
            return examine(File(stream, name=path.name))
    except FileRefused as refused:
        remarks.append(" ".join(refused.messages))
        return None


def _known(one: ParsedMedia) -> Document | None:
    documents = Document.objects.unscoped(WHY)
    return documents.filter(url=one.url).order_by("pk").first()


def _add(one: ParsedMedia, upload: Checked | None, by: User | None) -> Document | None:
    """The address it had is kept with the document: by it the same file is known the next time."""
    address = usable(one.url)
    if not (upload or address):
        return None
    return add_document(
        title=(one.title or Path(urlsplit(one.url).path).name)[:300],
        audience=Circle.objects.everyone(),
        by=by,
        kind=Document.Kind.FILE if upload else Document.Kind.LINK,
        upload=upload,
        url=address,
    )
