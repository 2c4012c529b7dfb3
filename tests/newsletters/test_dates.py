"""Dates are read as a reader on the day of the Update would read them."""

from datetime import date

import pytest

from newsletters.dates import PartialDate, expiry, find_dates

FRIDAY = date(2023, 5, 19)


def kinds(text, reference=FRIDAY):
    return [found.kind for found in find_dates(text, reference)]


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Sent 19th May 2023", "19th May 2023", date(2023, 5, 19)),
        ("See you 19/05/2023.", "19/05/2023", date(2023, 5, 19)),
        ("See you 19.05.2023.", "19.05.2023", date(2023, 5, 19)),
        ("See you 2023-06-01.", "2023-06-01", date(2023, 6, 1)),
        ("Fri 19 May at noon", "Fri 19 May", date(2023, 5, 19)),
        ("Fri 26/5, 10am", "Fri 26/5", date(2023, 5, 26)),
        ("Monday 8th June", "Monday 8th June", date(2023, 6, 8)),
        ("Monday, 5th of June, 2023", "Monday, 5th of June, 2023", date(2023, 6, 5)),
        ("Friday the 2nd June", "Friday the 2nd June", date(2023, 6, 2)),
        ("place February 14, Shaw House", "February 14", date(2023, 2, 14)),
        ("June 8th, 2023", "June 8th, 2023", date(2023, 6, 8)),
        ("12 JUNE 2023", "12 JUNE 2023", date(2023, 6, 12)),
        ("3 Sept. 2023", "3 Sept. 2023", date(2023, 9, 3)),
        ("by the 3\u00a0April", "3\u00a0April", date(2023, 4, 3)),
        ("30 June (Friday)", "30 June (Friday)", date(2023, 6, 30)),
        ("Workshop 8 June ’23", "8 June ’23", date(2023, 6, 8)),
    ],
)
def test_a_day_is_found_however_it_is_written(text, words, day):
    (found,) = find_dates(text, FRIDAY)
    assert (found.words, found.day, found.precision) == (words, day, "day")
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("5–6 June", date(2023, 6, 5), date(2023, 6, 6)),
        ("5 and 6 June 2023", date(2023, 6, 5), date(2023, 6, 6)),
        ("5, 6 and 12 June", date(2023, 6, 5), date(2023, 6, 12)),
        ("30 May – 2 June", date(2023, 5, 30), date(2023, 6, 2)),
        ("Tuesday 30 May to Friday 2 June 2023", date(2023, 5, 30), date(2023, 6, 2)),
        ("between 3 May and 4 June", date(2023, 5, 3), date(2023, 6, 4)),
        ("w/c 22 May", date(2023, 5, 22), date(2023, 5, 28)),
        ("week commencing Monday 22 May 2023", date(2023, 5, 22), date(2023, 5, 28)),
        ("29 December to 2 January 2024", date(2023, 12, 29), date(2024, 1, 2)),
    ],
)
def test_a_span_of_days_is_one_date_that_ends_with_its_last_day(text, first, last):
    (found,) = find_dates(text, FRIDAY)
    assert (found.first.day, found.day) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "no more than 2 may attend",
        "in June 19 councils took part",
        "for 2023-24",
        "the financial year 2019/20",
        "16-19/16-25 provision",
        "10.30-3.30 at the Abbey Centre",
        "30/31/2023",
        "00/05/2023",
        "SW1P 3BU",
        "https://example.org/2023/05/19/5-may-2023 and a.b5may@example.org",
        "Passy, R. (2019) A challenge",
        "the Children and Families Act 2014",
        "April Smith and May Jones",
        "There are 4\nMay we ask for more?",
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert find_dates(text, FRIDAY) == []


