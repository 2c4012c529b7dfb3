"""A world in which every restricted thing carries a word of its own, and who may read each word.

The rule is written here a second time, on purpose and in plain names, so that the portal's own cannot vouch
for itself.
"""

import datetime as dt
import io
import itertools
import re
import zipfile

import pypdfium2
from django.core.files.base import ContentFile
from django.utils import timezone

from networks.peer_challenge.access import Stage
from networks.peer_challenge.actions.emergencies import close, enter
from networks.peer_challenge.models import AgreedAction, Group, GroupException, Round, Themes, Undertaking
from newsletters.actions import publishing
from newsletters.models import Action, Update
from seslip.library import requests
from seslip.library.models import Folder, Request, Version
from seslip.people.access import Post
from seslip.people.actions import ask_for_reviews
from seslip.people.models import Circle, CircleMember, Organisation
from tests.conftest import NETWORK
from tests.networks.peer_challenge.factories import (
    make_ask,
    make_match,
    make_memorandum,
    make_offer,
    make_paper,
    make_round,
    make_version,
    nominate,
    with_blank,
)
from tests.newsletters import factories
from tests.people.coming import ask, invite
from tests.walk.plans import make_plans

COUNCILS = frozenset(
    {"alison", "dev", "cleo", "lena", "dana", "otto", "bob", "oona", "mo", "nell", "cora", "tess"}
)
TEAM = frozenset({"petra"})
EVERYBODY = COUNCILS | TEAM | {"anonymous", "pat", "ian", "fay", "liz", "drew", "stan", "faz", "ada"}
MAY_READ = {
    "everyone": EVERYBODY,
    "members": COUNCILS | TEAM | {"stan"},
    "directors": frozenset({"alison", "bob", "oona"}) | TEAM,
    "kent": frozenset({"alison", "dev", "cleo", "lena", "dana", "otto"}) | TEAM,
    "network": frozenset({"nell"}) | TEAM,
    "advisers": frozenset({"liz"}) | TEAM,
    # Who knows of an earlier round of Surrey, Brighton and Slough, which Faz does not facilitate.
    "earlier": frozenset({"alison", "bob", "oona", "liz"}) | TEAM,
    # Who knows of a round of Lead Members, in which Brighton, Hampshire and Slough take part.
    "leadmembers": frozenset({"alison", "bob", "oona", "lena", "mo", "liz"}) | TEAM,
    # Who looks after who is who at Kent: its director, who acts for her, and whoever keeps people.
    "keepers": frozenset({"alison", "dev", "ada"}) | TEAM,
    # Who knows of the round in which Kent, Surrey and Medway stand in one group.
    "round": frozenset({"alison", "bob", "oona", "cleo", "dev", "lena", "mo", "dana", "liz", "faz"}) | TEAM,
    # The three who sign for a council, a director's deputy, and (not of the agency's) the other parties.
    "memo": frozenset({"alison", "bob", "oona", "cleo", "dev", "lena", "mo", "liz", "faz"}) | TEAM,
    "agency": frozenset({"alison", "bob", "oona", "cleo", "dev", "lena", "mo"}) | TEAM,
}
CANARY = re.compile(r"zq[a-z]+\d{4}zq", re.IGNORECASE)
TOMORROW = dt.timedelta(days=1)


