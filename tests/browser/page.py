"""One page the browser walks: its name, who opens it, and what it shows."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Page:
    url_name: str
    who: str = ""
    given: Callable[[dict], dict] | None = None
    query: str = ""
    status: int = 200

    def __str__(self):
        given = self.given and self.given.__name__
        return " ".join(filter(None, [self.url_name, given, self.query, f"as {self.who or 'anonymous'}"]))

    def address(self, cast: dict) -> str:
        """Makes what the page shows, and says where it is."""
        arguments = self.given(cast) if self.given else {}
        return reverse(self.url_name, kwargs=arguments) + (f"?{self.query}" if self.query else "")