@pytest.mark.parametrize(
    ("reference", "text", "year"),
    [
        (date(2019, 3, 22), "10 April", 2019),
        (date(2020, 2, 7), "11 February", 2020),
        (date(2019, 12, 20), "10 January", 2020),
        (date(2020, 1, 10), "14 December", 2019),
        (date(2020, 2, 7), "11 September", 2020),
        (date(2020, 12, 4), "Friday 5 March", 2021),
        (date(2023, 5, 19), "29 February", 2024),
        (date(2020, 2, 7), "between 5 March and 9 June 2015", 2015),
    ],
)
def test_a_day_without_a_year_is_in_the_year_that_fits(reference, text, year):
    (found,) = find_dates(text, reference)
    assert {each.day.year for each in (found, found.first or found)} == {year}


def test_a_list_of_days_to_come_goes_on_into_the_next_year():
    found = find_dates("Dates: 15 Sept, 10 Nov, 19 Jan and 15 March.", FRIDAY)
    assert [str(each.partial) for each in found] == [
        "15 September 2023",
        "10 November 2023",
        "19 January 2024",
        "15 March 2024",
    ]


def test_a_day_gone_beside_one_to_come_stays_gone():
    found = find_dates("The next meetings are on 7 June and 5 May.", FRIDAY)
    assert [each.day for each in found] == [date(2023, 6, 7), date(2023, 5, 5)]


def test_a_wrong_weekday_never_moves_a_day_to_come_to_another_year():
    (found,) = find_dates("Thursday 5 April", date(2019, 3, 22))
    assert found.day == date(2019, 4, 5)
    assert found.weekday_disagrees


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("reply by noon on 3 June", "deadline"),
        ("Deadline for nominations: Fri 26th May", "deadline"),
        ("Applications close at 5pm on 2 June", "deadline"),
        ("no later than close of play on Friday 2 June", "deadline"),
        ("The closing date is 2 June.", "deadline"),
        ("by the end of June", "deadline"),
        ("The next meeting will be held on 6 June", "event"),
        ("AD Safeguarding Network – next meeting 6 June", "event"),
        ("The course runs from 5 June to 9 July.", "event"),
        ("The conference takes place in July.", "event"),
        ("published by EEF 4 May 2023", "published"),
        ("A tool, version 20, updated 20 April 2023", "published"),
        ("the report of May 2018", "published"),
        ("The meeting on 8 March was well attended", "held"),
        ("It was launched on Friday 19 May", "held"),
        ("18 April 2023 (Planning) – (already held)", "held"),
        ("inspections carried out between September 2018 and May 2019", "period"),
        ("data to March 2019", "period"),
        ("the year ending March 2023", "period"),
        ("At 31 March 2023, 49,570 children", "period"),
        ("Since 3 April the rules are new", "period"),
        ("We are planning sessions for November 2023", "period"),
    ],
)
def test_the_words_around_a_date_say_what_it_is(text, kind):
    assert kinds(text) == [kind]


def test_the_nearest_words_decide():
    text = "The paper, published 3 February 2023, closes on 30 June 2023. The deadline was 3 May."
    assert kinds(text) == ["published", "deadline", "held"]


def test_a_day_already_held_says_nothing_of_its_neighbours():
    text = "Dates: 12 May (Kent), 18 April 2023 (already held), 5 May (Surrey), 9 June"
    assert kinds(text) == ["event", "held", "event", "event"]
    assert kinds("The meeting already held on 12 May was short.") == ["held"]


def test_a_list_of_days_is_read_with_the_line_that_opens_it():
    assert kinds("The workshops were held on:\n• 3 May\n• 10 May") == ["held", "held"]
    assert kinds("Reply by:\n- 3 June (forms)\n- Monday 5 June (all else)") == ["deadline", "deadline"]


def test_a_day_that_does_not_exist_is_kept_as_its_month():
    (found,) = find_dates("Friday 31 June 2023", FRIDAY)
    assert (str(found.partial), found.day, found.exists) == ("June 2023", None, False)


