from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from seslip.library.filters import DocumentFilter
from seslip.library.models import Document, Version
from seslip.library.serving import serve
from seslip.people.models import Person
from seslip.public_pages.middleware import public_page

PER_PAGE = 25


@require_safe
@public_page
def document_list(request):
    documents = Document.objects.visible_to(request.user)
    narrowed = DocumentFilter(
        request.GET, documents.select_related("audience__organisation"), request=request
    )
    is_valid = narrowed.is_valid() or not request.GET
    found = narrowed.qs if is_valid else documents.none()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": narrowed.form, "page": page, "is_valid": is_valid}
    return render(request, "library/list.html", context)


@require_safe
@public_page
def document(request, pk):
    documents = Document.objects.visible_to(request.user).select_related("audience__organisation")
    found = get_object_or_404(documents.prefetch_related("topics", "tags"), pk=pk)
    owners = Person.objects.visible_to(request.user).filter(pk=found.owner_id)
    return render(
        request,
        "library/document.html",
        {
            "document": found,
            "owner": owners.first() if found.owner_id else None,
            "may_open": Document.objects.given_to(request.user).filter(pk=pk).exists(),
            "versions": Version.objects.visible_to(request.user).filter(document=pk),
        },
    )


@login_not_required
@require_safe
def document_download(request, pk):
    return serve(request, pk)


@login_not_required
@require_safe
def version_download(request, pk, number):
    return serve(request, pk, number)
