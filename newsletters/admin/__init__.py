"""The programme manager's desk."""

from newsletters.admin import readers  # noqa: F401 - registered by being imported
