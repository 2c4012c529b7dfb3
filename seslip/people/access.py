"""What people may do: a closed list of permissions, and which posts carry which.

Seeing is another matter: that is the audience of a thing (visibility.py). Neither follows from being
a superuser: the portal knows no such flag.
"""

from collections.abc import Iterable

from django.db.models import TextChoices


class Post(TextChoices):
    """The posts people hold, at a council, a partner or in the programme."""

    DCS = "dcs", "Director of Children's Services"
    DEPUTY_DCS = "deputy-dcs", "Deputy Director of Children's Services"
    ASSISTANT_DIRECTOR = "assistant-director", "Assistant Director"
    CHIEF_EXECUTIVE = "chief-executive", "Chief Executive"
    LEAD_MEMBER = "lead-member", "Lead Member"
    DATA_LEAD = "data-lead", "Data lead"
    COUNCIL_OFFICER = "council-officer", "Council officer"
    NETWORK_COORDINATOR = "network-coordinator", "Network coordinator"
    STEERING_GROUP = "steering-group", "Steering group member"
    TREASURER = "treasurer", "Treasurer"
    PROGRAMME_MANAGER = "programme-manager", "Programme manager"
    PROGRAMME_OFFICER = "programme-officer", "Programme officer"
    CONSULTANT = "consultant", "Programme consultant"
    LGA_ADVISER = "lga-adviser", "LGA adviser"
    DFE_ADVISER = "dfe-adviser", "DfE adviser"
    PROVIDER = "provider", "Provider on a governance group"
    ADMINISTRATOR = "administrator", "Portal administrator"


class Permission(TextChoices):
    """What a person may do, worded as a person would say it."""

    USE_ADMIN = "use-admin", "Use the admin"
    SEE_ALL_AUDIENCES = "see-all-audiences", "See what every circle sees, outside the peer challenge room"
    PUBLISH_UPDATES = "publish-updates", "Write, publish, correct and withdraw Updates"
    MANAGE_READERS = "manage-readers", "See the list of readers and what was sent to them"
    MANAGE_LIBRARY = "manage-library", "Put documents into the library"
    MANAGE_PEOPLE = "manage-people", "Keep people, posts, councils and circles"
    MANAGE_TOPICS = "manage-topics", "Keep the list of topics"
    KEEP_PLAN = "keep-plan", "Write the plan, freeze its versions, and refer tasks"
    KEEP_BUDGET = "keep-budget", "Enter income and spending, ask for virements, close years"
    APPROVE_VIREMENTS = "approve-virements", "Agree to virements that somebody else asked for"
    SEE_JOBS = "see-jobs", "See what the portal is doing and what failed"
    READ_AUDIT = "read-audit", "Read the record of what was done"
    RUN_PEER_CHALLENGE = (
        "run-peer-challenge",
        "Set up rounds and groups, and see what has come in but not read it",
    )
    ENTER_IN_AN_EMERGENCY = (
        "enter-in-an-emergency",
        "Enter the peer challenge room for an hour, with a reason",
    )
    ANSWER_FOR_COUNCIL = "answer-for-council", "Answer an Update's actions for the council"
    KEEP_COUNCIL = "keep-council", "Say who at the council holds which post, and invite them"
    GIVE_POSTS = "give-posts", "Invite anybody to any post"


