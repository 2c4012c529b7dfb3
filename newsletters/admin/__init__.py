"""The programme manager's desk."""

from newsletters.admin import front, items, readers, updates  # noqa: F401 - registered by being imported
