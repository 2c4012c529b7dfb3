"""How a date may be written: "Friday 5 April 2019", "5–6 June", "Feb 14th", "19/05/2023", "w/c 6 May".

Spaces never include the end of a line: a date does not run from one paragraph into the next.
"""

import calendar
import re
from collections.abc import Iterator

MONTHS = list(calendar.month_name)[1:]
SHORT_MONTHS = ["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec"]
SHORT_WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

GAP = r"[^\S\n]+"
OPT_GAP = r"[^\S\n]*"
DAY = rf"(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:{OPT_GAP}(?:st|nd|rd|th)\b)?"
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes|s)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:days?)?\b\.?"
FULL_MONTH = rf"(?:{'|'.join(MONTHS)})\b"
MONTH = rf"(?:(?:{'|'.join([*MONTHS, *map(str.upper, MONTHS)])})\b|(?:{'|'.join(SHORT_MONTHS)})\b\.?)"
YEAR = r"(?:(?:19|20)\d\d(?!\d|[–/-]\d)|[’'‘]\d\d\b)"
NUMBER_AHEAD = r"(?<![\w.:/£])(?<!\d[–-])"

WEEK = rf"(?:(?P<week>\b(?:w/c|w/b|[Ww]eek{GAP}(?:commencing|beginning|of)):?){GAP})?"
ON_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY}),?{GAP}(?:the{GAP})?)?"
EARLIER_DAYS = (
    rf"(?:(?P<first_day>{DAY})(?:,{OPT_GAP}{DAY}){{0,5}}"
    rf"(?:{OPT_GAP}[–—/-]{OPT_GAP}|{GAP}(?:and|or|to|&){GAP})(?P<last_weekday>{WEEKDAY}{GAP})?)?"
)

FORMS = [
    # Friday 5 April 2019; 5–6 June; 5, 6 and 12 June; 19th May 2023; 3 of April; 6 May (Wednesday)
    rf"{NUMBER_AHEAD}{WEEK}{ON_WEEKDAY}{EARLIER_DAYS}(?P<day>{DAY}){OPT_GAP}(?:of{GAP})?(?P<month>{MONTH})"
    rf"(?:,?{OPT_GAP}(?P<year>{YEAR}))?(?:{OPT_GAP}\((?P<weekday_after>{WEEKDAY})\))?",
    # February 14; June 8th, 2020. Not "June 19 councils", not "May 10am"
    rf"\b{WEEK}{ON_WEEKDAY}(?P<month>{MONTH}){GAP}(?P<day>{DAY})(?![.:]\d|{OPT_GAP}[ap]\.?m\b)"
    rf"(?:,?{GAP}(?P<year>{YEAR})|(?!{GAP}(?!(?:and|at|for|from|in|is|on|or|to|until|will|with)\b)[a-z]))",
    # 19/05/2023; 19/5/23; 19.05.2023; 2023-05-19; Fri 19/5
    rf"{NUMBER_AHEAD}{WEEK}{ON_WEEKDAY}(?P<day>\d\d?)/(?P<number>\d\d?)/(?P<year>20\d\d|\d\d)(?!\d)",
    rf"{NUMBER_AHEAD}{WEEK}{ON_WEEKDAY}(?P<day>\d\d?)(?P<mark>[.-])(?P<number>\d\d?)(?P=mark)(?P<year>20\d\d)\b",
    rf"{NUMBER_AHEAD}(?P<year>20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)",
    rf"\b(?P<weekday>{WEEKDAY}){GAP}(?P<day>\d\d?)/(?P<number>\d\d?)(?![/\d])",
    # May 2019; in November; by the end of March; 2021 tba
    rf"\b(?P<month>{MONTH}),?{OPT_GAP}(?P<year>{YEAR})",
    rf"\b(?:(?i:in|by|during|until|throughout|early|late|end of){GAP}|[Mm]id[ -])"
    rf"(?P<month>{FULL_MONTH})(?!{GAP}[A-Z\d])",
    rf"(?<!\d)(?P<year>20\d\d)(?={OPT_GAP}[,(–-]?{OPT_GAP}(?i:tba|tbc|to be (?:announced|confirmed))\b)",
]
NUMBERS = ["day", "first_day", "year"]
WEEKDAYS = ["weekday", "last_weekday", "weekday_after"]
PATTERNS = [re.compile(form) for form in FORMS]
WEB_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)\S{1,100}@\S{1,200}")


def written_dates(text: str) -> Iterator[dict]:
    """What is written of each date in the text, in its order: the parts that are there, as numbers."""
    readable = WEB_ADDRESS.sub(lambda address: " " * len(address[0]), text)
    matches = [match for pattern in PATTERNS for match in pattern.finditer(readable)]
    end = 0
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end:
            end = match.end()
            yield _parts(match)


def _parts(match: re.Match) -> dict:
    said = {name: value.strip() for name, value in match.groupdict().items() if value}
    numbers = {name: int(re.sub(r"\D", "", said[name])) for name in NUMBERS if name in said}
    weekdays = {name: SHORT_WEEKDAYS.index(said[name][:3]) for name in WEEKDAYS if name in said}
    if "month" in said:
        numbers["month"] = _month_number(said["month"])
    elif "number" in said:
        numbers["month"] = int(said["number"])
    if numbers.get("year", 2000) < 100:
        numbers["year"] += 2000
    is_bare_month = "day" not in said and "month" in said
    start = match.start("month") if is_bare_month else match.start()
    return numbers | weekdays | {"is_week": "week" in said, "start": start, "end": match.end()}


def _month_number(word: str) -> int:
    return [month[:3] for month in MONTHS].index(word[:3].capitalize()) + 1
