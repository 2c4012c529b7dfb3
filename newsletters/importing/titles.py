"""The number and date of an Update: from its title, the page's title, its address or the file's name."""

import datetime
import re
from dataclasses import dataclass, replace

MONTHS = [
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
]  # fmt: skip
MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
DAY_NAME = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[\s,.]+)?"
DATE = re.compile(
    rf"{DAY_NAME}(?:the\s+)?\b(?P<day>\d{{1,2}})\s*(?:st|nd|rd|th)?[\s.,/-]+(?:of\s+)?"
    rf"(?P<month>{MONTH})\b[\s.,/-]*(?P<year>\d{{4}}|\d{{2}}(?![\d:.]))"
    rf"|{DAY_NAME}\b(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})"
    rf"|{DAY_NAME}\b(?P<day3>\d{{1,2}})\s?[/.-]\s?(?P<month3>\d{{1,2}})\s?[/.-]\s?(?P<year3>\d{{4}}|\d{{2}})\b"
    r"|\b(?P<year4>20\d\d)-(?P<month4>\d\d)-(?P<day4>\d\d)\b",
    re.IGNORECASE,
)
NUMBER = r"(?:nos?|num|number|nr|№|#|issue|edition)(?=[\W\d_])[\s.:#_-]*(?P<number>\d{1,4})\b"
NAMED = re.compile(
    rf"\b(?:update|newsletter|bulletin|briefing)s?[\s:_–—-]*{NUMBER}"
    r"|\b(?:update|newsletter|bulletin|briefing)[\s:#_–—-]*(?P<bare>\d{3,4})\b(?!\s*[/-]\d)",
    re.IGNORECASE,
)
NUMBER_ALONE = re.compile(rf"\W*{NUMBER}\W*\Z", re.IGNORECASE)
NUMBER_LAST = re.compile(rf"\b(?:update|newsletter|bulletin|briefing)\b.*?\b{NUMBER}", re.IGNORECASE)
FILLER = re.compile(
    r"\b(?:weekly|south|east|sector|led|improvement|programme|seslip|sesli|regional|update|newsletter|newsletters|bulletin"
    r"|briefing|no|nos|num|number|nr|issue|edition|dated?|for|week|ending|of|the|published|on|subject|fwd?|fw|re|title"
    r"|children|s|services|w|e|friday|html?|txt|home|archive)\b|[\W_]",
    re.IGNORECASE,
)
AS_WORDED = re.compile(
    rf"update no \d+ \d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(MONTHS)}) 20\d\d", re.IGNORECASE
)
LONGEST = 120
CENTURY = 2000


@dataclass(frozen=True)
class Title:
    number: int | None = None
    date: datetime.date | None = None
    words: str = ""

    def __bool__(self) -> bool:
        return self.number is not None


def find_date(text: str) -> datetime.date | None:
    """The first whole date in a text: 22 March 2019, 19th May 2023, 3/5/24, 2020-02-07."""
    for match in DATE.finditer(text.replace("_", " ")):
        if found := _date(match):
            return found
    return None


def _date(match: re.Match) -> datetime.date | None:
    parts = {name.rstrip("234"): value for name, value in match.groupdict().items() if value}
    month = parts["month"]
    year = int(parts["year"])
    try:
        return datetime.date(
            year + CENTURY if year < 100 else year,
            int(month) if month.isdigit() else _month_number(month),
            int(parts["day"]),
        )
    except ValueError:
        return None


def _month_number(name: str) -> int:
    return next(place for place, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def find_title(text: str) -> Title:
    """The number, and the date if there, of an Update named anywhere in a text."""
    match = NAMED.search(text) or NUMBER_LAST.search(text)
    if not match:
        return Title()
    number = int(match["number"] or match.groupdict().get("bare"))
    start, end = match.span("number") if match["number"] else match.span("bare")
    return Title(number, find_date(text[end:]) or find_date(text[:start]))


def title_line(text: str) -> Title:
    """A line that is the title of an Update and nothing else."""
    if len(text) > LONGEST:
        return Title()
    title = find_title(text)
    rest = DATE.sub(" ", text.replace("_", " "), count=1).replace(str(title.number), " ", 1)
    return replace(title, words=" ".join(text.split())) if title and not FILLER.sub("", rest) else Title()


def title_of_address(address: str) -> Title:
    """From an address or file name such as update-no-389-07-february-2020."""
    last = re.split(r"[/\\]", address.split("?")[0].rstrip("/\\"))[-1]
    return find_title(re.sub(r"\.\w{2,5}$", "", last).replace("-", " ").replace("_", " "))


def is_date_line(text: str) -> bool:
    return len(text) <= LONGEST and bool(find_date(text)) and not FILLER.sub("", DATE.sub(" ", text, count=1))


def slug_for(title: Title) -> str:
    """The address the old site gave: update-no-389-07-february-2020, or 19th-may as its title has it."""
    if not title.number or not title.date:
        return ""
    if AS_WORDED.fullmatch(title.words):
        return re.sub(r"\W+", "-", title.words.lower())
    day = title.date
    return f"update-no-{title.number}-{day.day:02d}-{MONTHS[day.month - 1]}-{day.year}"


def slug_in(address: str) -> str:
    """The last part of an address, or of a file's name, if it is the address of an Update."""
    last = re.sub(
        r"\.\w{2,5}$", "", re.split(r"[/\\]", address.split("?")[0].split("#")[0].rstrip("/\\"))[-1]
    )
    return last.lower() if re.fullmatch(r"update-no-\d+-[\w-]*20\d\d", last, re.IGNORECASE) else ""
