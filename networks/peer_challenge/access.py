"""Who sees which document of the room, at which stage: the whole wall, written out once.

A row is a document and a place somebody can stand in, seen from the council that owns the document; a column
is a stage of the round. What is not written is no.

    -   no
    v   may read it
    e   may change it, and read it
    p   may put it in on the council's behalf, without reading it
    s   may read it if the council's own leader shares it inside the council
    h   may read it if the council that was challenged (the host) releases it
    o   may read it once it is signed off
    A…Z may read it if the round's memorandum says so: the switch of that letter

"Draft" is what nobody has signed off yet; the other row of the same document begins with the sign-off (a
self-assessment, by its council) or with the host's agreement (notes). Whoever is not of the owning council
reads the newest signed-off version and no other.

In a round of directors the leader is the Director of Children's Services; in a round of Lead Members it is
the Lead Member, and the tables stand apart so that each can be read by itself.
"""

from dataclasses import dataclass

from django.db.models import IntegerChoices, TextChoices


class Stage(IntegerChoices):
    """Where a round stands. A round only moves to the next stage or, with a reason, back to one before."""

    SET_UP = 1, "Set up"
    GROUPS = 2, "Groups and dates"
    PROFILE = 3, "Data profile"
    ASSESSMENT = 4, "Self-assessment"
    SIGN_OFF = 5, "Sign-off"
    OWN_GROUP = 6, "Released to own group"
    DAY = 7, "Challenge day"
    NOTES = 8, "Notes agreed"
    ASKS = 9, "Asks and offers"
    ALL = 10, "Released to all directors"
    THEMES = 11, "Themes"


class RoundKind(TextChoices):
    """Whose round it is."""

    DIRECTORS = "directors", "Directors of Children's Services"
    LEAD_MEMBERS = "lead-members", "Lead Members"


class Document(TextChoices):
    """What the room holds, as the wall sees it."""

    DRAFT_ASSESSMENT = "draft-assessment", "Draft self-assessment"
    ASSESSMENT = "assessment", "Self-assessment"
    PROFILE = "profile", "Data profile"
    LETTER = "letter", "Annual conversation letter"
    DRAFT_NOTES = "draft-notes", "Draft challenge notes"
    NOTES = "notes", "Challenge notes"
    ASKS_AND_OFFERS = "asks-and-offers", "Asks and offers"
    THEMES = "themes", "Themes"


class Standing(TextChoices):
    """Where somebody stands, seen from the council that owns a document."""

    OWN_DCS = "own-dcs", "Director of the council"
    OWN_DEPUTY = "own-deputy", "Nominated deputy of the council's leader"
    OWN_CHIEF_EXECUTIVE = "own-chief-executive", "Chief Executive of the council"
    OWN_LEAD_MEMBER = "own-lead-member", "Lead Member of the council"
    OWN_DATA_LEAD = "own-data-lead", "Data lead of the council"
    OWN_PARTNER = "own-partner", "Somebody of the partner that makes the offer"
    GROUP_DCS = "group-dcs", "Director in the same group"
    GROUP_DEPUTY = "group-deputy", "Nominated deputy of a leader in the same group"
    GROUP_LEAD_MEMBER = "group-lead-member", "Lead Member in the same group"
    ANY_DCS = "any-dcs", "Any director of a member council"
    ANY_LEAD_MEMBER = "any-lead-member", "Any Lead Member of a member council"
    ANY_CHIEF_EXECUTIVE = "any-chief-executive", "Any Chief Executive of a member council"
    ANY_DATA_LEAD = "any-data-lead", "Any data lead of a member council"
    FACILITATOR = "facilitator", "Named facilitator of the round"
    TEAM = "team", "Programme team"
    LGA_ADVISER = "lga-adviser", "LGA adviser"
    DFE_ADVISER = "dfe-adviser", "DfE adviser"


class Switch(TextChoices):
    """What only a memorandum can allow. Each is no until the round's memorandum says yes."""

    ADVISERS_READ_ASSESSMENTS = "A", "LGA advisers read self-assessments released to all directors"
    DEPUTIES_READ_THEIR_GROUP = "D", "Nominated deputies read what their leader reads in the group"
    LEADERS_READ_EACH_OTHER = (
        "L",
        "Directors read the papers of a Lead Member round, and Lead Members those of a directors' round, "
        "once they are released to all",
    )

    @property
    def field(self) -> str:
        """Where a memorandum keeps it."""
        return self.name.lower()


