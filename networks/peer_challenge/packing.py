"""The evidence pack: everything on a council in a round that one reader may read, as one PDF of their own."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf
from django.template.loader import render_to_string

from networks.peer_challenge.copies import stamped
from networks.peer_challenge.joining import Part, joined
from networks.peer_challenge.models import AgreedAction, Pack, Paper, PaperVersion, Round
from seslip.jobs.handlers import CannotBeDone
from seslip.pdf.making import render

ACTIONS = "Last year's agreed actions"
DAMAGED = "One of the papers could not be put into the pack: its file is damaged. Tell the programme team."


@dataclass(frozen=True)
class Holding:
    """What of a kind goes into a pack: a version, or the actions its notes agreed. None is withheld."""

    title: str
    version: PaperVersion | None = None
    actions: list[AgreedAction] = field(default_factory=list)

    @property
    def is_draft(self) -> bool:
        return bool(self.version) and not self.actions and not self.version.settled_at


def holdings(user, round_: Round, council) -> list[Holding]:
    """The parts of a pack: the same list for every reader, each as far as this one may read it."""
    papers = [Holding(label, _newest(user, round_, council, kind)) for kind, label in Paper.Kind.choices]
    return [*papers, last_actions(user, round_, council)]


def _newest(user, round_: Round, council, kind: str) -> PaperVersion | None:
    versions = PaperVersion.objects.visible_to(user).filter(paper__round=round_, paper__kind=kind)
    return (
        versions.filter(paper__council=council).select_related("paper__council").order_by("-number").first()
    )


def last_actions(user, round_: Round, council) -> Holding:
    """What the council agreed in an earlier round of the kind, for whoever reads the notes of it."""
    notes = Paper.objects.visible_to(user).filter(
        council=council, kind=Paper.Kind.NOTES, round__kind=round_.kind, round__starts__lt=round_.starts
    )
    paper = notes.filter(actions__isnull=False).order_by("-round__starts").first()
    if paper is None:
        return Holding(ACTIONS)
    version = PaperVersion.objects.visible_to(user).filter(paper=paper).select_related("paper__round").first()
    return Holding(ACTIONS, version, list(paper.actions.all()))


def last_actions_by_council(user, round_: Round) -> dict[int, list[AgreedAction]]:
    """The same for every council of a round at once, from its latest round before this one."""
    notes = Paper.objects.visible_to(user).filter(
        kind=Paper.Kind.NOTES, round__kind=round_.kind, round__starts__lt=round_.starts
    )
    found: dict[int, list[AgreedAction]] = {}
    actions = AgreedAction.objects.filter(paper__in=notes.values("pk")).select_related("paper__round")
    for action in actions.order_by("-paper__round__starts", "number"):
        of_council = found.setdefault(action.paper.council_id, [])
        if not of_council or of_council[0].paper_id == action.paper_id:
            of_council.append(action)
    return found


def still_open(user, pack: Pack) -> bool:
    """Whether this person may still read everything that the pack was made from."""
    seen = PaperVersion.objects.visible_to(user).filter(pk__in=pack.holds).count()
    return bool(pack.holds) and seen == len(set(pack.holds))


def written(pack: Pack, held: Sequence[Holding], at: dt.datetime) -> bytes:
    """The pack's PDF, with its reader and the time on every page."""
    title = f"Evidence pack, {pack.council}, {pack.round}"
    try:
        parts = [_part(each) for each in held if each.version]
        front = _front(pack, held, parts, at, title)
        out = io.BytesIO()
        with joined(front, parts, [("Cover", 0), ("Contents", 1)]) as pdf:
            stamped(pdf, pack.reader, at, title, numbered=True).save(out)
    except pikepdf.PdfError as error:
        raise CannotBeDone(DAMAGED) from error
    return out.getvalue()


def _part(holding: Holding) -> Part:
    if holding.actions:
        context = {"holding": holding, "round": holding.version.paper.round}
        body = render_to_string("peer_challenge/pack_actions.html", context)
        return Part(holding.title, render(body, title=holding.title))
    with holding.version.file.open("rb") as file:
        return Part(holding.title, file.read())


def _front(pack, held, parts, at, title) -> bytes:
    """Made twice: how long it is says on which page the parts begin."""
    made = _front_matter(pack, held, parts, at, title, in_front=2)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        pages = len(pdf.pages)
    return made if pages == 2 else _front_matter(pack, held, parts, at, title, in_front=pages)


def _front_matter(pack, held, parts, at, title, in_front: int) -> bytes:
    lines, page, number = [], in_front + 1, 0
    for holding in held:
        if holding.version is None:
            lines.append({"holding": holding})
            continue
        lines.append({"holding": holding, "page": page, "number": number})
        page, number = page + parts[number].pages, number + 1
    context = {"pack": pack, "at": at, "lines": lines}
    return render(render_to_string("peer_challenge/pack_front.html", context), title=title)
