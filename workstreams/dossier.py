"""Everything the portal knows of one workstream, for one person."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from seslip import registry
from seslip.richtext import plain
from workstreams.actions.progress import may_write_notes
from workstreams.citations import citations_of
from workstreams.models import Paragraph, Participation, ProgressNote, Task, Workstream
from workstreams.pointing import Pointing, pointings_in
from workstreams.years import before, following


@dataclass(frozen=True)
class Pointer:
    """A reference with what it points to, or comes from: words and address; no address where nothing is."""

    words: str
    address: str = ""
    missing: bool = False


class Dossier:
    """A workstream with its parts; each is asked for once, when the page comes to it."""

    def __init__(self, workstream: Workstream, user):
        self.workstream, self.user = workstream, user

    @cached_property
    def notes(self) -> list[ProgressNote]:
        notes = ProgressNote.objects.visible_to(self.user).filter(workstream=self.workstream)
        notes = notes.select_related("audience__organisation")
        # Who wrote a note is told to whoever is signed in; the page of everybody else asks no accounts.
        return list(notes.select_related("by__person") if self.user.is_authenticated else notes)

    @property
    def status(self) -> str:
        return self.notes[0].get_status_display() if self.notes else ""

    @cached_property
    def sponsorships(self):
        return list(self.workstream.sponsorships.order_by("-starts", "position").prefetch_related("councils"))

    @cached_property
    def participations(self) -> list[tuple[str, list[str]]]:
        """The councils that take part, by what they take part as."""
        rows = list(self.workstream.participations.select_related("council"))
        named = [(part.label, [row.council.name for row in rows if row.part == part]) for part in PARTS]
        return [(label, councils) for label, councils in named if councils]

    @cached_property
    def measures(self):
        return list(self.workstream.measures.prefetch_related("values"))

    @cached_property
    def tasks(self) -> list[Task]:
        tasks = Task.objects.visible_to(self.user).filter(workstream=self.workstream)
        return list(tasks.select_related("owner", "audience__organisation"))

    @cached_property
    def _lines(self) -> dict[str, Workstream]:
        lines = Workstream.objects.visible_to(self.user).filter(plan=self.workstream.plan)
        return {str(line.number): line for line in lines.select_related("plan").defer("purpose")}

    @property
    def previous(self) -> Workstream | None:
        return self._lines.get(str(self.workstream.number - 1))

    @property
    def next(self) -> Workstream | None:
        return self._lines.get(str(self.workstream.number + 1))

    @property
    def only_points(self) -> bool:
        """Nothing is said here but where to look."""
        line = self.workstream
        return not (line.purpose or line.outputs.all() or self.sponsorships)

    @cached_property
    def points_to(self) -> list[Pointer]:
        """Where this line sends its reader, in a sentence or at its end, each place once."""
        here = [to for line, to in self._pointings if line == self.workstream.pk]
        return list(dict.fromkeys(self._pointer(to) for to in here))

    @cached_property
    def pointed_from(self) -> list[Pointer]:
        """Which lines and paragraphs send their reader here."""
        number = str(self.workstream.number)
        lines = {pk for pk, to in self._pointings if (to.kind, to.target) == ("line", number)}
        found = [
            self._to_line(key) for key, line in self._lines.items() if line.pk in lines and key != number
        ]
        return found + [self._to_paragraph(each) for each in self._paragraphs_pointing_at(number)]

    @cached_property
    def _pointings(self) -> list[tuple[int, Pointing]]:
        """What every line of the plan points to, by its key."""
        lines = Workstream.objects.visible_to(self.user).filter(plan=self.workstream.plan)
        lines = lines.prefetch_related("outputs", "references")
        return [(line.pk, to) for line in lines for text in _texts(line) for to in pointings_in(text)]

    def _paragraphs_pointing_at(self, number: str) -> list[str]:
        paragraphs = Paragraph.objects.filter(section__plan=self.workstream.plan).exclude(number="")
        return [
            paragraph.number
            for paragraph in paragraphs
            if any((to.kind, to.target) == ("line", number) for to in pointings_in(plain(paragraph.text)))
        ]

    def _pointer(self, to: Pointing) -> Pointer:
        match to.kind:
            case "line":
                return self._to_line(to.target)
            case "paragraph":
                return self._to_paragraph(to.target)
        return Pointer(f"{to.kind.capitalize()} {to.target}", missing=to.kind == "project")

    def _to_line(self, target: str) -> Pointer:
        line = self._lines.get(target)
        if line is None:
            return Pointer(f"Line {target}", missing=True)
        return Pointer(f"Line {line.number}: {line.title}", line.get_absolute_url())

    def _to_paragraph(self, target: str) -> Pointer:
        """A paragraph by its number, or the section whose number it is."""
        plan = self.workstream.plan.get_absolute_url()
        if target in self._numbers:
            return Pointer(f"Paragraph {target} of the plan", f"{plan}#paragraph-{target}")
        if target in {number.partition(".")[0] for number in self._numbers}:
            return Pointer(f"Section {target} of the plan", f"{plan}#section-{target}")
        return Pointer(f"Paragraph {target}", missing=True)

    @cached_property
    def _numbers(self) -> set[str]:
        paragraphs = Paragraph.objects.filter(section__plan=self.workstream.plan)
        return set(paragraphs.values_list("number", flat=True))

    @cached_property
    def last_years_lines(self) -> list[Workstream]:
        return self._of_year(self.workstream.continues, before(self.workstream.plan.year))

    @cached_property
    def next_years_lines(self) -> list[Workstream]:
        return self._of_year(self.workstream.continued_by, following(self.workstream.plan.year))

    def _of_year(self, lines, year: str) -> list[Workstream]:
        mine = lines.values("pk")
        visible = Workstream.objects.visible_to(self.user).filter(pk__in=mine, plan__year=year)
        return list(visible.select_related("plan"))

    @cached_property
    def citations(self):
        return citations_of(self.workstream, self.user)

    @cached_property
    def parts(self) -> list[registry.Part]:
        """What other areas know of the line, such as its money."""
        offers: list[Callable] = registry.offered("workstream parts")
        return [part for part in (offer(self.workstream, self.user) for offer in offers) if part]

    @cached_property
    def may_write(self) -> bool:
        return may_write_notes(self.user, self.workstream)


PARTS = Participation.Part


def _texts(line: Workstream) -> list[str]:
    """Its words, part by part, and the statements that stand by themselves."""
    statements = dict.fromkeys(str(reference) for reference in line.references.all())
    return [plain(line.purpose), *(output.text for output in line.outputs.all()), *statements]
