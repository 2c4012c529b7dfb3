"""What the library's and the search's pages show in the browser, each as full as it gets."""

import datetime as dt

from seslip.library.models import Document, Folder, Request
from seslip.library.requests import ask, grant
from seslip.people.access import Post
from seslip.people.models import Circle
from tests.library.factories import add_file, make_document
from tests.library.files import pdf
from tests.newsletters.factories import make_item, make_topic, published

WORDS = "Placement planning across councils: what carers, homes and schools say they need, and by when. "


def a_library(cast) -> dict:
    """Thirty documents of every kind, some for directors only, some on request."""
    directors = Circle.objects.of_post(Post.DCS)
    for number in range(26):
        make_document(f"Placement planning, part {number + 1}", publisher="A council", tags=["Planning"])
    make_document("A film about a group", kind="video", url="https://www.example.org/film", description=WORDS)
    make_document("Directors’ paper", audience=directors, description=WORDS, published_text="May 2019")
    make_document("A film on request", url="", on_request=True, conditions="Not for websites.")
    return {}


def a_document(cast) -> dict:
    """A file of two versions for directors, with everything that can be said of a document."""
    document = make_document(
        "Placement planning workbook: a title of many words that goes on and on over several lines",
        audience=Circle.objects.of_post(Post.DCS),
        file=pdf(),
        name="a-name-without-a-single-space-that-goes-on-and-on-and-on-until-it-has-to-break-somewhere.pdf",
        description=WORDS * 5,
        cite_as="A council (2019) Placement planning workbook. Place: Publisher.",
        publisher="A council",
        published_on=dt.date(2019, 5, 7),
        list_until=dt.date(2030, 1, 1),
        owner=cast["dana"].person,
        topics=[make_topic("Fostering"), make_topic("Data")],
        tags=["Workbooks", "Planning"],
    )
    add_file(document)
    return {"pk": document.pk}


def a_film_on_request(cast) -> dict:
    film = make_document("A film", url="", on_request=True, conditions=WORDS, owner=cast["dana"].person)
    return {"pk": film.pk}


def a_folder(cast) -> dict:
    folder = Folder.objects.create(
        name="Directors’ papers", audience=Circle.objects.of_post(Post.DCS), description=WORDS
    )
    for number in range(27):
        make_document(f"Paper {number + 1}", folder=folder, audience=folder.audience, description=WORDS)
    return {"pk": folder.pk}


def a_request(cast) -> dict:
    film = a_film_on_request(cast)["pk"]
    document = Document.objects.unscoped("a test").get(pk=film)
    return {"pk": ask(document=document, why="To show it to new social workers.", by=cast["bob"]).pk}


def a_grant(cast) -> dict:
    asked = Request.objects.unscoped("a test").get(**a_request(cast))
    grant(request=asked, by=cast["dana"], words="Enjoy it.", until=dt.date(2040, 1, 1))
    return {"pk": asked.pk}


def some_requests(cast) -> dict:
    a_grant(cast)
    a_folder(cast)
    return {}


def things_to_find(cast) -> dict:
    """More than a page of results, of every kind."""
    a_library(cast)
    items = [
        make_item(f"Placement planning day {number}", update=f"<p>{WORDS * 9}</p>") for number in range(8)
    ]
    published(number=389, this_week=items, introduction="<p>A week of placement planning.</p>")
    return {}
