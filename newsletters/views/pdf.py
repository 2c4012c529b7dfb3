from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from newsletters import pdf
from newsletters.models import Edition, Update
from seslip.pdf import renditions
from seslip.people.access import Permission


@login_not_required
def update(request, slug):
    """Made for exactly this reader: what they may not see is not in it, and never was."""
    editions = Edition.objects.visible_to(request.user).select_related("update")
    edition = get_object_or_404(editions, update__slug=slug)
    return _respond(request, pdf.rendition_for(request.user, edition), edition.update)


def preview(request, slug):
    """As the writer of the draft would get it if it were published now."""
    draft = Update.objects.visible_to(request.user).filter(slug=slug).first()
    if draft is None:
        raise Http404
    if not request.user.may(Permission.PUBLISH_UPDATES):
        raise PermissionDenied
    return _respond(request, pdf.preview_for(request.user, draft), draft)


def _respond(request, rendition, update):
    name = f"update-no-{update.number}.pdf"
    return renditions.respond(request, rendition, name=name, back=update.get_absolute_url())
