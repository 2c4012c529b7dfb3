"""Made-up papers in the real groups of 2019, released to each group.

The groups and days are those the programme published; the self-assessments say nothing of any council.
"""

import datetime as dt
import hashlib
import io

import pikepdf
from django.core.files.base import ContentFile
from django.utils import timezone
from pikepdf import Dictionary, Name

from networks.peer_challenge.access import Stage
from networks.peer_challenge.models import (
    Facilitator,
    Group,
    Memorandum,
    Paper,
    PaperVersion,
    Place,
    Round,
    Signature,
)
from seslip.people import demonstration as people
from seslip.people.models import Organisation, Person

ROUND_2019 = "Triads 2019"
GROUPS_2019 = [
    (dt.date(2019, 2, 28), "", ["East Sussex", "Surrey", "Wokingham"]),
    (None, "May 2019, to be arranged", ["Kent", "West Sussex", "Portsmouth"]),
    (dt.date(2019, 2, 15), "", ["Hampshire", "Isle of Wight", "Milton Keynes", "Slough"]),
    (dt.date(2019, 2, 15), "", ["Medway", "Oxfordshire", "Windsor and Maidenhead"]),
    (dt.date(2019, 2, 26), "", ["Brighton and Hove", "Buckinghamshire", "West Berkshire"]),
    (dt.date(2019, 4, 10), "", ["Southampton", "Bracknell Forest", "Reading"]),
]
ARRIVED = [
    "East Sussex", "Hampshire", "Isle of Wight", "Milton Keynes", "Oxfordshire",
    "Slough", "Southampton", "Surrey", "West Berkshire", "Windsor and Maidenhead",
]  # fmt: skip
WORDS = [
    "Self-assessment of {council}, made up for the demonstration",
    "What we know about the quality and impact of our practice: nothing that is true is written here.",
    "How we know it: a real paper would name its audits, figures and conversations.",
    "What we plan for the next twelve months: a real paper would say it here.",
]


def seed() -> list[str]:
    """The round of 2019 with the papers that had arrived, which each group reads."""
    people.seed()
    round_ = make_round(ROUND_2019, dt.date(2019, 1, 7), Stage.OWN_GROUP, "2018-19")
    if not round_.groups.exists():
        _groups(round_)
    for number, name in enumerate(ARRIVED):
        day = dt.date(2019, 1, 21) + dt.timedelta(days=number % 5)
        _assessment(round_, Organisation.objects.get(name=name), day)
    return [f"Peer challenge: {round_} with {len(ARRIVED)} self-assessments."]


def make_round(name: str, starts: dt.date, stage: Stage, year: str) -> Round:
    found = Round.objects.unscoped("made for the demonstration").filter(name=name).first()
    if found:
        return found
    made = Round.objects.create(
        name=name,
        slug=name.lower().replace(" ", "-"),
        starts=starts,
        stage=stage,
        memorandum=_memorandum(year, starts),
    )
    facilitator = Person.objects.unscoped("made for the demonstration").get(email="facilitator@example.org")
    Facilitator.objects.create(round=made, person=facilitator, starts=starts)
    return made


def _memorandum(year: str, starts: dt.date) -> Memorandum:
    """Issued before the round begins, and signed for every member by all three who sign."""
    memoranda = Memorandum.objects.unscoped("the demonstration's own")
    found, is_new = memoranda.get_or_create(
        kind=Memorandum.Kind.PEER_CHALLENGE,
        year=year,
        defaults={"issued_on": starts - dt.timedelta(weeks=6)},
    )
    if is_new:
        signed_on = starts - dt.timedelta(days=3)
        Signature.objects.bulk_create(
            Signature(memorandum=found, council=council, post=post, name="Made up", signed_on=signed_on)
            for council in Organisation.objects.members()
            for post in ("dcs", "chief-executive", "lead-member")
        )
    return found


def _groups(round_: Round) -> None:
    for number, (day, day_text, names) in enumerate(GROUPS_2019, 1):
        group = Group.objects.create(round=round_, number=number, day=day, day_text=day_text)
        for council in Organisation.objects.filter(name__in=names):
            Place.objects.create(round=round_, council=council, group=group)


def at(day: dt.date, hour: int = 11) -> dt.datetime:
    """A moment of that day, as the clock in England had it."""
    return dt.datetime.combine(day, dt.time(hour), tzinfo=timezone.get_current_timezone())


def _assessment(round_: Round, council: Organisation, day: dt.date) -> None:
    """It came in that day, and was signed off in the afternoon of the next."""
    papers = Paper.objects.unscoped("made for the demonstration")
    paper, is_new = papers.get_or_create(round=round_, council=council, kind=Paper.Kind.ASSESSMENT)
    if not is_new:
        return
    content = _pdf([line.format(council=council) for line in WORDS])
    version = PaperVersion(
        paper=paper,
        number=1,
        name="self-assessment.pdf",
        size=len(content),
        pages=1,
        sha256=hashlib.sha256(content).hexdigest(),
        settled_at=at(day + dt.timedelta(days=1), 15),
        is_newest_final=True,
    )
    version.file.save(f"demonstration-{council.slug}.pdf", ContentFile(content))
    made = PaperVersion.objects.unscoped("made for the demonstration").filter(pk=version.pk)
    made.update(added_at=at(day))


def _pdf(lines: list[str]) -> bytes:
    """One page of plain lines. It needs nothing that may be missing on a machine."""
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page(page_size=(595, 842))
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    page = document.pages[0]
    page.obj.Resources = Dictionary(Font=Dictionary(F=document.make_indirect(font)))
    text = b" T* ".join(b"<" + line.encode("cp1252", "replace").hex().encode() + b"> Tj" for line in lines)
    page.obj.Contents = document.make_stream(b"BT /F 11 Tf 28 TL 56 760 Td " + text + b" ET")
    document.save(out)
    return out.getvalue()
