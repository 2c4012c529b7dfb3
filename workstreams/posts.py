"""What the portal itself knows of a plan's sponsors: their councils, and who holds which post."""

from seslip.people.access import Post
from seslip.people.models import Appointment, Organisation
from workstreams.checks.findings import Check, Checked, Finding, count
from workstreams.copies import PlanCopy
from workstreams.models import Plan, Sponsorship

COUNCIL = "council-known"
CODE = "sponsor-holds-post"
TITLE = "Sponsors hold the post they are shown with"
POSTS = {"DCS": Post.DCS, "Lead Member": Post.LEAD_MEMBER, "Chief Executive": Post.CHIEF_EXECUTIVE}


def sponsors_hold_their_posts(plan: Plan) -> Checked:
    """Of those known by person, today; who acts on behalf of another need not hold the post."""
    current = Sponsorship.objects.current().filter(workstream__plan=plan)
    sponsors = list(current.select_related("person", "workstream").prefetch_related("councils"))
    known = [each for each in sponsors if each.person_id and not each.on_behalf_of]
    held = _held_by(known)
    findings = [_finding(each) for each in known if not _holds(each, held)]
    known_here = count(len(known), "sponsor")
    at = f"{known_here} of {len(sponsors)} known here with their posts; the others by name only."
    return Checked(Check(CODE, TITLE, sponsors_hold_their_posts), at, findings)


def _held_by(sponsors: list[Sponsorship]) -> set[tuple[int, str, int]]:
    """(person, post, council) of today."""
    people = {each.person_id for each in sponsors}
    posts = Appointment.objects.current().filter(person__in=people)
    return set(posts.values_list("person", "post", "organisation"))


def _holds(sponsor: Sponsorship, held: set[tuple[int, str, int]]) -> bool:
    post = POSTS.get(sponsor.post)
    councils = [council.pk for council in sponsor.councils.all()]
    return not councils or any((sponsor.person_id, post, council) in held for council in councils)


def _finding(sponsor: Sponsorship) -> Finding:
    councils = " and ".join(council.name for council in sponsor.councils.all())
    words = f"{sponsor.name} is shown as {sponsor.post} of {councils}, and holds no such post today."
    return Finding(code=CODE, place=f"Line {sponsor.workstream.number}", words=words)


def councils_are_known(copy: PlanCopy) -> Checked:
    """Every council a sponsor is of is one the programme knows; where it knows none, nothing is said."""
    known = set(Organisation.objects.councils().ever_in_the_programme().values_list("name", flat=True))
    named = [
        (line.number, each) for line in copy.lines for sponsor in line.sponsors for each in sponsor.councils
    ]
    findings = [
        Finding(code=COUNCIL, place=f"Line {number}", words=f"The programme knows no council called {name}.")
        for number, name in named
        if known and name not in known
    ]
    at = f"{count(len({name for _, name in named}), 'council')} named with sponsors."
    return Checked(Check(COUNCIL, "Councils of sponsors are known", councils_are_known), at, findings)
