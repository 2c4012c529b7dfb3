"""What readers are asked to do: the open actions of the Updates they may see, each once, in newest words."""

import datetime as dt

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from newsletters.actions.answers import councils_of, may_answer
from newsletters.copies import AnyUser
from newsletters.models import Action, Answer, EditionAction, EditionItem
from seslip.people.models import Organisation
from seslip.registry import Ask

# An action without a day is asked for this long after the newest Update that carries it.
UNDATED_FOR = dt.timedelta(weeks=12)


def open_actions(user: AnyUser, day: dt.date | None = None) -> QuerySet[EditionAction]:
    """Those whose day has not passed, in date order, undated last.

    An item can stand in several Updates: the newest of those this person may see says what it asks now.
    """
    still_open = _open_on(day or timezone.localdate())
    printed = EditionAction.objects.visible_to(user)
    items = EditionItem.objects.visible_to(user).filter(
        item__in=printed.filter(still_open).values("edition_item__item")
    )
    by_age = items.order_by("edition__update__date", "edition__update__number")
    newest = dict(by_age.values_list("item_id", "pk"))
    return (
        printed.filter(still_open, edition_item__in=newest.values())
        .select_related(
            "edition_item__edition__update__audience__organisation",
            "edition_item__item__audience__organisation",
            "origin",
        )
        .defer("edition_item__edition__introduction", "edition_item__edition__update__introduction")
        .defer("edition_item__text", "edition_item__item__update", "edition_item__item__action")
        .order_by(
            F("by_when").asc(nulls_last=True),
            "-edition_item__edition__update__date",
            "edition_item",
            "position",
        )
    )


def _open_on(day: dt.date) -> Q:
    news = Q(edition_item__ends_on=None) | Q(edition_item__ends_on__gte=day)
    recent = Q(edition_item__edition__update__date__gte=day - UNDATED_FOR)
    return Q(by_when__gte=day) | (Q(by_when=None) & news & recent)


def asked_of(councils) -> Q:
    """Actions that ask these councils: by name, or as member councils."""
    members = Organisation.objects.members().filter(pk__in=[council.pk for council in councils])
    named = Q(who=Action.Who.NAMED, origin__in=Action.objects.filter(councils__in=councils))
    return named | Q(who=Action.Who.COUNCILS) if members.exists() else named


def asks_of(user: AnyUser) -> list[Ask]:
    """For the front page: what this person's councils have not answered yet."""
    councils = councils_of(user)
    if not councils:
        return []
    actions = list(
        open_actions(user).exclude(wants=Action.Wants.NOTHING).prefetch_related("origin__councils")
    )
    members = set(Organisation.objects.members())
    given = Answer.objects.filter(action__in=[action.origin_id for action in actions], council__in=councils)
    answered = set(given.values_list("action_id", "council_id"))
    return [
        Ask(
            words=f"{action.what} ({council})" if len(councils) > 1 else action.what,
            address=f"{reverse('newsletters:action-answer', args=[action.origin_id])}?for={council.slug}",
            by_when=action.by_when,
        )
        for action in actions
        for council in councils
        if may_answer(action, council, members) and (action.origin_id, council.pk) not in answered
    ]