# stage                                        1    2    3    4    5    6    7    8    9    10   11
#                                              set- grps data self sign own  day  note asks all  themes
#                                              up        prof ass. off  grp
DIRECTORS_ROUND = """
draft-assessment   own-dcs                     -    -    -    e    e    e    e    v    v    v    v
draft-assessment   own-deputy                  -    -    -    e    e    e    e    v    v    v    v
draft-assessment   own-chief-executive         -    -    -    s    s    s    s    s    s    s    s
draft-assessment   own-lead-member             -    -    -    s    s    s    s    s    s    s    s
draft-assessment   facilitator                 -    -    -    p    p    p    p    -    -    -    -
draft-assessment   team                        -    -    -    p    p    p    p    -    -    -    -

assessment         own-dcs                     -    -    -    v    v    v    v    v    v    v    v
assessment         own-deputy                  -    -    -    v    v    v    v    v    v    v    v
assessment         own-chief-executive         -    -    -    v    v    v    v    v    v    v    v
assessment         own-lead-member             -    -    -    v    v    v    v    v    v    v    v
assessment         facilitator                 -    -    -    v    v    v    v    v    v    v    v
assessment         group-dcs                   -    -    -    -    -    v    v    v    v    v    v
assessment         group-deputy                -    -    -    -    -    D    D    D    D    D    D
assessment         any-dcs                     -    -    -    -    -    -    -    -    -    v    v
assessment         any-lead-member             -    -    -    -    -    -    -    -    -    L    L
assessment         lga-adviser                 -    -    -    -    -    -    -    -    -    A    A

profile            own-dcs                     -    -    v    v    v    v    v    v    v    v    v
profile            own-deputy                  -    -    v    v    v    v    v    v    v    v    v
profile            own-chief-executive         -    -    v    v    v    v    v    v    v    v    v
profile            own-lead-member             -    -    v    v    v    v    v    v    v    v    v
profile            own-data-lead               -    -    e    e    e    v    v    v    v    v    v
profile            facilitator                 -    -    e    e    e    e    e    v    v    v    v
profile            team                        -    -    p    p    p    p    p    -    -    -    -
profile            group-dcs                   -    -    -    -    -    v    v    v    v    v    v
profile            group-deputy                -    -    -    -    -    D    D    D    D    D    D
profile            any-dcs                     -    -    -    -    -    -    -    -    -    v    v
profile            any-lead-member             -    -    -    -    -    -    -    -    -    L    L
profile            lga-adviser                 -    -    -    -    -    -    -    -    -    v    v

letter             own-dcs                     -    e    e    e    e    e    e    e    e    e    e
letter             own-deputy                  -    e    e    e    e    e    e    e    e    e    e
letter             own-chief-executive         -    v    v    v    v    v    v    v    v    v    v
letter             own-lead-member             -    v    v    v    v    v    v    v    v    v    v
letter             facilitator                 -    -    -    v    v    v    v    v    v    v    v
letter             team                        -    p    p    p    p    p    p    p    p    p    p
letter             group-dcs                   -    -    -    -    -    v    v    v    v    v    v
letter             group-deputy                -    -    -    -    -    D    D    D    D    D    D
letter             any-dcs                     -    -    -    -    -    -    -    -    -    v    v
letter             any-lead-member             -    -    -    -    -    -    -    -    -    L    L

draft-notes        own-dcs                     -    -    -    -    -    -    v    v    v    v    v
draft-notes        own-deputy                  -    -    -    -    -    -    v    v    v    v    v
draft-notes        facilitator                 -    -    -    -    -    -    e    e    e    v    v

notes              own-dcs                     -    -    -    -    -    -    v    v    v    v    v
notes              own-deputy                  -    -    -    -    -    -    v    v    v    v    v
notes              own-chief-executive         -    -    -    -    -    -    v    v    v    v    v
notes              own-lead-member             -    -    -    -    -    -    v    v    v    v    v
notes              facilitator                 -    -    -    -    -    -    v    v    v    v    v
notes              group-dcs                   -    -    -    -    -    -    -    v    v    v    v
notes              group-deputy                -    -    -    -    -    -    -    D    D    D    D
notes              any-dcs                     -    -    -    -    -    -    -    -    -    h    h

asks-and-offers    own-dcs                     -    -    -    -    -    -    e    e    e    v    v
asks-and-offers    own-deputy                  -    -    -    -    -    -    e    e    e    v    v
asks-and-offers    own-chief-executive         -    -    -    -    -    -    v    v    v    v    v
asks-and-offers    own-lead-member             -    -    -    -    -    -    v    v    v    v    v
asks-and-offers    own-partner                 -    -    -    -    -    -    e    e    e    e    e
asks-and-offers    facilitator                 -    -    -    -    -    -    e    e    e    e    e
asks-and-offers    group-dcs                   -    -    -    -    -    -    -    -    v    v    v
asks-and-offers    group-deputy                -    -    -    -    -    -    -    -    D    D    D
asks-and-offers    any-dcs                     -    -    -    -    -    -    -    -    -    v    v
asks-and-offers    any-lead-member             -    -    -    -    -    -    -    -    -    L    L
asks-and-offers    lga-adviser                 -    -    -    -    -    -    -    -    -    v    v

themes             facilitator                 -    -    -    -    -    -    -    e    e    e    e
themes             any-dcs                     -    -    -    -    -    -    -    -    -    -    v
themes             any-chief-executive         -    -    -    -    -    -    -    -    -    -    v
themes             any-lead-member             -    -    -    -    -    -    -    -    -    -    v
themes             any-data-lead               -    -    -    -    -    -    -    -    -    -    v
themes             team                        -    -    -    -    -    -    -    -    -    -    v
themes             lga-adviser                 -    -    -    -    -    -    -    -    -    -    v
themes             dfe-adviser                 -    -    -    -    -    -    -    -    -    -    o
"""

