from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from newsletters import feeds
from newsletters.copies import Showing
from newsletters.filters import ArchiveFilter
from newsletters.models import Edition, EditionItem
from newsletters.reading import edition_for, editions_for
from seslip.public_pages.middleware import public_page

A_PAGE = 20


@public_page
def archive(request):
    editions = Edition.objects.visible_to(request.user).select_related("update")
    chosen = ArchiveFilter(request.GET, with_headlines(editions, request.user), request=request)
    is_valid = chosen.is_valid() or not request.GET
    found = chosen.qs if is_valid else chosen.queryset.none()
    showing = Showing(request.user)
    page, no_such_page = page_of(Paginator(found, A_PAGE), request.GET.get("page", "1"))
    for edition in page:
        edition.headlines = [(item.item_id, showing.words(item.programme)) for item in edition.headlines]
    context = {"form": chosen.form, "page": page, "no_such_page": no_such_page, "is_valid": is_valid}
    return render(request, "newsletters/archive.html", context)


def with_headlines(editions, user):
    """The editions with the headlines this person may see, the items of this week first."""
    items = EditionItem.objects.visible_to(user).only("edition_id", "item_id", "programme")
    return editions.defer("introduction", "update__introduction").prefetch_related(
        Prefetch("items", items, to_attr="headlines")
    )


def page_of(paginator: Paginator, number: str) -> tuple[Page, str]:
    """The page asked for; where there is none, the first and the number that was asked for."""
    try:
        return paginator.page(number), ""
    except InvalidPage:
        return paginator.page(1), number


@public_page
def update(request, slug):
    edition = get_object_or_404(editions_for(request.user), update__slug=slug)
    return render(request, "newsletters/update.html", {"copy": edition_for(request.user, edition)})


@public_page
def feed(request):
    return HttpResponse(feeds.feed(), content_type="application/atom+xml; charset=utf-8")
