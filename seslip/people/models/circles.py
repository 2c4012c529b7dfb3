from django.db import models
from django.db.models import Exists, Q

from seslip.people.access import TEAM, Post
from seslip.people.models.organisations import Membership, Organisation
from seslip.people.models.people import Appointment, Person
from seslip.people.models.periods import PeriodModel


class CircleManager(models.Manager):
    def everyone(self) -> "Circle":
        return self.get(kind=Circle.Kind.EVERYONE)

    def members(self) -> "Circle":
        return self.get(kind=Circle.Kind.MEMBERS)

    def team(self) -> "Circle":
        return self.get(kind=Circle.Kind.TEAM)

    def of_post(self, post: Post) -> "Circle":
        return self.get(kind=Circle.Kind.POST, post=post)

    def of_council(self, organisation: Organisation) -> "Circle":
        return self.get(kind=Circle.Kind.COUNCIL, organisation=organisation)

    def ids_of(self, user) -> frozenset[int]:
        """Every circle this person is in today: built in, named in, or by a circle that includes another.

        Anonymous: everyone. Signed in: also the councils and posts held today; members with a current post
        at a full member, in the team or on the steering group; the team; explicit circles they are named in.
        """
        mine = Q(kind=Circle.Kind.EVERYONE)
        if user.is_authenticated and user.is_active:
            mine |= self._of_appointments(user.appointments)
            mine |= Q(pk__in=CircleMember.objects.current().filter(person__user=user).values("circle"))
        pairs = list(self.filter(mine).values_list("pk", "included_in"))
        ids = {pk for pk, _ in pairs}
        return self._with_including(ids) if any(outer for _, outer in pairs) else frozenset(ids)

    def _of_appointments(self, appointments) -> Q:
        organisations = {appointment.organisation_id for appointment in appointments}
        posts = {appointment.post for appointment in appointments}
        q = Q(kind=Circle.Kind.COUNCIL, organisation__in=organisations)
        q |= Q(kind=Circle.Kind.POST, post__in=posts)
        if posts & TEAM:
            q |= Q(kind=Circle.Kind.TEAM)
        if posts & (TEAM | {Post.STEERING_GROUP}):
            q |= Q(kind=Circle.Kind.MEMBERS)
        elif organisations:
            q |= Q(Exists(_members_among(organisations)), kind=Circle.Kind.MEMBERS)
        return q

    def _with_including(self, ids: set[int]) -> frozenset[int]:
        inclusions = list(Circle.includes.through.objects.values_list("to_circle_id", "from_circle_id"))
        size = -1
        while size != len(ids):
            size = len(ids)
            ids |= {outer for inner, outer in inclusions if inner in ids}
        return frozenset(ids)


def _members_among(organisation_ids):
    return Membership.objects.current().filter(kind=Membership.Kind.MEMBER, organisation__in=organisation_ids)


class Circle(models.Model):
    """A named set of people who may see a thing."""

    class Kind(models.TextChoices):
        EVERYONE = "everyone", "Everyone"
        MEMBERS = "members", "Members"
        COUNCIL = "council", "The people of a council"
        POST = "post", "The holders of a post"
        TEAM = "team", "The programme team"
        NAMED = "named", "Named people"

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NAMED)
    organisation = models.OneToOneField(Organisation, null=True, blank=True, on_delete=models.CASCADE)
    post = models.CharField(max_length=24, choices=Post, blank=True)
    includes = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="included_in",
        help_text="Other circles whose people belong to this one too.",
    )
    people = models.ManyToManyField(Person, through="CircleMember", related_name="circles")

    objects = CircleManager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="people_circle_council_names_it",
                condition=Q(kind="council", organisation__isnull=False)
                | (~Q(kind="council") & Q(organisation__isnull=True)),
            ),
            models.CheckConstraint(name="people_circle_post_names_it", condition=Q(kind="post") ^ Q(post="")),
            models.UniqueConstraint(
                fields=["post"], condition=Q(kind="post"), name="people_circle_one_a_post"
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind__in=["everyone", "members", "team"]),
                name="people_circle_one_of_a_kind",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def in_words(self) -> str:
        """Who they are, as it stands in "Only … see this": "directors of children's services"."""
        if self.kind == self.Kind.POST:
            return _plural(self.get_post_display())
        if self.kind == self.Kind.COUNCIL:
            return f"people of {self.organisation}"
        return _KINDS_IN_WORDS.get(self.kind, f"people in “{self.name}”")

    def people_today(self):
        """Everybody in it today, with those of the circles it includes."""
        circles = [self]
        for circle in circles:
            circles += [inner for inner in circle.includes.all() if inner not in circles]
        inside = Q(pk__in=[])
        for circle in circles:
            inside |= circle._own_people()
        return Person.objects.unscoped("counting the people of a circle, whoever they are").filter(inside)

    def _own_people(self) -> Q:
        """Who is in this circle itself; the same rule as `ids_of`, seen from the other side."""
        if self.is_public:
            return Q(pk__isnull=False)
        held = Appointment.objects.current().filter(self._appointments_inside())
        return Q(pk__in=held.values("person")) | Q(pk__in=self.members.current().values("person"))

    def _appointments_inside(self) -> Q:
        if self.kind == self.Kind.POST:
            return Q(post=self.post)
        if self.kind == self.Kind.COUNCIL:
            return Q(organisation=self.organisation)
        if self.kind == self.Kind.TEAM:
            return Q(post__in=TEAM)
        if self.kind == self.Kind.MEMBERS:
            councils = Organisation.objects.members()
            return Q(organisation__in=councils) | Q(post__in=TEAM | {Post.STEERING_GROUP})
        return Q(pk__in=[])

    def sentence(self) -> str:
        """Who will see a thing kept for this circle: "Directors of children's services: 21 people"."""
        if self.is_public:
            return "everyone, signed in or not"
        count = self.people_today().count()
        return f"{self.in_words}: {count} {'person' if count == 1 else 'people'}"

    @property
    def is_public(self) -> bool:
        return self.kind == self.Kind.EVERYONE

    def holds(self, user) -> bool:
        from seslip.people.visibility import circle_ids

        return self.pk in circle_ids(user)


_KINDS_IN_WORDS = {
    Circle.Kind.EVERYONE: "all readers",
    Circle.Kind.MEMBERS: "people of the member councils and the programme team",
    Circle.Kind.TEAM: "people of the programme team",
}


def _plural(post: str) -> str:
    """ "Director of Children's Services" becomes "directors of children's services"; "LGA" stays."""
    words = [word if word.isupper() else word.lower() for word in post.split()]
    head = next((place for place, word in enumerate(words) if word in ("of", "on")), len(words))
    words[head - 1] += "s"
    return " ".join(words)


class CircleMember(PeriodModel):
    """Somebody named in a circle, from when to when."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="named_in")

    class Meta(PeriodModel.Meta):
        ordering = ["circle__name", "person__name"]

    def __str__(self):
        return f"{self.person} in {self.circle}"
