"""What a letter holds: what everybody may read, whole; what only its reader may, as a line without words.

Asked anew for each letter at the moment it is sent: circles, topics, corrections and withdrawals count as
they are then.
"""

from dataclasses import dataclass, replace

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db.models import Q, QuerySet
from django.urls import reverse

from newsletters.actions.readers import account_of
from newsletters.models import (
    Delivery,
    Edition,
    EditionItem,
    EditionTool,
    Item,
    Placement,
    Reader,
    Tool,
    Update,
)
from newsletters.reading import EditionCopy, draft_copy, edition_for
from seslip import mail
from seslip.jobs.handlers import handles
from seslip.people.models import User
from seslip.people.visibility import audience_q

CONFIRM_DAYS = 7
UNDO_DAYS = 30


class NotNeeded(Exception):
    """There is nothing to send. The words say why."""


@dataclass(frozen=True)
class Letter:
    """The public part of each Update, newest first, and how many things more are behind sign-in."""

    copies: tuple[EditionCopy, ...]
    behind_sign_in: int
    to_do: str = ""
    preferences: str = ""

    @property
    def subject(self) -> str:
        """Public words only: number and date."""
        if not self.copies:
            return "News for you behind sign-in"
        if len(self.copies) == 1:
            return f"{self.copies[0].title}, {self.copies[0].date:%-d %B %Y}"
        *earlier, last = [str(copy.number) for copy in reversed(self.copies)]
        return f"Updates No {', '.join(earlier)} and {last}, {self.copies[0].date:%-d %B %Y}"


def message(reader: Reader, rows: list[Delivery], letter_id: str) -> mail.Message:
    """The letter of these rows for this reader. Says NotNeeded when nothing is left to send."""
    letter = replace(_letter(reader, rows), preferences=address("preferences", reader.token))
    envelope = mail.Envelope(letter_id, leave_address=address("leave", reader.token))
    return mail.weekly_update(to=reader.email, envelope=envelope, letter=letter)


def proof(update: Update, by: User) -> mail.Message:
    """The letter of what stands in the Update now, as a reader who chose no topics would get it."""
    public = AnonymousUser()
    hidden = Placement.objects.filter(update=update).exclude(audience_q(public, "item__audience")).count()
    hidden += Tool.objects.filter(update=update).exclude(audience_q(public, "document__audience")).count()
    copies = (draft_copy(update, public),) if update.audience.is_public else ()
    return mail.proof(to=by.email, letter=Letter(copies, hidden or int(not copies), to_do=_to_do()))


def _letter(reader: Reader, rows: list[Delivery]) -> Letter:
    editions = Edition.objects.filter(update__in=[row.update_id for row in rows])
    user = reader.user or account_of(reader.email) or AnonymousUser()
    mine = list(
        editions.visible_to(user).select_related("update").order_by("-update__date", "-update__number")
    )
    if not mine:
        raise NotNeeded("Withdrawn, or not for this reader.")
    public = set(editions.visible_to(AnonymousUser()).values_list("pk", flat=True))
    topics = set(reader.topics.values_list("pk", flat=True))
    wanted = _wanted_items(mine, topics)
    copies = _each_item_once(
        edition_for(AnonymousUser(), edition) for edition in mine if edition.pk in public
    )
    copies = [_of_topics(copy, wanted) for copy in copies] if topics else copies
    copies = tuple(copy for copy in copies if _says_something(copy, topics))
    hidden = _behind_sign_in(user, mine, wanted if topics else None)
    if not copies and not hidden:
        raise NotNeeded("Nothing on the topics this reader has chosen." if topics else "Nothing in it.")
    return Letter(copies, hidden, to_do=_to_do())


def _wanted_items(editions: list[Edition], topics: set[int]) -> set[int]:
    """Items on the chosen topics, and those on no topic, which are for everybody."""
    on_topics = Item.topics.through.objects.all()
    chosen = on_topics.filter(topic__in=topics).values("item")
    return set(
        EditionItem.objects.unscoped("which items are on a topic; who sees them is asked elsewhere")
        .filter(Q(item__in=chosen) | ~Q(item__in=on_topics.values("item")), edition__in=editions)
        .values_list("item_id", flat=True)
    )


