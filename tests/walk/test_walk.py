"""Nobody comes across a word that is not for them, on any surface; and everybody finds what is theirs."""

import pytest
from django.core import mail
from django.urls import URLPattern, get_resolver, reverse

from budget.models import Entry, Virement
from networks.peer_challenge.actions.emergencies import enter
from networks.peer_challenge.actions.packs import ask_for as ask_for_pack
from networks.peer_challenge.models import Ask, Facilitator, Match, Offer, Pack
from newsletters.actions import outbox, publishing, sending
from newsletters.models import Reader
from seslip.audit.models import Event
from seslip.jobs.actions import run
from seslip.jobs.models import Job, Rendition
from seslip.library.actions import tag
from seslip.people.models import Appointment, Circle, Delegation
from tests.newsletters import factories
from tests.walk.world import CANARY, EVERYBODY, TEAM, World, words_in
from workstreams.models import Task

# What an address needs to be opened: one dict of arguments for each thing in the world.
ARGUMENTS = {
    "newsletters:update": lambda world: slugs(world),
    "newsletters:update-pdf": lambda world: slugs(world),
    "newsletters:update-pdf-preview": lambda world: slugs(world),
    "newsletters:action": lambda world: [{"pk": pk} for pk in world.action_ids()],
    "newsletters:action-answer": lambda world: [{"pk": pk} for pk in world.action_ids()],
    "newsletters:action-answers": lambda world: [{"pk": pk} for pk in world.action_ids()],
    "peer_challenge:round": lambda world: rounds(world),
    "peer_challenge:round-change": lambda world: rounds(world),
    "peer_challenge:groups": lambda world: rounds(world),
    "peer_challenge:groups-propose": lambda world: rounds(world),
    "peer_challenge:groups-save": lambda world: rounds(world),
    "peer_challenge:board": lambda world: rounds(world),
    "peer_challenge:board-nudge": lambda world: rounds(world),
    "peer_challenge:facilitators": lambda world: rounds(world),
    "peer_challenge:facilitator-end": lambda world: [
        one | {"facilitator": each.pk} for each in Facilitator.objects.all() for one in rounds(world)
    ],
    "peer_challenge:paper": lambda world: papers(world),
    "peer_challenge:paper-copy": lambda world: [
        one | {"number": n} for one in papers(world) for n in (1, 2, 3)
    ],
    "peer_challenge:pack": lambda world: [{"pack": each.pk} for each in Pack.objects.all()],
    "peer_challenge:pack-ask": lambda world: [
        {"slug": world.round.slug, "council": slug} for slug in ("kent", "surrey")
    ],
    "peer_challenge:actions-write": lambda world: papers(world),
    "peer_challenge:actions-follow-up": lambda world: papers(world),
    **dict.fromkeys(
        [
            f"peer_challenge:{page}"
            for page in (
                "asks",
                "asks-write",
                "matches",
                "matches-propose",
                "themes",
                "themes-write",
                "themes-sign-off",
            )
        ],
        lambda world: rounds(world),
    ),
    **dict.fromkeys(
        [f"peer_challenge:ask-{page}" for page in ("change", "confirm", "withdraw")],
        lambda world: every(Ask),
    ),
    **dict.fromkeys(
        [f"peer_challenge:offer-{page}" for page in ("change", "confirm", "withdraw")],
        lambda world: every(Offer),
    ),
    "peer_challenge:match": lambda world: every(Match),
    "peer_challenge:paper-settle": lambda world: papers(world),
    "peer_challenge:paper-open-up": lambda world: papers(world),
    "peer_challenge:stage": lambda world: [{"slug": world.round.slug}],
    "peer_challenge:undertaking": lambda world: [{"slug": world.round.slug}],
    "peer_challenge:paper-upload": lambda world: [
        {"slug": world.round.slug, "council": slug, "kind": "assessment"} for slug in ("kent", "surrey")
    ],
    "access_request": lambda world: [{"pk": world.request.pk}],
    "invited": lambda world: [{"pk": world.invitation.pk}],
    "council": lambda world: [{"slug": slug} for slug in ("kent", "surrey", "lga")],
    "council_invite": lambda world: [{"slug": "kent"}],
    "council_review": lambda world: [{"slug": "kent"}],
    "post_end": lambda world: posts(world),
    "post_delegate": lambda world: posts(world),
    "delegation_end": lambda world: [{"pk": one.pk} for one in Delegation.objects.all()],
    "circle": lambda world: [{"pk": circle.pk} for circle in circles(world)],
    "library:folder": lambda world: [{"pk": folder.pk} for folder in world.folders.values()],
    "library:request": lambda world: [{"pk": pk} for pk in world.request_ids()],
    "library:ask": lambda world: documents(world),
    "library:review": lambda world: documents(world),
    **dict.fromkeys(
        [
            f"peer_challenge:memorandum{page}"
            for page in ("", "-blank", "-change", "-sign", "-on-paper", "-commit", "-withdraw")
        ],
        lambda world: [{"memorandum": each.pk} for each in world.memoranda],
    ),
    **dict.fromkeys(
        [f"workstreams:{page}" for page in ("plan", "plan-pdf", "plan-proof", "workstreams-of-year")],
        lambda world: years(world),
    ),
    **dict.fromkeys(
        [f"workstreams:{page}" for page in ("plan-version", "plan-version-pdf")],
        lambda world: [one | {"number": 1} for one in years(world)],
    ),
    **dict.fromkeys(
        [f"workstreams:{page}" for page in ("workstream", "note-write")],
        lambda world: [one | {"number": 1} for one in years(world)],
    ),
    "workstreams:task": lambda world: every(Task),
    **dict.fromkeys(
        [f"budget:budget{page}" for page in ("", "-csv", "-xlsx", "-journal", "-projects", "-actual")],
        lambda world: years(world),
    ),
    **dict.fromkeys(
        [
            f"budget:{page}"
            for page in ("entries", "entry-write", "entries-import", "virements", "year-close")
        ],
        lambda world: years(world)[:1],
    ),
    "budget:entry-reverse": lambda world: every(Entry),
    "budget:virement-decide": lambda world: [{"virement": one.pk} for one in Virement.objects.all()],
    "library:document": lambda world: documents(world),
    "library:download": lambda world: documents(world),
    "library:version": lambda world: [one | {"number": n} for one in documents(world) for n in (1, 2)],
}
QUERIES = {
    "newsletters:archive": ["", "?words=findme", "?topic=fostering", "?authority=kent"],
    "newsletters:actions": ["", "?council=kent", "?topic=fostering"],
    "library:list": ["", "?words=findme", "?kind=file", "?review=due"],
    "workstreams:workstreams": ["", "?words=findme", "?status=on-track", "?group=0", "?council=kent"],
    "budget:budget-actual": ["", "?by=fund", "?by=council", "?by=group"],
    "budget:entries": ["", "?book=actual"],
    "workstreams:plan-compare": ["", "?older=2020-21.1&newer=2022-23.today"],
    "search:search": ["?q=findme", "?q=headline", "?q=zqdirectors"],
}
# A letter's links open for whoever holds their token, and show nothing but that reader's own choices.
BY_TOKEN = {
    "newsletters:preferences",
    "newsletters:leave",
    "newsletters:confirm",
    "newsletters:come-back",
    "invitation",
}
ELSEWHERE = ("admin:", "account_", "mfa_", "second_step_", "openid_connect_")


