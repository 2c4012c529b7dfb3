from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from seslip import drafts
from seslip.audit.models import Event
from seslip.library import actions
from seslip.library.asking import AskForm, DecideForm, EndForm, ReviewForm
from seslip.library.filters import DocumentFilter
from seslip.library.models import Document, Folder, Request, Version
from seslip.library.requests import ask
from seslip.library.serving import newest_of, serve
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
    if not request.GET:
        context["folders"] = Folder.objects.visible_to(request.user).with_counts(request.user)
    return render(request, "library/list.html", context)


@require_safe
@public_page
def folder(request, pk):
    folders = Folder.objects.visible_to(request.user).select_related("audience__organisation")
    found = get_object_or_404(folders, pk=pk)
    inside = Document.objects.visible_to(request.user).filter(folder=found)
    page = Paginator(inside.select_related("audience__organisation"), PER_PAGE)
    context = {"folder": found, "page": page.get_page(request.GET.get("page"))}
    return render(request, "library/folder.html", context)


@require_safe
@public_page
def document(request, pk):
    found = seen(request, pk)
    owners = Person.objects.visible_to(request.user).filter(pk=found.owner_id)
    versions = Version.objects.visible_to(request.user).filter(document=pk)
    context = {
        "document": found,
        "folder": Folder.objects.visible_to(request.user).filter(pk=found.folder_id).first(),
        "owner": owners.first() if found.owner_id else None,
        "may_open": Document.objects.given_to(request.user).filter(pk=pk).exists(),
        "versions": versions,
        "newest": newest_of(versions),
    }
    if request.user.is_authenticated:
        context["my_request"] = (
            Request.objects.visible_to(request.user).filter(document=pk, asked_by=request.user).first()
        )
        context["decides"] = Document.objects.decided_by(request.user).filter(pk=pk).exists()
        context["downloads"] = downloads_of(found) if context["decides"] else []
    return render(request, "library/document.html", context)


def downloads_of(document: Document):
    """Who downloaded what is not for everyone, newest first: for its owner and those who keep the library."""
    return Event.objects.reads_of(document).select_related("by__person")[:50]


def seen(request, pk) -> Document:
    """The document, for whoever may know that it exists."""
    documents = Document.objects.visible_to(request.user).select_related("audience__organisation")
    return get_object_or_404(documents.prefetch_related("topics", "tags"), pk=pk)


@login_not_required
@require_safe
def document_download(request, pk):
    return serve(request, pk)


@login_not_required
@require_safe
def version_download(request, pk, number):
    return serve(request, pk, number)


def document_ask(request, pk):
    """Ask for what is given on request; whoever may open it already is sent to it."""
    found = seen(request, pk)
    if Document.objects.given_to(request.user).filter(pk=pk).exists():
        return redirect(found)
    kept, typed = drafts.refilled(request)
    form = AskForm(typed, document=found)
    if request.method == "POST" and form.is_valid():
        asked = ask(document=found, why=form.cleaned_data["why"], by=request.user)
        drafts.forget(request)
        messages.success(request, "You have asked for it. The answer comes by e-mail, and stands here.")
        return redirect(asked)
    return render(request, "library/ask.html", {"document": found, "form": form, "kept": kept})


def document_review(request, pk):
    """Its owner, or the team, says that it is still right and when to look again."""
    found = seen(request, pk)
    if not Document.objects.decided_by(request.user).filter(pk=pk).exists():
        raise PermissionDenied("Its owner and the programme team say whether a document is still right.")
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.confirm_right(document=found, by=request.user, review_on=form.cleaned_data["review_on"])
        messages.success(request, f"Thank you. You are asked again on {found.review_on:%-d %B %Y}.")
        return redirect(found)
    return render(request, "library/review.html", {"document": found, "form": form})


@require_safe
def request_list(request):
    """What one asked for, and what others ask of what one owns or keeps."""
    seen_by_me = Request.objects.visible_to(request.user).select_related("document", "asked_by__person")
    page = Paginator(seen_by_me, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "library/requests.html", {"page": page})


def request_detail(request, pk):
    asked = Request.objects.visible_to(request.user).select_related("document", "asked_by__person")
    found = get_object_or_404(asked, pk=pk)
    decides = Request.objects.decided_by(request.user).filter(pk=pk).exists()
    if request.method == "POST" and not decides:
        raise PermissionDenied("The owner of the document and the programme team answer this.")
    kept, typed = drafts.refilled(request) if decides else (None, None)
    form = _form_for(found, typed) if decides else None
    if request.method == "POST" and form and form.is_valid() and form.save(by=request.user):
        drafts.forget(request)
        messages.success(request, "Whoever asked is told by e-mail, without the name of the document.")
        return redirect(found)
    context = {"asked": found, "form": form, "kept": kept, "decides": decides}
    return render(request, "library/request.html", context)


def _form_for(asked: Request, typed):
    """What can be done with it now: decide, or end what was granted; nothing more once it is over."""
    forms = {Request.State.ASKED: DecideForm, Request.State.GRANTED: EndForm}
    return forms[asked.state](typed, asked=asked) if asked.state in forms else None
