"""The pre-flight of an Update as it stands now, and what the manager has let stand of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from newsletters.models import (
    Action,
    Contact,
    Dismissal,
    EditionItem,
    Placement,
    Section,
    Tool,
    Update,
)
from seslip.library.models import Document
from seslip.people.models import Circle, Organisation, Person

from .checking import check
from .copy import ContactCopy, ItemCopy, LinkCopy, RecentHeadline, ToolCopy, UpdateCopy
from .findings import Finding
from .reading import read

WHY = "the pre-flight is read by those who write Updates, and compares with all of them"
LOOKED_BACK = 4
SECTIONS = {Section.THIS_WEEK: "this_week", Section.REMINDERS: "reminders"}


@dataclass(frozen=True)
class Preflight:
    """What is still to be looked at, and what was dismissed, each in the order of the text."""

    findings: list[Finding]
    dismissed: list[tuple[Finding, Dismissal]]


def preflight(update: Update) -> Preflight:
    """A dismissed finding stays dismissed for as long as its words stay the same."""
    reasons = {
        (each.kind, each.where, each.words): each for each in update.dismissals.select_related("by__person")
    }
    found = check(copy_of(update))
    return Preflight(
        [finding for finding in found if finding.identity not in reasons],
        [(finding, reasons[finding.identity]) for finding in found if finding.identity in reasons],
    )


def copy_of(update: Update) -> UpdateCopy:
    """The words of the Update as they would be published, and all they are compared with."""
    placements = list(
        Placement.objects.filter(update=update)
        .select_related("item__audience")
        .prefetch_related("item__actions")
    )
    texts = [update.introduction, *(html for each in placements for html in (_words(each), each.item.action))]
    targets = _restricted_targets(texts)
    return UpdateCopy(
        date=update.date,
        introduction=update.introduction,
        items=[_item(each, targets) for each in placements],
        tools=[
            _tool(each) for each in Tool.objects.filter(update=update).select_related("document__audience")
        ],
        contacts=[
            ContactCopy(each.person.name, each.responsibility)
            for each in Contact.objects.filter(update=update).select_related("person")
        ],
        recent=_recent_headlines(update),
        people=list(Person.objects.unscoped(WHY).values_list("name", flat=True)),
        councils=list(Organisation.objects.councils().values_list("name", flat=True)),
        links=_links(update.introduction, targets),
    )


def _words(placement: Placement) -> str:
    return placement.override or placement.item.update


def _item(placement: Placement, targets: set[str]) -> ItemCopy:
    item = placement.item
    return ItemCopy(
        key=f"item-{item.pk}",
        section=SECTIONS[placement.section],
        programme=item.programme,
        update=_words(placement),
        action=item.action + _actions(item.actions.all()),
        expires_on=item.ends_on,
        is_public=item.audience.is_public,
        links=_links(_words(placement) + item.action, targets),
    )


def _actions(actions: Iterable[Action]) -> str:
    """Actions as readers see them: what, and by when."""
    return format_html_join("", "<p>{}</p>", ((_action(each),) for each in actions))


def _action(action: Action) -> str:
    if not action.by_when:
        return action.what
    return format_html("{} – by {}", action.what, date_format(action.by_when, "j F Y"))


def _tool(tool: Tool) -> ToolCopy:
    document = tool.document
    return ToolCopy(
        key=f"tool-{document.pk}",
        title=document.title,
        html=document.description,
        url=document.url,
        is_restricted=not document.audience.is_public,
    )


def _links(html: str, targets: set[str]) -> list[LinkCopy]:
    return [LinkCopy(each.text, each.href or "", (each.href or "") in targets) for each in read(html).links]


def _restricted_targets(texts: list[str]) -> set[str]:
    """Of all the addresses in these texts, those that lead to a document not everybody may open."""
    addresses = {link.href for html in texts for link in read(html).links if link.href}
    numbers = {href: number for href in addresses if (number := _document_number(href))}
    if not addresses:
        return set()
    restricted = Document.objects.unscoped(WHY).exclude(audience__kind=Circle.Kind.EVERYONE)
    found = restricted.filter(Q(pk__in=numbers.values()) | Q(url__in=addresses)).values_list("pk", "url")
    pks, urls = {pk for pk, _ in found}, {url for _, url in found if url}
    return {href for href in addresses if href in urls or numbers.get(href) in pks}


def _document_number(href: str) -> int | None:
    """The document of our library that the address is of, whether written in full or as a path."""
    parts = urlsplit(href)
    if parts.netloc and parts.netloc != urlsplit(settings.SITE_ADDRESS).netloc:
        return None
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    return match.kwargs.get("pk") if match.namespace == "library" else None


def _recent_headlines(update: Update) -> list[RecentHeadline]:
    """What the four published Updates before this one carried."""
    before = Update.objects.unscoped(WHY).published().filter(number__lt=update.number)
    recent = before.order_by("-number").values("pk")[:LOOKED_BACK]
    headlines = (
        EditionItem.objects.unscoped(WHY)
        .filter(edition__is_current=True, edition__update__in=recent)
        .order_by("edition__update__number", "position")
        .values_list("edition__update__number", "programme", "section")
    )
    return [RecentHeadline(number, words, part == Section.REMINDERS) for number, words, part in headlines]