def papers(world):
    return [{"pk": paper.pk} for paper in world.papers]


def circles(world):
    """Those of the world and the built-in ones; of the councils' one stands for 150."""
    return {*world.circles.values(), *Circle.objects.exclude(kind=Circle.Kind.COUNCIL)}


def years(world):
    return [{"year": plan.year} for plan in world.plans]


def slugs(world):
    return [{"slug": update.slug} for update in [*world.updates, *world.hidden]]


def every(model):
    return [{"pk": each.pk} for each in model.objects.unscoped("the walk opens each")]


def rounds(world):
    return [{"slug": each.slug} for each in world.rounds]


def posts(world):
    return [{"pk": pk} for pk in Appointment.objects.values_list("pk", flat=True)]


def documents(world):
    return [{"pk": document.pk} for document in world.documents.values()]


def url_names(resolver=None, namespace=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from url_names(pattern, inner)


def addresses(world):
    """Every address of the site that can be opened, for every thing of the world."""
    for name, pattern in url_names():
        if name.startswith(ELSEWHERE) or name in BY_TOKEN:
            continue
        if pattern.pattern.converters:
            assert name in ARGUMENTS, f"{name} is not in the walk yet: say what it opens."
        for arguments in ARGUMENTS.get(name, lambda world: [{}])(world):
            for query in QUERIES.get(name, [""]):
                yield reverse(name, kwargs=arguments) + query


@pytest.fixture
def world(cast):
    return World(cast)


def walk(world, client, name):
    """What this person comes across, address by address; PDFs are asked for, made, and read."""
    if name in world.cast:
        client.force_login(world.cast[name])
    found = {address: words_in(client.get(address)) for address in addresses(world)}
    for job in Job.objects.filter(state=Job.State.QUEUED):
        run(job.pk)
    pdfs = [address for address in found if "/pdf/" in address]
    return found | {address: words_in(client.get(address)) for address in pdfs}


def pack_of_kent(world, name) -> str:
    """The address of an evidence pack of Kent's that this person has asked for."""
    pack = ask_for_pack(round_=world.round, council=world.papers[0].council, by=world.cast[name])
    run(pack.job_id)
    return reverse("peer_challenge:pack", args=[pack.pk])


@pytest.mark.pdf
def test_nobody_comes_across_a_word_that_is_not_theirs(world, client):
    packs = {name: pack_of_kent(world, name) for name in ("alison", "bob", "faz")}
    strange, missed = {}, {}
    for name in sorted(EVERYBODY):
        client.logout()
        found = walk(world, client, name)
        theirs = world.may_read(name)
        strange |= {(name, address): words - theirs for address, words in found.items() if words - theirs}
        missed[name] = theirs - set().union(*found.values())
        for whose, address in packs.items():
            agreed = {word for word in found[address] if word.startswith("zqagreed")}
            assert len(agreed) == (2 if whose == name else 0), "what was agreed is in one's own pack"
    assert strange == {}
    assert missed == dict.fromkeys(EVERYBODY, set()), "hidden from those it is for"


@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_a_file_is_there_or_not_however_it_is_asked_for(world, client, name):
    """Old versions, guessed numbers, HEAD and Range: one answer, and none tells more than another."""
    if name in world.cast:
        client.force_login(world.cast[name])
    theirs = world.may_read(name)
    for pk in range(1, max(document.pk for document in world.documents.values()) + 3):
        addresses = [reverse("library:download", args=[pk])]
        addresses += [reverse("library:version", args=[pk, number]) for number in (1, 2, 3)]
        for address in addresses:
            whole, part = client.get(address), client.get(address, headers={"range": "bytes=0-30"})
            head = client.head(address)
            assert (whole.status_code, part.status_code) in {(200, 206), (404, 404), (200, 200)}, address
            assert head.status_code == whole.status_code
            assert words_in(whole) | words_in(part) | words_in(head) <= theirs, address


@pytest.mark.parametrize("name", sorted(EVERYBODY - TEAM))
def test_nobody_outside_the_team_finds_anything_in_the_admin(world, client, name):
    """Ada keeps people and posts there, and nothing of what Updates and documents say."""
    if name in world.cast:
        client.force_login(world.cast[name])
    for model in ("update", "item", "reader", "delivery", "bounce"):
        assert client.get(f"/admin/newsletters/{model}/").status_code in (302, 403, 404)
    for update in world.updates:
        assert words_in(client.get(f"/admin/newsletters/update/{update.pk}/change/")) == set()
    assert words_in(client.get("/admin/library/document/")) == set()


def test_the_record_and_the_jobs_tell_ada_nothing_of_what_she_may_not_read(world, client, caplog):
    """Corrections, reasons, tags and PDFs carry words of Updates and documents that are not hers to read."""
    petra, team_only = world.cast["petra"], frozenset({"petra"})
    secret = [world.word("directors", team_only) for _ in range(3)]
    update = next(update for update in world.updates if update.audience == world.circles["directors"])
    publishing.correct(update=update, note=secret[0], by=petra)
    tag(document=world.documents["directors"], names=[secret[1]], by=petra)
    client.force_login(petra)
    client.get(reverse("newsletters:update-pdf", args=[update.slug]))
    publishing.withdraw(update=update, reason=secret[2], by=petra)
    assert read_in_the_record_and_the_jobs(client, update) == {*secret, "the title"}
    client.force_login(world.cast["ada"])
    assert read_in_the_record_and_the_jobs(client, update) == set()
    caplog.set_level("CRITICAL", "django.security")
    assert client.get("/admin/audit/event/?details__reason__startswith=zq").status_code == 400


def test_why_ada_came_in_stands_in_no_letter_and_not_in_the_record(
    world, client, django_capture_on_commit_callbacks
):
    """The directors read it in the room; their letter and the team's record only say that it was done."""
    reason = world.word("emergency", frozenset())
    with django_capture_on_commit_callbacks(execute=True):
        enter(reason=reason, by=world.cast["ada"])
    assert {letter.to[0] for letter in mail.outbox} >= {"alison@example.org", "bob@example.org"}
    assert all(reason not in letter.message().as_string() for letter in mail.outbox)
    client.force_login(world.cast["petra"])
    events = Event.objects.filter(verb="entered in an emergency")
    pages = ["/admin/audit/event/", *(f"/admin/audit/event/{event.pk}/change/" for event in events)]
    answers = [client.get(page) for page in pages]
    assert all(answer.status_code == 200 and reason not in answer.text for answer in answers)


def read_in_the_record_and_the_jobs(client, update):
    pages = ["/admin/audit/event/", "/admin/jobs/job/", "/admin/jobs/rendition/"]
    pages += [f"/admin/audit/event/{event.pk}/change/" for event in Event.objects.all()]
    pages += [f"/admin/jobs/rendition/{pdf.pk}/change/" for pdf in Rendition.objects.all()]
    answers = [client.get(page) for page in pages]
    titles = {"the title" for answer in answers if f"Update No {update.number}" in answer.content.decode()}
    return titles.union(*map(words_in, answers))


def test_nobody_is_written_a_word_that_is_not_for_everyone(world):
    """Letters leave the walls: what is restricted travels as a line without words of its own."""
    for user in world.cast.values():
        Reader.objects.create(
            email=user.email,
            user=user,
            state="active",
            confirmed_at="2020-01-01T00:00Z",
            lawful_basis="asked",
            source="test",
        )
    update = factories.make_update(900, this_week=[world._item(name) for name in world.circles])
    edition = publishing.publish(update=update, by=world.cast["petra"])
    outbox.go_without_proof(update=edition.update, by=world.cast["petra"])
    outbox.let_go(update=edition.update, by=world.cast["petra"])
    sending.send_batch()
    assert len(mail.outbox) == len(world.cast)
    for letter in mail.outbox:
        words = {word.lower() for word in CANARY.findall(letter.message().as_string())}
        assert words
        assert {word for word in words if not word.startswith("zqeveryone")} == set()
