"""Themes: written by the facilitator, naming no council, signed off by the team, read by the alliance."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from networks.peer_challenge.access import RoundKind, Stage
from networks.peer_challenge.actions import themes as actions
from networks.peer_challenge.models import Round, Themes
from networks.peer_challenge.naming import names_in
from seslip.audit.models import Event
from seslip.refusals import Refused
from tests.networks.peer_challenge.factories import make_round, nominate
from tests.networks.peer_challenge.test_asks import found_at_each_stage
from tests.networks.peer_challenge.test_wall import a_round, expected

# Whichever round it is.
READ = """
themes     faz                                                         8-11
themes     alison bob oona cleo lena mo dana petra liz                 11-11
"""
SIGNED_OFF = "themes drew 11-11"
CHANGE = "themes faz 8-11"
WORDS = "The region is short of carers.\n\nIt learns from audits."


@pytest.fixture
def round_(cast):
    return make_round(stage=Stage.THEMES, facilitator=cast["faz"])


def make_themes(round_, **fields) -> Themes:
    return Themes.objects.create(round=round_, words=WORDS, **fields)


def page_of(round_, name="themes") -> str:
    return reverse(f"peer_challenge:{name}", args=[round_.slug])


@pytest.mark.parametrize("kind", RoundKind)
@pytest.mark.parametrize("signed", [False, True])
def test_each_person_reads_and_changes_them_as_the_table_says(cast, kind, signed):
    round_ = a_round(cast, kind)
    by = {"signed_off_at": timezone.now(), "signed_off_by": cast["petra"]} if signed else {}
    make_themes(round_, **by)

    def reads(user):
        return {"themes"} if Themes.objects.visible_to(user).exists() else set()

    def changes(user):
        may = actions.may_write(user, round_)
        assert may == Themes.objects.open_to(user).exists()
        return {"themes"} if may else set()

    wanted = expected(READ) | (expected(SIGNED_OFF) if signed else set())
    assert found_at_each_stage(cast, round_, reads) == wanted
    assert found_at_each_stage(cast, round_, changes) == expected(CHANGE)


def test_the_page_follows_the_table(cast, client, round_):
    make_themes(round_)
    nominate(cast["dev"], cast["alison"])
    for who, status in {
        "alison": 200,
        "dana": 200,
        "petra": 200,
        "dev": 403,
        "drew": 404,
        "pat": 404,
    }.items():
        client.force_login(cast[who])
        answer = client.get(page_of(round_))
        assert (answer.status_code, "short of carers" in answer.text) == (status, status == 200), who
    client.force_login(cast["alison"])
    assert ">Themes</a>" in client.get(round_.get_absolute_url()).text
    read = Event.objects.filter(verb="opened", by_id=cast["petra"].pk).get()
    assert (read.details["document"], read.details["as"]) == ("themes", "team")


def test_the_facilitator_writes_and_of_two_at_once_the_second_is_told(cast, client, round_):
    client.force_login(cast["faz"])
    assert (
        "themes are saved"
        in client.post(page_of(round_, "themes-write"), {"words": WORDS, "seen": 0}, follow=True).text
    )
    late = client.post(page_of(round_, "themes-write"), {"words": "Other words", "seen": 0}).text
    assert "Somebody has changed the themes meanwhile" in late
    assert "Other words" in late
    assert Themes.objects.unscoped("test").get().words.split() == WORDS.split()
    for who in ("petra", "alison", "liz"):
        client.force_login(cast[who])
        assert client.post(page_of(round_, "themes-write"), {"words": "No", "seen": 1}).status_code == 403


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The team in Slough is new", "“Slough” names Slough"),
        ("as KENT's audits show", "“KENT” names Kent"),
        ("from the Isle\nof  Wight", "names Isle of Wight"),
        ("on the isle-of-wight", "names Isle of Wight"),
        ("a visit to Hove", "“Hove” names Brighton and Hove"),
        ("RBWM and others", "“RBWM” names Windsor and Maidenhead"),
        ("as in Bracknell", "“Bracknell” names Bracknell Forest"),
        ("Reading has shown", "“Reading” names Reading"),
        ("children who start reading late", ""),
        ("a Kentish saying, and mk as in make", ""),
    ],
)
def test_no_council_is_named_and_the_sentence_says_which_and_where(round_, text, named):
    found = names_in(f"A first paragraph.\n\n{text} every year.", round_)
    assert bool(found) == bool(named)
    assert not named or (named in found[0] and "Themes name no council." in found[0])


def test_a_named_council_is_refused_and_nothing_typed_is_lost(cast, client, round_):
    client.force_login(cast["faz"])
    typed = "What Slough and Kent do well"
    text = client.post(page_of(round_, "themes-write"), {"words": typed, "seen": 0}).text
    assert "“Slough” names Slough" in text
    assert "“Kent” names Kent" in text
    assert typed in text
    assert not Themes.objects.exists()


def test_the_team_signs_off_what_it_read_and_the_dfe_reads_it_then(cast, client, round_):
    themes = make_themes(round_, written_by=cast["faz"])
    address = page_of(round_, "themes-sign-off")
    for who in ("faz", "alison", "liz"):
        client.force_login(cast[who])
        assert client.post(address, {"version": 1}).status_code == 403
    client.force_login(cast["petra"])
    assert "Somebody has changed" in client.post(address, {"version": 2}, follow=True).text
    assert "Somebody has changed" in client.post(address, {"version": "\x00"}, follow=True).text
    assert "are signed off" in client.post(address, {"version": 1}, follow=True).text
    assert "signed off before" in client.post(address, {"version": 1}, follow=True).text
    client.force_login(cast["drew"])
    assert "short of carers" in client.get(page_of(round_)).text
    actions.write(round_=round_, words="Other words", seen=1, by=cast["faz"])
    assert client.get(page_of(round_)).status_code == 404
    themes.refresh_from_db(from_queryset=Themes.objects.unscoped("test"))
    assert (themes.signed_off_at, themes.signed_off_by) == (None, None)


def test_they_are_not_signed_off_before_their_stage_nor_by_who_wrote_them(cast, round_):
    themes = make_themes(round_, written_by=cast["petra"])
    with pytest.raises(Refused, match="Somebody else"):
        actions.sign_off(round_=round_, seen=1, by=cast["petra"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Themes.objects.filter(pk=themes.pk).update(signed_off_at=timezone.now(), signed_off_by=cast["petra"])
    Round.objects.filter(pk=round_.pk).update(stage=Stage.ALL)
    Themes.objects.filter(pk=themes.pk).update(written_by=cast["faz"])
    with pytest.raises(Refused, match="at the stage"):
        actions.sign_off(round_=round_, seen=1, by=cast["petra"])
