"""An Update as one reader gets it. Page, PDF, e-mail, feed and the preview of a draft all show this.

`edition_for` reads a published edition, `draft_copy` what would be frozen if the draft were published now.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from newsletters.actions.freezing import frozen_actions, frozen_item, frozen_tool
from newsletters.copies import EditionCopy, Reader, Showing
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
from seslip.people.models import Person
from seslip.people.visibility import audience_q


def editions_for(user: Reader) -> QuerySet[Edition]:
    """The editions this person may read, each with its Update and the ones before and after it."""
    mine = Update.objects.visible_to(user).published()
    day, number = OuterRef("update__date"), OuterRef("update__number")
    earlier = Q(date__lt=day) | Q(date=day, number__lt=number)
    later = Q(date__gt=day) | Q(date=day, number__gt=number)
    return (
        Edition.objects.visible_to(user)
        .select_related("update")
        .defer("update__introduction")
        .annotate(
            previous=_neighbour(mine.filter(earlier).order_by("-date", "-number")),
            next=_neighbour(mine.filter(later).order_by("date", "number")),
        )
    )


def _neighbour(updates: QuerySet[Update]) -> Subquery:
    return Subquery(updates.values(parts=JSONObject(slug="slug", number="number"))[:1])


def edition_for(user: Reader, edition: Edition, *, day: dt.date | None = None, site: str = "") -> EditionCopy:
    """The copy of a published edition for this person, as on that day (today when none is given).

    `site` is put before the addresses of the portal's own pages, for copies that travel.
    """
    return copies_for(user, [edition], day=day, site=site)[0]


def copies_for(
    user: Reader, editions: Sequence[Edition], *, day: dt.date | None = None, site: str = ""
) -> list[EditionCopy]:
    """The copies of several editions, in the same few queries as of one."""
    showing = Showing(user, day, site)
    items = _by_edition(_items(user).filter(edition__in=editions))
    tools = _by_edition(_tools(user).filter(edition__in=editions))
    contacts = _by_edition(_with_details(EditionContact.objects.filter(edition__in=editions), user))
    actions = defaultdict(list)
    for action in EditionAction.objects.visible_to(user).filter(edition_item__edition__in=editions):
        actions[action.edition_item_id].append(action)
    return [
        showing.edition(
            edition,
            [(item, actions[item.pk]) for item in items[edition.pk]],
            tools[edition.pk],
            [(contact, contact.name) for contact in contacts[edition.pk]],
        )
        for edition in editions
    ]


def _items(user: Reader) -> QuerySet[EditionItem]:
    items = EditionItem.objects.visible_to(user).select_related("item__audience__organisation")
    return items.defer("item__update", "item__action")


def _tools(user: Reader) -> QuerySet[EditionTool]:
    return EditionTool.objects.visible_to(user).select_related("document__audience__organisation")


def _by_edition(rows) -> defaultdict[int, list]:
    groups = defaultdict(list)
    for row in rows:
        groups[row.edition_id].append(row)
    return groups


def draft_copy(update: Update, user: Reader, *, day: dt.date | None = None, site: str = "") -> EditionCopy:
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


def _with_details(contacts: QuerySet, user: Reader) -> QuerySet:
    """Contacts, each with whether this person may see how to reach them."""
    reachable = Person.objects.visible_to(user).filter(pk=OuterRef("person"))
    return contacts.select_related("person").annotate(may_see=Exists(reachable))
