"""A list of readers kept elsewhere comes in with its lawful basis, whole or not at all."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from newsletters.actions import reader_lists
from newsletters.models import Reader
from seslip.audit.models import Event
from tests.newsletters.factories import make_topic
from tests.newsletters.mail_cast import make_reader

pytestmark = pytest.mark.usefixtures("everyone")
BASIS = {"basis": "legitimate interests, officers of member councils", "source": "the old site's list"}


def bring_in(content, **options):
    content = content.encode() if isinstance(content, str) else content
    return reader_lists.bring_in(content=content, by=None, **{**BASIS, **options})


def emails() -> set:
    return set(Reader.objects.filter(state="active").values_list("email", flat=True))


def test_list_comes_in_with_basis_source_topics_and_how_often(cast):
    make_topic("Fostering")
    bring_in(
        "E-mail address,Name,How often,Topics\nAnn@Example.org,Ann,weekly,fostering\nbob@example.org,,,\n"
    )
    ann, bob = Reader.objects.all()
    assert (ann.email, ann.frequency, ann.topics.get().name) == ("ann@example.org", "weekly", "Fostering")
    assert (bob.frequency, bob.topics.count(), bob.user) == ("immediate", 0, cast["bob"])
    assert (bob.lawful_basis, bob.source) == tuple(BASIS.values())
    assert bob.confirmed_at
    assert Event.objects.filter(verb="reader brought in").count() == 2


@pytest.mark.parametrize("missing", ["basis", "source"])
def test_without_lawful_basis_or_source_nobody_comes_in(missing):
    with pytest.raises(reader_lists.CannotBringIn, match="lawful basis"):
        bring_in("email\nann@example.org\n", **{missing: " "})
    assert not emails()


def test_every_problem_is_said_with_its_row_and_nothing_is_half_written():
    with pytest.raises(reader_lists.CannotBringIn) as refused:
        bring_in(
            "email,frequency,topics\nann@example.org,,\nnonsense,,\n,weekly,\nbob@example.org,hourly,\n"
            "cat@example.org,,Unheard of\n"
        )
    assert str(refused.value).splitlines() == [
        "Nothing was brought in. Mend these rows first:",
        "Row 3: “nonsense” is not an e-mail address.",
        "Row 4: “” is not an e-mail address.",
        "Row 5: “hourly” is neither immediate nor weekly.",
        "Row 6: there is no topic “Unheard of”.",
    ]
    assert not Reader.objects.exists()


def test_wrong_rows_can_be_left_out():
    found = bring_in("email\nann@example.org\nnonsense\n", leave_out_wrong=True)
    assert str(found) == "1 new, 0 stay out, 1 wrong"
    assert emails() == {"ann@example.org"}


def test_who_is_there_has_left_or_stands_twice_stays_out_and_is_said():
    left = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    make_reader("active@example.org")
    make_reader("left@example.org", state="left", left_at=left)
    make_reader("asked-again@example.org", state="pending", left_at=left)
    make_reader("bounced@example.org", state="bounced")
    make_reader("pending@example.org", state="pending")
    found = bring_in(
        "email\nactive@example.org\nLEFT@example.org\nasked-again@example.org\nbounced@example.org\n"
        "pending@example.org\nann@example.org\nann@Example.org\n"
    )
    assert found.stays_out == [
        "Row 2: active@example.org is on the list already.",
        "Row 3: left@example.org has left, and is not brought back.",
        "Row 4: asked-again@example.org has left, and is not brought back.",
        "Row 5: bounced@example.org is on the list, but the address did not work.",
        "Row 8: ann@example.org stands in row 7 already.",
    ]
    assert emails() == {"active@example.org", "pending@example.org", "ann@example.org"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no column is headed"),
        (b"name\nAnn\n", "no column is headed"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no column is headed|not a CSV"),
        (b'email\n"ann@example.org\n', "not a CSV file"),
        (b"email\n" + b"a" * 5_000_001, "larger than 5 MB"),
        (b"email\n" + b"a@example.org\n" * 20_001, "20,002 rows"),
    ],
)
def test_wrong_file_is_said_in_words_and_changes_nothing(content, words):
    with pytest.raises(reader_lists.CannotBringIn, match=words):
        bring_in(content)
    assert not Reader.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffemail\nann@example.org\n".encode(),
        b"email;name\r\nann@example.org;Ann\r\n",
        b"name\temail\nAnn\tann@example.org\n",
        "email,name\nann@example.org,Zoë\n".encode("cp1252"),
        b"email\n\n  \n ann@example.org \n",
    ],
)
def test_list_is_read_as_spreadsheets_write_it(content):
    bring_in(content)
    assert emails() == {"ann@example.org"}


def test_looking_changes_nothing(tmp_path, capsys):
    file = tmp_path / "list.csv"
    file.write_text("email\nann@example.org\nnonsense\n")
    call_command("bring_in_readers", str(file), look=True, **BASIS)
    assert capsys.readouterr().out.splitlines() == [
        "Row 3: “nonsense” is not an e-mail address.",
        "1 new, 0 stay out, 1 wrong. Nothing was changed.",
    ]
    assert not Reader.objects.exists()


def test_command_brings_in_or_says_why_not(tmp_path, capsys):
    file = tmp_path / "list.csv"
    file.write_text("email\nann@example.org\n")
    call_command("bring_in_readers", str(file), **BASIS)
    assert capsys.readouterr().out == "1 new, 0 stay out, 0 wrong.\n"
    with pytest.raises(CommandError, match="could not be read"):
        call_command("bring_in_readers", str(tmp_path / "none.csv"), **BASIS)


def test_looking_at_a_whole_list_takes_a_handful_of_queries(django_assert_max_num_queries):
    for number in range(30):
        make_reader(f"reader{number}@example.org")
    content = "email\n" + "".join(f"reader{number}@example.org\n" for number in range(30))
    with django_assert_max_num_queries(4):
        found = reader_lists.look(content.encode())
    assert str(found) == "0 new, 30 stay out, 0 wrong"
