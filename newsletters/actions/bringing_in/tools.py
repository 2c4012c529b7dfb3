import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from newsletters.importing import ParsedTool
from newsletters.models import Tool, Update
from seslip import richtext
from seslip.library.actions import add_document, save_document
from seslip.library.models import Document
from seslip.people.models import Circle, User

WHY = "a document listed before is listed again, whoever may see it"
LOST_LINK = re.compile(r"\bhere\W*\Z", re.IGNORECASE)
VIDEO_HOSTS = ("youtube.com", "youtu.be", "vimeo.com")


def bring_in_tools(
    update: Update, tools: Iterable[ParsedTool], *, audience: Circle, by: User | None
) -> list[str]:
    """List the tools, each a document of the library; one of the same address or title is the same one."""
    remarks, listed = [], set()
    for position, said in enumerate(tools, 1):
        document = _known(said, audience) or _add(said, audience, by)
        _complete(document, said)
        if document.pk in listed:
            remarks.append(f"“{said.title}” stands twice among the tools: it is listed once.")
            continue
        listed.add(document.pk)
        Tool.objects.create(update=update, document=document, position=position)
    return remarks


def _known(said: ParsedTool, audience: Circle) -> Document | None:
    documents = Document.objects.unscoped(WHY).filter(audience=audience)
    if address := usable(said.url):
        if same := documents.filter(url=address).first():
            return same
        documents = documents.filter(url="")
    titled = documents.filter(title__iexact=said.title)
    if said.published:
        titled = titled.filter(published_on__in=(said.published,)) | titled.filter(published_on=None)
    return titled.first()


def _add(said: ParsedTool, audience: Circle, by: User | None) -> Document:
    address = usable(said.url)
    is_video = (urlsplit(address).hostname or "").removeprefix("www.").endswith(VIDEO_HOSTS)
    return add_document(
        title=said.title or said.published_text or "Untitled",
        audience=audience,
        by=by,
        kind=Document.Kind.VIDEO if is_video else Document.Kind.LINK,
        url=address,
    )


def _complete(document: Document, said: ParsedTool) -> None:
    """Fill in what is not known yet; nothing that is known is changed."""
    document.url = document.url or usable(said.url)
    document.publisher = document.publisher or said.publisher[:200]
    document.published_on = document.published_on or said.published
    if not document.published_on:
        document.published_text = document.published_text or said.published_text[:60]
    document.description = document.description or _description(said)
    save_document(document=document, by=None)


def _description(said: ParsedTool) -> str:
    """What the entry says beyond its title, publisher and date.

    A "here" whose link is lost is kept, for the pre-flight to show: somebody must find the address.
    """
    words = richtext.plain(said.html)
    if LOST_LINK.search(words) and not usable(said.url):
        return words
    known = (said.title.rstrip("…"), said.publisher, said.published_text)
    rest = words
    for part in filter(None, known):
        rest = rest.replace(part, " ", 1)
    rest = re.sub(
        r"\b(?:published|updated|issued|by|on|the|is|here|in|a|an)\b", " ", rest, flags=re.IGNORECASE
    )
    return words if len(re.findall(r"\w+", rest)) > 2 else ""


def usable(address: str) -> str:
    """An address that a library link can hold, or nothing."""
    address = f"https://{address}" if address.lower().startswith("www.") else address
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        return ""
    return address if len(address) <= Document._meta.get_field("url").max_length else ""
