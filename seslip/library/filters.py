import re

import django_filters as filters
from django.db.models import Q
from django.utils.text import capfirst

from seslip.library.models import Document, Folder, Tag
from seslip.people.models import Circle, Person
from seslip.search.matching import matching
from seslip.topics.models import Topic

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class DocumentFilter(filters.FilterSet):
    """Narrows documents already visible to this person; what it offers comes from those alone."""

    words = filters.CharFilter(label="Words", method="with_words")
    topic = filters.ModelChoiceFilter(
        label="Topic",
        field_name="topics",
        to_field_name="slug",
        queryset=Topic.objects.all(),
        empty_label="Any",
    )
    tag = filters.ModelChoiceFilter(
        label="Tag",
        field_name="tags",
        to_field_name="slug",
        queryset=Tag.objects.all(),
        empty_label="Any",
    )
    folder = filters.ModelChoiceFilter(label="Folder", queryset=Folder.objects.none(), empty_label="Any")
    publisher = filters.ChoiceFilter(empty_label="Any")
    kind = filters.ChoiceFilter(choices=Document.Kind, empty_label="Any")
    year = filters.ChoiceFilter(label="Year published", method="in_year", empty_label="Any")

    owner = filters.ModelChoiceFilter(label="Owner", queryset=Person.objects.none(), empty_label="Any")
    audience = filters.ChoiceFilter(label="Who can see it", empty_label="Any")
    review = filters.ChoiceFilter(
        label="Review", method="due", choices=[("due", "Due for review")], empty_label="Any"
    )

    class Meta:
        model = Document
        fields = []

    def __init__(self, data, queryset, *, request, **kwargs):
        super().__init__(data, queryset, request=request, **kwargs)
        visible = queryset.order_by()
        self.filters["folder"].queryset = Folder.objects.visible_to(request.user).filter(
            pk__in=visible.values("folder")
        )
        self._for_those_signed_in(request.user, visible)
        self.filters["topic"].queryset = Topic.objects.filter(pk__in=visible.values("topics"))
        self.filters["tag"].queryset = Tag.objects.filter(pk__in=visible.values("tags"))
        self.filters["publisher"].extra["choices"] = _publishers(visible)
        self.filters["year"].extra["choices"] = _years(visible)

    def _for_those_signed_in(self, user, visible) -> None:
        """What everyone sees has one audience; who owns it and when it is looked at is no public matter."""
        if not user.is_authenticated:
            for name in ("owner", "audience", "review"):
                del self.filters[name]
            return
        owners = Person.objects.visible_to(user)
        self.filters["owner"].queryset = owners.filter(pk__in=visible.values("owner"))
        self.filters["audience"].extra["choices"] = _audiences(visible)

    def due(self, queryset, name, value):
        return queryset.due_for_review()

    def with_words(self, queryset, name, words):
        return matching(queryset, words)

    def in_year(self, queryset, name, year):
        return queryset.filter(
            Q(published_on__year=year) | Q(published_on=None, published_text__contains=year)
        )


def _audiences(visible) -> list[tuple[int, str]]:
    circles = Circle.objects.filter(pk__in=visible.values("audience")).select_related("organisation")
    return [(circle.pk, capfirst(circle.in_words)) for circle in circles]


def _publishers(visible) -> list[tuple[str, str]]:
    names = visible.exclude(publisher="").values_list("publisher", flat=True).distinct()
    return [(name, name) for name in sorted(names, key=str.casefold)]


def _years(visible) -> list[tuple[str, str]]:
    """From the day of publication, or from what is known of it ("May 2019"), newest first."""
    known = visible.values_list("published_on__year", "published_text").distinct()
    years = {str(year) if year else "".join(_YEAR.findall(text)[-1:]) for year, text in known}
    return [(year, year) for year in sorted(years - {""}, reverse=True)]
