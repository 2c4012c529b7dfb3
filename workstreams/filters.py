"""Narrowing the list of workstreams; what it offers comes from the plan that is shown."""

import django_filters as filters
from django.db.models import OuterRef, Q, Subquery

from seslip.forms import PlainSelect, WordedFilter
from seslip.people.models import Organisation
from seslip.search.matching import matching
from workstreams.models import Participation, ProgressNote, Sponsorship, Workstream

NO_NOTE = "no-note"


def choice(label: str, empty: str, **extra) -> filters.ChoiceFilter:
    return filters.ChoiceFilter(label=label, empty_label=empty, widget=PlainSelect, **extra)


class WorkstreamFilter(WordedFilter):
    """Which workstreams: of a group, a sponsor, a council, standing so, or with these words."""

    group = choice("Group", "Any group", field_name="group__position")
    sponsor = choice("Sponsor", "Any sponsor", method="of_sponsor")
    council = choice("Council", "Any council", method="of_council")
    status = choice("How it stands", "Any", method="standing")
    words = filters.CharFilter(label="Words", max_length=100, method="with_words")

    class Meta:
        model = Workstream
        fields = []

    def __init__(self, data, queryset, *, request, groups):
        super().__init__(data, queryset, request=request)
        statuses = [*ProgressNote.Status.choices, (NO_NOTE, "No note yet")]
        offered = {
            "group": [(str(group.position), group.title) for group in groups],
            "sponsor": _sponsors(queryset),
            "council": _councils(queryset),
            "status": statuses,
        }
        for name, choices in offered.items():
            self.filters[name].extra["choices"] = choices

    def of_sponsor(self, workstreams, name, sponsor):
        theirs = Sponsorship.objects.current().filter(name=sponsor)
        return workstreams.filter(pk__in=theirs.values("workstream"))

    def of_council(self, workstreams, name, council):
        """It leads, a sponsor stands for it, or it takes part."""
        sponsored = Sponsorship.objects.current().filter(councils__slug=council)
        takes_part = Participation.objects.filter(council__slug=council)
        return workstreams.filter(
            Q(lead_council__slug=council)
            | Q(pk__in=sponsored.values("workstream"))
            | Q(pk__in=takes_part.values("workstream"))
        )

    def standing(self, workstreams, name, status):
        marked = with_status(workstreams, self.request.user)
        return marked.filter(status=None if status == NO_NOTE else status)

    def with_words(self, workstreams, name, words):
        return matching(workstreams, words)


def with_status(workstreams, user):
    """Each with `status` and `noted_on` of the newest note this person may read; None where there is none."""
    notes = ProgressNote.objects.visible_to(user).filter(workstream=OuterRef("pk")).order_by("-day", "-pk")
    newest = {"status": "status", "noted_on": "day"}
    return workstreams.annotate(**{name: Subquery(notes.values(of)[:1]) for name, of in newest.items()})


def _sponsors(workstreams) -> list[tuple[str, str]]:
    current = Sponsorship.objects.current().filter(workstream__in=workstreams.order_by())
    names = current.order_by("name").values_list("name", flat=True).distinct()
    return [(name, name) for name in names]


def _councils(workstreams) -> list[tuple[str, str]]:
    lines = workstreams.order_by()
    involved = Organisation.objects.filter(
        Q(workstreams_led__in=lines)
        | Q(pk__in=Sponsorship.objects.filter(workstream__in=lines).values("councils"))
        | Q(pk__in=Participation.objects.filter(workstream__in=lines).values("council"))
    )
    return list(involved.distinct().values_list("slug", "name"))
