from django.shortcuts import get_object_or_404, render

from newsletters.models import Edition
from seslip.public_pages.middleware import public_page


@public_page
def archive(request):
    editions = Edition.objects.visible_to(request.user).select_related("update")
    return render(request, "newsletters/archive.html", {"editions": editions})


@public_page
def update(request, slug):
    edition = get_object_or_404(
        Edition.objects.visible_to(request.user).select_related("update"), update__slug=slug
    )
    return render(request, "newsletters/update.html", {"edition": edition})
