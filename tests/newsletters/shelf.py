"""Updates as long and as varied as real ones, for the browser to walk. All of it is invented."""

import datetime as dt

from django.utils import timezone

from newsletters.actions import publishing
from newsletters.models import Action, Answer, Item, Update
from seslip.people.access import Post
from seslip.people.models import Circle, Organisation, Person, User
from tests.newsletters.factories import make_document, make_item, make_person, make_update, published

LONG = (
    "<p>The network met twice this term and agreed what each council will bring to the next day. "
    'The notes are on <a href="https://www.example.org/a/very/long/path/to/the/notes-of-the-meeting">'
    "https://www.example.org/a/very/long/path/to/the/notes-of-the-meeting</a>.</p>"
    "<ul><li>Placements for children with complex needs</li><li>Recruiting carers together</li></ul>"
    "<h3>What comes next</h3><p>A second day follows in the autumn, <strong>on line</strong>.</p>"
)
TABLE = (
    "<table><caption>Places</caption><thead><tr><th scope='col'>Group</th><th scope='col'>Councils</th></tr>"
    "</thead><tbody><tr><th scope='row'>First</th><td>Kent, Medway and Surrey</td></tr></tbody></table>"
)


def fill_the_shelf() -> Update:
    """Three Updates: the newest with something of everything, some of it for directors only."""
    today = timezone.localdate()
    directors = Circle.objects.of_post(Post.DCS)
    soon = today + dt.timedelta(days=10)
    carers = make_item(
        "Recruiting carers together: what the councils of the region will do before the summer",
        update=LONG,
        action="<p>Please say whether your council joins.</p>",
        dates=[
            {"year": 2019, "month": 2, "day": 28, "about": "Triad 1: East Sussex, Surrey, Wokingham"},
            {"year": today.year + 1, "month": 5, "note": "to be announced", "about": "Triad 2"},
            {"year": soon.year, "month": soon.month, "day": soon.day, "kind": "deadline"},
        ],
        actions=[
            {"what": "Say whether you join", "by_when": soon, "who": "councils", "wants": "interest",
             "contact": make_person("Mark Elms")},
            {"what": "Send last year's figures", "by_when": dt.date(2019, 3, 1), "who": "named",
             "councils": ["kent", "isle-of-wight"]},
        ],
        topics=["Fostering"],
        councils=["kent"],
    )  # fmt: skip
    summit = make_item("Summit", update=TABLE, status=Item.Status.SAVE_THE_DATE, topics=["Fostering"])
    letters = make_item("Letters for directors", audience=directors, update=LONG)
    tools = [
        make_document("A workbook for new councillors", publisher="LGA", published_text="May 2019"),
        make_document("Film about coming into care", on_request=False, description="Eleven minutes."),
        make_document("Notes for directors", audience=directors),
    ]
    contacts = [(make_person("Carol Marsh"), "Fostering network"), (make_person("Tom Bell"), "Data")]
    published(
        number=387, date=today - dt.timedelta(weeks=2), this_week=[make_item("Earlier", topics=["Data"])]
    )
    newest = make_update(
        number=389, date=today, this_week=[carers, letters], reminders=[summit], tools=tools,
        contacts=contacts,
        introduction="<p>Good news from the region, and a request to every council.</p>",
    )  # fmt: skip
    published(newest)
    publishing.correct(update=newest, note="the room of the second day", by=None)
    _answer_for_kent()
    return newest


def _answer_for_kent() -> None:
    action = Action.objects.get(wants=Action.Wants.INTEREST)
    by = User.objects.filter(person__in=Person.objects.unscoped("test")).first()
    Answer.objects.create(
        action=action,
        council=Organisation.objects.get(slug="kent"),
        says="taking-part",
        note="Two of us",
        by=by,
    )
