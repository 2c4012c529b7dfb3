"""What let somebody into the room ends in mid-session: nothing opens any more, however they ask."""

import datetime as dt

import pytest
from django.utils import timezone

from networks.peer_challenge.access import Stage
from networks.peer_challenge.models import Facilitator, Undertaking
from seslip.people.models import Appointment, Delegation
from tests.networks.peer_challenge.factories import make_ask, make_paper, make_round, make_version, nominate

WAYS = [
    ("get", {}),
    ("head", {}),
    ("get", {"range": "bytes=0-9"}),
    ("get", {"if-none-match": "*"}),
    ("get", {"if-modified-since": "Thu, 26 Nov 2099 00:00:00 GMT"}),
]


def ended_with_yesterday(rows) -> None:
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    assert rows.update(starts=yesterday - dt.timedelta(days=9), ends=yesterday)


ENDS = {
    "bob": lambda user: ended_with_yesterday(Appointment.objects.filter(person__user=user)),
    "dev": lambda user: ended_with_yesterday(Delegation.objects.filter(to__user=user)),
    "faz": lambda user: ended_with_yesterday(Facilitator.objects.filter(person__user=user)),
    "alison": lambda user: type(user).objects.filter(pk=user.pk).update(is_active=False),
}


@pytest.mark.parametrize("who", sorted(ENDS))
def test_a_post_a_delegation_or_a_facilitators_task_that_ends_opens_nothing_more(client, cast, who):
    nominate(cast["dev"], cast["alison"])
    round_ = make_round(stage=Stage.ALL, facilitator=cast["faz"])
    paper = make_version(make_paper(round_)).paper
    make_ask(round_)
    Undertaking.objects.create(round=round_, person=cast[who].person)
    addresses = ["/peer-challenge/", round_.get_absolute_url(), paper.get_absolute_url()]
    addresses += [f"{paper.get_absolute_url()}versions/1/", f"{round_.get_absolute_url()}asks-and-offers/"]
    client.force_login(cast[who])
    assert {client.get(address).status_code for address in addresses} == {200}
    ENDS[who](cast[who])
    for method, headers in WAYS:
        answers = [getattr(client, method)(address, headers=headers) for address in addresses]
        shut = {answer.status_code for answer in answers}
        assert shut == ({302} if who == "alison" else {404}), (method, headers)
