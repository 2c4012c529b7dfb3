"""The ledger's entries: reading, entering, importing, reversing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from budget import accounts
from budget.access import may_see_actuals, require_keeper
from budget.actions.importing import hash_of, import_entries
from budget.actions.ledger import receive, reverse, spend
from budget.against import warnings_of
from budget.forms import EntryForm, ImportForm, ReverseForm
from budget.importing.entries import read_entries
from budget.models import Book, Entry
from budget.views.pages import plan_of
from seslip import drafts
from seslip.people.access import Permission
from seslip.refusals import Refused
from seslip.sent import done, page_of

A_PAGE = 50


def entry_list(request, year):
    """The newest first, as far as each may read them."""
    plan = plan_of(request.user, year)
    if not may_see_actuals(request.user):
        raise Http404
    entries = Entry.objects.visible_to(request.user).filter(book_year__year=year)
    book = request.GET.get("book", "")
    if book in Book.values:
        entries = entries.filter(book_year__book=book)
    entries = entries.with_postings().select_related("reverses", "reversed_by", "audience__organisation")
    page, no_such_page = page_of(Paginator(entries, A_PAGE), request.GET.get("page", "1"))
    context = {"plan": plan, "page": page, "book": book, "books": Book.choices}
    context |= {"no_such_page": no_such_page, "no_such_book": book if book not in ["", *Book.values] else ""}
    context["keeps_budget"] = request.user.may(Permission.KEEP_BUDGET)
    return render(request, "budget/entries.html", context)


def entry_write(request, year):
    plan = plan_of(request.user, year)
    require_keeper(request.user)
    kept, typed = drafts.refilled(request)
    form = EntryForm(typed, plan=plan, user=request.user)
    over: list[str] = []
    if request.method == "POST" and form.is_valid():
        over = [] if form.cleaned_data["anyway"] else _over(form.cleaned_data, year, request.user)
        if not over and _entered(form, year, request.user):
            drafts.forget(request)
            messages.success(request, "It is entered.")
            return redirect("budget:entries", year)
    context = {"plan": plan, "form": form, "kept": kept, "over": over}
    return render(request, "budget/entry.html", context)


def _over(asked: dict, year: str, user) -> list[str]:
    """What would go over its budget; asked for once, before it is entered."""
    if asked["kind"] != "spending" or asked["book"] != Book.ACTUAL:
        return []
    project = asked["project"]
    account = accounts.of_project(project) if project else accounts.of_line(asked["line"])
    return warnings_of(account=account, year=year, pence=asked["amount"], user=user)


def _entered(form: EntryForm, year: str, user) -> bool:
    asked = form.cleaned_data
    about = {"book": asked["book"], "year": year, "pence": asked["amount"], "day": asked["day"]}
    about |= {"words": asked["words"], "audience": asked["audience"], "by": user}
    try:
        if asked["kind"] == "income":
            receive(income=asked["income"], council=asked["council"], **about)
        else:
            spend(line=asked["line"], project=asked["project"], settles=asked["settles"], **about)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def entries_import(request, year):
    """A dry run first: every problem with its row. Then all of it, or nothing."""
    plan = plan_of(request.user, year)
    require_keeper(request.user)
    form = ImportForm(request.POST or None, request.FILES or None)
    read = None
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        read = read_entries(content, plan)
        if form.cleaned_data["for_real"] and _imported(form, plan, read, content, request.user):
            messages.success(request, f"Entered: {len(read.entries)}.")
            return redirect("budget:entries", year)
    return render(request, "budget/import.html", {"plan": plan, "form": form, "read": read})


def _imported(form: ImportForm, plan, read, content: bytes, user) -> bool:
    about = {"book": form.cleaned_data["book"], "content_hash": hash_of(content)}
    try:
        import_entries(plan=plan, read=read, by=user, **about)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def entry_reverse(request, pk):
    entries = Entry.objects.visible_to(request.user).select_related("book_year", "audience")
    entry = get_object_or_404(entries, pk=pk)
    require_keeper(request.user)
    kept, typed = drafts.refilled(request)
    form = ReverseForm(typed)
    if done(request, form, reverse, entry=entry):
        messages.success(request, "It is reversed.")
        return redirect("budget:entries", entry.book_year.year)
    return render(request, "budget/reverse.html", {"entry": entry, "form": form, "kept": kept})
