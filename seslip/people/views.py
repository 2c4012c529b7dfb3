from allauth.account.views import PasswordResetView
from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from seslip.people import second_step
from seslip.people.models import Appointment, Circle, Delegation, Person, roll_for


def account(request):
    """Who you are to the portal, and how you sign in. What you see and may do follows from your posts."""
    context = {
        "to_come": Appointment.objects.to_come()
        .filter(person__user=request.user)
        .select_related("organisation"),
        "has_second_step": second_step.is_set_up(request.user),
        "delegations": Delegation.objects.around(request.user),
        "is_demonstration": not settings.MFA_REQUIRED,
    }
    return render(request, "account/account.html", context)


def circle(request, pk):
    """Who sees what is kept for a circle, by name and post: for those who see it themselves."""
    found = get_object_or_404(Circle.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    roll, team = roll_for(request.user), Circle.objects.team()
    context = {"circle": found}
    if not found.is_public:
        context["why"] = roll.why(request.user, found)
        context["people"] = Person.objects.in_circle(found, roll)
        context["team"] = [] if found == team else Person.objects.in_circle(team, roll)
    return render(request, "people/circle.html", context)


class ForgottenPassword(PasswordResetView):
    """The page somebody asked for goes into the letter's link; now they read that a letter is on its way."""

    def get_success_url(self):
        return reverse("account_reset_password_done")
