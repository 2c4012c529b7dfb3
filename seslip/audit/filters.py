"""Searching the record: by whom, what was done, to what, when."""

import datetime as dt

import django_filters as filters
from django import forms
from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from seslip.audit.models import Event
from seslip.forms import A_DAY, DayInput, PlainSelect
from seslip.people.models import Person, User

LARGEST = 2**63 - 1
WHY = "whoever reads the record may know whose account is whose"


class NumberFilter(filters.Filter):
    """A whole number that the database can hold."""

    field_class = forms.IntegerField

    def __init__(self, **kwargs):
        # A browser's own number field empties itself of what it cannot read, and complains to the console.
        plain = forms.TextInput({"inputmode": "numeric"})
        super().__init__(min_value=0, max_value=LARGEST, widget=plain, **kwargs)


def one_of(label: str) -> filters.ChoiceFilter:
    return filters.ChoiceFilter(label=label, empty_label="Any", widget=PlainSelect)


class EventFilter(filters.FilterSet):
    """Narrows the record; the names of people lead to the numbers of their accounts."""

    who = filters.CharFilter(
        label="Who",
        method="by_whom",
        max_length=100,
        help_text="A name, an e-mail address or an account number.",
    )
    sort = filters.ChoiceFilter(
        label="Done, read or refused", choices=Event.Sort, empty_label="Any", widget=PlainSelect
    )
    verb = one_of("What")
    kind = one_of("Kind of thing")
    object_id = NumberFilter(label="Number of the thing")
    since = filters.DateFilter(label="From", method="from_day", widget=DayInput)
    until = filters.DateFilter(label="To", method="to_day", widget=DayInput)

    class Meta:
        model = Event
        fields = []

    def __init__(self, data, queryset, **kwargs):
        super().__init__(data, queryset, **kwargs)
        verbs, kinds = _values(queryset, "verb"), _values(queryset, "kind")
        self.filters["verb"].extra["choices"] = [(verb, verb) for verb in verbs]
        self.filters["kind"].extra["choices"] = [(kind, kind_in_words(kind)) for kind in kinds]
        for one in self.filters.values():
            one.extra.setdefault("error_messages", {})["invalid_choice"] = (
                "“%(value)s” is not in this list. Choose one of those offered."
            )
        for name in ("since", "until"):
            self.filters[name].extra["error_messages"]["invalid"] = A_DAY

    def by_whom(self, events, name, words):
        return events.filter(by_id__in=accounts_of(words))

    def from_day(self, events, name, day):
        return events.filter(at__gte=timezone.make_aware(dt.datetime.combine(day, dt.time.min)))

    def to_day(self, events, name, day):
        return events.filter(at__lte=timezone.make_aware(dt.datetime.combine(day, dt.time.max)))

    def asked(self) -> dict[str, object]:
        """What was asked for, as the record may hold it: numbers of accounts instead of a name."""
        asked = {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}
        if who := asked.pop("who", ""):
            asked["accounts"] = sorted(accounts_of(who))
        return {name: value if isinstance(value, list | int) else str(value) for name, value in asked.items()}


def accounts_of(words: str) -> set[int]:
    """The numbers of the accounts meant; a number is itself, as the account may be gone."""
    if words.isascii() and words.isdigit() and int(words) <= LARGEST:
        return {int(words)}
    people = Person.objects.unscoped(WHY).filter(name__icontains=words).exclude(user=None)
    meant = User.objects.filter(Q(email__iexact=words) | Q(pk__in=people.values("user")))
    return set(meant.values_list("pk", flat=True))


def kind_in_words(kind: str) -> str:
    """ "peer_challenge.paper" as a person would say it, also where no table is called that."""
    try:
        return apps.get_model(kind)._meta.verbose_name.capitalize()
    except (LookupError, ValueError):
        return kind.replace(".", " ").replace("_", " ").capitalize() or "Nothing in particular"


def _values(events: QuerySet[Event], name: str) -> list[str]:
    return list(events.order_by(name).values_list(name, flat=True).distinct())
