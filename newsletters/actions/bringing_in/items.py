from newsletters.importing import ParsedItem, ParsedUpdate
from newsletters.models import Item, ItemDate, Placement, Section, Update
from newsletters.proposals import Names, calendar_of
from seslip import richtext
from seslip.people.models import Circle, User

LONGEST = 300
UNNAMED = 80
WHY = "the same item may stand in Updates of any state"


def bring_in_items(update: Update, parsed: ParsedUpdate, *, audience: Circle, by: User | None) -> list[str]:
    """Place the items and reminders, each an item that stood in another Update before if there is one."""
    remarks: list[str] = []
    names = Names()
    taken: set[int] = set()
    for section, items in ((Section.THIS_WEEK, parsed.items), (Section.REMINDERS, parsed.reminders)):
        for position, said in enumerate(items, 1):
            item = earlier_item(said, audience, taken) or _new(said, update, names, audience, by, remarks)
            taken.add(item.pk)
            override = said.update if differs(item.update, said.update) else ""
            Placement.objects.create(
                update=update, item=item, section=section, position=position, override=override
            )
    return remarks


def earlier_item(said: ParsedItem, audience: Circle, taken: set[int]) -> Item | None:
    """The same item in another Update: the same heading and action, for the same circle."""
    if not said.programme:
        return None
    same = Item.objects.unscoped(WHY).filter(programme__iexact=heading(said), audience=audience)
    same = same.filter(placements__isnull=False).exclude(pk__in=taken).distinct().order_by("pk")
    return next((item for item in same if not differs(item.action, said.action)), None)


def differs(one: str, other: str) -> bool:
    return richtext.clean(one) != richtext.clean(other)


def _new(said: ParsedItem, update: Update, names: Names, audience: Circle, by, remarks: list[str]) -> Item:
    if not said.programme:
        remarks.append(f"An item without a heading is called “{heading(said)}”.")
    elif len(said.programme) > LONGEST:
        remarks.append(f"The heading “{said.programme[:60]}…” was too long; the whole of it opens the text.")
    words = (said.update, said.action)
    calendar = calendar_of(said.programme, *words, reference=update.date)
    item = Item.objects.create(
        programme=heading(said),
        update=_text(said),
        action=said.action,
        audience=audience,
        ends_on=calendar.ends_on,
        status=Item.Status.SAVE_THE_DATE if calendar.is_save_the_date else Item.Status.FIRM,
        created_by=by,
    )
    for date in calendar.dates:
        date.item = item
    ItemDate.objects.bulk_create(calendar.dates)
    item.councils.set(names.councils_in(f"<p>{said.programme}</p>", *words))
    item.topics.set(names.topics_in(said.programme, *words))
    return item


def heading(said: ParsedItem) -> str:
    if said.programme:
        return _cut(said.programme, LONGEST)
    return _cut(richtext.plain(said.update or said.action).split("\n")[0], UNNAMED) or "Untitled"


def _text(said: ParsedItem) -> str:
    whole = f"<p>{said.programme}</p>" if len(said.programme) > LONGEST else ""
    return richtext.clean(whole + said.update)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0] + "…"