def _each_item_once(copies) -> list[EditionCopy]:
    """An item, tool or contact that stands in several Updates is read once, where it stands newest."""
    seen: set = set()

    def new(parts):
        kept = [part for part in parts if _identity(part) not in seen]
        seen.update(_identity(part) for part in kept)
        return tuple(kept)

    return [
        replace(
            copy,
            items_this_week=new(copy.items_this_week),
            reminders=new(copy.reminders),
            tools=new(copy.tools),
            contacts=new(copy.contacts),
        )
        for copy in copies
    ]


def _identity(part):
    return getattr(part, "anchor", None) or part


def _of_topics(copy: EditionCopy, wanted: set[int]) -> EditionCopy:
    anchors = {f"item-{pk}" for pk in wanted}
    return replace(
        copy,
        items_this_week=tuple(item for item in copy.items_this_week if item.anchor in anchors),
        reminders=tuple(item for item in copy.reminders if item.anchor in anchors),
    )


def _says_something(copy: EditionCopy, topics: set[int]) -> bool:
    """For who chose topics only items count; tools and contacts alone are not worth a letter to them."""
    items = copy.items_this_week or copy.reminders
    return bool(items or (not topics and (copy.introduction or copy.tools)))


def _behind_sign_in(user, editions: list[Edition], wanted: set[int] | None) -> int:
    """How many things this very reader may see and everybody may not."""
    if not user.is_authenticated:
        return 0
    items = _only_for(user, EditionItem.objects, editions).values_list("item_id", flat=True)
    tools = _only_for(user, EditionTool.objects, editions).values_list("document_id", flat=True)
    mine = set(items) if wanted is None else set(items) & wanted
    return len(mine) + (len(set(tools)) if wanted is None else 0)


def _only_for(user, objects, editions: list[Edition]) -> QuerySet:
    public = objects.visible_to(AnonymousUser()).filter(edition__in=editions)
    return objects.visible_to(user).filter(edition__in=editions).exclude(pk__in=public.values("pk"))


def _to_do() -> str:
    return f"{settings.SITE_ADDRESS}{reverse('newsletters:actions')}"


# Links that stand in letters


def address(name: str, token: str) -> str:
    return f"{settings.SITE_ADDRESS}{reverse(f'newsletters:{name}', args=[token])}"


def signed(reader: Reader, purpose: str) -> str:
    """A token for one purpose, that runs out. It dies with the link in the letters (Reader.token)."""
    return _signer(purpose).sign(reader.token)


def reader_of(token: str, purpose: str, *, days: int) -> Reader | None:
    """Whose token this is; None for one that is made up or has run out."""
    try:
        own_token = _signer(purpose).unsign(token, max_age=days * 24 * 60 * 60)
    except signing.BadSignature:
        return None
    return Reader.objects.filter(token=own_token).first()


def _signer(purpose: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"newsletters.{purpose}", sep=".")


# Letters to one reader about the subscription; a job sends each


@handles("reader-letter", words="A letter about a subscription", seconds=60)
def send_reader_letter(*, message: str, reader: int) -> None:
    """Confirm, already subscribed, or stopped: written when it is sent. A reader since removed gets none."""
    found = Reader.objects.filter(pk=reader).first()
    if found is not None:
        _ABOUT_SUBSCRIPTION[message](found).send()


def _confirm(reader: Reader) -> mail.Message:
    link = address("confirm", signed(reader, "confirm"))
    return mail.confirm_subscription(to=reader.email, link=link, days=CONFIRM_DAYS)


def _already(reader: Reader) -> mail.Message:
    return mail.already_subscribed(to=reader.email, link=address("preferences", reader.token))


def _stopped(reader: Reader) -> mail.Message:
    link = address("come-back", signed(reader, "come-back"))
    return mail.subscription_stopped(to=reader.email, link=link, days=UNDO_DAYS)


_ABOUT_SUBSCRIPTION = {
    "confirm_subscription": _confirm,
    "already_subscribed": _already,
    "subscription_stopped": _stopped,
}
