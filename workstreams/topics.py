"""Which topic a workstream is cited under: one that is there already, or one of its own.

Topics are public. A line gets one of its own when its plan is, and not before: its title is in the name.
"""

from django.utils.text import slugify

from seslip.topics.models import Topic
from workstreams.models import Plan, Workstream

GROUP = "Workstreams"


class Topics:
    """Finds the topic of a title; reads the list once."""

    def __init__(self):
        self._by_words = {topic.name.lower(): topic for topic in Topic.objects.all()}

    def named_in(self, title: str) -> Topic | None:
        """The topic whose name stands in the title, the longest such."""
        named = [words for words in self._by_words if words in title.lower()]
        return self._by_words[max(named, key=len)] if named else None


def give_topics(plan: Plan) -> None:
    """Every line of a plan that everyone sees has a topic; one that only points shares that of the other."""
    if plan.status == Plan.Status.DRAFT or not plan.audience.is_public:
        return
    lines = Workstream.objects.unscoped("giving the lines of a public plan their topics").filter(plan=plan)
    pointing = []
    for line in lines.filter(topic=None).prefetch_related("outputs", "references", "sponsorships"):
        if line.purpose or line.outputs.all() or line.sponsorships.all():
            line.topic = _own(line.title)
            line.save(update_fields=["topic"])
        else:
            pointing.append(line)
    topics = {str(line.number): line.topic for line in lines.all().select_related("topic")}
    for line in pointing:
        elsewhere = (topics.get(reference.target) for reference in line.references.all())
        line.topic = next(filter(None, elsewhere), None) or _own(line.title)
        line.save(update_fields=["topic"])


def _own(title: str) -> Topic:
    defaults = {"name": title[:100], "group": GROUP}
    return Topic.objects.get_or_create(slug=slugify(title)[:60], defaults=defaults)[0]
