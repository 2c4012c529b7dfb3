"""Addresses: the old site's keep working, and a wrong one tells nobody anything."""

import re

import pytest

from newsletters.actions import publishing
from newsletters.models import OldAddress
from tests.newsletters.factories import make_item, make_update, published

ADDRESS = "/newsletters/update-no-389-07-february-2020/"


@pytest.fixture
def moved(cast):
    edition = published(this_week=[make_item()])
    for address in ("?p=8918", "/2020/02/old-update/", "/newsletters/update-389"):
        OldAddress.objects.create(update=edition.update, address=address)
    return edition.update


@pytest.mark.parametrize(
    "old",
    ["/?p=8918", "/2020/02/old-update/", "/2020/02/old-update", "/newsletters/update-389/", ADDRESS[:-1]],
)
def test_an_old_address_leads_to_its_update(moved, client, old):
    response = client.get(old, follow=True)
    assert response.redirect_chain[-1] == (ADDRESS, 301)
    assert response.status_code == 200


@pytest.mark.parametrize("query", ["p=1", "p=", "p=abc", "p=8918x", "p=²"])
def test_a_number_nobody_knows_shows_the_front_page(moved, client, query):
    assert client.get(f"/?{query}").status_code == 200


def test_a_form_sent_to_an_old_address_is_not_moved(moved, client):
    assert client.post("/2020/02/old-update/").status_code == 404


@pytest.mark.parametrize("who", ["anonymous", "dana", "fay", "mo", "pat"])
def test_what_a_person_may_not_know_of_answers_like_a_wrong_address(cast, client, directors, who):
    if who != "anonymous":
        client.force_login(cast[who])
    draft = make_update(number=391, this_week=[make_item("Bittern")])
    hidden = published(number=390, audience=directors, this_week=[make_item("Heron", audience=directors)])
    gone = published(number=392, this_week=[make_item("Curlew")])
    publishing.withdraw(update=gone.update, reason="Sent by mistake", by=cast["petra"])
    for update in (draft, hidden.update, gone.update):
        OldAddress.objects.create(update=update, address=f"/old/{update.number}/")
    for update in (draft, hidden.update, gone.update):
        for address, wrong in (
            (update.get_absolute_url(), "/newsletters/update-no-1-01-january-1999/"),
            (f"/old/{update.number}/", "/old/1/"),
        ):
            assert _answer(client, address) == _answer(client, wrong)
            assert _answer(client, wrong)[0] == 404


def _answer(client, address):
    """What comes back, but for the address in it that leads back here, and the token of its forms."""
    response = client.get(address)
    page = response.content.decode().replace(address.replace("/", "%2F"), "").replace(address, "")
    return response.status_code, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


@pytest.mark.parametrize("who", ["alison", "petra"])
def test_those_who_may_see_it_follow_its_old_address(cast, client, directors, who):
    edition = published(audience=directors, this_week=[make_item()])
    OldAddress.objects.create(update=edition.update, address="/old/")
    client.force_login(cast[who])
    assert client.get("/old/", follow=True).status_code == 200


def test_previous_and_next_pass_over_what_the_reader_may_not_see(cast, client, directors):
    published(number=388, this_week=[make_item()])
    published(number=389, audience=directors, this_week=[make_item()])
    published(number=391, this_week=[make_item()])
    make_update(number=390)
    page = client.get("/newsletters/update-no-388-31-january-2020/").content.decode()
    assert "Next: Update No 391" in page
    client.force_login(cast["alison"])
    page = client.get("/newsletters/update-no-391-21-february-2020/").content.decode()
    assert "Previous: Update No 389" in page
    assert 'rel="next"' not in page
