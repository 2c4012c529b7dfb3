"""Bringing in an Update that was written elsewhere: on the old site, in Word, in a mail."""

from .media import MediaFolder, bring_in_media
from .updates import Brought, CannotBringIn, bring_in, check

__all__ = ["Brought", "CannotBringIn", "MediaFolder", "bring_in", "bring_in_media", "check"]
