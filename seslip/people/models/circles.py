from django.db import models
from django.db.models import Q
from django.urls import reverse

from seslip.people.access import FOR_MEMBERS_ONLY, TEAM, Permission, Post
from seslip.people.models.organisations import Organisation
from seslip.people.models.people import Person
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

    def that_can_be_chosen(self):
        """All but those of the councils in England that never had a part in the programme."""
        ours = Q(organisation=None) | Q(organisation__in=Organisation.objects.ever_in_the_programme())
        return self.select_related("organisation").filter(ours)

    def visible_to(self, user):
        """The circles whose things this person sees: who is in them is no secret to the others there."""
        if user.is_authenticated and user.may(Permission.SEE_ALL_AUDIENCES):
            return self.all()
        return self.filter(pk__in=self.ids_of(user))

    def ids_of(self, user) -> frozenset[int]:
        """Every circle this person is in today: built in, named in, or by a circle that includes another.

        Anonymous: everyone. Signed in: also the councils and posts held today; members with a current post
        at a full member, in the team or on the steering group; the team; explicit circles they are named in.
        Being named counts only beside a post held today: access ends with the last one.
        """
        mine = Q(kind=Circle.Kind.EVERYONE)
        if user.is_authenticated and user.appointments:
            mine |= self._of_posts(user)
            mine |= Q(pk__in=CircleMember.objects.current().filter(person__user=user).values("circle"))
        pairs = list(self.filter(mine).values_list("pk", "included_in"))
        ids = {pk for pk, _ in pairs}
        return self._with_including(ids) if any(outer for _, outer in pairs) else frozenset(ids)

    def _of_posts(self, user) -> Q:
        held = user.appointments
        posts = {each.post for each in held if each.at_member or each.post not in FOR_MEMBERS_ONLY}
        q = Q(kind=Circle.Kind.COUNCIL, organisation__in={each.organisation_id for each in held})
        q |= Q(kind=Circle.Kind.POST, post__in=posts)
        if posts & TEAM:
            q |= Q(kind=Circle.Kind.TEAM)
        if user.members_held_at or posts & (TEAM | {Post.STEERING_GROUP}):
            q |= Q(kind=Circle.Kind.MEMBERS)
        return q

    def _with_including(self, ids: set[int]) -> frozenset[int]:
        inclusions = list(Circle.includes.through.objects.values_list("to_circle_id", "from_circle_id"))
        size = -1
        while size != len(ids):
            size = len(ids)
            ids |= {outer for inner, outer in inclusions if inner in ids}
        return frozenset(ids)


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

    def admits(self, post: str, *, at: int, is_member: bool) -> bool:
        """Whether a post held today, at that organisation, lets somebody into this circle by itself.

        The same rule as `ids_of`, seen from the circle's side; named people and included circles come on top.
        """
        match self.kind:
            case self.Kind.POST:
                return post == self.post and (is_member or post not in FOR_MEMBERS_ONLY)
            case self.Kind.COUNCIL:
                return at == self.organisation_id
            case self.Kind.TEAM:
                return post in TEAM
            case self.Kind.MEMBERS:
                return is_member or post in TEAM | {Post.STEERING_GROUP}
        return False

    def people_today(self):
        """Everybody in it today, with those of the circles it includes."""
        from seslip.people.models.rolls import Roll

        people = Person.objects.unscoped("counting the people of a circle, whoever they are")
        return people if self.is_public else people.filter(pk__in=Roll().people_in(self))

    def sentence(self) -> str:
        """Who will see a thing kept for this circle; of many circles, ask one Roll."""
        from seslip.people.models.rolls import Roll

        return Roll().sentence(self)

    def get_absolute_url(self):
        return reverse("circle", args=[self.pk])

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
    """ "Director of Children's Services" becomes "directors of children's services"; "LGA" and "DfE" stay."""
    words = [word.lower() if word[1:].islower() else word for word in post.split()]
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
