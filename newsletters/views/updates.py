from django.shortcuts import get_object_or_404, render

from newsletters.models import Edition
from newsletters.reading import edition_for, editions_for
from seslip.public_pages.middleware import public_page


@public_page
def archive(request):
    editions = Edition.objects.visible_to(request.user).select_related("update")
    return render(request, "newsletters/archive.html", {"editions": editions})


@public_page
def update(request, slug):
    edition = get_object_or_404(editions_for(request.user), update__slug=slug)
    return render(request, "newsletters/update.html", {"copy": edition_for(request.user, edition)})