LEAD_MEMBERS_ROUND = """
draft-assessment   own-lead-member             -    -    -    e    e    e    e    v    v    v    v
draft-assessment   own-deputy                  -    -    -    e    e    e    e    v    v    v    v
draft-assessment   own-dcs                     -    -    -    e    e    e    e    v    v    v    v
draft-assessment   own-chief-executive         -    -    -    s    s    s    s    s    s    s    s
draft-assessment   facilitator                 -    -    -    p    p    p    p    -    -    -    -
draft-assessment   team                        -    -    -    p    p    p    p    -    -    -    -

assessment         own-lead-member             -    -    -    v    v    v    v    v    v    v    v
assessment         own-deputy                  -    -    -    v    v    v    v    v    v    v    v
assessment         own-dcs                     -    -    -    v    v    v    v    v    v    v    v
assessment         own-chief-executive         -    -    -    v    v    v    v    v    v    v    v
assessment         facilitator                 -    -    -    v    v    v    v    v    v    v    v
assessment         group-lead-member           -    -    -    -    -    v    v    v    v    v    v
assessment         group-deputy                -    -    -    -    -    D    D    D    D    D    D
assessment         any-lead-member             -    -    -    -    -    -    -    -    -    v    v
assessment         any-dcs                     -    -    -    -    -    -    -    -    -    L    L
assessment         lga-adviser                 -    -    -    -    -    -    -    -    -    A    A

profile            own-lead-member             -    -    v    v    v    v    v    v    v    v    v
profile            own-deputy                  -    -    v    v    v    v    v    v    v    v    v
profile            own-dcs                     -    -    v    v    v    v    v    v    v    v    v
profile            own-chief-executive         -    -    v    v    v    v    v    v    v    v    v
profile            own-data-lead               -    -    e    e    e    v    v    v    v    v    v
profile            facilitator                 -    -    e    e    e    e    e    v    v    v    v
profile            team                        -    -    p    p    p    p    p    -    -    -    -
profile            group-lead-member           -    -    -    -    -    v    v    v    v    v    v
profile            group-deputy                -    -    -    -    -    D    D    D    D    D    D
profile            any-lead-member             -    -    -    -    -    -    -    -    -    v    v
profile            any-dcs                     -    -    -    -    -    -    -    -    -    L    L
profile            lga-adviser                 -    -    -    -    -    -    -    -    -    v    v

letter             own-dcs                     -    e    e    e    e    e    e    e    e    e    e
letter             own-lead-member             -    v    v    v    v    v    v    v    v    v    v
letter             own-deputy                  -    v    v    v    v    v    v    v    v    v    v
letter             own-chief-executive         -    v    v    v    v    v    v    v    v    v    v
letter             facilitator                 -    -    -    v    v    v    v    v    v    v    v
letter             team                        -    p    p    p    p    p    p    p    p    p    p
letter             group-lead-member           -    -    -    -    -    v    v    v    v    v    v
letter             group-deputy                -    -    -    -    -    D    D    D    D    D    D
letter             any-lead-member             -    -    -    -    -    -    -    -    -    v    v
letter             any-dcs                     -    -    -    -    -    -    -    -    -    L    L

draft-notes        own-lead-member             -    -    -    -    -    -    v    v    v    v    v
draft-notes        own-deputy                  -    -    -    -    -    -    v    v    v    v    v
draft-notes        facilitator                 -    -    -    -    -    -    e    e    e    v    v

notes              own-lead-member             -    -    -    -    -    -    v    v    v    v    v
notes              own-deputy                  -    -    -    -    -    -    v    v    v    v    v
notes              own-dcs                     -    -    -    -    -    -    v    v    v    v    v
notes              own-chief-executive         -    -    -    -    -    -    v    v    v    v    v
notes              facilitator                 -    -    -    -    -    -    v    v    v    v    v
notes              group-lead-member           -    -    -    -    -    -    -    v    v    v    v
notes              group-deputy                -    -    -    -    -    -    -    D    D    D    D
notes              any-lead-member             -    -    -    -    -    -    -    -    -    h    h

asks-and-offers    own-lead-member             -    -    -    -    -    -    e    e    e    v    v
asks-and-offers    own-deputy                  -    -    -    -    -    -    e    e    e    v    v
asks-and-offers    own-dcs                     -    -    -    -    -    -    v    v    v    v    v
asks-and-offers    own-chief-executive         -    -    -    -    -    -    v    v    v    v    v
asks-and-offers    own-partner                 -    -    -    -    -    -    e    e    e    e    e
asks-and-offers    facilitator                 -    -    -    -    -    -    e    e    e    e    e
asks-and-offers    group-lead-member           -    -    -    -    -    -    -    -    v    v    v
asks-and-offers    group-deputy                -    -    -    -    -    -    -    -    D    D    D
asks-and-offers    any-lead-member             -    -    -    -    -    -    -    -    -    v    v
asks-and-offers    any-dcs                     -    -    -    -    -    -    -    -    -    L    L
asks-and-offers    lga-adviser                 -    -    -    -    -    -    -    -    -    v    v

themes             facilitator                 -    -    -    -    -    -    -    e    e    e    e
themes             any-dcs                     -    -    -    -    -    -    -    -    -    -    v
themes             any-chief-executive         -    -    -    -    -    -    -    -    -    -    v
themes             any-lead-member             -    -    -    -    -    -    -    -    -    -    v
themes             any-data-lead               -    -    -    -    -    -    -    -    -    -    v
themes             team                        -    -    -    -    -    -    -    -    -    -    v
themes             lga-adviser                 -    -    -    -    -    -    -    -    -    -    v
themes             dfe-adviser                 -    -    -    -    -    -    -    -    -    -    o
"""

