"""The lines of the admin in which rights are given; the rules of giving hold there too."""

from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet, ModelForm
from django.utils import timezone

from seslip.people import giving
from seslip.people.access import NEED_TWO
from seslip.people.models import Organisation

NOT_TO_ONESELF = "Nobody gives themselves a post, or a place in a circle. Ask somebody else who keeps people."
NOT_YOURS = "You can end posts here, and not give this one."
BY_INVITATION = (
    "This post is given by an invitation, which a second person agrees to: open the council’s page."
)

ONLY_COUNCILS = "Only councils have a place in the alliance."
NOT_ONES_OWN = "You hold a post there. Ask somebody else who keeps people."


class PostLines(BaseInlineFormSet):
    """`user` is whoever fills the lines in."""

    user = None

    def clean(self):
        super().clean()
        for form in self.forms:
            if form.has_changed() and form.is_valid() and (why := self._why_not(form)):
                raise ValidationError(why)

    def _why_not(self, form) -> str:
        if _only_ends(form):
            return ""
        post, organisation = form.cleaned_data.get("post"), form.cleaned_data.get("organisation")
        if giving.is_themselves(self.user, person=self.instance):
            return NOT_TO_ONESELF
        if post not in giving.posts_to_give(self.user, organisation):
            return NOT_YOURS
        guarded = {post, form.initial.get("post")} & NEED_TWO
        return BY_INVITATION if guarded and giving.needs_second(self.user, guarded.pop()) else ""


def _only_ends(form) -> bool:
    """Whether the line takes something away: the last day comes nearer, and nothing else changes."""
    if not form.instance.pk or form.changed_data != ["ends"]:
        return False
    before, now = form.initial.get("ends"), form.cleaned_data.get("ends")
    was_over = before is not None and before < timezone.localdate()
    return not was_over and now is not None and (before is None or now <= before)


class MembershipLines(BaseInlineFormSet):
    """A member's people see what members see: nobody makes one of where they hold a post themselves."""

    user = None

    def clean(self):
        super().clean()
        for form in self.forms:
            if form.has_changed() and form.is_valid() and not _only_ends(form):
                self._refuse()

    def _refuse(self):
        if self.instance.kind != Organisation.Kind.COUNCIL:
            raise ValidationError(ONLY_COUNCILS)
        if any(held.organisation_id == self.instance.pk for held in self.user.appointments):
            raise ValidationError(NOT_ONES_OWN)


class NameLines(BaseInlineFormSet):
    user = None

    def clean(self):
        super().clean()
        for form in self.forms:
            if not form.has_changed() or not form.is_valid() or _only_ends(form):
                continue
            if giving.is_themselves(self.user, person=form.cleaned_data["person"]):
                raise ValidationError(NOT_TO_ONESELF)


class CircleForm(ModelForm):
    """A circle that includes one of one's own would let oneself in, as being named does."""

    user = None

    def clean_includes(self):
        included = self.cleaned_data["includes"]
        before = set(self.instance.includes.all()) if self.instance.pk else set()
        if any(circle.holds(self.user) for circle in set(included) - before if not circle.is_public):
            raise ValidationError(NOT_TO_ONESELF)
        return included
