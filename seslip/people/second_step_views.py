"""Setting up the second step, looking after it, and taking it away from somebody who has lost it."""

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy

from seslip.people import second_step
from seslip.people.access import Permission
from seslip.people.actions import take_second_step_away
from seslip.people.models import Person


def overview(request):
    """What the second step is, and what this person has of it."""
    mine = Authenticator.objects.filter(user=request.user).order_by("created_at")
    context = {
        "app": mine.filter(type=Authenticator.Type.TOTP).first(),
        "passkeys": mine.filter(type=Authenticator.Type.WEBAUTHN),
        "recovery_codes": mine.filter(type=Authenticator.Type.RECOVERY_CODES).first(),
        "is_asked": second_step.is_asked_of(request.user),
        "is_demonstration": not settings.MFA_REQUIRED,
    }
    return render(request, "mfa/index.html", context)


def go_on(request):
    """To the page that was asked for before the second step came in between; the gate put it there."""
    return redirect(request.session.pop(second_step.GO_ON, "front"))


class Ask(AuthenticateView):
    """allauth's page, told what this person has to show."""

    def get_context_data(self, **kwargs):
        has = Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True)
        return super().get_context_data(**kwargs) | {"has": set(has)}


class SetUpApp(ActivateTOTPView):
    def form_valid(self, form):
        response = super().form_valid(form)
        second_step.passed(self.request, self.request.user, "totp")
        return response


class AddPasskey(AddWebAuthnView):
    def form_valid(self, form):
        response = super().form_valid(form)
        second_step.passed(self.request, self.request.user, "webauthn")
        return response


class RemovePasskey(RemoveWebAuthnView):
    success_url = reverse_lazy("mfa_index")
    context_object_name = "passkey"

    def form_valid(self, form):
        if not may_take_away(self.object):
            messages.error(self.request, "It is your only second step. Set up another before you remove it.")
            return redirect("mfa_index")
        return super().form_valid(form)


def may_take_away(authenticator: Authenticator) -> bool:
    """Whoever must have a second step keeps one."""
    others = Authenticator.objects.filter(user=authenticator.user).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    return not second_step.is_asked_of(authenticator.user) or others.exclude(pk=authenticator.pk).exists()


def take_away(request, pk):
    """Somebody has lost their telephone: after this they set up the second step anew."""
    if not request.user.may(Permission.MANAGE_PEOPLE):
        raise PermissionDenied("Your posts do not include looking after how others sign in.")
    people = Person.objects.unscoped("whoever keeps people keeps all of them (access.py)")
    person = get_object_or_404(people, pk=pk, user__isnull=False)
    if person.user == request.user:
        raise PermissionDenied("Look after your own second step on your account page.")
    if request.method == "POST":
        take_second_step_away(user=person.user, by=request.user)
        messages.success(request, f"{person.name} sets up a new second step at the next sign-in.")
        return redirect("admin:people_person_change", person.pk)
    return render(request, "account/second_step_take_away.html", {"person": person})
