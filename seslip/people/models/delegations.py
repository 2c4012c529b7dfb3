import datetime as dt

from django.db import models
from django.db.models import Exists, OuterRef

from seslip.people.models.people import Appointment, Person, User
from seslip.people.models.periods import PeriodModel, PeriodQuerySet, on_day


class DelegationQuerySet(PeriodQuerySet):
    def current(self, day: dt.date | None = None):
        """In force on that day: the post is still held, and the delegate has one at the same council."""
        own = Appointment.objects.current(day).filter(
            person=OuterRef("to"), organisation=OuterRef("appointment__organisation")
        )
        return self.filter(on_day(day), on_day(day, "appointment"), Exists(own))


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
