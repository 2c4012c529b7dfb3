import datetime as dt
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower

from seslip.people.access import (
    CAN_BE_ACTED_FOR,
    POST_MAY,
    TEAM,
    Permission,
    Post,
    admin_permission,
    permissions_of,
)
from seslip.people.models.organisations import Organisation
from seslip.people.models.periods import PeriodModel, on_day
from seslip.people.visibility import GuardedQuerySet, audience_q


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """An account. Its name is the e-mail address; what it may do comes from the posts of its person."""

    email = models.EmailField("e-mail address", unique=True)
    is_active = models.BooleanField("can sign in", default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    is_superuser = False

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="people_user_email_any_case")]

    def __str__(self):
        return self.email

    @cached_property
    def appointments(self) -> list["Appointment"]:
        """The posts held today, once a request; each knows `at_member`, and whether `others_lend` theirs."""
        if not self.is_active:
            return []
        from seslip.people.models.delegations import Delegation

        members = Organisation.objects.members().filter(pk=OuterRef("organisation"))
        lent = Delegation.objects.filter(on_day(), to=OuterRef("person"))
        held = Appointment.objects.current().filter(person__user=self)
        held = held.annotate(at_member=Exists(members), others_lend=Exists(lent))
        return list(held.select_related("organisation", "person"))

    @cached_property
    def members_held_at(self) -> frozenset[int]:
        """The full members of the alliance where this person holds a post today."""
        return frozenset(held.organisation_id for held in self.appointments if held.at_member)

    @cached_property
    def delegations(self) -> list:
        """The posts of others that this person acts for today, each with its holder; once a request."""
        if not any(held.others_lend for held in self.appointments):
            return []
        from seslip.people.models.delegations import Delegation

        mine = Delegation.objects.current().filter(to__user=self)
        return list(mine.select_related("appointment__organisation", "appointment__person", "to"))

    @cached_property
    def posts_acted_for(self) -> list["Appointment"]:
        """The posts of others that this person may do the work of today."""
        acted_for = [delegation.appointment for delegation in self.delegations]
        return [appointment for appointment in acted_for if appointment.post in CAN_BE_ACTED_FOR]

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """What the posts held and the posts acted for let this person do."""
        held = self.appointments + self.posts_acted_for
        return permissions_of(appointment.post for appointment in held)

    def organisations_where_may(self, permission: Permission) -> list[Organisation]:
        """Where a post, held or acted for, lets this person do that; by name."""
        held = _carrying(permission, self.appointments + self.posts_acted_for)
        return sorted({appointment.organisation for appointment in held}, key=lambda each: each.name)

    def may_at(self, permission: Permission, organisation: Organisation) -> bool:
        return organisation in self.organisations_where_may(permission)

    def acting_for(self, permission: Permission, organisation: Organisation) -> "Appointment | None":
        """The post of somebody else that lets this person do that there; None where one of their own does."""
        own, others = (
            [post for post in _carrying(permission, posts) if post.organisation_id == organisation.pk]
            for posts in (self.appointments, self.posts_acted_for)
        )
        return others[0] if others and not own else None

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    @property
    def is_staff(self) -> bool:
        return self.may(Permission.USE_ADMIN)

    def has_perm(self, codename: str, obj=None) -> bool:
        """Django's admin asks this way; the answer comes from the table in access.py."""
        needed = admin_permission(codename)
        return needed is not None and self.is_staff and self.may(needed)

    def has_perms(self, codenames, obj=None) -> bool:
        return all(self.has_perm(codename, obj) for codename in codenames)

    def has_module_perms(self, app: str) -> bool:
        return self.has_perm(f"{app}.view_any")

    def get_full_name(self) -> str:
        if self.appointments:
            return self.appointments[0].person.name
        person = Person.objects.unscoped("a person's own name").filter(user=self).first()
        return person.name if person else self.email

    get_short_name = get_full_name


def _carrying(permission: Permission, appointments: list["Appointment"]) -> list["Appointment"]:
    return [held for held in appointments if permission in POST_MAY.get(held.post, ())]


class PersonQuerySet(GuardedQuerySet):
    def visible_to(self, user):
        """Whoever may see their contact details."""
        return self.filter(audience_q(user, "details_audience")).scoped()

    def in_circle(self, circle, roll):
        """Everybody in a circle, with the posts they hold today; their details are another matter."""
        people = self.unscoped("those who see a thing may know who else does")
        return people.filter(pk__in=roll.people_in(circle)).with_posts_today()

    def with_posts_today(self):
        posts = Appointment.objects.current().select_related("organisation")
        return self.prefetch_related(models.Prefetch("appointments", posts, to_attr="posts_today"))


class Person(models.Model):
    """Somebody the programme knows, with or without an account."""

    name = models.CharField(max_length=120)
    email = models.EmailField("contact e-mail", blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    details_audience = models.ForeignKey(
        "people.Circle",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="who can see the contact details",
    )
    user = models.OneToOneField(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="person")

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"

    def __str__(self):
        return self.name


class Appointment(PeriodModel):
    """Who holds which post where, from when to when. Access ends with the post."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="appointments")
    post = models.CharField(max_length=24, choices=Post)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="appointments")
    on_behalf_of = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whom they act for. Shown beside the name; it gives no access by itself.",
    )
    took_over_from = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(PeriodModel.Meta):
        ordering = ["organisation__name", "post", "starts"]

    def __str__(self):
        return f"{self.get_post_display()}, {self.organisation}"

    @property
    def in_words(self) -> str:
        """As it stands in "You see this as …": "Director of Children's Services of Kent", "LGA adviser"."""
        post = self.get_post_display()
        is_council = self.organisation.kind == Organisation.Kind.COUNCIL
        return f"{post} of {self.organisation}" if is_council else post

    @property
    def is_team(self) -> bool:
        return self.post in TEAM

    def end(self, day: dt.date):
        self.ends = day
        self.save(update_fields=["ends"])
