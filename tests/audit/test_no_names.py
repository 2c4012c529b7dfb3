"""The record holds numbers: whoever is named elsewhere is not named a second time here."""

from newsletters.actions.dismissing import dismiss, take_back
from newsletters.preflight.drafts import preflight
from seslip.audit.models import Event
from tests.newsletters import factories


def test_a_finding_that_is_somebodys_name_is_not_copied_into_the_record(cast):
    item = factories.make_item("Film", update="<p>Ask Carol Marsh (details below).</p>")
    update = factories.make_update(389, this_week=[item])
    finding = next(one for one in preflight(update).findings if "Carol Marsh" in one.words)
    take_back(
        dismissal=dismiss(update=update, finding=finding, reason="Known.", by=cast["petra"]), by=cast["petra"]
    )
    events = Event.objects.filter(verb__in=["finding dismissed", "dismissal taken back"])
    assert events.count() == 2
    assert all(set(event.details) <= {"kind", "where", "dismissal"} for event in events)
    assert not any("Carol" in str(event.details) for event in events)
