"""What you may not know of and what was never there: one page, to the byte but for the address itself."""

import re
from urllib.parse import quote

import pytest
from django.urls import reverse

from seslip.library import requests
from seslip.library.models import Folder
from tests.conftest import CAST
from tests.library.factories import make_document
from tests.library.files import pdf
from tests.newsletters.factories import make_item, published

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
# The clock of the reader's own session stands on every page, and ticks between two requests.
CLOCK = re.compile(r'data-seconds="\d+"|signed in until [^,]+,')
ABSENT = 987_654


@pytest.fixture
def pairs(cast, directors):
    """Addresses of things for directors, each beside one of the same shape where there is nothing."""
    paper = make_document("Zanzibar", audience=directors, file=pdf(), on_request=True, conditions="Ask.")
    folder = Folder.objects.create(name="Zanzibar", audience=directors)
    asked = requests.ask(document=paper, why="Zanzibar", by=cast["bob"])
    item = make_item("Zanzibar", audience=directors, actions=[{"what": "Zanzibar", "wants": "interest"}])
    update = published(number=389, audience=directors, this_week=[item]).update
    by_number = [
        ("library:document", paper.pk),
        ("library:download", paper.pk),
        ("library:ask", paper.pk),
        ("library:folder", folder.pk),
        ("library:request", asked.pk),
        ("newsletters:action", item.actions.get().pk),
        ("circle", directors.pk),
    ]
    addresses = [(reverse(name, args=[pk]), reverse(name, args=[ABSENT])) for name, pk in by_number]
    addresses.append((reverse("library:version", args=[paper.pk, 1]), f"/library/{paper.pk}/versions/9/"))
    addresses += [
        (reverse(name, args=[update.slug]), reverse(name, args=["update-no-9999-never"]))
        for name in ("newsletters:update", "newsletters:update-pdf")
    ]
    return addresses


def answer(client, address):
    response = client.get(address)
    body = CLOCK.sub("CLOCK", TOKEN.sub("TOKEN", response.content.decode()))
    for written in (quote(address, safe=""), quote(address, safe="/"), address):
        body = body.replace(written, "ADDRESS")
    location = response.get("Location", "").replace(address, "ADDRESS")
    return response.status_code, body, location, sorted(response.headers.keys() - {"Content-Length"})


@pytest.mark.parametrize("who", ["anonymous", *sorted(CAST.keys() - {"alison", "bob", "oona", "petra"})])
def test_hidden_and_absent_look_the_same_to_everybody_it_is_not_for(client, cast, pairs, who):
    if who != "anonymous":
        client.force_login(cast[who])
    for hidden, absent in pairs:
        assert answer(client, hidden) == answer(client, absent), hidden
        assert "Zanzibar" not in client.get(hidden).content.decode()


@pytest.mark.parametrize("who", ["bob", "petra"])
def test_there_was_something_to_hide(client, cast, pairs, who):
    client.force_login(cast[who])
    statuses = {client.get(hidden).status_code for hidden, _ in pairs[:1] + pairs[3:7]}
    assert statuses == {200}
