from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from newsletters import pdf
from newsletters.models import Edition, Update
from seslip.pdf import renditions
from seslip.people.access import Permission


@login_not_required
def update(request, slug):
    """Made for exactly this reader: what they may not see is not in it, and never was."""
    editions = Edition.objects.visible_to(request.user).select_related("update")
    edition = get_object_or_404(editions, update__slug=slug)
    rendition = pdf.rendition_for(request.user, edition)
    return _respond(request, rendition, edition.update, edition.update.get_absolute_url())


def preview(request, slug):
    """As everybody would get it if it were published now, or (?as=me) as the writer of the draft would."""
    draft = Update.objects.visible_to(request.user).filter(slug=slug).first()
    if draft is None:
        raise Http404
    if not request.user.may(Permission.PUBLISH_UPDATES):
        raise PermissionDenied
    reader = request.user if request.GET.get("as") == "me" else AnonymousUser()
    back = reverse("admin:newsletters_update_preview", args=[draft.pk])
    return _respond(request, pdf.preview_for(reader, draft), draft, back)


def _respond(request, rendition, update, back):
    return renditions.respond(request, rendition, name=f"update-no-{update.number}.pdf", back=back)
