"""An item for directors is nowhere for anybody else: one Update, every page a reader can open, one word."""

import datetime as dt

import pytest
from django.utils import timezone

from newsletters.actions import publishing
from tests.newsletters.factories import make_document, make_item, published

CANARY = "Zqheron"
NEIGHBOUR = "/newsletters/update-no-388-31-january-2020/"
PAGE = "/newsletters/update-no-389-07-february-2020/"


@pytest.fixture
def addresses(cast, directors):
    """A public Update holds a restricted item and tool; the Update after it is restricted as a whole."""
    day = timezone.localdate() + dt.timedelta(days=5)
    words = {"update": f"<p>{CANARY} text</p>", "action": f"<p>{CANARY} action</p>", "audience": directors}
    item = make_item(
        f"{CANARY} headline",
        **words,
        topics=["Fostering"],
        councils=["kent"],
        dates=[{"year": 2119, "about": f"{CANARY} date"}],
        actions=[{"what": f"{CANARY} ask", "by_when": day, "wants": "interest", "who": "readers"}],
    )
    published(number=388, this_week=[make_item("Open")])
    edition = published(
        number=389,
        this_week=[item, make_item("Also open")],
        tools=[make_document(f"{CANARY} tool", audience=directors)],
    )
    publishing.correct(update=edition.update, note="The room", by=cast["petra"])
    published(number=390, audience=directors, introduction=f"<p>{CANARY}</p>", this_week=[item])
    action = f"/newsletters/actions/{item.actions.get().pk}/"
    return [
        NEIGHBOUR,
        PAGE,
        "/newsletters/update-no-390-14-february-2020/",
        "/newsletters/",
        "/newsletters/?words=zqheron",
        "/newsletters/?topic=fostering",
        "/newsletters/?authority=kent",
        "/newsletters/feed/",
        "/newsletters/actions/",
        "/newsletters/actions/?council=kent",
        "/newsletters/actions.ics",
        action,
        f"{action}answer/",
        f"{action}answers/",
    ]


def holding_it(client, addresses) -> list[str]:
    """The addresses whose answer holds the word, but for the word looked for on the page that looked."""
    found = []
    for address in addresses:
        body = client.get(address).content.decode()
        if CANARY in body or "No 390" in body:
            found.append(address)
    return found


@pytest.mark.parametrize("who", ["anonymous", "dana", "fay", "mo", "liz", "ada", "pat", "ian"])
def test_it_is_nowhere_for_those_outside(addresses, cast, client, who):
    if who != "anonymous":
        client.force_login(cast[who])
    assert holding_it(client, addresses) == []


def test_a_director_meets_it_everywhere_but_in_the_public_feed(addresses, cast, client):
    client.force_login(cast["alison"])
    missing = set(addresses) - set(holding_it(client, addresses))
    assert missing == {NEIGHBOUR, "/newsletters/feed/", addresses[-1]}


def test_the_programme_manager_meets_it_too(addresses, cast, client):
    client.force_login(cast["petra"])
    missing = set(addresses) - set(holding_it(client, addresses))
    assert missing == {NEIGHBOUR, "/newsletters/feed/", addresses[-2]}


def test_counts_leave_it_out(addresses, cast, client):
    assert "2 Updates" in client.get("/newsletters/").content.decode()
    client.force_login(cast["alison"])
    assert "3 Updates" in client.get("/newsletters/").content.decode()
