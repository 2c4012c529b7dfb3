"""Where the title of a line ends and its purpose begins, in a cell that runs them together."""

import re

# A name of two words before "will": "East Sussex will broker".
_FIRST_WORD = r"(?:(?:East|West|North|South|Milton|Bracknell|Isle of|Brighton and|Windsor and)\s)?"
_PURPOSE = re.compile(
    r"\s(?="
    r"To\s[a-z]|We\s[a-z]|This\s[a-z]|These\s[a-z]|The\s[a-z]+\s[a-z]|It\s[a-z]|One\sof\s|Each\s[a-z]|All\s[a-z]|"
    r"Working\s[a-z]|Lobbying\s[a-z]|In\s[A-Z][a-z]+,|"
    rf"{_FIRST_WORD}(?!We\b|It\b|They\b)[A-Z][\w’']+\swill\s[a-z]"
    r")"
)
_STOP = re.compile(r"\.\s+(?=[A-Z])")
# "Take Your Place – our future leaders' programme" is a title; a whole sentence after the dash is none.
_LONGEST = 80
_BREAK = re.compile(r"\s+[–-]\s+|:\s+")


def title_and_purpose(text: str) -> tuple[str, str]:
    """The first words of a cell, and the rest of its first paragraph."""
    title, purpose = _parted(text.strip())
    if len(title) > _LONGEST and (found := _BREAK.search(title)):
        rest = title[found.end() :]
        title, purpose = title[: found.start()], f"{rest}. {purpose}" if purpose else rest
    return title.rstrip(" .:"), purpose.strip()


def _parted(text: str) -> tuple[str, str]:
    ends = [(found.start(), found.end()) for found in (_PURPOSE.search(text), _STOP.search(text)) if found]
    if not ends:
        return text, ""
    start, end = min(ends)
    return text[:start], text[end:]
