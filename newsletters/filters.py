"""Narrowing the archive and the list of actions. Both start from what the reader may see."""

import django_filters as filters
from django import forms
from django.db.models import Exists, Max, Min, OuterRef, Q

from newsletters.actions.answers import councils_of
from newsletters.asks import asked_of
from newsletters.models import Action, Edition, EditionAction, EditionItem
from seslip.forms import PlainSelect, WordedFilter
from seslip.people.access import Permission
from seslip.people.models import Organisation
from seslip.search.matching import matching
from seslip.topics.models import Topic


def workstreams() -> filters.ModelChoiceFilter:
    return filters.ModelChoiceFilter(
        label="Workstream",
        queryset=Topic.objects.all(),
        to_field_name="slug",
        empty_label="Any workstream",
        widget=PlainSelect,
    )


def member_councils() -> filters.ModelChoiceFilter:
    return filters.ModelChoiceFilter(
        label="Council",
        queryset=lambda request: Organisation.objects.members(),
        to_field_name="slug",
        empty_label="Any council",
        widget=PlainSelect,
    )


class ArchiveFilter(WordedFilter):
    """Which Updates: of a year; with an item of a topic, about a council, holding these words."""

    year = filters.ChoiceFilter(
        label="Year", widget=PlainSelect, empty_label="Any year", field_name="update__date__year"
    )
    topic = workstreams()
    authority = member_councils()
    words = filters.CharFilter(label="Words", max_length=100)

    class Meta:
        model = Edition
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years_of(self.queryset)]

    def filter_queryset(self, editions):
        """Found: Updates with an item, of those the reader may see, that is all that was asked for."""
        asked = self.form.cleaned_data
        if asked["year"]:
            editions = editions.filter(update__date__year=asked["year"])
        about = [
            asked["topic"] and Q(item__topics=asked["topic"]),
            asked["authority"] and concerns(asked["authority"], self.request.user),
        ]
        about = [condition for condition in about if condition]
        items = EditionItem.objects.visible_to(self.request.user).filter(*about)
        if not asked["words"]:
            return editions.filter(_with_one_of(items)) if about else editions
        found = _with_one_of(matching(items, asked["words"]))
        return editions.filter(found if about else found | in_its_own_words(editions, asked["words"]))


def _with_one_of(items) -> Q:
    return Q(Exists(items.filter(edition=OuterRef("pk"))))


def in_its_own_words(editions, words: str) -> Q:
    """The words stand in the Update's title, introduction or contacts."""
    return Q(pk__in=matching(editions, words).order_by().values("pk"))


def years_of(editions) -> range:
    """From the year of the newest to that of the oldest."""
    ends = editions.order_by().aggregate(first=Min("update__date"), last=Max("update__date"))
    return range(ends["last"].year, ends["first"].year - 1, -1) if ends["first"] else range(0)


def concerns(council: Organisation, user) -> Q:
    """The item or one of its actions names the council; for those who may know, the council answered."""
    named = Q(item__councils=council) | Q(item__actions__councils=council)
    if may_know_answers(user, council):
        named |= Q(item__actions__answers__council=council)
    return named


def may_know_answers(user, council: Organisation) -> bool:
    """What a council answered is for its own people and for those who write Updates."""
    if not user.is_authenticated:
        return False
    own = {appointment.organisation_id for appointment in user.appointments}
    return council.pk in own or user.may(Permission.PUBLISH_UPDATES)


class ActionFilter(WordedFilter):
    """Which actions: those that concern a council, of a topic, or asked of the reader's own councils."""

    council = member_councils()
    topic = workstreams()
    mine = filters.BooleanFilter(label="Only what my council is asked", widget=forms.CheckboxInput)

    class Meta:
        model = EditionAction
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.own_councils = councils_of(self.request.user)
        if not self.own_councils:
            del self.filters["mine"]

    def filter_queryset(self, actions):
        asked = self.form.cleaned_data
        if asked["council"]:
            actions = actions.filter(asked_of([asked["council"]]) | Q(who=Action.Who.READERS))
        if asked["topic"]:
            actions = actions.filter(edition_item__item__topics=asked["topic"])
        if asked.get("mine"):
            actions = actions.filter(asked_of(self.own_councils))
        return actions
