"""The list of tools and templates: each entry with its title, link, publisher and date."""

import datetime
import re
from dataclasses import dataclass, replace

from seslip.richtext import clean

from .lines import Line, Run, inline, tidy, words
from .parsed import ParsedTool
from .titles import DATE, MONTH, find_date

GOES_ON = re.compile(r"(?:[a-z(,;:–—-]|published|updated|issued|produced|available|released|https?:|www\.)")
OPEN_END = re.compile(
    r"(?:[,(&–—-]|\b(?:and|or|of|to|for|by|with|the|a|an|in|on|from|how|published|updated))\Z"
)
WHEN = re.sub(r"\(\?P<\w+>", "(?:", rf"(?:{DATE.pattern}|(?:{MONTH})\.?\s+\d{{4}}|20[0-9]{{2}})")
LEAD = (
    r"[\s,;:(–—-]*\b(?:(?<=.{9})an?\s+(?:[a-z-]+\s+){1,2})?(?:first\s+|last\s+)?"
    "(?:published|updated|issued|produced|released|launched)"
)
ON = r"\s+(?:on\s+|in\s+)?"
PUBLICATION = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{LEAD}\s+by\s+(?P<by>(?:(?!\.\s[A-Z])[^;(]){{1,80}}?),?{ON}(?P<when>{WHEN})",
        rf"{LEAD}{ON}(?P<when>{WHEN})\s*,?\s+by\s+(?P<by>[^,;().]{{2,80}})",
        rf"{LEAD}\s+by\s+(?P<by>[^,;().]{{2,80}})",
        rf"{LEAD}{ON}(?P<when>{WHEN})",
        rf"\s[(\[–—-]\s*(?P<by>[A-Z][\w’'& ]{{1,60}}?)\s*[,–—-]\s*(?P<when>{WHEN})\s*[)\]]?\W*\Z",
        rf"[\s,(\[–—-]+(?P<when>{WHEN.replace('|20[0-9]{2}', '')})\s*[)\]]\W*\Z",
        r"[\s,;:–—-]*\b(?:(?:a|the)\s+)?(?:report|guide|paper|briefing|review)"
        r"\s+by\s+(?P<by>[A-Z][\w’'& ]{2,60})",
    )
)
BARE_ADDRESS = re.compile(r"\s+[<(]?(?:https?://|www\.)\S+\Z")
OPENS = re.compile(
    r"we have (?:produced|published|updated|added|issued) (?:an? |the |our )?(?:new )?", re.IGNORECASE
)
SAYS = re.compile(
    r"(?<=[a-z)]{2})\.\s+(?=[A-Z])"
    r"|\s[–—-]\s(?=(?:[Tt]his|[Tt]he|[Ii]t|[Tt]hese|[Aa]n?)\s)"
    r"|,?\s(?:which|that)\s(?:will|is|has|are)\s"
    r"|\s(?:has|have)\s(?:been|now)?\s?"
    r"|,?\s(?:is|are|can\sbe\sfound|available(?:\sfor\sdownloading)?)\shere\W*\Z"
    r"|,\s(?:from|by)\sthe\s"
)
FILLER_LINK = re.compile(
    r"(?:here|click here|link|download(?: here)?|this link|more|web ?page|website)\W*\Z", re.IGNORECASE
)
LONGEST_TITLE = 200
LOOKED_AT = 1000


@dataclass
class Tool:
    lines: list[Line]

    def parsed(self) -> ParsedTool:
        runs = tidy(run for line in self.lines for run in (*_runs(line), Run(" ")))
        text = BARE_ADDRESS.sub("", words(runs)[:LOOKED_AT]) or words(runs)
        match = next(filter(None, (pattern.search(text[:LOOKED_AT]) for pattern in PUBLICATION)), None)
        when = (match.groupdict().get("when") or "") if match else ""
        return ParsedTool(
            title=_title(runs, text, match),
            html=clean(inline(runs)),
            url=_address(runs, words(runs)),
            publisher=_publisher(match),
            published=_whole_date(when),
            published_text=when,
        )


def tools_of(lines: list[Line]) -> list[Tool]:
    """One tool an entry; an entry that was broken over several lines is put together again."""
    tools: list[Tool] = []
    bulleted = sum(line.is_list for line in lines) > len(lines) / 3
    for line in lines:
        if tools and _continues(tools[-1].lines[-1], line, bulleted):
            tools[-1].lines.append(line)
        else:
            tools.append(Tool([line]))
    return tools


def _continues(above: Line, line: Line, bulleted: bool) -> bool:
    if line.kind == "row" or above.kind == "row":
        return False
    if line.is_list and above.is_list:
        return line.joined or line.depth > above.depth
    if line.is_list:
        return above.text.endswith(":") and not above.is_list and not line.after_blank
    if re.fullmatch(r"<?(?:https?://|www\.)\S+", line.text):
        return True
    if line.after_blank:
        return False
    return bulleted or bool(GOES_ON.match(line.text) or OPEN_END.search(above.text))


def _runs(line: Line) -> tuple[Run, ...]:
    if line.cells:
        return tuple(run for cell in line.cells for run in (*cell, Run(" ")))
    return tuple(replace(run, strong=False) for run in line.runs)


def _address(runs: tuple[Run, ...], text: str) -> str:
    links = [run.href for run in runs if run.href and not run.href.startswith("mailto:")]
    bare = re.search(r"\b(?:https?://|www\.)\S*\w/?", text)
    return links[0] if links else bare[0] if bare else ""


def _publisher(match: re.Match | None) -> str:
    if not match:
        return ""
    found = match.groupdict()
    by = (found.get("by") or "").strip(" .,–—-")
    return re.sub(r"^the\s+|\s+(?:on|in)$", "", by, flags=re.IGNORECASE)


def _whole_date(when: str) -> datetime.date | None:
    return find_date(when) if when else None


def _title(runs: tuple[Run, ...], text: str, match: re.Match | None) -> str:
    """The words before "published …"; else the words of the link; else the first sentence."""
    if match and match.start() > 2:
        return _cut(OPENS.sub("", text[: match.start()]).strip(" ,;:(–—-"))
    linked = [run.text.strip() for run in runs if run.href and len(run.text.split()) >= 2]
    named = [link for link in linked if not FILLER_LINK.match(link)]
    if named and len(text) > len(named[0]) + 60:
        return _cut(named[0])
    return _cut(_first_sentence(text))


def _first_sentence(text: str) -> str:
    """What an entry without a date is called: its words up to where it begins to say something."""
    name = OPENS.sub("", text)
    said = SAYS.search(name, 3)
    name = name[: said.start()] if said else name
    return re.sub(r",?\s+including(?: the)?\W*\Z", "", name or text).strip(" .:,")


def _cut(title: str) -> str:
    if len(title) <= LONGEST_TITLE:
        return title
    return title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
