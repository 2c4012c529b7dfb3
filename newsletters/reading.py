"""An Update as one reader gets it. Page, PDF, e-mail, feed and the preview of a draft all show this.

`edition_for` reads a published edition, `draft_copy` what would be frozen if the draft were published now.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils import timezone

from newsletters.actions.freezing import frozen_actions, frozen_item, frozen_tool
from newsletters.copies import AnyUser, ArchiveRow, EditionCopy, Showing
from newsletters.models import (
    Contact,
    Edition,
    EditionAction,
    EditionContact,
    EditionItem,
    EditionTool,
    Placement,
    Tool,
    Update,
)
from seslip.people.models import Circle
from seslip.people.visibility import audience_q


def editions_for(user: AnyUser) -> QuerySet[Edition]:
    """The editions this person may read, each with its Update."""
    return _with_audience(Edition.objects.visible_to(user).select_related("update"), "update", user)


def neighbours(user: AnyUser, update: Update) -> tuple[Update | None, Update | None]:
    """The Updates before and after this one, of those this person may read. Numbers only ever rise."""
    mine = Update.objects.visible_to(user).published()
    before = mine.filter(number__lt=update.number).order_by("-number").values("pk")[:1]
    after = mine.filter(number__gt=update.number).order_by("number").values("pk")[:1]
    found = Update.objects.filter(Q(pk=before) | Q(pk=after)).scoped().only("number", "slug").order_by()
    return (
        next((each for each in found if each.number < update.number), None),
        next((each for each in found if each.number > update.number), None),
    )


def archive_rows(user: AnyUser, editions: Iterable[Edition]) -> list[ArchiveRow]:
    """The Updates of these editions with the headlines this person may see, those of this week first."""
    editions = list(editions)
    headlines = defaultdict(list)
    items = EditionItem.objects.of_readable(editions, user).values_list("edition", "item", "programme")
    for edition, item, headline in items:
        headlines[edition].append((item, headline))
    showing, circles = Showing(user), _circles_of(user, editions)
    return [
        showing.archive_row(edition.update, headlines[edition.pk], circles.get(edition.update.audience_id))
        for edition in editions
    ]


def _circles_of(user: AnyUser, editions: Iterable[Edition]) -> dict[int, Circle]:
    """Who sees which Update, for those who may meet a restricted one."""
    if not user.is_authenticated:
        return {}
    ids = {edition.update.audience_id for edition in editions}
    return Circle.objects.select_related("organisation").in_bulk(ids)


def edition_for(
    user: AnyUser, edition: Edition, *, day: dt.date | None = None, site: str = ""
) -> EditionCopy:
    """The copy of a published edition for this person, as on that day (today when none is given).

    `site` is put before the addresses of the portal's own pages, for copies that travel.
    """
    return copies_for(user, [edition], day=day, site=site)[0]


def copies_for(
    user: AnyUser, editions: Sequence[Edition], *, day: dt.date | None = None, site: str = ""
) -> list[EditionCopy]:
    """The copies of several editions, in the same few queries as of one."""
    showing = Showing(user, day, site)
    shown = list(_with_audience(EditionItem.objects.of_readable(editions, user), "item", user))
    items = _grouped(shown, "edition_id")
    actions = _grouped(EditionAction.objects.of_readable(shown), "edition_item_id")
    listed = EditionTool.objects.of_readable(editions, user).select_related("document")
    tools = _grouped(_with_audience(listed, "document", user), "edition_id")
    named = EditionContact.objects.filter(edition__in=editions)
    contacts = _grouped(_with_details(named, user), "edition_id")
    return [
        showing.edition(
            edition,
            [(item, actions[item.pk]) for item in items[edition.pk]],
            tools[edition.pk],
            [(contact, contact.name) for contact in contacts[edition.pk]],
        )
        for edition in editions
    ]


def _with_audience(rows: QuerySet, thing: str, user: AnyUser) -> QuerySet:
    """With the circle that sees the item or document, for those who may meet a restricted one."""
    if not user.is_authenticated:
        return rows
    return rows.select_related(f"{thing}__audience__organisation")


def _grouped(rows, by: str) -> defaultdict[int, list]:
    groups = defaultdict(list)
    for row in rows:
        groups[getattr(row, by)].append(row)
    return groups


def draft_copy(update: Update, user: AnyUser, *, day: dt.date | None = None, site: str = "") -> EditionCopy:
    """What this person would get if the Update were published now."""
    edition = Edition(update=update, introduction=update.introduction, published_at=timezone.now())
    placements = (
        Placement.objects.filter(audience_q(user, "item__audience"), update=update)
        .select_related("item__audience__organisation")
        .prefetch_related("item__dates", "item__actions__contact", "item__actions__councils")
    )
    items = [(frozen_item(edition, placement, 0), placement.item) for placement in placements]
    tools = Tool.objects.filter(audience_q(user, "document__audience"), update=update)
    tools = tools.select_related("document__audience__organisation")
    contacts = _with_details(Contact.objects.filter(update=update), user)
    return Showing(user, day, site).edition(
        edition,
        [(frozen, frozen_actions(frozen, item)) for frozen, item in items],
        [frozen_tool(edition, tool.document, 0) for tool in tools],
        [(contact, contact.person.name) for contact in contacts],
    )


def _with_details(contacts: QuerySet, user: AnyUser) -> QuerySet:
    """Contacts, each with whether this person may see how to reach them."""
    reachable = ExpressionWrapper(audience_q(user, "person__details_audience"), BooleanField())
    return contacts.select_related("person").annotate(may_see=reachable)