class World:
    """Things to look for, and what each person may find."""

    def __init__(self, cast):
        self.cast = cast
        self.readers: dict[str, frozenset[str]] = {}
        self._numbers = itertools.count(1)
        self.circles = self._circles()
        self.folders = {name: self._folder(name, circle) for name, circle in self.circles.items()}
        self.documents = {name: self._document(name, circle) for name, circle in self.circles.items()}
        self.documents["on request"] = self._on_request()
        self.updates = [self._mixed_update()]
        self.updates += [self._whole_update(number, name) for number, name in enumerate(self.circles, 701)]
        nominate(cast["dev"], cast["alison"])
        self.round = make_round(f"Round {self.word('round')}", slug="a-round", facilitator=cast["faz"])
        self._say_where_and_why(self.round, "round")
        self.rounds = [self.round, self._round_before(), self._round_of_lead_members()]
        self.papers = [self._kents_paper(), self._brightons_paper()]
        self.rounds += [self._round_of_asks(), self._round_of_themes()]
        self.papers.append(self._kents_notes(self.rounds[-2]))
        self._emergency_that_is_over()
        self._all_undertake()
        self.invitation = invite(cast["alison"], name=f"Invited {self.word('keepers')}")
        self.request = ask(name=f"Asking {self.word('keepers')}", why=f"Because {self.word('keepers')}")
        ask_for_reviews()
        self.memoranda = [
            self._memorandum(self.round.memorandum, "memo"),
            self._memorandum(make_memorandum(kind="agency", signed_by=()), "agency"),
        ]
        self.plans = make_plans(self)
        self.hidden = [self._draft(), self._scheduled(), self._withdrawn()]

    def word(self, circle: str, readers: frozenset[str] | None = None) -> str:
        """A new word that only these people may come across."""
        word = f"zq{circle}{next(self._numbers):04d}zq"
        self.readers[word] = MAY_READ[circle] if readers is None else readers
        return word

    def word_also(self, circle: str, *others: str) -> str:
        """A word for a circle and for these people besides."""
        return self.word(circle, MAY_READ[circle] | set(others))

    def user(self, name: str):
        return self.cast.get(name)

    def action_ids(self) -> list[int]:
        return list(Action.objects.values_list("pk", flat=True))

    def request_ids(self) -> list[int]:
        return list(Request.objects.unscoped("the walk opens each").values_list("pk", flat=True))

    def may_read(self, name: str) -> set[str]:
        return {word for word, readers in self.readers.items() if name in readers}

    def _circles(self) -> dict[str, Circle]:
        advisers = Circle.objects.create(name=f"Improvement {self.word('advisers')}")
        CircleMember.objects.create(circle=advisers, person=self.cast["liz"].person)
        return {
            "everyone": Circle.objects.everyone(),
            "members": Circle.objects.members(),
            "directors": Circle.objects.of_post(Post.DCS),
            "kent": Circle.objects.of_council(Organisation.objects.get(slug="kent")),
            "network": Circle.objects.get(name=NETWORK),
            "advisers": advisers,
        }

    def _round_before(self):
        """In it two met who are partners again: whoever makes the groups now is not told its name by that."""
        groups = [["surrey", "medway", "slough"]]
        # Medway's Lead Member knows of it too: Medway took part.
        readers = MAY_READ["earlier"] | {"mo"}
        before = make_round(f"Earlier {self.word('earlier', readers)}", slug="earlier", groups=groups)
        Round.objects.filter(pk=before.pk).update(starts=dt.date(2018, 1, 1))
        self._say_where_and_why(before, "earlier", readers)
        return before

    def _round_of_lead_members(self):
        groups = [["brighton-and-hove", "hampshire", "slough"]]
        name = f"Lead Members {self.word('leadmembers')}"
        round_ = make_round(name, slug="lead-members", groups=groups, kind="lead-members")
        self._say_where_and_why(round_, "leadmembers")
        return round_

    def _say_where_and_why(self, round_, circle: str, readers=None):
        """The place of a challenge day, and the reason of an exception."""
        group = round_.groups.first()
        Group.objects.filter(pk=group.pk).update(where=self.word(circle, readers))
        GroupException.objects.create(
            round=round_, group=group, rule="repeat", reason=self.word(circle, readers)
        )

    def _item(self, name: str, readers=None):
        def word():
            return self.word(name, readers)

        return factories.make_item(
            f"Headline {word()}",
            audience=self.circles[name],
            update=f"<p>findme {word()}</p>",
            action=f"<ul><li>{word()}</li></ul>",
            dates=[{"year": 2040, "month": 5, "day": 4, "about": word()}],
            actions=[
                {
                    "what": f"Do {word()}",
                    "by_when": dt.date(2040, 5, 4),
                    "who": "councils",
                    "wants": "interest",
                }
            ],
            topics=["Fostering"],
            councils=["kent"],
        )

    def _folder(self, name: str, circle: Circle) -> Folder:
        return Folder.objects.create(
            name=f"Folder {self.word(name)}", description=f"findme {self.word(name)}", audience=circle
        )

    def _on_request(self):
        """Members know of it; Dana owns it, Mo was given it, Bob waits. One version was taken back."""
        owner, given, waits = self.cast["dana"], self.cast["mo"], self.cast["bob"]
        opens, decide = frozenset({"dana", "mo"}) | TEAM, frozenset({"dana"}) | TEAM
        document = factories.make_document(
            f"Paper {self.word('members')}",
            audience=self.circles["members"],
            folder=self.folders["directors"],
            url=f"https://www.example.org/{self.word('members', opens)}",
            on_request=True,
            conditions=f"Not for {self.word('members')}.",
            owner=owner.person,
        )
        self._version(document, 1, "members", opens)
        self._version(document, 2, "members", TEAM, taken_back_at=timezone.now())
        asked = requests.ask(document=document, why=self.word("members", decide | {"mo"}), by=given)
        requests.grant(request=asked, by=owner, words=self.word("members", decide | {"mo"}))
        requests.ask(document=document, why=self.word("members", decide | {"bob"}), by=waits)
        return document

    def _document(self, name: str, circle: Circle):
        document = factories.make_document(
            f"Paper {self.word(name)}",
            audience=circle,
            kind="file",
            url="",
            folder=self.folders[name],
            description=f"findme {self.word(name)}",
            publisher=f"Publisher {self.word(name)}",
        )
        for number in (1, 2):
            self._version(document, number, name)
        return document

    def _version(self, document, number: int, name: str, readers=None, **fields) -> None:
        content = f"findme {self.word(name, readers)}".encode()
        version = Version(document=document, number=number, size=len(content), **fields)
        version.name = f"{self.word(name, readers)}.txt"
        version.content_type = "text/plain"
        version.sha256 = f"{document.pk}{number}".zfill(64)
        version.file.save(f"{document.pk}-{number}.txt", ContentFile(content))

    def _mixed_update(self) -> Update:
        """Public, with an item and a tool for each circle: what most Updates look like."""
        update = factories.make_update(
            700,
            this_week=[self._item(name) for name in self.circles],
            tools=list(self.documents.values()),
            contacts=[self._contact()],
            introduction=f"<p>findme {self.word('everyone')}</p>",
        )
        publishing.publish(update=update, by=self.cast["petra"])
        return update

    def _contact(self):
        """The name is for whoever reads the Update; the address for members."""
        return factories.make_person(self.word("everyone"), email=f"{self.word('members')}@example.org")

    def _whole_update(self, number: int, name: str) -> Update:
        update = factories.make_update(
            number,
            audience=self.circles[name],
            introduction=f"<p>findme {self.word(name)}</p>",
            this_week=[self._item(name)],
        )
        publishing.publish(update=update, by=self.cast["petra"])
        return update

    def _kents_paper(self):
        """One that was replaced, the one others read, and a new draft: at the stage "own group"."""
        paper = make_paper(self.round, "kent")
        council = frozenset({"alison", "dev", "cleo", "lena", "faz"})
        make_version(paper, words=self.word("replaced", council))
        make_version(paper, words=self.word("read", council | {"bob"}))
        make_version(paper, words=self.word("draft", frozenset({"alison", "dev"})), settled=False)
        return paper

    def _brightons_paper(self):
        paper = make_paper(self.round, "brighton-and-hove")
        make_version(paper, words=self.word("brighton", frozenset({"oona", "faz"})))
        return paper

    def _round_of_asks(self):
        """At that stage: what is confirmed is for the group, what is proposed for whoever owns it."""
        kent = frozenset({"alison", "dev", "cleo", "lena", "faz"})
        surrey = frozenset({"bob", "faz"})
        round_ = make_round(
            f"Asks {self.word('round')}", slug="asks", stage=Stage.ASKS, facilitator=self.cast["faz"]
        )
        ask = make_ask(round_, words=self.word("asked", kent | {"bob"}))
        offer = make_offer(round_, words=self.word("offered", surrey | {"alison"}))
        make_ask(round_, words=self.word("proposed", kent), confirmed_at=None)
        make_ask(round_, words=self.word("withdrawn", kent), withdrawn_at=timezone.now())
        make_ask(round_, "brighton-and-hove", self.word("apart", frozenset({"oona", "faz"})))
        make_offer(round_, "lga", self.word("partner", frozenset({"liz", "faz"})))
        make_match(ask, offer, state="introduced", note=self.word("note", frozenset({"faz"})))
        facilitates = frozenset({"faz"})
        Themes.objects.create(round=round_, words=self.word("unready", facilitates))
        # Before the round of the papers: what was agreed in it stands in that round's evidence packs.
        Round.objects.filter(pk=round_.pk).update(starts=dt.date(2018, 6, 1))
        return round_

    def _round_of_themes(self):
        """Signed off, so that the DfE's adviser reads them, and knows of the round."""
        readers = (MAY_READ["round"] | {"drew"}) - {"faz"}
        groups = [["kent", "surrey", "medway"]]
        round_ = make_round(
            f"Themes {self.word('round', readers)}", slug="themes", stage=Stage.THEMES, groups=groups
        )
        signed_off = {"signed_off_at": timezone.now(), "signed_off_by": self.cast["petra"]}
        Themes.objects.create(round=round_, words=self.word("themes", readers - {"dev"}), **signed_off)
        return round_

    def _kents_notes(self, round_):
        """What was agreed, which the group reads once Kent has agreed the notes."""
        notes = make_paper(round_, "kent", "notes")
        readers = frozenset({"alison", "dev", "cleo", "lena", "faz", "bob"})
        make_version(notes, words=self.word("notes", readers))
        AgreedAction.objects.create(
            paper=notes, number=1, what=self.word("agreed", readers), by_when=self.word("agreed", readers)
        )
        return notes

    def _emergency_that_is_over(self):
        """The directors see why the administrator came in, and so does she."""
        readers = frozenset({"alison", "bob", "oona", "ada"})
        entry = enter(reason=f"Because {self.word('emergency', readers)}", by=self.cast["ada"])
        close(by=entry.by)

    def _all_undertake(self):
        people = [user.person for user in self.cast.values()]
        Undertaking.objects.bulk_create(
            Undertaking(round=round_, person=person) for round_ in self.rounds for person in people
        )

    def _memorandum(self, memorandum, kind: str):
        memorandum.summary, name = f"Agreed {self.word(kind)}", f"Signer {self.word(kind)}"
        leader = {"council": Organisation.objects.get(slug="hampshire"), "post": Post.DCS}
        memorandum.signatures.create(**leader, name=name, signed_on=dt.date(2019, 1, 1))
        if kind == "agency":
            memorandum.commitments.create(
                council=leader["council"],
                committed_on=dt.date(2019, 1, 1),
                withdrawn_on=dt.date(2019, 2, 1),
                reason=f"Because {self.word(kind)}",
            )
        return with_blank(memorandum, words=self.word(kind))

    def _draft(self) -> Update:
        return factories.make_update(
            800,
            introduction=f"<p>findme {self.word('everyone', TEAM)}</p>",
            this_week=[self._item("everyone", TEAM)],
        )

    def _scheduled(self) -> Update:
        update = factories.make_update(801, this_week=[self._item("everyone", TEAM)])
        soon = dt.datetime.now(dt.UTC) + TOMORROW
        publishing.schedule(update=update, at=soon, by=self.cast["petra"])
        return update

    def _withdrawn(self) -> Update:
        update = factories.make_update(802, this_week=[self._item("everyone", TEAM)])
        publishing.publish(update=update, by=self.cast["petra"])
        publishing.withdraw(update=update, reason="Sent by mistake", by=self.cast["petra"])
        return update


def words_in(response) -> set[str]:
    """Every word of the world in an answer: page, feed, calendar, file or PDF, and its headers."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = " ".join(response.headers.values())
    return {word.lower() for word in CANARY.findall(text_of(content) + headers)}


def text_of(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(content)
        return "".join(page.get_textpage().get_text_range() for page in document)
    if content.startswith(b"PK"):
        parts = zipfile.ZipFile(io.BytesIO(content))
        return "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
    return content.decode(errors="replace").replace("\r\n ", "")
