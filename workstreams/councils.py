"""Councils named one after another, as a document writes them."""

# Those whose own name has the word.
WITH_AND = ("Windsor and Maidenhead", "Brighton and Hove")


def parted(words: str) -> tuple[str, ...]:
    """ "Hampshire and Isle of Wight" is two councils, "Windsor and Maidenhead" one; none of no words."""
    if words in WITH_AND or " and " not in words:
        return (words,) if words else ()
    return tuple(words.split(" and "))
