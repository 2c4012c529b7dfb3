"""People find what they may see by its words, and nothing tells them of the rest."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsletters.actions import publishing
from newsletters.models import EditionItem, Item
from seslip.library import actions as library
from seslip.library.models import Document
from seslip.search.asked import phrases, spellings
from seslip.search.matching import matching
from seslip.search.models import SearchEntry
from tests.library.factories import make_document
from tests.newsletters.factories import make_item, make_person, make_update, published, published_many

SEARCH = reverse("search")


def find(client, words, **query):
    return client.get(SEARCH, {"q": words, **query})


def titles(response):
    return [result.title.replace("<mark>", "").replace("</mark>", "") for result in response.context["page"]]


@pytest.fixture
def published_things(cast, everyone, members, directors):
    """For each circle an Update with an item, and a document: all of herons, each with a word of its own."""
    things = {}
    for number, (word, audience) in enumerate(
        (("wagtail", everyone), ("otter", members), ("badger", directors)), start=389
    ):
        item = make_item(f"Heron item {word}", audience=audience, update=f"<p>Herons and {word}s.</p>")
        make_document(f"Heron paper {word}", audience=audience, description=f"About {word}s and herons.")
        published(number=number, this_week=[item])
        things[word] = item
    return things


SEES = [
    ("anonymous", {"wagtail"}),
    ("pat", {"wagtail"}),
    ("fay", {"wagtail"}),
    ("liz", {"wagtail"}),
    ("ian", {"wagtail"}),
    ("ada", {"wagtail"}),
    ("dana", {"wagtail", "otter"}),
    ("mo", {"wagtail", "otter"}),
    ("alison", {"wagtail", "otter", "badger"}),
    ("petra", {"wagtail", "otter", "badger"}),
]


@pytest.mark.parametrize(("who", "words"), SEES)
def test_title_snippet_count_and_kinds_tell_each_person_of_their_own_only(
    client, cast, published_things, who, words
):
    if who != "anonymous":
        client.force_login(cast[who])
    response = find(client, "heron")
    page = response.content.decode()
    assert {word for word in published_things if word in page} == words
    assert response.context["results"].count == 2 * len(words)
    assert {choice.name: choice.count for choice in response.context["choices"]} == {
        "item": len(words),
        "document": len(words),
    }


@pytest.mark.parametrize(("who", "words"), SEES)
@pytest.mark.parametrize("asked", ["badger", '"heron item badger"', "item badger", "badgers herons"])
def test_asking_for_the_very_word_tells_outsiders_nothing(client, cast, published_things, who, words, asked):
    if who != "anonymous":
        client.force_login(cast[who])
    response = find(client, asked)
    assert bool(response.context["results"].count) == ("badger" in words)
    nowhere = find(client, "zzyzx").content.decode()
    if "badger" not in words:
        assert "Nothing was found" in response.content.decode()
        assert len(response.context["choices"]) == 0
        assert "Nothing was found" in nowhere


def test_narrowing_an_item_takes_it_out_of_the_results_at_once(client, published_things, directors):
    assert find(client, "wagtail", kind="item").context["results"].count == 1
    Item.objects.filter(pk=published_things["wagtail"].pk).update(audience=directors)
    assert find(client, "wagtail", kind="item").context["results"].count == 0


def test_a_withdrawn_update_and_a_withdrawn_document_are_found_no_more(client, cast, everyone):
    edition = published(introduction="<p>Introducing wagtails</p>", this_week=[make_item("Wagtail item")])
    document = make_document("Wagtail paper")
    assert find(client, "wagtail").context["results"].count == 3
    publishing.withdraw(update=edition.update, reason="too early", by=cast["petra"])
    library.withdraw(document=document, by=cast["petra"])
    assert find(client, "wagtail").context["results"].count == 0


def test_a_draft_is_not_found_by_anybody(client, cast, everyone):
    make_update(introduction="<p>wagtail</p>", this_week=[make_item("Wagtail item")])
    client.force_login(cast["petra"])
    assert find(client, "wagtail").context["results"].count == 0


def test_after_a_correction_the_new_words_are_found_and_the_old_are_not(client, cast, everyone):
    item = make_item("Meeting of the otters")
    edition = published(this_week=[item])
    Item.objects.filter(pk=item.pk).update(programme="Meeting of the badgers")
    publishing.correct(update=edition.update, note="The right animals.", by=cast["petra"])
    assert titles(find(client, "meeting")) == ["Meeting of the badgers"]
    assert find(client, "otters").context["results"].count == 0
    assert EditionItem.objects.unscoped("a test").count() == 2


def test_a_result_leads_to_the_item_on_its_update(client, everyone):
    item = make_item("Wagtail item", update="<p>Where they <em>nest</em>.</p>")
    edition = published(this_week=[item])
    [result] = find(client, "nest").context["page"]
    assert result.url == f"{edition.update.get_absolute_url()}#item-{item.pk}"
    assert result.snippet == "Where they <mark>nest</mark>."


def test_an_update_is_found_by_number_date_introduction_and_contacts(client, everyone):
    person = make_person("Carol Marsh", telephone="01999 123456", email="carol@example.org")
    published(
        number=389,
        introduction="<p>Half term news</p>",
        contacts=[(person, "Fostering lead")],
        this_week=[make_item("Unrelated")],
    )
    for words in ("389", "update no 389", '"7 february 2020"', "half-term", "Carol Marsh", "fostering"):
        assert titles(find(client, words, kind="update")) == ["Update No 389, 7 February 2020"], words
    assert find(client, "390").context["results"].count == 0


def test_private_numbers_and_addresses_are_not_kept_for_searching(client, cast, everyone):
    person = make_person("Carol Marsh", telephone="01999 123456", email="carol@example.org")
    action = (
        '<p>Ring 01999 654321 or write to <a href="mailto:tracey@example.org">tracey@example.org</a>.</p>'
    )
    published(
        contacts=[person],
        introduction="<p>Ring 07700 900123.</p>",
        this_week=[make_item("Ring Tracey", action=action)],
    )
    kept = " ".join(entry.title + entry.body for entry in SearchEntry.objects.all())
    assert "Ring" in kept
    for private in ("123456", "654321", "900123", "tracey@", "carol@", "example.org"):
        assert private not in kept
    for who in ("anonymous", "petra"):
        if who != "anonymous":
            client.force_login(cast[who])
        assert find(client, "654321").context["results"].count == 0
        assert not client.get(reverse("newsletters:archive"), {"words": "654321"}).context["page"]


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("audit", "Audits of neglect"),
        ("audits", "An audit of neglect"),
        ("organise", "We organised a day"),
        ("organising", "To organize a day"),
        ("prioritisation", "Prioritization of work"),
        ("fostering", "Foster carers"),
        ("AI", "What AI may do"),
        ("IT", "New IT for networks"),
        ("no", "Update No 3"),
        ("389", "See No 389"),
        ("cafe", "World café"),
        ("café", "World cafe"),
        ("Éire", "EIRE"),
        ("children's", "The children’s commissioner"),
        ("children’s", "The children's commissioner"),
        ('"early help"', "Offers of early help in Kent"),
        ("2019-20", "Figures for 2019-20"),
        ("2019", "Figures for 2019-20"),
        ("20", "Figures for 2019-20"),
        ("self-assessment", "The self-assessment"),
        ("assessment", "The self-assessment"),
        ("SEND19", "Joint with SEND19"),
        ("mind the gap", "Mind the gap"),
        ("or not near", "Or is it not near"),
    ],
)
def test_words_are_found_as_people_write_them(client, everyone, asked, text):
    make_document(text)
    make_document("Something else altogether")
    assert titles(find(client, asked)) == [text.replace("'", "&#x27;")]


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ('"early help"', "Help came early"),
        ("neglect audit", "Neglect of duty"),
        ("390", "Update No 389"),
        ("foster*", "A free fost"),
    ],
)
def test_what_was_not_asked_for_is_not_found(client, everyone, asked, text):
    make_document(text)
    assert find(client, asked).context["results"].count == 0


HOSTILE = [
    '"unbalanced',
    '"',
    '""',
    "*",
    "a*",
    "title:x",
    "{title}: x",
    "^x",
    "OR NOT NEAR",
    "NEAR(a b, 2)",
    "a AND",
    "x NOT y",
    "(((",
    "'; DROP TABLE search_searchentry; --",
    "\x00",
    "nul\x00nul",
    "%",
    "_",
    "\\",
    "a:*b & !c | d <-> e",
    "&&&",
    "<script>alert(1)</script>",
    "x" * 10_000,
    "word " * 2_000,
    "🦊",
    "中文",
    "\u202e\u0301",
    "-20 +3 ~x",
    "the",
    "\x02\x03",
]


@pytest.mark.parametrize("asked", HOSTILE)
def test_whatever_is_typed_gets_an_answer(client, everyone, asked):
    make_document("A paper on something")
    for query in ({}, {"kind": "item"}, {"kind": "nonsense", "page": "x"}):
        response = find(client, asked, **query)
        assert response.status_code == 200
        assert b"<script>alert" not in response.content
    assert client.get(reverse("library:list"), {"words": asked}).status_code == 200


def test_what_is_found_is_marked_and_never_obeyed(client, everyone):
    make_document("A <b>heron</b>", description="Herons \x02wade\x03 & 5 < 6.")
    [result] = find(client, "heron").context["page"]
    assert result.title == "A &lt;b&gt;<mark>heron</mark>&lt;/b&gt;"
    assert result.snippet == "<mark>Herons</mark> wade &amp; 5 &lt; 6."


def test_words_in_a_title_count_most(client, everyone):
    make_document("Other things", description="A heron, a heron and one more heron.")
    make_document("The heron")
    assert titles(find(client, "heron")) == ["The heron", "Other things"]


def test_nothing_asked_is_no_error(client, everyone):
    for query in ({}, {"q": ""}, {"q": "  "}):
        page = client.get(SEARCH, query)
        assert page.status_code == 200
        assert "Nothing was found" not in page.content.decode()


def test_a_very_long_question_says_what_was_looked_for(client, everyone):
    assert "only the first 200 characters" in find(client, "word " * 100).content.decode()


def test_results_come_in_pages(client, everyone):
    for number in range(45):
        make_document(f"Heron {number}")
    first, last = find(client, "heron"), find(client, "heron", page=3)
    assert (len(first.context["page"]), len(last.context["page"])) == (20, 5)
    assert first.context["page"].next_page_number() == 2
    assert "45 results" in first.content.decode()


def test_one_kind_can_be_shown_alone(client, everyone):
    published(this_week=[make_item("Heron item")])
    make_document("Heron paper")
    assert titles(find(client, "heron", kind="document")) == ["Heron paper"]
    assert sorted(titles(find(client, "heron", kind="nonsense"))) == ["Heron item", "Heron paper"]


def test_beyond_five_hundred_the_newest_are_shown_and_the_page_says_so(client, everyone):
    published_many(110, items=10)
    call_command("rebuild_search", verbosity=0)
    response = find(client, "headline")
    assert "The newest 500 results, best first" in response.content.decode()
    assert {choice.count for choice in response.context["choices"]} == {None}
    assert find(client, "headline of 110").context["results"].count == 10


def test_one_result_and_a_thousand_cost_the_same_queries(client, cast, everyone):
    def queries():
        client.force_login(cast["alison"])
        with CaptureQueriesContext(connection) as asked:
            assert find(client, "headline").context["results"].count
        return len(asked)

    published_many(1, items=1)
    call_command("rebuild_search", verbosity=0)
    of_one = queries()
    published_many(100, first_number=2, items=10)
    call_command("rebuild_search", verbosity=0)
    assert queries() == of_one <= 6


def test_rebuilding_twice_is_the_same_as_once(client, everyone, capsys):
    published(this_week=[make_item("Heron item")])
    make_document("Heron paper")
    before = sorted(SearchEntry.objects.values_list("kind", "object_id", "title", "body", "url", "day"))
    for _ in range(2):
        call_command("rebuild_search")
        said = capsys.readouterr().out.splitlines()
        assert said == ["Updates: 1", "Items of Updates: 1", "Workstreams: 0", "Documents: 1"]
        after = SearchEntry.objects.values_list("kind", "object_id", "title", "body", "url", "day")
        assert sorted(after) == before
    assert sorted(titles(find(client, "heron"))) == ["Heron item", "Heron paper"]


def test_a_publication_that_fails_leaves_nothing_to_be_found(client, cast, everyone, monkeypatch):
    monkeypatch.setattr(publishing, "record", lambda *args, **kwargs: 1 / 0)
    update = make_update(this_week=[make_item("Heron item")])
    with pytest.raises(ZeroDivisionError):
        publishing.publish(update=update, by=cast["petra"])
    assert not SearchEntry.objects.exists()


def test_a_list_can_be_narrowed_by_the_same_words(cast, published_things):
    documents = Document.objects.visible_to(cast["dana"])
    assert {document.title for document in matching(documents, "herons")} == {
        "Heron paper wagtail",
        "Heron paper otter",
    }
    assert not matching(documents, "badger").exists()
    assert not matching(documents, "*").exists()


def test_the_library_is_narrowed_by_words(client, published_things):
    page = client.get(reverse("library:list"), {"words": "herons wagtail"}).context["page"]
    assert [document.title for document in page] == ["Heron paper wagtail"]


def test_a_question_is_taken_apart_into_words_and_phrases():
    assert phrases('Early help "peer  challenge" 2019-20 *') == [
        "early", "help", "peer challenge", "2019 20",
    ]  # fmt: skip
    assert spellings("organise") == ["organise", "organize"]
    assert spellings("peer challenge") == ["peer challenge"]
    assert len(phrases(" ".join(map(str, range(100))))) == 12
