"""Updates to try the portal with: two old ones in our own words, and a made-up one of last Friday."""

import datetime as dt
from pathlib import Path

from django.utils import timezone

from newsletters.actions.bringing_in import bring_in
from newsletters.actions.publishing import publish
from newsletters.importing import read_pasted
from newsletters.models import Action, Item, Placement, Update
from seslip.people.access import Post
from seslip.people.models import Circle

FOLDER = Path(__file__).parent
OLD = [344, 389]
NO_389 = dt.date(2020, 2, 7)
CHRISTMASES_SKIPPED = 8
WHY = "the demonstration's own Updates"
# What the made-up Update asks: which item, what, in how many weeks, of whom, for which answer.
ASKED = [
    (0, "Send the quarter's figures", 3, Action.Who.COUNCILS, Action.Wants.DONE),
    (1, "Say which two people come to the SEND Network", 1, Action.Who.COUNCILS, Action.Wants.NOTHING),
    (2, "Say whether your council would like to try it", 2, Action.Who.COUNCILS, Action.Wants.INTEREST),
]


def seed() -> list[str]:
    updates = Update.objects.unscoped(WHY)
    for number in OLD:
        if not updates.filter(number=number).exists():
            bring_in(parsed=read_pasted((FOLDER / f"update-{number}.txt").read_text()), by=None)
    if not updates.filter(date__gt=NO_389).exists():
        _latest(_last_friday(timezone.localdate()))
    return [f"{updates.count()} Updates."]


def _latest(friday: dt.date) -> None:
    """The made-up Update, with what it asks of councils, and an item that only directors see."""
    number = OLD[-1] + (friday - NO_389).days // 7 - CHRISTMASES_SKIPPED
    days = {"in_one_week": 7, "in_two_weeks": 14, "in_three_weeks": 21, "in_three_months": 91}
    words = {name: _written(friday + dt.timedelta(count)) for name, count in days.items()}
    text = (FOLDER / "latest.txt").read_text().format(number=number, friday=_written(friday), **words)
    update = bring_in(parsed=read_pasted(text), by=None, as_draft=True).update
    items = [placement.item for placement in update.placements.select_related("item")]
    for place, what, weeks, who, wants in ASKED:
        day = friday + dt.timedelta(weeks=weeks)
        Action.objects.create(item=items[place], what=what, by_when=day, who=who, wants=wants)
    _for_directors(update, len(items))
    publish(update=update, by=None, tell_readers=False)


def _for_directors(update: Update, position: int) -> None:
    item = Item.objects.create(
        programme="For directors: the grant application",
        update="<p>A first draft of the application stands in the directors' part of the library.</p>",
        action="<p>Please read it before the next meeting of directors.</p>",
        audience=Circle.objects.of_post(Post.DCS),
    )
    Placement.objects.create(update=update, item=item, position=position)


def _last_friday(today: dt.date) -> dt.date:
    return today - dt.timedelta((today.weekday() - 4) % 7)


def _written(day: dt.date) -> str:
    return f"{day:%A %-d %B %Y}"