TEAM = frozenset({Post.PROGRAMME_MANAGER, Post.PROGRAMME_OFFICER})
COUNCIL_LEADERS = frozenset({Post.DCS, Post.DEPUTY_DCS, Post.ASSISTANT_DIRECTOR})
# What the director of a council may invite its people to; their own post comes from the programme team.
COUNCIL_POSTS = COUNCIL_LEADERS - {Post.DCS} | {
    Post.CHIEF_EXECUTIVE,
    Post.LEAD_MEMBER,
    Post.DATA_LEAD,
    Post.COUNCIL_OFFICER,
    Post.NETWORK_COORDINATOR,
}
# Where a post is held: these at a council, the rest at a partner or in the programme.
HELD_AT_COUNCILS = COUNCIL_POSTS | {Post.DCS, Post.TREASURER}
# Their circles are the region's: a data-only subscriber's director is not among "the directors".
FOR_MEMBERS_ONLY = HELD_AT_COUNCILS - {Post.DATA_LEAD}
# Somebody else may act for their holders, for a time. A delegate never gets what the programme team may do.
CAN_BE_ACTED_FOR = COUNCIL_LEADERS | {Post.CHIEF_EXECUTIVE, Post.LEAD_MEMBER, Post.DATA_LEAD}
# Their holders arrange that themselves; for the rest of the council's posts the director does.
ARRANGE_THEIR_OWN = frozenset({Post.DCS, Post.CHIEF_EXECUTIVE, Post.LEAD_MEMBER, Post.DATA_LEAD})
# They open the most: an invitation to one of these leaves when a second person has agreed.
NEED_TWO = TEAM | {Post.DCS, Post.ADMINISTRATOR}

_TEAM_MAY = frozenset(
    {
        Permission.USE_ADMIN,
        Permission.SEE_ALL_AUDIENCES,
        Permission.PUBLISH_UPDATES,
        Permission.MANAGE_READERS,
        Permission.MANAGE_LIBRARY,
        Permission.MANAGE_PEOPLE,
        Permission.MANAGE_TOPICS,
        Permission.KEEP_PLAN,
        Permission.KEEP_BUDGET,
        Permission.APPROVE_VIREMENTS,
        Permission.SEE_JOBS,
        Permission.READ_AUDIT,
        Permission.RUN_PEER_CHALLENGE,
        Permission.GIVE_POSTS,
    }
)
_ADMINISTRATOR_MAY = frozenset(
    {
        Permission.USE_ADMIN,
        Permission.MANAGE_PEOPLE,
        Permission.SEE_JOBS,
        Permission.READ_AUDIT,
        Permission.ENTER_IN_AN_EMERGENCY,
    }
)

POST_MAY: dict[str, frozenset[Permission]] = {
    **dict.fromkeys(TEAM, _TEAM_MAY),
    Post.ADMINISTRATOR: _ADMINISTRATOR_MAY,
    **dict.fromkeys(COUNCIL_LEADERS, frozenset({Permission.ANSWER_FOR_COUNCIL})),
    Post.DCS: frozenset({Permission.ANSWER_FOR_COUNCIL, Permission.KEEP_COUNCIL}),
    Post.DATA_LEAD: frozenset({Permission.ANSWER_FOR_COUNCIL}),
    Post.TREASURER: frozenset({Permission.USE_ADMIN, Permission.KEEP_BUDGET, Permission.APPROVE_VIREMENTS}),
}

# Which permission opens which of the admin's models, by app label and model name.
ADMIN_NEEDS: dict[str, Permission] = {
    "newsletters": Permission.PUBLISH_UPDATES,
    "newsletters.reader": Permission.MANAGE_READERS,
    "newsletters.delivery": Permission.MANAGE_READERS,
    "newsletters.bounce": Permission.MANAGE_READERS,
    "people": Permission.MANAGE_PEOPLE,
    "topics": Permission.MANAGE_TOPICS,
    "library": Permission.MANAGE_LIBRARY,
    "workstreams": Permission.KEEP_PLAN,
    "budget": Permission.KEEP_BUDGET,
    "jobs": Permission.SEE_JOBS,
    # A PDF is called by its Update, which may be for a few.
    "jobs.rendition": Permission.SEE_ALL_AUDIENCES,
    "audit": Permission.READ_AUDIT,
}


def permissions_of(posts: Iterable[str]) -> frozenset[Permission]:
    """Everything the holders of these posts may do."""
    return frozenset().union(*(POST_MAY.get(post, frozenset()) for post in posts))


def admin_permission(codename: str) -> Permission | None:
    """The permission behind Django's "app.change_model"; None where nobody may."""
    app, _, action = codename.partition(".")
    model = action.partition("_")[2]
    return ADMIN_NEEDS.get(f"{app}.{model}") or ADMIN_NEEDS.get(app)
