"""What somebody typed to find something, taken apart. Nothing typed ever reaches a database as syntax."""

import re

MAX_CHARACTERS = 200
MAX_PHRASES = 12
_TYPED = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")
# British and American spelling are one to whoever looks: organise, organize; organisation, organization.
_TWO_SPELLINGS = re.compile(r"\b(\w+i)[sz](e|ed|er|ers|es|ing|ation|ations)\b")


def phrases(typed: str) -> list[str]:
    """What must be found, all of it: words, and several words in order where they were quoted or joined."""
    parts = (quoted or word for quoted, word in _TYPED.findall(typed[:MAX_CHARACTERS].lower()))
    found = (" ".join(_WORD.findall(part)) for part in parts)
    return [phrase for phrase in dict.fromkeys(found) if phrase][:MAX_PHRASES]


def spellings(phrase: str) -> list[str]:
    """The phrase as typed and, where there is one, in the other spelling."""
    return list(dict.fromkeys([phrase, *(_TWO_SPELLINGS.sub(rf"\1{letter}\2", phrase) for letter in "sz")]))