class TestAnItemLives:
    def test_until_the_last_of_six_days_one_of_them_partial(self):
        text = (
            "We plan sessions for November 2019; other talks are planned to run from January 2020.\n"
            "Triad 1 – East Sussex, Surrey and Wokingham on Thursday 28 February 2019\n"
            "Triad 2 – Kent, West Sussex and Portsmouth on May 2019 tba\n"
            "Triad 3 – Hampshire, IoW, Milton Keynes and Slough on Friday 15 February 2019\n"
            "Triad 4 – Medway, Oxfordshire and Windsor and Maidenhead also on Friday 15 February 2019\n"
            "Triad 5 – Brighton and Hove, Buckinghamshire and West Berkshire on Tuesday 26 February 2019\n"
            "Triad 6 – Southampton, Bracknell Forest and Reading on 10 April 2019"
        )
        found = find_dates(text, date(2019, 3, 22))
        to_come = [each for each in found if each.is_to_come]
        assert sorted(each.partial for each in to_come) == [
            PartialDate(2019, 2, 15),
            PartialDate(2019, 2, 15),
            PartialDate(2019, 2, 26),
            PartialDate(2019, 2, 28),
            PartialDate(2019, 4, 10),
            PartialDate(2019, 5, note="to be announced"),
        ]
        assert [each.words for each in to_come if each.is_tba] == ["May 2019 tba"]
        assert expiry(found) == date(2019, 5, 31)

    def test_until_the_last_of_a_series_of_meetings(self):
        text = (
            "AD Safeguarding – next meeting 6 March 2020\nNext 4 meetings:\n- Friday 5 June 2020\n"
            "- Friday 11 September 2020\n- Friday 11 December 2020\n- Friday 5 March 2021"
        )
        found = find_dates(text, date(2020, 2, 7))
        assert len(found) == 5
        assert expiry(found) == date(2021, 3, 5)

    def test_until_the_day_to_be_held_free(self):
        found = find_dates("Models of Social Work – Hold the Date Monday 8 June 2020", date(2020, 2, 7))
        assert [each.is_save_the_date for each in found] == [True]
        assert expiry(found) == date(2020, 6, 8)

    def test_until_the_one_workshop_not_already_held(self):
        text = (
            "Three workshops at Coram Campus on:\n- 18 December 2019 (one) – (already held)\n"
            "- 31 January 2020 (two) – (already held)\n- 14 February 2020 (three) – book here"
        )
        assert kinds(text, date(2020, 2, 7)) == ["held", "held", "event"]
        assert expiry(find_dates(text, date(2020, 2, 7))) == date(2020, 2, 14)

    def test_until_its_deadline(self):
        assert expiry(find_dates("please tell us by the 3 April", date(2019, 3, 22))) == date(2019, 4, 3)

    @pytest.mark.parametrize(
        "text", ["published 3 February 2023", "data to March 2019", "It was launched on Friday 12 May"]
    )
    def test_without_an_end_when_its_dates_only_look_back(self, text):
        assert expiry(find_dates(text, FRIDAY)) is None


class TestAPartialDate:
    @pytest.mark.parametrize(
        ("partial", "words", "last"),
        [
            (PartialDate(2019, 5, note="to be announced"), "May 2019, to be announced", date(2019, 5, 31)),
            (PartialDate(2020, 2, 7), "7 February 2020", date(2020, 2, 7)),
            (PartialDate(2020, 2), "February 2020", date(2020, 2, 29)),
            (PartialDate(2020), "2020", date(2020, 12, 31)),
        ],
    )
    def test_reads_as_a_person_would_write_it_and_ends_with_its_last_day(self, partial, words, last):
        assert (str(partial), partial.last_day()) == (words, last)

    def test_comes_after_the_days_in_it(self):
        month, day, year = PartialDate(2019, 5), PartialDate(2019, 5, 31), PartialDate(2019)
        assert sorted([year, month, day]) == [day, month, year]

    @pytest.mark.parametrize("parts", [(2019, 2, 30), (2019, None, 5), (2019, 13), (2019, 5, 0), (2019, 0)])
    def test_is_refused_when_there_is_no_such_day(self, parts):
        with pytest.raises(ValueError, match=r".+"):
            PartialDate(*parts)
