"""Rounds and papers for tests: plain functions, nothing random."""

import datetime as dt
import io

import pikepdf
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.text import slugify

from networks.peer_challenge.access import Stage
from networks.peer_challenge.models import (
    Ask,
    Facilitator,
    Group,
    Match,
    Memorandum,
    Offer,
    Paper,
    PaperVersion,
    Place,
    Round,
    Signature,
    Theme,
    Undertaking,
)
from seslip.people.models import Delegation, Organisation

GROUPS = [["kent", "surrey", "medway"], ["brighton-and-hove", "hampshire", "isle-of-wight"]]


def council(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)


def make_memorandum(
    year="2018-19",
    *,
    kind="peer-challenge",
    signed_by=("kent", "surrey", "medway", "brighton-and-hove"),
    **fields,
):
    """A year's memorandum, signed for these councils by all three posts."""
    memorandum = Memorandum.objects.create(kind=kind, year=year, **fields)
    Signature.objects.bulk_create(
        Signature(
            memorandum=memorandum,
            council=council(slug),
            post=post,
            name="Signed",
            signed_on=dt.date(2019, 1, 1),
        )
        for slug in signed_by
        for post in ("dcs", "chief-executive", "lead-member")
    )
    return memorandum


def with_blank(memorandum, words="What we agree") -> Memorandum:
    """The memorandum, with a PDF of these words as its blank."""
    memorandum.file_name = "memorandum.pdf"
    memorandum.file.save("blank.pdf", ContentFile(pdf(words)))
    return memorandum


def make_round(
    name="Triads 2019", *, stage=Stage.OWN_GROUP, groups=GROUPS, facilitator=None, **fields
) -> Round:
    """A round with its groups: Kent, Surrey and Medway in the first."""
    known = Memorandum.objects.unscoped("the test made it").first()
    fields.setdefault("memorandum", known or make_memorandum())
    fields.setdefault("slug", slugify(name))
    round_ = Round.objects.create(name=name, starts=dt.date(2019, 1, 1), stage=stage, **fields)
    for number, slugs in enumerate(groups, 1):
        group = Group.objects.create(round=round_, number=number, day=dt.date(2040, 2, number))
        for slug in slugs:
            Place.objects.create(round=round_, council=council(slug), group=group)
    if facilitator:
        Facilitator.objects.create(round=round_, person=facilitator.person)
    return round_


def nominate(deputy, leader, *, ends=dt.date(2099, 1, 1)) -> Delegation:
    """`deputy` acts for `leader`, in the room too."""
    post = leader.person.appointments.get()
    return Delegation.objects.create(appointment=post, to=deputy.person, ends=ends, in_the_room=True)


def make_paper(round_, slug="kent", kind="assessment", **fields) -> Paper:
    return Paper.objects.create(round=round_, council=council(slug), kind=kind, **fields)


def make_version(paper, *, words="What we know", settled=True, newest=None) -> PaperVersion:
    """A one-page PDF of these words: signed off unless it says not."""
    content = pdf(words)
    number = PaperVersion.objects.unscoped("the test numbers them").filter(paper=paper).count() + 1
    newest = settled if newest is None else newest
    if newest:
        earlier = PaperVersion.objects.unscoped("the test replaces them").filter(paper=paper)
        earlier.update(is_newest_final=False)
    version = PaperVersion(paper=paper, number=number, name=f"{paper.kind}.pdf", size=len(content), pages=1)
    version.sha256, version.is_newest_final = f"{paper.pk}{number}".zfill(64), newest
    version.settled_at = timezone.now() if settled else None
    version.file.save(f"{paper.pk}-{number}.pdf", ContentFile(content))
    return version


def pdf(words: str, pages: int = 1) -> bytes:
    """A small real PDF with these words on each page."""
    document, out = pikepdf.new(), io.BytesIO()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
        page = document.pages[-1]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
        text = words.encode("cp1252", "replace").replace(b"(", b"").replace(b")", b"")
        page.Contents = document.make_stream(b"BT /F1 12 Tf 72 700 Td (" + text + b") Tj ET")
    document.save(out)
    return out.getvalue()


def queries(client, address: str) -> int:
    """How often this page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def theme(name="Fostering") -> Theme:
    return Theme.objects.get_or_create(name=name)[0]


def undertaken(round_, *users) -> None:
    """These have accepted the round's undertaking."""
    Undertaking.objects.bulk_create(Undertaking(round=round_, person=user.person) for user in users)


def make_ask(
    round_, slug="kent", words="Who has recruited carers well?", *, model=Ask, about="Fostering", **fields
):
    """Confirmed, unless it says not."""
    fields.setdefault("confirmed_at", timezone.now())
    return model.objects.create(
        round=round_, organisation=council(slug), theme=theme(about), words=words, **fields
    )


def make_offer(round_, slug="surrey", words="Our recruiters come for a day.", **fields):
    return make_ask(round_, slug, words, model=Offer, **fields)


def make_match(ask, offer, *, state="proposed", **fields) -> Match:
    if state != "proposed":
        fields.setdefault("introduced_at", timezone.now())
    return Match.objects.create(
        ask=ask, offer=offer, state=state, reason="Both stand under Fostering.", **fields
    )
