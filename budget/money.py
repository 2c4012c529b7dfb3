"""Money is whole pence; written in pounds, with pence only where there are any."""

import re

_WRITTEN = re.compile(r"-?£?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]{2})?")


def pence(text: str) -> int | None:
    """ "£1,328,120" and "12.50" in pence; None for a blank, which is not nought.

    Raises ValueError for anything else.
    """
    written = text.strip().replace("\u2212", "-")
    if not written:
        return None
    if not _WRITTEN.fullmatch(written):
        raise ValueError(f"“{text}” is no amount of money. Write it like 1,250 or 1250.50.")
    pounds, _, hundredths = written.replace("£", "").replace(",", "").partition(".")
    sign = -1 if pounds.startswith("-") else 1
    return int(pounds) * 100 + sign * int(hundredths or 0)


def pounds(amount: int | None) -> str:
    """ "1,328,120" or "12.50", without the sign of the pound; empty for a blank."""
    if amount is None:
        return ""
    whole, rest = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{whole:,}{f'.{rest:02}' if rest else ''}"


def words(amount: int | None) -> str:
    """ "£1,328,120"; empty for a blank."""
    if amount is None:
        return ""
    return f"-£{pounds(-amount)}" if amount < 0 else f"£{pounds(amount)}"
