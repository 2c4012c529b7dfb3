import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from django.db import transaction
from django.utils import timezone

from newsletters import searchable
from newsletters.actions import publishing
from newsletters.importing import ParsedUpdate
from newsletters.importing.titles import Title, slug_for
from newsletters.models import Edition, Item, OldAddress, Update
from seslip.audit.actions import record
from seslip.people.models import Circle, User

from .contacts import bring_in_contacts
from .items import bring_in_items
from .media import relinked
from .tools import bring_in_tools

WHY = "bringing in goes by the number, whatever the state"
PARTS = ("introduction", "items", "reminders", "tools", "contacts")
State = Update.State


class CannotBringIn(Exception):
    """Why an Update is not brought in, in a sentence."""


@dataclass
class Brought:
    """What came of bringing one Update in: "added", "replaced" or "unchanged"; and what to look at."""

    update: Update
    outcome: str
    remarks: list[str] = field(default_factory=list)


def check(parsed: ParsedUpdate, *, replace_edited: bool = False) -> None:
    """Raise CannotBringIn if this could not be brought in. Looks only."""
    if not parsed.number:
        raise CannotBringIn("No title with a number was found, such as “UPDATE NO 389 07 February 2020”.")
    if not parsed.date:
        raise CannotBringIn(f"The date of Update No {parsed.number} was not found.")
    if not (parsed.items or parsed.reminders):
        raise CannotBringIn(f"No items could be told apart in Update No {parsed.number}.")
    existing = _existing(parsed.number)
    others = Update.objects.unscoped(WHY).filter(slug=_slug(parsed)).exclude(number=parsed.number)
    if other := others.first():
        raise CannotBringIn(f"The address {_slug(parsed)} already belongs to {other}.")
    if existing and not replace_edited and _source(existing) is None:
        raise CannotBringIn(
            f"{existing} was written or edited here. Use --replace to put this text in its place."
        )


@transaction.atomic
def bring_in(
    *,
    parsed: ParsedUpdate,
    by: User | None,
    as_draft: bool = False,
    replace_edited: bool = False,
    links: Mapping[str, str] | None = None,
) -> Brought:
    """Put a parsed Update in place of what stands under its number, and publish it without telling readers.

    The same text a second time changes nothing. What was edited here since is only replaced when asked.
    """
    check(parsed, replace_edited=replace_edited)
    parsed = relinked(parsed, links or {})
    source = _hash(parsed)
    existing = _existing(parsed.number)
    publish = not as_draft and parsed.was_public
    if existing and _source(existing) == source and not (publish and existing.state == State.DRAFT):
        return Brought(existing, "unchanged")
    update, remarks = _write(parsed, existing, source, by)
    record("update brought in", by=by, on=update, source=source)
    _publish(update, publish or bool(existing and existing.state == State.PUBLISHED), by)
    return Brought(update, "replaced" if existing else "added", remarks)


def _write(
    parsed: ParsedUpdate, existing: Update | None, source: str, by: User | None
) -> tuple[Update, list[str]]:
    everyone = Circle.objects.everyone()
    update = existing or Update(number=parsed.number, audience=everyone)
    update.date, update.slug, update.introduction = parsed.date, _slug(parsed), parsed.introduction
    update.version += bool(existing)
    update.brought_hash, update.brought_version = source, update.version
    earlier = _clear(update) if existing else []
    update.save()
    remarks = [
        *bring_in_items(update, parsed, audience=update.audience, by=by),
        *bring_in_tools(update, parsed.tools, audience=update.audience, by=by),
        *bring_in_contacts(update, parsed.contacts),
    ]
    _remove_orphans(earlier)
    _keep_old_addresses(update, parsed)
    return update, remarks


def _clear(update: Update) -> list[int]:
    """Empty an Update that is replaced. An edition that was sent to readers stays, as what they got."""
    items = list(update.placements.values_list("item_id", flat=True))
    if not update.deliveries.exists():
        searchable.forget(update)
        Edition.objects.unscoped("replaced by the text that is brought in").filter(update=update).delete()
    update.placements.all().delete()
    update.tools.all().delete()
    update.contacts.all().delete()
    return items


def _remove_orphans(item_ids: list[int]) -> None:
    """Items that only stood in the replaced text go with it, unless a council has answered one."""
    items = Item.objects.unscoped("replaced by the text that is brought in").filter(pk__in=item_ids)
    items.filter(placements=None, published_as=None, actions__answers=None).delete()


def _keep_old_addresses(update: Update, parsed: ParsedUpdate) -> None:
    """The number the old site gave it, and the address with the plain date ("19-may") beside "19th-may"."""
    plain = slug_for(Title(update.number, update.date))
    old = [f"?p={parsed.old_id}"] if parsed.old_id else []
    old += [f"/newsletters/{plain}/"] if plain != update.slug else []
    for address in old:
        OldAddress.objects.update_or_create(address=address, defaults={"update": update})


def _publish(update: Update, publish: bool, by: User | None) -> None:
    """As published at noon on its day. One that readers were sent is corrected instead, which they see."""
    if not publish:
        return
    if update.deliveries.exists() and update.state == State.PUBLISHED:
        publishing.correct(update=update, note="The text of the old site was brought in.", by=by)
        return
    Update.objects.filter(pk=update.pk).update(state=State.DRAFT, publish_at=None)
    noon = timezone.make_aware(dt.datetime.combine(update.date, dt.time(12)))
    publishing.publish(update=update, by=by, at=min(noon, timezone.now()), tell_readers=False)
    update.refresh_from_db()


def _existing(number: int) -> Update | None:
    return Update.objects.unscoped(WHY).filter(number=number).first()


def _source(update: Update) -> str | None:
    """The hash of the text this Update was brought in from; None if edited since, or written here."""
    return update.brought_hash if update.brought_version == update.version else None


def _slug(parsed: ParsedUpdate) -> str:
    return parsed.slug[:80] or slug_for(Title(parsed.number, parsed.date))


def _hash(parsed: ParsedUpdate) -> str:
    said = asdict(replace(parsed, notes=[], placed=[], media=[]))
    said = {name: said[name] for name in (*PARTS, "number", "date", "slug", "old_id")}
    for item in said["items"] + said["reminders"]:
        item.pop("lines")
    return hashlib.sha256(repr(said).encode()).hexdigest()
