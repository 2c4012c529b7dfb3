"""How often something was asked from one place, or for one address."""

import hashlib
from contextlib import suppress

from django.core.cache import cache


def counted(what: str, seconds: int) -> int:
    """How often within that time, this time included. What is counted is not kept in words."""
    key = "often-" + hashlib.sha256(what.encode()).hexdigest()
    cache.add(key, 0, seconds)
    with suppress(ValueError):
        return cache.incr(key)
    return 1
