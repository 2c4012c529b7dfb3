"""Every line of the source lands in exactly one field or in the report, in order, its words kept."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletters.importing import read_file, read_html, read_text
from seslip.richtext import plain

FORMS = Path(__file__).parent / "forms"
TEXTS = sorted(path.name for path in FORMS.glob("*.txt") if "mail" not in path.name)
PAGES = sorted(path.name for path in FORMS.glob("*.html"))

LABELS = [
    "Programme:",
    "Update:",
    "Action Required:",
    "PROGRAMME –",
    "Updates",
    "Actions required",
    "Project:",
]
HEADINGS = ["UPDATE NO 344 22 March 2019", "Reminders from previous weeks", "Reminder:", "Tools & Templates"]
HEADINGS += ["Contact Details", "Resources", "Newsletters", "This week"]
THINGS = [
    "SEND network – 5 May",
    "Complex Needs Project",
    "Triad 1 – Kent and Medway on 5 May 2020",
    "Kinship",
]
PROSE = [
    "The group met on Friday. It will meet again.",
    "Please tell us who will come:",
    "It has ended",
    "5 May",
]
ENTRIES = ["• a plan for the year", "  o nested", "- another", "1. first", "12) twelfth", "• ", "* bold *"]
CONTACTS = [
    "Data: Ann Reed (Kent)",
    "ann.reed@example.org",
    "07700 900123",
    "Tel: 01632 960001",
    "Bo Hill, lead",
]
FOOTERS = [
    "Share this:",
    "© 2020",
    "-----",
    "Related posts",
    "Kind regards",
    "From: someone",
    "> quoted",
    "*Bold*",
]
ODD = [
    "Programme: A Update: B Action required: C",
    "<b>not html</b> & so on",
    "=20",
    "\u00a0",
    "\u200b",
    "…",
    "—",
]
LINE = st.sampled_from(LABELS + HEADINGS + THINGS + PROSE + ENTRIES + CONTACTS + FOOTERS + ODD + ["", ""])
FREE = st.text(alphabet="aB1 .:,-–•()@>*\u00a0\té", max_size=60)
TEXT = st.lists(LINE | FREE, max_size=40).map("\n".join)
MARKER = re.compile(r"^[\s>\u00a0]*(?:\(?\d{1,2}[.)]\s|[-–—*+•]\s|o\s|•)", re.MULTILINE)


def letters(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("\u200b", ""))


def accounted(update) -> list[str]:
    return letters(" ".join(place.text for place in update.placed))


def in_field(update, field: str) -> str:
    """The words that the parsed Update holds in one field of the account."""
    if field == "introduction":
        return plain(update.introduction)
    part, place, what = re.fullmatch(r"(items|reminders)\[(\d+)\]\.(\w+)", field).groups()
    value = getattr(getattr(update, part)[int(place)], what)
    return value if what == "programme" else plain(value)


def check(update):
    """What the account says of a field is what the field holds, word for word and in order."""
    fields: dict[str, list[str]] = {}
    for place in update.placed:
        fields.setdefault(place.field, []).extend(letters(place.text))
    for field, words in fields.items():
        if field == "introduction" or re.search(r"\]\.(programme|update|action)$", field):
            assert letters(in_field(update, field)) == words, field
    for place, tool in enumerate(update.tools):
        assert letters(plain(tool.html)) == fields[f"tools[{place}]"]
    reported = " ".join(note.text for note in update.notes)
    assert all(word in letters(reported) for word in fields.get("notes", []))
    for part in ("items", "reminders"):
        for place, item in enumerate(getattr(update, part)):
            assert bool(item.action) == (f"{part}[{place}].action" in fields)


@pytest.mark.parametrize("name", TEXTS)
def test_every_line_of_a_text_is_accounted_for(name):
    text = (FORMS / name).read_text()
    update = read_text(text)
    assert accounted(update) == letters(re.sub(r"(?m)^\s*\d\. |^\s*o ", "", text))
    check(update)


@pytest.mark.parametrize("name", PAGES)
def test_every_block_of_a_page_is_accounted_for(name):
    html = (FORMS / name).read_text()
    update = read_html(html)
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup(["script", "style", "title"]) + soup.find_all(style=re.compile("mso-list: ?Ignore")):
        tag.decompose()
    said = [word for word in letters(soup.get_text(" ")) if word]
    pictures = {word for media in update.media for word in letters(media.title)}
    assert [word for word in accounted(update) if word not in pictures - set(said)] == said
    check(update)


def test_every_line_of_an_export_is_accounted_for():
    for update in read_file((FORMS / "export-2020.xml").read_bytes(), "export-2020.xml").updates:
        check(update)


@settings(max_examples=300, deadline=None)
@given(TEXT)
def test_any_text_is_accounted_for_word_by_word(text):
    update = read_text(text)
    bare = re.sub(r"=20$", "", text, flags=re.MULTILINE)
    markers = set(letters(" ".join(MARKER.findall(text)))) | {"20", "o"}
    assert [w for w in accounted(update) if w not in markers] == [
        w for w in letters(bare) if w not in markers
    ]
    check(update)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["p", "div", "li", "h3", "strong", "td", "span", "br"]), LINE), max_size=25
    )
)
def test_any_page_is_accounted_for_word_by_word(blocks):
    html = "".join(
        f"<{tag}>{line.replace('<', '&lt;')}</{tag}>" if tag != "br" else "<br>" for tag, line in blocks
    )
    check(read_html(html))


@settings(max_examples=100, deadline=None)
@given(TEXT)
def test_reading_the_same_again_gives_the_same(text):
    assert read_text(text) == read_text(text)
