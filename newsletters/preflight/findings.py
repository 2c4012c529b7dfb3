from dataclasses import dataclass, field
from enum import Enum

LONGEST_KEPT = 500  # as many letters as a dismissal holds


class FindingKind(Enum):
    """What the pre-flight looks for; each value is stored with a dismissal, each label is a sentence."""

    DETAILS_BELOW = "details-below", "The text promises details of someone who is not in the contacts."
    PASSED = "passed", "A day to come has passed."
    WEEKDAY = "weekday", "The weekday and the date disagree."
    TO_BE_ANNOUNCED = "to-be-announced", "Something is still to be announced."
    HERE = "here", "The words of a link do not say where it leads."
    LINK = "link", "An address does not work as it is written, or is not secure."
    RESTRICTED = "restricted", "A public item links to a restricted document."
    HEADLINE = "headline", "The headline was used in one of the last four Updates."
    NO_EXPIRY = "no-expiry", "The text names a deadline, but the item has no last day."
    SPELLING = "spelling", "An authority or a person is spelt two ways."
    COUNT = "count", "The text promises a number of things and lists another."

    def __new__(cls, value: str, sentence: str):
        kind = object.__new__(cls)
        kind._value_ = value
        kind.sentence = sentence
        return kind


@dataclass(frozen=True)
class Finding:
    """One thing to look at: its words are exactly those of the text, so that a page can point at them."""

    kind: FindingKind
    where: str  # "introduction", or the key of the item or tool
    words: str
    message: str
    fix: str
    position: tuple[int, int] = field(default=(0, 0), compare=False, repr=False)

    @property
    def identity(self) -> tuple[str, str, str]:
        """A dismissal holds for as long as these stay the same."""
        return (self.kind.value, self.where, self.words[:LONGEST_KEPT])
