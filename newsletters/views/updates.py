from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from newsletters import feeds
from newsletters.filters import ArchiveFilter
from newsletters.models import Edition
from newsletters.reading import archive_rows, edition_for, editions_for, neighbours
from seslip.public_pages.middleware import public_page
from seslip.sent import page_of

A_PAGE = 20


@public_page
def archive(request):
    editions = Edition.objects.visible_to(request.user)
    chosen = ArchiveFilter(request.GET, editions, request=request)
    is_valid = chosen.is_valid() or not request.GET
    found = (chosen.qs if is_valid else editions.none()).select_related("update")
    found = found.only("update__number", "update__date", "update__slug", "update__audience_id")
    page, no_such_page = page_of(Paginator(found, A_PAGE), request.GET.get("page", "1"))
    context = {
        "form": chosen.form,
        "page": page,
        "rows": archive_rows(request.user, page),
        "no_such_page": no_such_page,
        "is_valid": is_valid,
    }
    return render(request, "newsletters/archive.html", context)


@public_page
def update(request, slug):
    edition = get_object_or_404(editions_for(request.user), update__slug=slug)
    previous, following = neighbours(request.user, edition.update)
    context = {"copy": edition_for(request.user, edition), "previous": previous, "following": following}
    if request.user.is_authenticated:
        context["circle"] = edition.update.audience
    return render(request, "newsletters/update.html", context)


@public_page
def feed(request):
    return HttpResponse(feeds.feed(), content_type="application/atom+xml; charset=utf-8")
