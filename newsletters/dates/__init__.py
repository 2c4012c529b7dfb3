"""Dates in English text, and how long an item lives by them."""

from .finding import FoundDate, expiry, find_dates
from .partial import PartialDate

__all__ = ["FoundDate", "PartialDate", "expiry", "find_dates"]
