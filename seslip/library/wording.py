import re

_HERE = re.compile(r"(?:\w+\W+){0,4}here\W*\Z", re.IGNORECASE)


def beyond_title(title: str, description: str) -> str:
    """What a description says after the title it opens with; "… can be found here" says nothing more."""
    name, opening = title.rstrip("…"), description[: len(title.rstrip("…"))]
    if not name or opening.casefold() != name.casefold() or description[len(name) :][:1].isalnum():
        return description
    rest = description[len(name) :].lstrip(" ,.;:–—-\n")
    return "" if _HERE.fullmatch(rest) else rest[:1].upper() + rest[1:]