# A memorandum belongs to no round and no council, so it has no row above: who reads each kind, its blank
# and who signed. Whoever may sign may read; data leads and the DfE's advisers are no party to either.
MEMORANDUM_READERS: dict[str, frozenset[Standing]] = {
    "peer-challenge": frozenset(
        {
            Standing.ANY_DCS,
            Standing.ANY_CHIEF_EXECUTIVE,
            Standing.ANY_LEAD_MEMBER,
            Standing.OWN_DEPUTY,
            Standing.FACILITATOR,
            Standing.TEAM,
            Standing.LGA_ADVISER,
        }
    ),
    "agency": frozenset(
        {
            Standing.ANY_DCS,
            Standing.ANY_CHIEF_EXECUTIVE,
            Standing.ANY_LEAD_MEMBER,
            Standing.OWN_DEPUTY,
            Standing.TEAM,
        }
    ),
}


@dataclass(frozen=True)
class Rule:
    """One row of a table: a document, a standing, and the letter of each stage."""

    document: Document
    standing: Standing
    letters: tuple[str, ...]

    def stages(self, letters: str) -> list[int]:
        """The stages whose letter is among these."""
        return [stage for stage, letter in zip(Stage, self.letters, strict=True) if letter in letters]


def _rules(table: str) -> tuple[Rule, ...]:
    rows = (line.split() for line in table.splitlines() if line)
    return tuple(Rule(Document(row[0]), Standing(row[1]), tuple(row[2:])) for row in rows)


RULES: dict[RoundKind, tuple[Rule, ...]] = {
    RoundKind.DIRECTORS: _rules(DIRECTORS_ROUND),
    RoundKind.LEAD_MEMBERS: _rules(LEAD_MEMBERS_ROUND),
}
