"""Which topic a workstream is cited under: one that is there already, or one of its own."""

from django.utils.text import slugify

from seslip.topics.models import Topic
from workstreams.copies import Line

GROUP = "Workstreams"


class Topics:
    """Finds the topic of a line; reads the list once."""

    def __init__(self):
        self._by_words = {topic.name.lower(): topic for topic in Topic.objects.all()}

    def of(self, line: Line) -> Topic:
        """The topic whose name stands in the title, the longest such; else a new one named like the line."""
        title = line.title.lower()
        named = [words for words in self._by_words if words in title]
        return self._by_words[max(named, key=len)] if named else self._new(line.title)

    def _new(self, title: str) -> Topic:
        name, slug = title[:100], slugify(title)[:60]
        topic, _ = Topic.objects.get_or_create(slug=slug, defaults={"name": name, "group": GROUP})
        return self._by_words.setdefault(name.lower(), topic)
