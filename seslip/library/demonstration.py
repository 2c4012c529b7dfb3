"""Folders and papers to try the library with, in our own words. Their files say that they are made up."""

import datetime as dt

from django.utils import timezone

from seslip.library import actions, requests
from seslip.library.models import Document, Folder
from seslip.library.uploads import Checked
from seslip.people.access import Post
from seslip.people.models import Circle, CircleMember, Person, User

WHY = "the demonstration's own papers"
QUALITY = "Quality assurance network"
DIRECTORS, MEMBERS, EVERYONE = "directors", "members", "everyone"
# Name, whom it is for, what it holds, and its papers.
FOLDERS = [
    ("Directors' papers", DIRECTORS, "Papers for the directors' own meeting.",
     ["DfE grant application, first draft", "DfE grant application, notes on the draft"]),
    ("Quality assurance frameworks", QUALITY, "How councils check the quality of practice.",
     ["Case audit framework of one council", "Themes from three audits"]),
    ("Agency memorandum", MEMBERS, "Working together on agency social workers.",
     ["Memorandum of cooperation, in plain words", "Pay bands, a worked example"]),
    ("Children missing education", MEMBERS, "Policies that councils share with one another.",
     ["Policy on children missing education, an outline"]),
    ("Shared policy positions", MEMBERS, "What the councils say with one voice.",
     ["Position on unaccompanied children"]),
    ("Plan annexes", MEMBERS, "What belongs to the Regional Improvement Plan.",
     ["Annex A: who sponsors what"]),
    ("Regional updates sent to ADCS", EVERYONE, "What the region tells the national association.",
     ["Regional update, summer", "Regional update, winter"]),
]  # fmt: skip
ON_REQUEST = "Film of a practice day"
CONDITIONS = "For people of the member councils. Not to be copied or put on a website."


def seed() -> list[str]:
    documents = Document.objects.unscoped(WHY)
    for position, (name, audience, description, papers) in enumerate(FOLDERS, 1):
        folder = Folder.objects.unscoped(WHY).filter(name=name).first()
        if folder is None:
            circle = _circle(audience)
            folder = Folder(name=name, audience=circle, description=description, position=position)
            actions.save_folder(folder=folder, by=None)
            for paper in papers:
                _add(paper, folder)
    if not documents.filter(title=ON_REQUEST).exists():
        _on_request()
    return [f"{documents.count()} documents in {len(FOLDERS)} folders."]


def _circle(audience: str) -> Circle:
    built_in = {
        DIRECTORS: lambda: Circle.objects.of_post(Post.DCS),
        MEMBERS: Circle.objects.members,
        EVERYONE: Circle.objects.everyone,
    }
    if audience in built_in:
        return built_in[audience]()
    circle, made = Circle.objects.get_or_create(name=audience)
    person = _account("officer.medway")
    if made and person:
        CircleMember.objects.create(circle=circle, person=person)
    return circle


def _account(name: str) -> Person | None:
    return Person.objects.unscoped(WHY).filter(user__email=f"{name}@example.org").first()


def _add(title: str, folder: Folder) -> None:
    words = f"{title}\n\nA made-up paper of the demonstration. It says nothing about any council.\n"
    actions.add_document(
        title=title,
        folder=folder,
        audience=folder.audience,
        by=None,
        kind=Document.Kind.FILE,
        upload=_file(title, words),
        description="A made-up paper, to try the library with.",
        owner=_account("dcs.kent") if folder.name == FOLDERS[0][0] else None,
        review_on=timezone.localdate() + dt.timedelta(days=180),
    )


def _file(title: str, words: str) -> Checked:
    return Checked(f"{title}.txt", "text/plain; charset=utf-8", words.encode())


def _on_request() -> None:
    """A film that one person was given and another waits for; its owner is asked to look at it again."""
    film = actions.add_document(
        title=ON_REQUEST,
        audience=Circle.objects.members(),
        by=None,
        kind=Document.Kind.VIDEO,
        url="https://www.example.org/film-of-a-practice-day",
        description="Practitioners talk about a day of learning. Made up.",
        on_request=True,
        conditions=CONDITIONS,
        owner=_account("data.lead.kent"),
        review_on=timezone.localdate() - dt.timedelta(days=3),
    )
    users = {
        user.email.partition("@")[0]: user for user in User.objects.filter(email__endswith="@example.org")
    }
    if {"dcs.surrey", "lead.member.medway", "data.lead.kent"} <= set(users):
        given = requests.ask(document=film, why="To show it to new social workers.", by=users["dcs.surrey"])
        until = timezone.localdate() + dt.timedelta(days=90)
        requests.grant(request=given, by=users["data.lead.kent"], words="Enjoy it.", until=until)
        requests.ask(document=film, why="For a session of our committee.", by=users["lead.member.medway"])
