"""What can be found of the plan: each of its workstreams."""

from seslip.richtext import plain
from seslip.search import actions
from seslip.search.kinds import Kind, Words
from workstreams.models import Plan, Workstream

WHY = "search keeps the words of every workstream, and asks who may find them each time"


def _words_of(line: Workstream) -> Words:
    outputs = (output.text for output in line.outputs.all())
    sponsors = (sponsor.name for sponsor in line.sponsorships.all())
    return Words(
        title=line.title,
        body="\n".join([plain(line.purpose), *outputs, *sponsors]),
        url=line.get_absolute_url(),
        day=line.plan.starts,
    )


def everything():
    lines = Workstream.objects.unscoped(WHY).select_related("plan")
    return lines.prefetch_related("outputs", "sponsorships")


WORKSTREAMS = Kind(
    name="workstream",
    one="Workstream",
    many="Workstreams",
    model=Workstream,
    visible_to=Workstream.objects.visible_to,
    everything=everything,
    words_of=_words_of,
)


def make_findable(plan: Plan) -> None:
    """The words of its workstreams as they are now; of those that are gone, none."""
    actions.index(everything().filter(plan=plan))
