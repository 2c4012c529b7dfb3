"""The peer challenge room: rounds and groups, papers, memoranda. What these pages show, and to whom."""

import datetime as dt

from networks.peer_challenge.access import Stage
from networks.peer_challenge.actions.packs import ask_for as ask_for_pack
from networks.peer_challenge.models import AgreedAction, Group, GroupException, Paper, Round
from seslip.people.models import Organisation
from tests.browser.page import Page
from tests.networks.peer_challenge.factories import (
    council,
    make_memorandum,
    make_paper,
    make_round,
    make_version,
    nominate,
)


def a_round_with_papers(cast):
    """At the stage "released to own group", Kent's self-assessment signed off, with a newer draft."""
    round_ = make_round(facilitator=cast["faz"])
    paper = make_paper(round_)
    make_version(paper)
    make_version(paper, settled=False)
    return {"slug": round_.slug}


def a_paper_of_kent(cast):
    a_round_with_papers(cast)
    return {"pk": Paper.objects.unscoped("the page shows it").get().pk}


def notes_of_kent(cast):
    paper = make_paper(make_round(stage=Stage.NOTES, facilitator=cast["faz"]), kind="notes")
    make_version(paper)
    AgreedAction.objects.create(paper=paper, number=1, what="Recruit carers", by_when="May 2019")
    return {"pk": paper.pk}


def a_pack_to_wait_for(cast):
    round_ = Round.objects.unscoped("the page shows it").get(**a_round_with_papers(cast))
    kent = Organisation.objects.get(slug="kent")
    return {"pack": ask_for_pack(round_=round_, council=kent, by=cast["alison"]).pk}


def a_paper_to_put_in(cast):
    return a_round_with_papers(cast) | {"council": "kent", "kind": "assessment"}


ROOM = [
    Page("peer_challenge:room", given=lambda cast: a_round_with_papers(cast) and {}, who="alison"),
    Page("peer_challenge:round", given=a_round_with_papers, who="alison"),
    Page("peer_challenge:round", given=a_round_with_papers, who="faz"),
    Page("peer_challenge:paper", given=a_paper_of_kent, who="alison"),
    Page("peer_challenge:paper-upload", given=a_paper_to_put_in, who="faz"),
    Page("peer_challenge:actions-write", given=notes_of_kent, who="faz"),
    Page("peer_challenge:actions-follow-up", given=notes_of_kent, who="alison"),
    Page("peer_challenge:pack", given=a_pack_to_wait_for, who="alison", status=202),
    Page("peer_challenge:undertaking", given=a_round_with_papers, who="bob"),
    Page("peer_challenge:stage", given=a_round_with_papers, who="faz"),
    Page("peer_challenge:emergency", who="ada"),
]


def a_round(cast):
    """Everything these pages can show: a day, a place, an exception, papers, somebody late."""
    round_ = make_round(stage=Stage.ASSESSMENT, facilitator=cast["faz"], assessments_due=dt.date(2019, 1, 10))
    group = round_.groups.first()
    GroupException.objects.create(round=round_, group=group, rule="size", reason="Two asked for it")
    Group.objects.filter(pk=group.pk).update(where="County Hall, Maidstone")
    make_version(make_paper(round_, "kent"))
    make_version(make_paper(round_, "surrey"), settled=False)
    make_version(make_paper(round_, "kent", kind="letter"))
    nominate(cast["dev"], cast["alison"])
    return {"slug": round_.slug}


def a_round_without_groups(cast):
    members = list(Organisation.objects.members().values_list("slug", flat=True))
    round_ = make_round(stage=Stage.SET_UP, groups=[members])
    round_.groups.all().delete()
    return {"slug": round_.slug}


def a_round_of_five(cast):
    groups = [["kent", "surrey", "medway", "slough", "reading"]]
    return {"slug": make_round(stage=Stage.SET_UP, groups=groups).slug}


ROUNDS = [
    Page("peer_challenge:room", given=lambda cast: a_round(cast) and {}, who="petra"),
    Page("peer_challenge:round", given=a_round, who="petra"),
    Page("peer_challenge:round", given=a_round, who="alison"),
    Page("peer_challenge:round-new", who="petra"),
    Page("peer_challenge:round-change", given=a_round, who="faz"),
    Page("peer_challenge:groups", given=a_round, who="petra"),
    Page("peer_challenge:groups", given=a_round_without_groups, who="petra"),
    Page("peer_challenge:groups-propose", given=a_round, who="faz"),
    Page("peer_challenge:groups-propose", given=a_round_without_groups, who="petra", query="number=2"),
    Page("peer_challenge:groups-propose", given=a_round_of_five, who="petra", query="number=x"),
    Page("peer_challenge:board", given=a_round, who="petra"),
    Page("peer_challenge:board", given=a_round, who="alison"),
    Page("peer_challenge:facilitators", given=a_round, who="petra"),
]


def a_memorandum(cast):
    make_round()
    memorandum = make_memorandum("2019-20", signed_by=["surrey"], summary="What we agree, in short.")
    return {"memorandum": memorandum.pk}


def a_memorandum_nobody_has_signed(cast):
    return {"memorandum": make_memorandum("2020-21", signed_by=()).pk}


def an_agency_memorandum(cast):
    memorandum = make_memorandum("2019-20", kind="agency", signed_by=["surrey"])
    for number, slug in enumerate(["kent", "surrey"]):
        memorandum.commitments.create(council=council(slug), committed_on=dt.date(2019, 1, 1 + number))
    memorandum.commitments.filter(council=council("kent")).update(
        withdrawn_on=dt.date(2019, 6, 1), reason="It costs more than it saves"
    )
    return {"memorandum": memorandum.pk}


def memoranda(cast):
    a_memorandum(cast)
    an_agency_memorandum(cast)
    return {}


def a_round_not_signed_for(cast):
    return {"slug": make_round(memorandum=make_memorandum(signed_by=["surrey"])).slug}


MEMORANDA = [
    Page("peer_challenge:round", given=a_round_not_signed_for, who="alison"),
    Page("peer_challenge:memoranda", given=memoranda, who="alison"),
    Page("peer_challenge:memorandum", given=a_memorandum, who="alison"),
    Page("peer_challenge:memorandum", given=an_agency_memorandum, who="petra"),
    Page("peer_challenge:memorandum-issue", who="petra"),
    Page("peer_challenge:memorandum-change", given=a_memorandum_nobody_has_signed, who="petra"),
    Page("peer_challenge:memorandum-sign", given=a_memorandum, who="alison"),
    Page("peer_challenge:memorandum-on-paper", given=a_memorandum, who="petra"),
    Page("peer_challenge:memorandum-commit", given=an_agency_memorandum, who="alison"),
    Page("peer_challenge:memorandum-withdraw", given=an_agency_memorandum, who="petra"),
]
