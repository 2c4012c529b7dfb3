from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render

from newsletters.models import Edition


@login_not_required
def archive(request):
    editions = Edition.objects.visible_to(request.user).select_related("update")
    return render(request, "newsletters/archive.html", {"editions": editions})


@login_not_required
def update(request, slug):
    edition = get_object_or_404(
        Edition.objects.visible_to(request.user).select_related("update"), update__slug=slug
    )
    return render(request, "newsletters/update.html", {"edition": edition})
