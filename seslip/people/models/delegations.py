import datetime as dt

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from seslip.people.models.people import Appointment, Person, User
from seslip.people.models.periods import PeriodModel, PeriodQuerySet, on_day


class DelegationQuerySet(PeriodQuerySet):
    def current(self, day: dt.date | None = None):
        """In force on that day: the post is still held, and the delegate has one at the same council."""
        own = Appointment.objects.current(day).filter(
            person=OuterRef("to"), organisation=OuterRef("appointment__organisation")
        )
        return self.filter(on_day(day), on_day(day, "appointment"), Exists(own))

    def around(self, user):
        """Those in force or to come in which this person has a part: acting, or acted for."""
        mine = Q(to__user=user) | Q(appointment__person__user=user)
        lasting = self.filter(mine, ends__gte=timezone.localdate())
        return lasting.select_related("to", "appointment__person", "appointment__organisation")


class Delegation(PeriodModel):
    """Who acts for the holder of a post, from when to when. It always has a last day.

    The delegate may do what the post may do. It puts nobody into a circle: those who hold a post are a
    circle, and a delegate does not hold it.
    """

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="delegations")
    to = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="delegated")
    ends = models.DateField("to", help_text="The last day.")
    in_the_room = models.BooleanField("also in the peer challenge room, as nominated deputy", default=False)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = DelegationQuerySet.as_manager()

    class Meta(PeriodModel.Meta):
        ordering = ["appointment__organisation__name", "starts"]

    def __str__(self):
        return f"{self.to} for {self.appointment}"
